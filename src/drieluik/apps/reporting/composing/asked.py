"""What is asked of a report: which kind, up to which half-year, for whom, as known when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from drieluik.apps.organisations.actors import Actor, Standing
from drieluik.apps.reporting.kinds import Kind

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality

N_PERIODS = 6
"""How many half-years a series of figures shows."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The corporation whose chapter it is."""

    party_id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Written:
    """What a party wrote in a chapter; the newest."""

    chapter: str
    party: str
    by: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """The edition before this one: its number, its moment, what it held, and why there is another."""

    edition: int
    known_at: datetime
    held: Mapping[str, Any]
    reason: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that a report follows from beside what is read.

    Attributes:
        place: The municipality.
        kind: Which kind of report.
        period: The half-year with which it ends.
        audience: ``open``, ``partners`` or ``owner``.
        known_at: Everything is as known at this moment.
        edition: Its number.
        owner: The corporation whose chapter it is; None for other kinds.
        texts: What parties wrote, in order of chapter and party.
        earlier: The edition before it, if there is one.
        draws: Whether pictures are drawn; in a draft they wait.
    """

    place: "Municipality"
    kind: Kind
    period: str
    audience: str
    known_at: datetime
    edition: int = 1
    owner: Owner | None = None
    texts: tuple[Written, ...] = ()
    earlier: Earlier | None = None
    draws: bool = True

    @property
    def title(self) -> str:
        """What the report is called."""
        return self.kind.titled(self.period, self.owner.name if self.owner else "")

    @property
    def reader(self) -> Actor:
        """The reader of the audience who may see least: whoever may read the report, may see it all."""
        if self.audience == "open":
            return Actor(user_id=None, name="")
        here = frozenset({self.place.id})
        if self.audience == "owner" and self.owner is not None:
            one = self.owner
            standing = Standing(one.party_id, one.code, one.name, "corporation", "reader", here)
        else:
            standing = Standing(0, "", "", "tenants", "reader", here)
        return Actor(user_id=None, name="", standings=(standing,))
