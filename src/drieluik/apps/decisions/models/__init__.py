"""What is kept of meetings: agenda, papers and their delivery, attendance, decisions, tasks."""

from drieluik.apps.decisions.models.agenda import (
    AdviceReply,
    AgendaItem,
    PartyInput,
    QuestionAnswer,
)
from drieluik.apps.decisions.models.decisions import Decision, DecisionTask
from drieluik.apps.decisions.models.meetings import Attendance, Meeting, PaperTerm
from drieluik.apps.decisions.models.papers import Paper, PaperDelivery, PaperVersion

__all__ = [
    "AdviceReply",
    "AgendaItem",
    "Attendance",
    "Decision",
    "DecisionTask",
    "Meeting",
    "Paper",
    "PaperDelivery",
    "PaperTerm",
    "PaperVersion",
    "PartyInput",
    "QuestionAnswer",
]
