"""What a reader may see of an indicator: the total always, the detail when its card allows."""

from dataclasses import dataclass, field
from datetime import datetime

from drieluik.apps.monitor import policies
from drieluik.apps.monitor.selectors.definitions import get_definitions
from drieluik.apps.organisations.actors import Actor
from drieluik.core.indicators import INDICATORS, Audience, Indicator, Level


@dataclass(frozen=True, slots=True)
class Sight:
    """Who looks, in which municipality, and by what was decided up to a moment or now."""

    actor: Actor
    municipality_id: int
    known_at: datetime | None = None
    _audiences: dict[str, Audience] = field(default_factory=dict, init=False, compare=False)

    def objection(self, card: Indicator) -> str:
        """Return why not all detail is shown, or an empty text when everything is."""
        return policies.check_may_see_detail.objection(
            self.actor, self.audience(card), municipality_id=self.municipality_id
        )

    def shows_party(self, card: Indicator, party_code: str) -> bool:
        """Tell whether the figure of one corporation may be seen."""
        return policies.check_may_see_detail.allows(
            self.actor,
            self.audience(card),
            municipality_id=self.municipality_id,
            party_code=party_code,
        )

    def shows(self, card: Indicator, level: str, party_code: str) -> bool:
        """Tell whether a figure of this level may be seen."""
        return level == Level.TOTAL or self.shows_party(card, party_code)

    def audience(self, card: Indicator) -> Audience:
        """Return who may see a figure by what was decided last: that counts at once for all of it."""
        if not self._audiences:
            definitions = get_definitions(
                municipality_id=self.municipality_id, known_at=self.known_at
            )
            for one in INDICATORS:
                self._audiences[one.id] = definitions.last_card(one.id).audience
        return self._audiences.get(card.id, card.audience)
