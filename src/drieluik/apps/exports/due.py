"""Whether a file over a half-year is due, and what it would be made from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import translation

from drieluik import __version__
from drieluik.apps.exports.gathering import (
    APPROVAL,
    CORRECTION,
    LACKING,
    Source,
    signature,
    sources,
)
from drieluik.apps.exports.holding import gone_from, held_by
from drieluik.apps.exports.models import ExportEdition, ExportPlan, ExportTry
from drieluik.apps.organisations.selectors import list_taking_part
from drieluik.core.tables import Period


@dataclass(frozen=True, slots=True)
class Due:
    """What a file that is due is made from.

    Attributes:
        found: Every chosen table with where it comes from.
        signature: Fingerprint of that.
        before: The file before it; None for the first.
    """

    found: list[Source]
    signature: str
    before: ExportEdition | None


def due_on(plan: ExportPlan, period: Period) -> date:
    """Return the day on which the file over a half-year is made."""
    return period.ends_before + timedelta(days=plan.days_after)


def periods_of(plan: ExportPlan, today: date) -> Iterator[Period]:
    """Give the half-years of a plan: those whose day has come, and the one after them."""
    period = Period.parse(plan.from_period)
    while due_on(plan, period) <= today:
        yield period
        period = period.next()
    yield period


def last_edition(plan: ExportPlan, period: str) -> ExportEdition | None:
    """Return the newest file of a recipient over a half-year, or None."""
    rows = ExportEdition.objects.filter(
        municipality_id=plan.municipality_id, recipient_id=plan.recipient_id, period=period
    )
    return rows.select_related("plan").order_by("-number").first()


def last_try(plan: ExportPlan, period: str, known: str) -> ExportTry | None:
    """Return the try by this version that gave nothing from the very same, or None."""
    rows = ExportTry.objects.filter(
        plan=plan, period=period, signature=known, code_version=__version__
    )
    found: ExportTry | None = rows.order_by("-id").first()
    return found


def takes_part(plan: ExportPlan, today: date) -> bool:
    """Tell whether the recipient takes part as another party today."""
    rows = list_taking_part(municipality_id=plan.municipality_id, kind="other")
    return any(one.party_id == plan.recipient_id and one.takes_part(today) for one in rows)


def look(plan: ExportPlan, period: str, today: date) -> Due | None:
    """Return what the file over a half-year is made from when one is due now, or None.

    Of a half-year before the plan there is none. The first is due when there is something that was
    not tried before, a next one when something is other than in the one before. While figures are
    corrected no next file comes: that would be one for a moment; but when something else in the
    file no longer stands, it does not wait for them. As long as all of the file stands, the next
    one waits until corporations approved a new agreement about what is in it.
    """
    if period < plan.from_period or due_on(plan, Period.parse(period)) > today:
        return None
    if not goes_on(plan, today):
        return None
    # reasons are part of the fingerprint, so they are always in the same language
    with translation.override("nl"):
        return _look(plan, period, today)


def goes_on(plan: ExportPlan, today: date) -> bool:
    """Tell whether files still come: it was not stopped, and the recipient takes part."""
    return not plan.ended_because and takes_part(plan, today)


def _look(plan: ExportPlan, period: str, today: date) -> Due | None:
    before = last_edition(plan, period)
    found = sources(plan, period, today)
    known = signature(plan, found)
    if before is not None:
        is_same = known == before.signature
        return None if is_same or _waits(before, found, today) else Due(found, known, before)
    is_something = any(one.basis != LACKING for one in found)
    if _waiting(found, CORRECTION) or not is_something or last_try(plan, period, known):
        return None
    return Due(found, known, None)


def _waits(before: ExportEdition, found: list[Source], today: date) -> bool:
    gone = gone_from(before, today)
    if corrected := _waiting(found, CORRECTION):
        return corrected.issuperset(gone)
    had = {name for name, _fingerprint in held_by(before)}
    return not gone and not had.isdisjoint(_waiting(found, APPROVAL))


def _waiting(found: list[Source], reason: str) -> set[str]:
    return {one.table.name_nl for one in found if one.waits_for == reason}
