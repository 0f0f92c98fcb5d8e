"""What can be done with meetings. Every function is one whole act with one event in the log."""

from drieluik.apps.decisions.services.advising import answer_advice
from drieluik.apps.decisions.services.agenda import (
    NewItem,
    add_item,
    add_suggestion,
    change_item,
    give_input,
    publish_agenda,
    remove_item,
    reorder_items,
)
from drieluik.apps.decisions.services.answering import answer_question
from drieluik.apps.decisions.services.approval import approve_minutes
from drieluik.apps.decisions.services.cancelling import cancel_meeting, reinstate_meeting
from drieluik.apps.decisions.services.deciding import (
    NewDecision,
    NewTask,
    adjourn_item,
    correct_decision,
    take_decision,
)
from drieluik.apps.decisions.services.papers import (
    Arrival,
    NewPaper,
    add_paper,
    record_paper_delivery,
)
from drieluik.apps.decisions.services.planning import (
    MeetingFacts,
    change_meeting,
    move_meeting,
    plan_meeting,
    set_paper_term,
)
from drieluik.apps.decisions.services.sending import (
    SentPapers,
    record_sent_papers,
    send_agenda,
)
from drieluik.apps.decisions.services.session import (
    Presence,
    close_meeting,
    open_meeting,
    record_attendance,
    record_discussion,
)
from drieluik.apps.decisions.services.tasks import finish_task

__all__ = [
    "Arrival",
    "MeetingFacts",
    "NewDecision",
    "NewItem",
    "NewPaper",
    "NewTask",
    "Presence",
    "SentPapers",
    "add_item",
    "add_paper",
    "add_suggestion",
    "adjourn_item",
    "answer_advice",
    "answer_question",
    "approve_minutes",
    "cancel_meeting",
    "change_item",
    "change_meeting",
    "close_meeting",
    "correct_decision",
    "finish_task",
    "give_input",
    "move_meeting",
    "open_meeting",
    "plan_meeting",
    "publish_agenda",
    "record_attendance",
    "record_discussion",
    "record_paper_delivery",
    "record_sent_papers",
    "reinstate_meeting",
    "remove_item",
    "reorder_items",
    "send_agenda",
    "set_paper_term",
    "take_decision",
]
