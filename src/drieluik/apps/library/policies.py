"""Who may read and bring in works, and in which state."""

from django.utils.translation import gettext as _

from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.library.models import Edition, Work
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.policy import policy

WRITERS = ("editor", "delegate", "steward")
_WRITING_KINDS = ("municipality", "corporation", "tenants")
_AT_THE_TABLE = frozenset({"municipality", "corporation", "tenants", "other"})


@policy
def check_may_add(actor: Actor, *, municipality_id: int, party_id: int | None = None) -> None:
    """An editor, delegate or steward of one of the three kinds of parties brings in works."""
    if not any(
        one.role in WRITERS
        and one.party_kind in _WRITING_KINDS
        and municipality_id in one.municipality_ids
        and party_id in (None, one.party_id)
        for one in actor.standings
    ):
        raise NotAllowed(
            _("Only an editor, delegate or steward of this party can put works in the library.")
        )


@policy
def check_may_read(actor: Actor, *, municipality_id: int, party_id: int, publicness: str) -> None:
    """Public for whoever takes part; partners for the table; else for the own party only."""
    here = [one for one in actor.standings if municipality_id in one.municipality_ids]
    allowed = {
        Edition.Publicness.PUBLIC: bool(here),
        Edition.Publicness.PARTNERS: any(one.party_kind in _AT_THE_TABLE for one in here),
        Edition.Publicness.PARTY: any(one.party_id == party_id for one in here),
    }
    if not allowed[Edition.Publicness(publicness)]:
        raise NotAllowed(_("This work is not shared with you."))


@policy
def check_is_there(work: Work) -> None:
    """What was withdrawn no longer changes."""
    if work.withdrawn_at is not None:
        raise WrongState(_("This work has been withdrawn and no longer changes."))


@policy
def check_has_reason(reason: str) -> None:
    """Whoever looks for a withdrawn work must read why it is gone."""
    if not reason.strip():
        raise WrongState(_("Say why the work is withdrawn."))
