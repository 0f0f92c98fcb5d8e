"""Where a figure comes from, as one reader may see it: for the page and for other programmes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drieluik.apps.monitor.selectors.figures import PartyRef, Sheet, get_sheet
from drieluik.apps.monitor.selectors.origin import (
    Asked,
    RowsPage,
    Source,
    behind_of,
    get_asked,
    get_rows,
    list_sources,
)
from drieluik.apps.monitor.selectors.series import CalculationRow, leading, list_calculations
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import list_parties
from drieluik.core.indicators import Indicator
from drieluik.core.tables import Period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drieluik.apps.organisations.models import Municipality


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a figure comes from.

    Attributes:
        calculation: The calculation it stands in; of a year that of its second half.
        sources: The deliveries behind it, those of the chosen corporation.
        sheet: All figures of the indicator in the period.
        asked: The figures that belong to the choice.
        rows: A page of the rows of deliveries that the reader may open.
        names: Name of every corporation by code.
    """

    calculation: CalculationRow
    sources: tuple[Source, ...]
    sheet: Sheet
    asked: Asked
    rows: RowsPage
    names: "Mapping[str, str]"

    @property
    def may_open(self) -> list[Source]:
        """The deliveries whose rows are shown."""
        return [row for row in self.sources if not row.objection and row.counts_now]

    @property
    def closed(self) -> list[Source]:
        """The deliveries whose rows the reader may not see."""
        return [row for row in self.sources if row.objection]


def known_periods(*, municipality_id: int, card: Indicator) -> dict[str, CalculationRow]:
    """Return the half-years and years that have a figure, each with the calculation it stands in."""
    counted = leading(list_calculations(municipality_id=municipality_id), card.id)
    years = {Period.parse(half).year: half for half in counted if half.endswith("-2")}
    return {str(year): counted[half] for year, half in years.items()} | counted


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figure, and which of its rows.

    Attributes:
        card: The indicator.
        period: A half-year or a year of ``known_periods``.
        calculation: The calculation that belongs to it.
        choice: ``party``, ``buurt``, ``part`` and ``outside``; empty means all.
        number: Page of the rows.
    """

    card: Indicator
    period: str
    calculation: CalculationRow
    choice: "Mapping[str, str]"
    number: int


def get_origin(*, place: "Municipality", actor: Actor, wanted: Wanted) -> Origin:
    """Return where a figure comes from, with a page of the rows the reader may open."""
    card, period, calculation = wanted.card, wanted.period, wanted.calculation
    behind = behind_of(card, period, wanted.choice)
    sources = list_sources(behind=behind, calculation=calculation, municipality=place, actor=actor)
    asked = [row for row in sources if wanted.choice["party"] in ("", row.party_code)]
    may_open = [row for row in asked if not row.objection and row.counts_now]
    rows = get_rows(
        behind=behind,
        calculation=calculation,
        municipality=place,
        allowed=may_open,
        number=wanted.number,
    )
    parties = list_parties(
        municipality_id=place.id, on=Period.parse(calculation.period).last_day, kind="corporation"
    )
    sheet = get_sheet(
        indicator=card,
        period=period,
        calculation=calculation,
        expected=[PartyRef(party.code, party.name) for party in parties],
        sight=Sight(actor, place.id),
    )
    return Origin(
        calculation=calculation,
        sources=tuple(asked),
        sheet=sheet,
        asked=get_asked(sheet, behind),
        rows=rows,
        names={party.code: party.name for party in parties},
    )
