"""What can be done with reports; every function here is one whole act."""

from drieluik.apps.reporting.services.beginning import Beginning, begin_next_edition, begin_report
from drieluik.apps.reporting.services.freezing import (
    ask_to_freeze,
    freeze,
    interrupt_freezing,
    made_anew,
)
from drieluik.apps.reporting.services.withdrawing import withdraw_report
from drieluik.apps.reporting.services.writing import Words, write_text

__all__ = [
    "Beginning",
    "Words",
    "ask_to_freeze",
    "begin_next_edition",
    "begin_report",
    "freeze",
    "interrupt_freezing",
    "made_anew",
    "withdraw_report",
    "write_text",
]
