"""Reading exports: who gets what, which files there are, and what is not delivered yet."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from drieluik.apps import kept_files
from drieluik.apps.exports import policies
from drieluik.apps.exports.consent import Approver, agreement_of, approvers_of
from drieluik.apps.exports.due import (
    due_on,
    goes_on,
    last_edition,
    last_try,
    look,
    periods_of,
)
from drieluik.apps.exports.gathering import AGREED, LACKING, names_of, signature, sources
from drieluik.apps.exports.holding import (
    Lacking,
    gone_from,
    held_by,
    lacking_of,
    said_to_recipient,
    told_of,
)
from drieluik.apps.exports.models import ExportEdition, ExportPlan
from drieluik.apps.exports.rows import PeriodRow, PlanRow
from drieluik.apps.organisations.actors import Actor
from drieluik.core.tables import Period


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


def list_due(*, municipality_id: int, now: datetime, period: str = "") -> list[tuple[int, str]]:
    """Return recipient and half-year of every file that is to be made, or to be made anew.

    Args:
        municipality_id: Where.
        now: When.
        period: Only over this half-year; over all when empty.
    """
    today = timezone.localdate(now)
    found = []
    for plan in standing_plans(municipality_id=municipality_id):
        known = map(str, periods_of(plan, today))
        found += [
            (plan.recipient_id, one)
            for one in known
            if period in ("", one) and look(plan, one, today) is not None
        ]
    return found


def list_exports(*, municipality_id: int, actor: Actor, now: datetime) -> list[PlanRow]:
    """Return what recipients get that the actor may see, with every half-year.

    A recipient has the newest file of a half-year only: in an older one can be what was withdrawn.
    Nor that one while something in it no longer stands: withdrawn, corrected, or agreed no more.
    """
    sees_all = _sees_all(actor, municipality_id)
    return [
        _with_consent(_plan_row(plan, now, sees_all=sees_all), actor, now)
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
    comes = goes_on(plan, today)
    coming = [str(one) for one in periods_of(plan, today)] if comes else []
    found = [
        replace(
            _period_row(plan, one, of_period.get(one, []), today),
            goes_on=comes and one >= plan.from_period,
        )
        for one in sorted({*of_period, *coming}, reverse=True)
    ]
    return PlanRow(
        plan=plan,
        public=tuple(names_of(plan.public_ids)),
        agreed=tuple(names_of(plan.agreed_ids)),
        periods=tuple(found if sees_all else map(_for_recipient, found)),
        goes_on=comes,
    )


def _with_consent(row: PlanRow, actor: Actor, now: datetime) -> PlanRow:
    plan = row.plan
    if plan.ended_because or not plan.agreed_ids or not _sees_all(actor, plan.municipality_id):
        return row
    approvers = approvers_of(plan, timezone.localdate(now))
    return replace(
        row,
        seen=agreement_of(plan),
        approvers=tuple(approvers),
        approves_for=tuple(_approves_for(plan, approvers, actor)),
    )


def _approves_for(
    plan: ExportPlan, approvers: Sequence[Approver], actor: Actor
) -> Iterator[Approver]:
    for one in approvers:
        if one.approved_at is None and policies.check_may_approve_agreed.allows(
            actor, municipality_id=plan.municipality_id, party_id=one.party_id
        ):
            yield one


def list_to_approve(*, municipality_id: int, actor: Actor, on: date) -> list[tuple[int, str]]:
    """Return id and name of every recipient of which the reader can approve what it is given."""
    return [
        (plan.recipient_id, plan.recipient.name)
        for plan in standing_plans(municipality_id=municipality_id)
        if plan.agreed_ids and any(_approves_for(plan, approvers_of(plan, on), actor))
    ]


def _for_recipient(row: PeriodRow) -> PeriodRow:
    """Return a half-year as the recipient sees it: no inner reasons, no file that does not stand."""
    if row.gone:
        return replace(row, lacking=row.told, editions=())
    return replace(row, lacking=row.told)


def _period_row(
    plan: ExportPlan, period: str, editions: list[ExportEdition], today: date
) -> PeriodRow:
    day = due_on(plan, Period.parse(period))
    gone: tuple[str, ...] = ()
    if editions:
        lacking = lacking_of(editions[0])
        gone = gone_from(editions[0], today)
        state = "gone" if gone else _state(editions[0], lacking)
    else:
        state = "to_come" if day > today else "lacking"
        lacking = _lacking_now(plan, period, today, is_late=state == "lacking")
    pairs = tuple((one.name, one.reason) for one in lacking)
    return PeriodRow(period, day, state, pairs, told_of(lacking), gone, tuple(editions))


def _state(row: ExportEdition, lacking: Sequence[Lacking]) -> str:
    if not held_by(row):
        return "empty"
    return "partly" if lacking else "given"


def _lacking_now(
    plan: ExportPlan, period: str, today: date, *, is_late: bool
) -> tuple[Lacking, ...]:
    """Return what there is not, with what came of the try when it was tried."""
    with translation.override("nl"):
        found = sources(plan, period, today)
        tried = last_try(plan, period, signature(plan, found))
    if tried is not None:
        return lacking_of(tried)
    unmade = _("Could not be made yet: not complete, not protected.")
    return tuple(
        Lacking(one.table.name_nl, one.reason or unmade, one.reason or said_to_recipient())
        for one in found
        if one.basis == LACKING or (one.basis == AGREED and is_late)
    )


def find_edition(
    *, municipality_id: int, edition_id: UUID, actor: Actor, now: datetime
) -> ExportEdition | None:
    """Return a file that the actor may see, or None as if there were none.

    A recipient has the newest only, and not when something in it no longer stands.
    """
    rows = ExportEdition.objects.filter(municipality_id=municipality_id, id=edition_id)
    row: ExportEdition | None = rows.first()
    if row is None or not policies.check_may_see_exports.allows(
        actor, municipality_id=municipality_id, recipient_ids=[row.recipient_id]
    ):
        return None
    if _sees_all(actor, municipality_id):
        return row
    is_newest = row == last_edition(row.plan, row.period)
    return row if is_newest and not gone_from(row, timezone.localdate(now)) else None


def bytes_of(row: ExportEdition, form: str) -> bytes:
    """Return a kept file as it was made."""
    kept = row.csv_hash if form == "csv" else row.xlsx_hash
    return kept_files.read_original(kept, f".{form}")


def list_editions() -> list[ExportEdition]:
    """Return every file that was ever made: for who works on the machine itself."""
    rows = ExportEdition.objects.select_related("municipality", "recipient")
    return list(rows.order_by("municipality__name", "recipient__name", "period", "number"))
