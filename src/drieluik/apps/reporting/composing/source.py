"""Reads once all that a report is made from, as known at its moment and as its readers may see it."""

from dataclasses import dataclass
from functools import cached_property

from drieluik.apps.agreements.selectors import find_version
from drieluik.apps.monitor.reading_norms import stored
from drieluik.apps.monitor.selectors.definitions import Definitions, get_definitions
from drieluik.apps.monitor.selectors.known_figures import KnownFigures, known_figures
from drieluik.apps.monitor.selectors.light_rows import ClauseStanding, NormLight
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.reporting.composing.asked import N_PERIODS, Asked
from drieluik.apps.reporting.kinds import Chapter
from drieluik.core.indicators import INDICATORS, Indicator, indicator
from drieluik.core.norms import last_over
from drieluik.core.tables import Period


@dataclass(frozen=True)
class Source:
    """What is read for a report; every part is read once."""

    asked: Asked

    @cached_property
    def sight(self) -> Sight:
        """What the readers of the report may see, by the definitions of the moment."""
        return Sight(self.asked.reader, self.asked.place.id, self.asked.known_at)

    @cached_property
    def lights(self) -> Lights:
        """The lights as they were told at the moment."""
        return Lights(self.sight, known_at=self.asked.known_at)

    @cached_property
    def standings(self) -> tuple[ClauseStanding, ...]:
        """How every agreement stands in the last half-year; of one party only where it has a light."""
        if self.asked.owner is not None:
            return tuple(self.lights.standings_of(self.asked.owner.code, self.asked.period))
        return tuple(self.lights.standings(self.asked.period))

    @cached_property
    def definitions(self) -> Definitions:
        """The definitions as decided up to the moment."""
        return get_definitions(municipality_id=self.asked.place.id, known_at=self.asked.known_at)

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """The half-years of a series, the last one of the report at the end.

        Half-years before the first one with figures are left out.
        """
        last = Period.parse(self.asked.period)
        known = [row.period for row in self.lights.calculations if row.period <= str(last)]
        first = min(known, default=str(last))
        found = [last]
        while len(found) < N_PERIODS and str(found[-1]) > first:
            found.append(found[-1].previous())
        return tuple(str(one) for one in reversed(found))

    @cached_property
    def figures(self) -> dict[tuple[str, str], KnownFigures]:
        """The figures of every indicator over these half-years, whoever looks."""
        return known_figures(
            municipality_id=self.asked.place.id,
            indicator_ids=[card.id for card in INDICATORS],
            periods=self.periods,
            known_at=self.asked.known_at,
        )

    @cached_property
    def register_version(self) -> int | None:
        """Number of the version of the register; None without a register."""
        found = find_version(self.asked.place.id, known_at=self.asked.known_at)
        return found.number if found else None

    def card(self, indicator_id: str, period: str = "") -> Indicator:
        """Return the definition by which an indicator counted in a half-year, in the parties' words."""
        when = period or self.asked.period
        found = self.definitions.card_in(indicator_id, when) or indicator(indicator_id)
        known = self.figures.get((indicator_id, when))
        if known is None:
            return found
        version = known.calculation.definition_versions[indicator_id]
        return found if found.version == version else indicator(indicator_id, version)

    def shows_detail(self, card: Indicator, party_code: str) -> bool:
        """Tell whether readers may see the figure of one corporation."""
        return self.sight.shows_party(card, party_code)

    def clauses_of(self, chapter: Chapter, theme: str = "") -> list[ClauseStanding]:
        """Return the agreements of a chapter, or of it and a theme."""
        return [
            row
            for row in self.standings
            if (not chapter.clauses or row.clause.number in chapter.clauses)
            and theme in ("", row.clause.theme_number)
        ]

    def cards_of(self, chapter: Chapter, theme: str = "") -> list[Indicator]:
        """Return the indicators of a chapter in the order of the catalogue."""
        rows = self.clauses_of(chapter, theme)
        in_norms = {one for row in rows for norm in row.norms for one in norm.wording.rests_on}
        served = set(chapter.clauses) if chapter.which == "dient" else set()
        counted = {card.id for card in self.definitions.cards_in(self.asked.period)}
        return [
            self.card(card.id)
            for card in INDICATORS
            if card.id in counted
            and (
                chapter.which == "alles" or card.id in in_norms or served.intersection(card.serves)
            )
        ]

    def themes(self) -> list[tuple[str, str]]:
        """Return number and title of every theme with an agreement that has a light."""
        found = {
            row.clause.theme_number: row.clause.theme_title for row in self.standings if row.light
        }
        return list(found.items())

    def is_of_one_alone(self, norm: NormLight) -> bool:
        """Tell whether the figure of a norm is that of one corporation that readers may not see.

        A figure of all together in which only one corporation counts is the figure of that one.
        """
        return self._is_hidden(norm, norm.wording.indicator_id)

    def tells_of_one_alone(self, norm: NormLight) -> bool:
        """Tell whether the reason of a norm quotes such a figure: its own, or of its condition."""
        return any(self._is_hidden(norm, one) for one in norm.wording.rests_on)

    def _is_hidden(self, norm: NormLight, indicator_id: str) -> bool:
        if not indicator_id or not self.sight.objection(indicator(indicator_id)):
            return False
        when = norm.period or self._last_over(norm)
        # the figure of a year stands among those of its second half-year
        half = when if "-" in when else f"{when}-2"
        known = self.figures.get((indicator_id, half))
        if known is None:
            return False
        return len(known.whose(indicator_id, when).counted) == 1

    def _last_over(self, norm: NormLight) -> str:
        """Return the last half-year or year, as the norm has it, that was over."""
        rhythm = stored(norm.wording.text).rhythm
        return last_over(rhythm, Period.parse(self.asked.period).ends_before)
