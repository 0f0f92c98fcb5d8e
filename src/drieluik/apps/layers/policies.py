"""Who may make, read and withdraw layers, and in which state."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.layers.models import Card, Layer, Version
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.policy import policy

MOST_MEGABYTES = 40
EARLIEST_YEAR, LATEST_YEAR = 1995, 2100
_MAKING_KINDS = ("municipality", "corporation", "tenants", "other")
_AT_THE_TABLE = frozenset(_MAKING_KINDS)


@policy
def check_may_make(actor: Actor, *, municipality_id: int, party_id: int | None = None) -> None:
    """A data steward makes layers for the own organisation; in a corporation a controller too."""
    if not any(
        municipality_id in one.municipality_ids
        and party_id in (None, one.party_id)
        and one.party_kind in _MAKING_KINDS
        and (one.role == "steward" or (one.role, one.party_kind) == ("controller", "corporation"))
        for one in actor.standings
    ):
        raise NotAllowed(
            _("Only the data steward of an organisation, or its controller, makes its layers.")
        )


@policy
def check_may_read(actor: Actor, *, municipality_id: int, party_id: int, publicness: str) -> None:
    """Public for whoever takes part; partners for the table; else for the own party only."""
    here = [one for one in actor.standings if municipality_id in one.municipality_ids]
    allowed = {
        Card.Publicness.PUBLIC: bool(here),
        Card.Publicness.PARTNERS: any(one.party_kind in _AT_THE_TABLE for one in here),
        Card.Publicness.OWNER: any(one.party_id == party_id for one in here),
    }
    if not allowed[Card.Publicness(publicness)]:
        raise NotAllowed(_("This layer is not shared with you."))


def parties_to_make_for(actor: Actor, *, municipality_id: int) -> list[tuple[int, str]]:
    """Return id and name of the organisations for which the actor makes layers here."""
    found = {
        one.party_id: one.party_name
        for one in actor.standings
        if check_may_make.allows(actor, municipality_id=municipality_id, party_id=one.party_id)
    }
    return sorted(found.items(), key=lambda pair: pair[1])


@policy
def check_is_there(layer: Layer) -> None:
    """What was withdrawn no longer changes."""
    if layer.withdrawn_at is not None:
        raise WrongState(_("This layer has been withdrawn and no longer changes."))


@policy
def check_size(*, n_bytes: int) -> None:
    """What is sent is small enough to keep."""
    if n_bytes > MOST_MEGABYTES * 1_000_000:
        raise WrongState(
            _("This file is larger than %(most)s MB. Hand in the areas of your municipality only.")
            % {"most": MOST_MEGABYTES}
        )


@policy
def check_areas_are_known(*, years: Sequence[int]) -> None:
    """Codes are held against areas in use."""
    if not years:
        raise WrongState(
            _("There are no areas of this level yet. The data steward reads in borders first.")
        )


@policy
def check_figure_stays(*, before: Card, kind: str, level: str, has_versions: bool) -> None:
    """What a layer counts, and per which area, does not change under figures that are in it."""
    if has_versions and (before.kind, before.level) != (kind, level):
        raise WrongState(
            _("There are figures in this layer. For another kind or area, make another layer.")
        )


@policy
def check_can_be_accepted(version: Version) -> None:
    """Only what was read whole, and has nothing in it that blocks, comes into use."""
    if version.state == Version.State.READING:
        raise WrongState(_("This file is still being read."))
    if version.state != Version.State.READ:
        raise WrongState(_("This version can no longer be taken in use."))
    if any(found["severity"] == "blocks" for found in version.report.get("findings", ())):
        raise WrongState(_("Put the faults in the file right first, and read it in again."))


@policy
def check_doubts_are_answered(version: Version, *, explanation: str) -> None:
    """Whoever confirms doubts says why they are no fault."""
    doubts = [one for one in version.report.get("findings", ()) if one["severity"] == "confirm"]
    if doubts and not explanation.strip():
        raise WrongState(_("Say why the points to confirm are no fault."))


@policy
def check_column_can_be_chosen(version: Version, *, column: str) -> None:
    """A column is chosen while the file was read and is not in use."""
    if version.state != Version.State.READ:
        raise WrongState(_("For this version no column can be chosen any more."))
    if column not in version.report.get("candidates", ()):
        raise WrongState(_("This column is not in the file."))


@policy
def check_can_be_withdrawn(version: Version) -> None:
    """What is in use or was only read can be taken back; a job under way first ends."""
    if version.state == Version.State.READING:
        raise WrongState(_("This file is still being read."))
    if version.state not in (Version.State.READ, Version.State.IN_USE):
        raise WrongState(_("This version is not in use, so there is nothing to take back."))


@policy
def check_has_reason(reason: str) -> None:
    """Whoever looks for something that is gone must read why."""
    if not reason.strip():
        raise WrongState(_("Say why."))
