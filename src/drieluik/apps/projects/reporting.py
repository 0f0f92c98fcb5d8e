"""What a report on progress must hold: everything that is wrong at once, each at its field."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from drieluik.apps.projects.models import Progress
from drieluik.apps.projects.quarters import is_quarter, quarter_of, spoken

_LONGEST = 1000
_BEFOREHAND = (Progress.State.NOT_BEGUN, Progress.State.DELAYED, Progress.State.DROPPED)
_CLOSED = (Progress.State.DONE, Progress.State.DROPPED)


@dataclass(frozen=True, slots=True)
class Report:
    """A report as somebody gives it; ``state`` is one of ``Progress.State``."""

    quarter: str
    state: str
    reason: str = ""


def faults_of(report: Report, *, before: str, on: date) -> dict[str, str]:
    """Return what is wrong with a report, as a sentence per field; empty when nothing is.

    Args:
        report: What is reported.
        before: State of the newest report on the action; empty when there is none.
        on: The day of the report.
    """
    faults = {}
    if not is_quarter(report.quarter):
        faults["quarter"] = _("Name a quarter, such as 2020-Q1.")
    elif report.quarter > quarter_of(on) and report.state not in _BEFOREHAND:
        faults["quarter"] = _(
            "%(quarter)s has not begun. Beforehand you can only report: not begun, delayed or dropped."
        ) % {"quarter": spoken(report.quarter)}
    if report.state not in Progress.State.values:
        faults["state"] = _("Choose how far the action is.")
    if len(report.reason) > _LONGEST:
        faults["reason"] = _("Keep it under %(n)s characters.") % {"n": _LONGEST}
    elif not report.reason.strip() and (asked := _why_asked(report.state, before)):
        faults["reason"] = asked
    return faults


def _why_asked(state: str, before: str) -> str:
    """Say why a reason is needed; empty when none is."""
    if state == Progress.State.DELAYED:
        return _("Say why the action is delayed.")
    if state == Progress.State.DROPPED:
        return _("Say why the action is dropped.")
    if before in _CLOSED and state != before:
        return _("This action was closed. Say why that changes.")
    return ""
