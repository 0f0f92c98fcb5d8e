"""What can be done with exports: choose what a recipient gets, approve, stop it, and make a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from drieluik import __version__
from drieluik.apps import kept_files
from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.exports import policies
from drieluik.apps.exports.consent import agreement_of, approvals_of
from drieluik.apps.exports.due import look
from drieluik.apps.exports.gathering import Given, gather
from drieluik.apps.exports.given import list_given
from drieluik.apps.exports.holding import as_kept
from drieluik.apps.exports.models import (
    ExportApproval,
    ExportEdition,
    ExportPlan,
    ExportTable,
    ExportTry,
)
from drieluik.apps.exports.selectors import plan_of
from drieluik.apps.exports.writing import FORMS, content_of, file_of
from drieluik.apps.organisations.actors import SYSTEM, Actor, person
from drieluik.apps.organisations.selectors import list_taking_part
from drieluik.apps.organisations.services import lock_municipality
from drieluik.apps.releases.protecting import Asked, other_half_year
from drieluik.core.flows import PUBLIC_TABLES
from drieluik.core.tables import Period


@dataclass(frozen=True, slots=True)
class Choice:
    """What a recipient gets, as a steward fills it in; see ``ExportPlan``."""

    recipient_id: int
    from_period: str
    days_after: int
    public_ids: Sequence[str] = ()
    agreed_ids: Sequence[str] = ()
    ground: str = ""
    agreed_by: str = ""
    agreed_until: date | None = None
    asked_in: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a recipient is given by agreement, as somebody saw it; see ``consent.agreement_of``."""

    recipient_id: int
    seen: str


@transaction.atomic
def set_plan(*, municipality_id: int, choice: Choice, actor: Actor, now: datetime) -> ExportPlan:
    """Choose what a recipient gets each half-year; what was chosen before holds no longer.

    Raises:
        NotAllowed: The actor is no steward of the municipality.
        WrongState: The recipient is no other party here, nothing was chosen, or agreed tables lack
            their ground, who agreed, or until when.

    Changes:
        One ``ExportPlan``; one event ``export_plan.set``.
    """
    lock_municipality(municipality_id)
    policies.check_may_set_exports(actor, municipality_id=municipality_id)
    today = timezone.localdate(now)
    others = list_taking_part(municipality_id=municipality_id, kind="other")
    if choice.recipient_id not in {one.party_id for one in others if one.takes_part(today)}:
        raise WrongState(_("Choose an organisation that takes part here as another party."))
    known = [one.id for one in PUBLIC_TABLES]
    agreed = [each for each in known if each in choice.agreed_ids]
    public = [each for each in known if each in choice.public_ids and each not in agreed]
    if not agreed and not public:
        raise WrongState(_("Choose at least one figure."))
    if agreed:
        _check_agreement(choice, today)
    plan: ExportPlan = ExportPlan.objects.create(
        municipality_id=municipality_id,
        recipient_id=choice.recipient_id,
        from_period=str(Period.parse(choice.from_period)),
        days_after=choice.days_after,
        public_ids=public,
        agreed_ids=agreed,
        ground=choice.ground.strip() if agreed else "",
        agreed_by=choice.agreed_by.strip() if agreed else "",
        agreed_until=choice.agreed_until if agreed else None,
        asked_in=choice.asked_in.strip(),
        set_by_id=person(actor),
        set_at=now,
    )
    _record("export_plan.set", plan, actor, now, {"public": public, "agreed": agreed})
    return plan


def _check_agreement(choice: Choice, today: date) -> None:
    if not choice.ground.strip() or not choice.agreed_by.strip() or choice.agreed_until is None:
        raise WrongState(
            _(
                "Figures that are not public need their ground: where it stands, who agreed, until when."
            )
        )
    if choice.agreed_until <= today:
        raise WrongState(_("The agreement must hold after today."))


@transaction.atomic
def stop_plan(
    *, municipality_id: int, recipient_id: int, reason: str, actor: Actor, now: datetime
) -> None:
    """Give a recipient nothing more; what was given stays in the list.

    Raises:
        NotAllowed: The actor is no steward of the municipality.
        WrongState: Nothing is given to it, or no reason was given.

    Changes:
        One ``ExportPlan`` that ends it; one event ``export_plan.stopped``.
    """
    lock_municipality(municipality_id)
    policies.check_may_set_exports(actor, municipality_id=municipality_id)
    plan = plan_of(municipality_id=municipality_id, recipient_id=recipient_id)
    if plan is None:
        raise WrongState(_("This recipient gets nothing now."))
    if not reason.strip():
        raise WrongState(_("Give a reason."))
    ended = ExportPlan.objects.create(
        municipality_id=municipality_id,
        recipient_id=recipient_id,
        from_period=plan.from_period,
        days_after=plan.days_after,
        ended_because=reason.strip(),
        set_by_id=person(actor),
        set_at=now,
    )
    _record("export_plan.stopped", ended, actor, now, {})


