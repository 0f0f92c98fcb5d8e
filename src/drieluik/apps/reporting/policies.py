"""Who begins, writes in, freezes, withdraws and reads reports, and in which state."""

from django.utils.translation import gettext as _

from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.monitor.policies import PARTNER_KINDS
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.policy import policy
from drieluik.apps.reporting.kinds import Kind, kinds
from drieluik.apps.reporting.models import Report

State = Report.State
_LEADING_ROLES = {
    "municipality": ("editor", "steward"),
    "corporation": ("editor", "controller"),
}
_WRITING_ROLES = ("editor", "delegate")


@policy
def check_may_begin(
    actor: Actor, *, kind: Kind, municipality_id: int, party_id: int | None
) -> None:
    """Who leads a report: the municipality, or the corporation whose chapter it is.

    Args:
        actor: Who acts.
        kind: The kind of report.
        municipality_id: Where.
        party_id: The corporation whose chapter it is; does not matter for other kinds.
    """
    whose = party_id if kind.is_of_one_party else None
    if (kind.is_of_one_party and whose is None) or not actor.has_role(
        *_LEADING_ROLES[kind.led_by],
        party_kind=kind.led_by,
        party_id=whose,
        municipality_id=municipality_id,
    ):
        if kind.is_of_one_party:
            raise NotAllowed(
                _("Only an editor or controller of the corporation itself makes this report.")
            )
        raise NotAllowed(_("Only an editor or steward of the municipality makes this report."))


@policy
def check_may_freeze(
    actor: Actor, *, kind: Kind, municipality_id: int, party_id: int | None
) -> None:
    """Freezing and withdrawing is for who answers for it: of a chapter that is the controller."""
    check_may_begin(actor, kind=kind, municipality_id=municipality_id, party_id=party_id)
    if kind.is_of_one_party and not actor.has_role(
        "controller", party_id=party_id, municipality_id=municipality_id
    ):
        raise NotAllowed(_("Only the controller of the corporation freezes this report."))


@policy
def check_may_write(
    actor: Actor, *, kind: Kind, municipality_id: int, party_id: int, owner_id: int | None
) -> None:
    """An editor or delegate writes for the own party, in a report in which that party writes.

    Args:
        actor: Who writes.
        kind: The kind of report.
        municipality_id: Where.
        party_id: The party for which is written.
        owner_id: The corporation whose chapter it is; None for other kinds.
    """
    if (owner_id is not None and party_id != owner_id) or not any(
        standing.party_id == party_id
        and standing.role in _WRITING_ROLES
        and standing.party_kind in kind.writers
        and municipality_id in standing.municipality_ids
        for standing in actor.standings
    ):
        raise NotAllowed(_("Only an editor or delegate of this party writes its text here."))


@policy
def check_may_read(
    actor: Actor, *, municipality_id: int, audience: str, was_frozen: bool, owner_id: int | None
) -> None:
    """A frozen report is for its audience; a draft for the parties that make it.

    Args:
        actor: Who reads.
        municipality_id: Where.
        audience: For whom the report is meant.
        was_frozen: Whether it was ever frozen; what was not is a draft.
        owner_id: The corporation whose chapter it is; None for other kinds.
    """
    here = [row for row in actor.standings if municipality_id in row.municipality_ids]
    kinds_here = {row.party_kind for row in here}
    is_own = owner_id is not None and owner_id in {row.party_id for row in here}
    if not was_frozen and owner_id is not None:
        if not is_own:
            raise NotAllowed(_("This report is a draft of the corporation; it is not ready yet."))
        return
    if not was_frozen or audience == Report.Audience.PARTNERS:
        if not kinds_here.intersection(PARTNER_KINDS):
            raise NotAllowed(
                _("This report is for the municipality, corporations and tenants' organisations.")
            )
        return
    if audience == Report.Audience.OWNER and not is_own and "municipality" not in kinds_here:
        raise NotAllowed(_("This report is for the corporation itself and the municipality."))
    if not here:
        raise NotAllowed(_("This report is of another municipality."))


@policy
def check_is_draft(report: Report) -> None:
    """Only a draft is written in and frozen, not what is being frozen or was withdrawn."""
    check_can_be_withdrawn(report)
    if report.state != State.DRAFT:
        raise WrongState(
            _("This report has been frozen. What must be otherwise comes in a new edition.")
        )


@policy
def check_is_frozen(report: Report) -> None:
    """Only a report that was frozen gets a next edition, also when it was withdrawn after that."""
    if report.was_frozen:
        return
    if report.state == State.WITHDRAWN:
        raise WrongState(_("This report was never frozen; begin it again."))
    raise WrongState(_("This report has not been frozen yet."))


@policy
def check_can_be_withdrawn(report: Report) -> None:
    """A report is withdrawn once, and not while it is being frozen."""
    if report.state == State.WITHDRAWN:
        raise WrongState(_("This report has been withdrawn."))
    if report.state == State.FREEZING:
        raise WrongState(_("This report is being frozen at this moment; texts are closed."))


def parties_to_write_for(actor: Actor, report: Report, kind: Kind) -> list[tuple[int, str]]:
    """Return id and name of the parties for which the actor may write in a report."""
    found = {one.party_id: one.party_name for one in actor.standings}
    return [
        (party_id, name)
        for party_id, name in sorted(found.items(), key=lambda row: row[1])
        if check_may_write.allows(
            actor,
            kind=kind,
            municipality_id=report.municipality_id,
            party_id=party_id,
            owner_id=report.party_id,
        )
    ]


def kinds_to_begin(actor: Actor, *, municipality_id: int) -> list[Kind]:
    """Return the kinds of reports that the actor may begin, for any party of its own."""
    parties = [None, *sorted(actor.party_ids)]
    return [
        one
        for one in kinds().values()
        if any(
            check_may_begin.allows(
                actor, kind=one, municipality_id=municipality_id, party_id=party_id
            )
            for party_id in parties
        )
    ]


def corporations_to_begin_for(actor: Actor, *, municipality_id: int) -> list[tuple[int, str]]:
    """Return id and name of the corporations whose chapter the actor may begin."""
    of_one = [one for one in kinds().values() if one.is_of_one_party]
    found = {one.party_id: one.party_name for one in actor.standings}
    return [
        (party_id, name)
        for party_id, name in sorted(found.items(), key=lambda row: row[1])
        if any(
            check_may_begin.allows(
                actor, kind=one, municipality_id=municipality_id, party_id=party_id
            )
            for one in of_one
        )
    ]
