"""Who reads the evaluation of a year, and who answers for a party."""

from django.utils.translation import gettext as _

from drieluik.apps.decisions.policies import check_may_read
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.policy import policy

__all__ = [
    "FIRST_YEAR",
    "answering_parties",
    "can_look_back",
    "check_may_answer",
    "check_may_read",
    "check_year_has_begun",
]

FIRST_YEAR = 2000
_SIDES = ("municipality", "corporation", "tenants")
_ROLES = ("editor", "delegate")


def can_look_back(year: int, this_year: int) -> bool:
    """Tell whether a year is one to look back on: not long ago, and not to come."""
    return FIRST_YEAR <= year <= this_year


def answering_parties(actor: Actor, *, municipality_id: int) -> dict[int, str]:
    """Return id and name of the parties for which a person can answer, by name."""
    found = {
        standing.party_id: standing.party_name
        for standing in actor.standings
        if standing.role in _ROLES
        and standing.party_kind in _SIDES
        and municipality_id in standing.municipality_ids
    }
    return dict(sorted(found.items(), key=lambda row: row[1]))


@policy
def check_may_answer(actor: Actor, *, municipality_id: int, party_id: int) -> None:
    """An editor or delegate of one of the three sides answers for that party."""
    if party_id not in answering_parties(actor, municipality_id=municipality_id):
        raise NotAllowed(_("Only an editor or delegate of this party can answer for it."))


@policy
def check_year_has_begun(*, year: int, this_year: int) -> None:
    """There is nothing to say yet about a year that is to come."""
    if year > this_year:
        raise WrongState(_("This year has not begun yet, so there is nothing to look back on."))
