"""What a reader may see of an indicator: the total always, the detail when its card allows."""

from dataclasses import dataclass

from drieluik.apps.monitor import policies
from drieluik.apps.organisations.actors import Actor
from drieluik.core.indicators import Indicator, Level


@dataclass(frozen=True, slots=True)
class Sight:
    """Who looks, and in which municipality."""

    actor: Actor
    municipality_id: int

    def objection(self, card: Indicator) -> str:
        """Return why not all detail is shown, or an empty text when everything is."""
        return policies.check_may_see_detail.objection(
            self.actor, card.audience, municipality_id=self.municipality_id
        )

    def shows_party(self, card: Indicator, party_code: str) -> bool:
        """Tell whether the figure of one corporation may be seen."""
        return policies.check_may_see_detail.allows(
            self.actor,
            card.audience,
            municipality_id=self.municipality_id,
            party_code=party_code,
        )

    def shows(self, card: Indicator, level: str, party_code: str) -> bool:
        """Tell whether a figure of this level may be seen."""
        return level == Level.TOTAL or self.shows_party(card, party_code)
