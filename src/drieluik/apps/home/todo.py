"""What is asked of a person, or worth knowing, as plain rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from drieluik.apps.agreements.proposals.reading import ProposalRow, get_standing, list_proposals
from drieluik.apps.agreements.proposals.standing import ProposalStanding
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import Actor

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing on the first page.

    Attributes:
        sentence: What is asked or what happened; the text of the link.
        href: Where it is done or explained.
        why: Why it is asked of this person.
        asked: True when something must be done; false when it is good to know.
        light: A light to show beside it; empty for none.
        urgent: Whether a day has gone by.
    """

    sentence: str
    href: str
    why: str
    asked: bool = True
    light: str = ""
    urgent: bool = False


class Situation:
    """Who looks, where, and on which day; what several ask for is read once, when needed."""

    def __init__(self, actor: Actor, municipality: "Municipality", on: date) -> None:
        self.actor = actor
        self.municipality = municipality
        self.on = on

    @cached_property
    def lights(self) -> Lights:
        """How all agreements stand."""
        return Lights(Sight(self.actor, self.municipality.id))

    @cached_property
    def proposals(self) -> list[ProposalRow]:
        """All proposals that the person may see."""
        return list_proposals(self.municipality.id, self.actor)

    @cached_property
    def submitted(self) -> list[tuple[ProposalRow, ProposalStanding]]:
        """The proposals that wait for a decision, each with who has said what."""
        rows = [row for row in self.proposals if row.is_submitted]
        return [(row, get_standing(row.proposal_id)) for row in rows]

    def is_municipal(self, *roles: str) -> bool:
        """Tell whether the person has one of these roles for the municipality itself."""
        return self.actor.has_role(
            *roles, party_kind="municipality", municipality_id=self.municipality.id
        )

    def is_kind(self, kind: str) -> bool:
        """Tell whether the person belongs to a party of a kind that takes part here."""
        return any(
            standing.party_kind == kind and self.municipality.id in standing.municipality_ids
            for standing in self.actor.standings
        )


Provider = Callable[[Situation], list[ToDo]]
