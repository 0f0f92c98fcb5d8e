"""The figures of one indicator: total, per corporation, per buurt, per part, over the periods."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from drieluik.apps.areas.selectors import buurt_names
from drieluik.apps.audit.remembering import remembered
from drieluik.apps.monitor.models import Value
from drieluik.apps.monitor.selectors.coverage import Coverage, Coverages, coverages
from drieluik.apps.monitor.selectors.sent_back import sent_back_of, sent_back_words
from drieluik.apps.monitor.selectors.series import CalculationRow, leading, list_calculations
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.wording import nowhere_names, set_aside_words
from drieluik.apps.organisations.selectors import list_parties
from drieluik.core.indicators import (
    ALL,
    UNKNOWN_BUURT,
    UNKNOWN_PART,
    WHOLE_AREA,
    Indicator,
    Level,
    does_not_apply_to,
)
from drieluik.core.tables import Period


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its place; codes are empty where the level does not tell them apart.

    ``coverage`` tells whose figures are in it; None for the figure of one corporation.
    """

    indicator_id: str
    period: str
    level: str
    party_code: str
    buurt_code: str
    breakdown: str
    value: float | None
    low: float | None
    high: float | None
    numerator: float | None
    denominator: float | None
    n_rows: int
    n_unknown: int
    coverage: Coverage | None = None

    @property
    def incomplete(self) -> str:
        """How many corporations are in it and who is not; empty when everybody is."""
        return self.coverage.lacking if self.coverage is not None else ""

    @property
    def set_aside(self) -> str:
        """To whom it does not apply, and why; empty when it applies to everybody."""
        return self.coverage.set_aside_words if self.coverage is not None else ""


