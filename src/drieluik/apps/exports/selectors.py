"""Reading exports: who gets what, which files there are, and what is not delivered yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps import kept_files
from drieluik.apps.exports import policies
from drieluik.apps.exports.gathering import AGREED, LACKING, names_of, signature, sources
from drieluik.apps.exports.models import ExportEdition, ExportPlan
from drieluik.apps.organisations.actors import Actor
from drieluik.core.tables import Period


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A half-year of a recipient.

    Attributes:
        period: Half-year.
        due_on: The day on which its file is made.
        state: ``to_come``, ``lacking`` (its day came and there was nothing to give), ``partly`` or
            ``given``.
        lacking: Name and reason of every chosen table that there is not, now.
        editions: The files, newest first.
    """

    period: str
    due_on: date
    state: str
    lacking: tuple[tuple[str, str], ...]
    editions: tuple[ExportEdition, ...]

    @property
    def grouped(self) -> list[tuple[str, list[str]]]:
        """Every reason with the names of the tables that lack for it."""
        found: dict[str, list[str]] = {}
        for name, reason in self.lacking:
            found.setdefault(reason, []).append(name)
        return list(found.items())


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What a recipient gets, with its half-years, the newest first."""

    plan: ExportPlan
    public: tuple[str, ...]
    agreed: tuple[str, ...]
    periods: tuple[PeriodRow, ...]


def newest_plans(*, municipality_id: int) -> list[ExportPlan]:
    """Return the newest row of every recipient that ever got something, by name."""
    rows = ExportPlan.objects.filter(municipality_id=municipality_id).order_by("id")
    newest = {row.recipient_id: row for row in rows.select_related("recipient", "set_by")}
    return sorted(newest.values(), key=lambda row: row.recipient.name)


def standing_plans(*, municipality_id: int) -> list[ExportPlan]:
    """Return what recipients get now, by their name."""
    rows = newest_plans(municipality_id=municipality_id)
    return [row for row in rows if not row.ended_because]


def plan_of(*, municipality_id: int, recipient_id: int) -> ExportPlan | None:
    """Return what a recipient gets now, or None."""
    rows = standing_plans(municipality_id=municipality_id)
    return next((row for row in rows if row.recipient_id == recipient_id), None)


def recipient_ids(*, municipality_id: int) -> list[int]:
    """Return every recipient that ever got something here."""
    rows = ExportPlan.objects.filter(municipality_id=municipality_id)
    return list(rows.values_list("recipient_id", flat=True).distinct())


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
    return rows.order_by("-number").first()


def list_due(*, municipality_id: int, now: datetime) -> list[tuple[int, str]]:
    """Return recipient and half-year of every file that is to be made, or to be made anew."""
    today = timezone.localdate(now)
    found = []
    for plan in standing_plans(municipality_id=municipality_id):
        for period in periods_of(plan, today):
            if due_on(plan, period) > today:
                continue
            last = last_edition(plan, str(period))
            known = sources(plan, str(period), today)
            something = any(one.basis != LACKING for one in known)
            is_due = something if last is None else last.signature != signature(plan, known)
            if is_due:
                found.append((plan.recipient_id, str(period)))
    return found


def list_exports(*, municipality_id: int, actor: Actor, now: datetime) -> list[PlanRow]:
    """Return what recipients get that the actor may see, with every half-year.

    A recipient has the newest file of a half-year only: in an older one can be what was withdrawn.
    """
    sees_all = _sees_all(actor, municipality_id)
    return [
        _plan_row(plan, now, sees_all=sees_all)
        for plan in newest_plans(municipality_id=municipality_id)
        if policies.check_may_see_exports.allows(
            actor, municipality_id=municipality_id, recipient_ids=[plan.recipient_id]
        )
    ]


def _sees_all(actor: Actor, municipality_id: int) -> bool:
    return policies.check_may_see_exports.allows(
        actor, municipality_id=municipality_id, recipient_ids=[]
    )


def _plan_row(plan: ExportPlan, now: datetime, *, sees_all: bool) -> PlanRow:
    today = timezone.localdate(now)
    of_period: dict[str, list[ExportEdition]] = {}
    rows = ExportEdition.objects.filter(
        municipality_id=plan.municipality_id, recipient_id=plan.recipient_id
    )
    for row in rows.select_related("plan").order_by("-number").defer("content"):
        known = of_period.setdefault(row.period, [])
        if sees_all or not known:
            known.append(row)
    coming = [] if plan.ended_because else [str(one) for one in periods_of(plan, today)]
    periods = sorted({*of_period, *coming}, reverse=True)
    return PlanRow(
        plan=plan,
        public=tuple(names_of(plan.public_ids)),
        agreed=tuple(names_of(plan.agreed_ids)),
        periods=tuple(_period_row(plan, one, of_period.get(one, []), today) for one in periods),
    )


def _period_row(
    plan: ExportPlan, period: str, editions: list[ExportEdition], today: date
) -> PeriodRow:
    day = due_on(plan, Period.parse(period))
    if editions:
        lacking = tuple((name, reason) for name, reason in editions[0].lacking)
        chosen = {*editions[0].plan.public_ids, *editions[0].plan.agreed_ids}
        is_empty = len({name for name, _reason in lacking}) == len(chosen)
        state = "lacking" if is_empty else "partly" if lacking else "given"
    else:
        found = sources(plan, period, today)
        state = "to_come" if day > today else "lacking"
        lacking = tuple(
            (
                one.table.name_nl,
                one.reason or _("Could not be made yet: not complete, not protected."),
            )
            for one in found
            if one.basis == LACKING or (one.basis == AGREED and state == "lacking")
        )
    return PeriodRow(period, day, state, lacking, tuple(editions))


def find_edition(*, municipality_id: int, edition_id: UUID, actor: Actor) -> ExportEdition | None:
    """Return a file that the actor may see, or None as if there were none."""
    rows = ExportEdition.objects.filter(municipality_id=municipality_id, id=edition_id)
    row: ExportEdition | None = rows.first()
    if row is None or not policies.check_may_see_exports.allows(
        actor, municipality_id=municipality_id, recipient_ids=[row.recipient_id]
    ):
        return None
    newest = last_edition(row.plan, row.period)
    return row if row == newest or _sees_all(actor, municipality_id) else None


def bytes_of(row: ExportEdition, form: str) -> bytes:
    """Return a kept file as it was made."""
    kept = row.csv_hash if form == "csv" else row.xlsx_hash
    return kept_files.read_original(kept, f".{form}")


def list_editions() -> list[ExportEdition]:
    """Return every file that was ever made: for who works on the machine itself."""
    rows = ExportEdition.objects.select_related("municipality", "recipient")
    return list(rows.order_by("municipality__name", "recipient__name", "period", "number"))
