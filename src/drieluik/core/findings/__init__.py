"""What is wrong or doubtful about something a person handed in, and where exactly.

Bad input is a value, never an exception: every room that reads files or texts returns findings.
The Dutch sentences live beside this module in ``nl/*.yaml``, one file per room.
"""

from drieluik.core.findings.finding import Fact, Finding, Place, Severity, worst_severity
from drieluik.core.findings.texts import action_nl, known_rules, message_nl

__all__ = [
    "Fact",
    "Finding",
    "Place",
    "Severity",
    "action_nl",
    "known_rules",
    "message_nl",
    "worst_severity",
]