@dataclass(frozen=True, slots=True)
class PartyRef:
    """A corporation that is asked for figures."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class PartyFigure:
    """The figure of a corporation; ``figure`` is None when it has none or only has parts.

    ``set_aside`` tells why the figure does not apply to it; empty when it does. ``sent_back`` tells
    whether it is unknown because a sheet was sent back.
    """

    party: PartyRef
    figure: Figure | None
    parts: tuple[Figure, ...]
    set_aside: str = ""
    sent_back: bool = False

    @property
    def has_none(self) -> bool:
        """Whether the corporation has neither a figure nor parts."""
        return self.figure is None and not self.parts

    @property
    def is_missing(self) -> bool:
        """Whether the corporation did not deliver what the figure needs."""
        return self.has_none and not self.set_aside


@dataclass(frozen=True, slots=True)
class Sheet:
    """All figures of one indicator in one period that the reader may see.

    Attributes:
        indicator: Which figure.
        period: Half-year.
        calculation: The calculation that counts.
        total: The figure of all together.
        parts: The parts of the whole.
        parties: The corporations of which the reader may see the figure.
        buurten: Figures per buurt; empty when the reader may not see them.
        coverage: Whose figures are in those of all together; None when nobody's are.
        missing: Corporations without a figure, whoever looks.
        set_aside: To which corporations the figure does not apply, and why; empty when to none.
        sent_back: Of whom it is unknown because a sheet was sent back; empty when of nobody.
        objection: Why not all detail is shown; empty when everything is.
    """

    indicator: Indicator
    period: str
    calculation: CalculationRow
    total: Figure | None
    parts: tuple[Figure, ...]
    parties: tuple[PartyFigure, ...]
    buurten: tuple[Figure, ...]
    coverage: Coverage | None
    missing: tuple[PartyRef, ...]
    set_aside: str
    sent_back: str
    objection: str

    @property
    def has_whole(self) -> bool:
        """Whether there is one figure of all; some indicators only tell how a whole is divided."""
        return self.total is not None or not self.parts


def get_sheet(
    *,
    indicator: Indicator,
    period: str,
    calculation: CalculationRow,
    expected: Sequence[PartyRef],
    sight: Sight,
) -> Sheet:
    """Return the figures of one indicator in one calculation, as far as the reader may see them.

    Args:
        indicator: Which figure.
        period: Half-year.
        calculation: The calculation that counts.
        expected: The corporations that are asked to deliver; one without a figure is named.
        sight: Who looks.
    """
    found, coverage = _figures_of(
        municipality_id=sight.municipality_id,
        indicator_id=indicator.id,
        calculation_id=calculation.id,
        period=period,
    )
    by_party: dict[str, list[Figure]] = {}
    for figure in found:
        if figure.level == Level.CORPORATION:
            by_party.setdefault(figure.party_code, []).append(figure)
    reasons = does_not_apply_to(indicator, period, calculation.not_applicable)
    back = sent_back_of(indicator, period, calculation)
    totals = [figure for figure in found if figure.level == Level.TOTAL]
    parties = [
        PartyFigure(
            party,
            _whole(by_party.get(party.code, [])),
            _parts(indicator, by_party.get(party.code, [])),
            reasons.get(party.code, ""),
            party.code in back,
        )
        for party in expected
    ]
    return Sheet(
        indicator=indicator,
        period=period,
        calculation=calculation,
        total=_whole(totals),
        parts=_parts(indicator, totals),
        parties=tuple(row for row in parties if sight.shows_party(indicator, row.party.code)),
        buurten=tuple(
            figure
            for figure in found
            if figure.level == Level.BUURT
            and figure.breakdown == ALL
            and sight.shows(indicator, figure.level, "")
        ),
        coverage=coverage,
        missing=tuple(row.party for row in parties if row.is_missing),
        set_aside=set_aside_words(
            (row.party.name, row.set_aside) for row in parties if row.set_aside
        ),
        sent_back=sent_back_words(back),
        objection=sight.objection(indicator),
    )


def sheet_over(sight: Sight, card: Indicator, period: str) -> Sheet | None:
    """Return the figures of a half-year that who looks may see; None when none were calculated."""
    counted = leading(list_calculations(municipality_id=sight.municipality_id), card.id)
    if period not in counted:
        return None
    parties = list_parties(
        municipality_id=sight.municipality_id,
        on=Period.parse(period).last_day,
        kind="corporation",
    )
    return get_sheet(
        indicator=card,
        period=period,
        calculation=counted[period],
        expected=[PartyRef(party.code, party.name) for party in parties],
        sight=sight,
    )


@remembered
def totals_of(
    *, municipality_id: int, indicator_id: str, calculation_ids: tuple[UUID, ...]
) -> Mapping[UUID, Figure]:
    """Return the total over its half-year in each of some calculations that has one."""
    covered = coverages(
        municipality_id=municipality_id,
        indicator_id=indicator_id,
        calculation_ids=calculation_ids,
    )
    rows = Value.objects.filter(
        calculation_id__in=calculation_ids,
        indicator_id=indicator_id,
        level=Level.TOTAL.value,
        breakdown=ALL,
        period__contains="-",
    )
    return {row.calculation_id: _figure(row, covered) for row in rows}


def list_figures(
    *, calculation_ids: Sequence[UUID], card: Indicator, wanted: Mapping[str, str], sight: Sight
) -> list[Figure]:
    """Return the figures of an indicator in some calculations that the reader may see.

    Args:
        calculation_ids: The calculations that count.
        card: Which figure.
        wanted: ``period``, ``level``, ``party_code`` or ``buurt_code`` and the value it must have.
        sight: Who looks.
    """
    covered = coverages(
        municipality_id=sight.municipality_id,
        indicator_id=card.id,
        calculation_ids=calculation_ids,
    )
    rows = Value.objects.filter(calculation_id__in=calculation_ids, indicator_id=card.id, **wanted)
    return [
        _figure(row, covered)
        for row in rows.order_by("period", "id")
        if sight.shows(card, row.level, row.party_code)
    ]


def names_of_buurten(*, municipality_id: int) -> dict[str, str]:
    """Return the names of all buurten by code, and of the places that are no buurt."""
    return {**buurt_names(municipality_id=municipality_id), **nowhere_names()}


@remembered
def _figures_of(
    *, municipality_id: int, indicator_id: str, calculation_id: UUID, period: str
) -> tuple[tuple[Figure, ...], Coverage | None]:
    """Return all figures, whoever looks, and whose figures are in those of all together."""
    covered = coverages(
        municipality_id=municipality_id,
        indicator_id=indicator_id,
        calculation_ids=[calculation_id],
    )
    rows = Value.objects.filter(
        calculation_id=calculation_id, indicator_id=indicator_id, period=period
    )
    found = tuple(_figure(row, covered) for row in rows.order_by("id"))
    return found, covered.get((calculation_id, period))


def _figure(row: Value, covered: Coverages) -> Figure:
    of_all = not row.party_code
    return Figure(
        indicator_id=row.indicator_id,
        period=row.period,
        level=row.level,
        party_code=row.party_code,
        buurt_code=row.buurt_code,
        breakdown=row.breakdown,
        value=row.value,
        low=row.low,
        high=row.high,
        numerator=row.numerator,
        denominator=row.denominator,
        n_rows=row.n_rows,
        n_unknown=row.n_unknown,
        coverage=covered.get((row.calculation_id, row.period)) if of_all else None,
    )


def _whole(figures: Iterable[Figure]) -> Figure | None:
    return next((figure for figure in figures if figure.breakdown == ALL), None)


def _parts(indicator: Indicator, figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return the parts in the order of the card, the unknown part last."""
    if indicator.breakdown is None:
        return ()
    order = [code.code for code in indicator.breakdown.codes] + [UNKNOWN_PART]
    by_part = {figure.breakdown: figure for figure in figures}
    return tuple(by_part[code] for code in order if code in by_part)


NOWHERE = (UNKNOWN_BUURT, WHOLE_AREA)
"""Places of rows that lie in no buurt."""
