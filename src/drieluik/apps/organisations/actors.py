"""The person who acts, with all that the person may act for.

An actor is a plain, frozen description made once per request; policies and selectors read it and
never ask the database who somebody is.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from drieluik.apps.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Standing:
    """One role for one party.

    Attributes:
        party_id: The party.
        party_code: Its short code.
        party_name: Its name.
        party_kind: ``municipality``, ``corporation``, ``tenants``, ``council`` or ``other``.
        role: ``reader``, ``editor``, ``controller``, ``delegate``, ``steward``, ``administrator``.
        municipality_ids: Municipalities in which the role counts.
    """

    party_id: int
    party_code: str
    party_name: str
    party_kind: str
    role: str
    municipality_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person, or nobody when ``user_id`` is None."""

    user_id: int | None
    name: str
    standings: tuple[Standing, ...] = ()

    @property
    def municipality_ids(self) -> frozenset[int]:
        """Municipalities whose shared things the person may read."""
        return frozenset().union(*(standing.municipality_ids for standing in self.standings))

    @property
    def party_ids(self) -> frozenset[int]:
        """Parties the person belongs to."""
        return frozenset(standing.party_id for standing in self.standings)

    def has_role(
        self,
        *roles: str,
        party_id: int | None = None,
        party_kind: str | None = None,
        municipality_id: int | None = None,
    ) -> bool:
        """Tell whether one single standing fulfils all that is asked."""
        return any(
            standing.role in roles
            and (party_id is None or standing.party_id == party_id)
            and (party_kind is None or standing.party_kind == party_kind)
            and (municipality_id is None or municipality_id in standing.municipality_ids)
            for standing in self.standings
        )

    def may_read(self, municipality_id: int) -> bool:
        """Tell whether the person takes part in this municipality in any role."""
        return municipality_id in self.municipality_ids


NOBODY = Actor(user_id=None, name="")
SYSTEM = Actor(user_id=None, name="Drieluik")
"""Acts done by the clock or by a job."""


def person(actor: Actor) -> int:
    """Return the id of the person behind an actor, for what only people do.

    Raises:
        NotAllowed: It is a job, or nobody is signed in.
    """
    if actor.user_id is None:
        raise NotAllowed(_("Only a person can do this."))
    return actor.user_id