@transaction.atomic
def approve_agreed(
    *, municipality_id: int, agreed: Seen, party_id: int, actor: Actor, now: datetime
) -> None:
    """Approve for a corporation that its figures are given to a recipient as was agreed.

    Raises:
        NotAllowed: The actor is no controller of this corporation.
        WrongState: Nothing is given by agreement, something else was agreed than was seen, or it
            approved before.

    Changes:
        One ``ExportApproval``; one event ``export_plan.approved``.
    """
    lock_municipality(municipality_id)
    policies.check_may_approve_agreed(actor, municipality_id=municipality_id, party_id=party_id)
    plan = plan_of(municipality_id=municipality_id, recipient_id=agreed.recipient_id)
    if plan is None or not plan.agreed_ids:
        raise WrongState(_("This recipient is given nothing by agreement now."))
    if agreement_of(plan) != agreed.seen:
        raise WrongState(_("Something else was agreed than you saw. Look again."))
    if party_id in {one.party_id for one in approvals_of(plan)}:
        raise WrongState(_("Your organisation has approved already."))
    ExportApproval.objects.create(
        plan=plan,
        party_id=party_id,
        seen=agreed.seen,
        approved_by_id=person(actor),
        approved_at=now,
    )
    facts: dict[str, object] = {"party_id": party_id, "seen": agreed.seen}
    _record("export_plan.approved", plan, actor, now, facts)


def make_edition(
    *, municipality_id: int, recipient_id: int, period: str, now: datetime
) -> UUID | None:
    """Make the file over a half-year when its day has come and there is something new in it.

    May run any number of times: of the same tables no second file is made. When all that was given
    before is withdrawn, a next file says so. Protecting tables that
    are not public can take minutes; nobody waits for it.

    Returns:
        The new file; None when there is nothing to give, nothing new, or somebody was just ahead.

    Changes:
        One ``ExportEdition`` with its files, an ``ExportTable`` per table that is not public; one
        event ``export.made``. When there turned out to be nothing: one ``ExportTry``.
    """
    plan = plan_of(municipality_id=municipality_id, recipient_id=recipient_id)
    today = timezone.localdate(now)
    due = None if plan is None else look(plan, period, today)
    if plan is None or due is None:
        return None
    number = due.before.number + 1 if due.before else 1
    n_given = len(list_given(municipality_id))
    hashes = {}
    with translation.override("nl"):
        given, lacking = gather(plan, period, due.found, now)
        content = content_of(plan, period, number, (given, lacking), now)
    if given or due.before:
        hashes = {
            f"{form}_hash": kept_files.keep_original(file_of(content, form, now), f".{form}")
            for form in FORMS
        }
    with transaction.atomic(), translation.override("nl"):
        lock_municipality(municipality_id)
        # somebody may have chosen, published or been given something meanwhile: the next job sees it
        same_plan = plan_of(municipality_id=municipality_id, recipient_id=recipient_id) == plan
        if not same_plan or look(plan, period, today) != due:
            return None
        if len(list_given(municipality_id)) != n_given or _went_out(plan, period, given, now):
            return None
        shared = {
            "plan": plan,
            "period": period,
            "signature": due.signature,
            "lacking": as_kept(lacking),
            "code_version": __version__,
        }
        if not hashes:
            ExportTry.objects.create(**shared, tried_at=now)
            return None
        row: ExportEdition = ExportEdition.objects.create(
            municipality_id=municipality_id,
            recipient_id=recipient_id,
            number=number,
            content=content,
            made_at=now,
            **shared,
            **hashes,
        )
        _keep_tables(row, given)
        facts = {"period": period, "number": number, "edition_id": str(row.id), **hashes}
        _record("export.made", plan, SYSTEM, now, facts)
    return row.id


def _went_out(plan: ExportPlan, period: str, given: Sequence[Given], now: datetime) -> bool:
    """Tell whether a new stock became public over another half-year while it was protected."""
    asked = Asked(plan.municipality_id, period, now)
    new = [one.source.table for one in given if one.kept is not None and one.kept["is_new"]]
    return any(one.is_stock and other_half_year(asked, one) for one in new)


def _keep_tables(row: ExportEdition, given: Sequence[Given]) -> None:
    for one in given:
        if one.kept is not None:
            ExportTable.objects.create(
                edition=row,
                table_id=one.source.table.id,
                place=one.place,
                release=one.release,
                release_hash=one.release_hash,
                **one.kept,
            )


def differs(row: ExportEdition) -> list[str]:
    """Make the files of an export anew and return those that are not the same bytes."""
    return [
        form
        for form in FORMS
        if kept_files.content_hash(file_of(row.content, form, row.made_at))
        != getattr(row, f"{form}_hash")
    ]


def _record(
    name: str, plan: ExportPlan, actor: Actor, now: datetime, facts: dict[str, object]
) -> None:
    audit.record(
        name=name,
        subject=("export_plan", plan.pk),
        actor=actor,
        now=now,
        facts={"municipality_id": plan.municipality_id, "recipient_id": plan.recipient_id} | facts,
    )
