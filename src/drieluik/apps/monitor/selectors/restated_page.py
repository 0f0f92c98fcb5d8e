"""The rows of the page that shows what was said beside what is known now."""

from dataclasses import dataclass

from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.monitor.selectors.figures import names_of_buurten
from drieluik.apps.monitor.selectors.light_rows import ClauseStanding
from drieluik.apps.monitor.selectors.reported import Place, Told
from drieluik.apps.monitor.selectors.restated import LightDifference, Restated, Step
from drieluik.apps.monitor.wording import part_names
from drieluik.apps.organisations.selectors import list_taking_part
from drieluik.core.indicators import ALL, INDICATORS, Indicator, Level


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure as it was said and as it is known; ``steps`` is empty when it is the same."""

    card: Indicator
    period: str
    where: str
    then: Told | None
    now: Told | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class LightLine:
    """An agreement as it stood and as it stands; ``difference`` is None when it is the same."""

    clause: ClauseRow
    then: ClauseStanding | None
    now: ClauseStanding | None
    difference: LightDifference | None


@dataclass(frozen=True, slots=True)
class Beside:
    """Everything beside each other.

    Attributes:
        lights: All agreements with a light then or now.
        changed: The figures that differ, of every place.
        same: The figures of all together and per corporation that are the same.
        n_same: How many figures are the same, of every place.
    """

    lights: tuple[LightLine, ...]
    changed: tuple[FigureLine, ...]
    same: tuple[FigureLine, ...]
    n_same: int


def get_beside(restated: Restated, municipality_id: int) -> Beside:
    """Return the rows of the page."""
    names = Names(municipality_id)
    differing = {row.place: row for row in restated.figures}
    changed = [names.line(row.place, row.then, row.now, row.steps) for row in restated.figures]
    alike = {place: told for place, told in restated.now.figures.items() if place not in differing}
    same = [
        names.line(place, told, told, ())
        for place, told in alike.items()
        if place.level != Level.BUURT and place.breakdown == ALL
    ]
    return Beside(_lights(restated), tuple(changed), tuple(same), len(alike))


def _lights(restated: Restated) -> tuple[LightLine, ...]:
    was = {row.clause.clause_id: row for row in restated.then.standings if row.norms}
    now = {row.clause.clause_id: row for row in restated.now.standings if row.norms}
    differing = {row.clause.clause_id: row for row in restated.lights}
    rows = {**was, **now}
    return tuple(
        LightLine(row.clause, was.get(clause_id), now.get(clause_id), differing.get(clause_id))
        for clause_id, row in rows.items()
    )


class Names:
    """What corporations, buurten and parts are called in a municipality."""

    def __init__(self, municipality_id: int) -> None:
        parties = list_taking_part(municipality_id=municipality_id)
        self._parties = {one.code: one.name for one in parties}
        self._buurten = names_of_buurten(municipality_id=municipality_id)
        self._cards = {card.id: card for card in INDICATORS}

    def line(
        self, place: Place, then: Told | None, now: Told | None, steps: tuple[Step, ...]
    ) -> FigureLine:
        """Return a figure with its place in words."""
        card = self._cards[place.indicator_id]
        words = [self._whose(place)]
        if place.breakdown != ALL:
            words.append(part_names(card).get(place.breakdown, place.breakdown))
        return FigureLine(card, place.period, ", ".join(words), then, now, steps)

    def _whose(self, place: Place) -> str:
        if place.level == Level.BUURT:
            return self._buurten.get(place.buurt_code, place.buurt_code)
        return (
            self._parties.get(place.party_code, place.party_code)
            or part_names(self._cards[place.indicator_id])[ALL]
        )
