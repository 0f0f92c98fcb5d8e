"""The page of one indicator: its figures over a period, and their way over the periods."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from drieluik.apps.monitor.pictures import key_of
from drieluik.apps.monitor.selectors.beside import VersionSeries, get_series
from drieluik.apps.monitor.selectors.changes import change_sentences
from drieluik.apps.monitor.selectors.figures import (
    NOWHERE,
    Figure,
    Sheet,
    names_of_buurten,
    sheet_over,
    totals_of,
)
from drieluik.apps.monitor.selectors.over_time import (
    PartyOverTime,
    corporations_over_time,
    without_gaps,
)
from drieluik.apps.monitor.selectors.over_time import Told as ToldOverTime
from drieluik.apps.monitor.selectors.series import (
    CalculationRow,
    earlier,
    leading,
)
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.wording import (
    adding_words,
    level_label,
    part_names,
    version_words,
    without_figure,
)
from drieluik.core.indicators import Indicator
from drieluik.core.tables import table
from drieluik.reports.charts import Bar, BesideLine, Moment
from drieluik.reports.small_multiples import Panel

_N_REPLACED = 10
"""How many replaced calculations are shown."""


@dataclass(frozen=True, slots=True)
class BuurtRow:
    """The figure of a buurt with its name; ``is_place`` is false for rows without a buurt."""

    code: str
    name: str
    figure: Figure
    is_place: bool


@dataclass(frozen=True, slots=True)
class Replaced:
    """A calculation that another took the place of; ``because`` says what differed."""

    calculation: CalculationRow
    figure: Figure | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """Everything on the page.

    Attributes:
        card: The indicator.
        periods: Half-years with figures.
        period: The chosen half-year; empty when nothing was calculated.
        sheet: Figures of that half-year; None when nothing was calculated.
        totals: Total per half-year, in order, up to the newest.
        buurten: Figures per buurt in the chosen order.
        order: How the buurten are ordered.
        series: The series by every version of the definition, oldest version first.
        audience: Who may see the figure per corporation.
        replaced: Calculations of the period that were replaced, newest first.
        over_time: The figure of each corporation over the half-years, up to the chosen one.
        key: Hash of all that is drawn.
    """

    card: Indicator
    periods: tuple[str, ...]
    period: str
    sheet: Sheet | None
    totals: tuple[Figure, ...]
    buurten: tuple[BuurtRow, ...]
    order: str
    series: tuple[VersionSeries, ...]
    audience: str
    replaced: tuple[Replaced, ...]
    over_time: tuple[PartyOverTime, ...]
    key: str

    @property
    def several(self) -> bool:
        """Whether the figure was counted in more than one way."""
        return len(self.series) > 1

    @property
    def n_cells(self) -> int:
        """How many figures there are to be by all versions together."""
        return len(self.series) * len(self.periods)

    @property
    def n_lacking(self) -> int:
        """How many of them were not calculated yet."""
        return sum(len(one.lacking) for one in self.series)

    @property
    def n_done(self) -> int:
        """How many of them were calculated."""
        return self.n_cells - self.n_lacking

    @property
    def version_rows(self) -> list[tuple[str, list[tuple[Figure | None, bool, bool]]]]:
        """Per half-year and version: the figure, whether it counts, whether it lacks."""
        return [
            (
                period,
                [
                    (one.figures.get(period), period in one.counts_in, period in one.lacking)
                    for one in self.series
                ],
            )
            for period in self.periods
        ]

    @property
    def population(self) -> str:
        """What one row of each sheet stands for."""
        return " ".join(table(used.table).meaning_nl for used in self.card.sources)

    @property
    def adding(self) -> str:
        """How the figure of more places or more half-years follows."""
        return adding_words(self.card)

    @property
    def level_names(self) -> list[str]:
        """For which parts of the city it is given."""
        return [level_label(level) for level in self.card.levels]

    @property
    def vera(self) -> list[str]:
        """Known codes in VERA."""
        return [one for one in self.card.mappings if one.startswith("VERA")]

    @property
    def dvi(self) -> list[str]:
        """Known items in dVi and dPi."""
        return [one for one in self.card.mappings if not one.startswith("VERA")]

    @property
    def over_time_rows(self) -> list[tuple[str, list[tuple[str, ToldOverTime]]]]:
        """Per half-year name and figure of each corporation, in the order of ``over_time``."""
        names = [row.name for row in self.over_time]
        columns = zip(*(row.told for row in self.over_time), strict=True)
        return [(cells[0].moment.period, list(zip(names, cells, strict=True))) for cells in columns]

    @property
    def part_names(self) -> dict[str, str]:
        """Names of the parts by code."""
        return part_names(self.card)

    @property
    def part_rows(self) -> list[tuple[str, Figure, list[tuple[str, Figure | None]]]]:
        """Per part: its code, the figure of all, and name and figure of who delivered."""
        if self.sheet is None:
            return []
        per_party = [
            (row.party.name, {figure.breakdown: figure for figure in row.parts})
            for row in self.sheet.parties
            if row.parts
        ]
        return [
            (
                part.breakdown,
                part,
                [(name, found.get(part.breakdown)) for name, found in per_party],
            )
            for part in self.sheet.parts
        ]

    @property
    def source_names(self) -> list[str]:
        """Sheets with the headers of the columns that are read, as the workbook names them."""
        return source_names(self.card)


def source_names(card: Indicator) -> list[str]:
    """Return the sheets of a card with the headers of the columns that are read."""
    named = []
    for used in card.sources:
        contract = table(used.table)
        headers = [contract.column(name).header_nl for name in used.columns]
        named.append(f"{contract.sheet_nl}: {', '.join(headers)}" if headers else contract.sheet_nl)
    return named


def get_indicator_page(
    *,
    sight: Sight,
    card: Indicator,
    calculations: Sequence[CalculationRow],
    period: str,
    order: str,
) -> IndicatorPage:
    """Return the page; without calculations it has a card and no figures."""
    municipality_id = sight.municipality_id
    counted = leading(calculations, card.id)
    totals = totals_of(
        municipality_id=municipality_id,
        indicator_id=card.id,
        calculation_ids=tuple(row.id for row in calculations),
    )
    sheet = sheet_over(sight, card, period)
    series = get_series(municipality_id=municipality_id, indicator_id=card.id)
    over_time = corporations_over_time(sight, card, counted, period)
    shown = [row.party.code for row in sheet.parties] if sheet is not None else []
    return IndicatorPage(
        card=card,
        periods=tuple(counted),
        period=period,
        sheet=sheet,
        totals=_in_order(counted, totals),
        buurten=_buurten(municipality_id, sheet, order),
        order=order,
        series=series,
        audience=sight.audience(card).value,
        replaced=_replaced(calculations, card.id, period, totals),
        over_time=over_time,
        # who may see less has pictures of their own
        key=key_of(
            card.id,
            period,
            [(each, row.id) for each, row in counted.items()],
            shown,
            [row.name for row in over_time],
            [figure.incomplete for figure in totals.values()],
            [(one.version, sorted(one.figures)) for one in series],
        ),
    )


def moments_of(page: IndicatorPage) -> list[Moment]:
    """Return the totals as points of a line; a half-year in between without figures is unknown."""
    found = {figure.period: figure for figure in page.totals}
    versions = {each: one.version for one in page.series for each in one.counts_in}
    return _moments(page, found, lambda each: version_words(versions.get(each)))


def lines_beside(page: IndicatorPage) -> list[BesideLine]:
    """Return the series by other versions, each over the half-years in which it does not count."""
    found = []
    for one in page.series:
        beside = {each: row for each, row in one.figures.items() if each not in one.counts_in}
        if beside:
            others = _moments(page, beside, lambda _each: "")
            found.append(BesideLine(version_words(one.version), tuple(others)))
    return found


def _moments(
    page: IndicatorPage, figures: Mapping[str, Figure], counted_by: Callable[[str], str]
) -> list[Moment]:
    return [
        Moment(each, figure.value, figure.low, figure.high, figure.incomplete, counted_by(each))
        if (figure := figures.get(each)) is not None
        else Moment(each, None)
        for each in without_gaps(page.periods)
    ]


def panels_of(page: IndicatorPage) -> list[Panel]:
    """Return the figure of each corporation over the half-years as small charts."""
    return [Panel(row.name, tuple(one.moment for one in row.told)) for row in page.over_time]


def bars_of(page: IndicatorPage, which: str) -> list[Bar]:
    """Return the figures per corporation (``parties``) or per buurt as bars."""
    if page.sheet is None:
        return []
    if which == "parties":
        return [
            Bar(row.party.name, row.figure.value, row.figure.low, row.figure.high, _("unknown"))
            if row.figure is not None
            else Bar(
                row.party.name,
                None,
                note=without_figure(set_aside=bool(row.set_aside), sent_back=row.sent_back),
            )
            for row in page.sheet.parties
        ]
    rows = sorted(page.buurten, key=lambda row: (row.is_place, row.figure.value or 0), reverse=True)
    return [
        Bar(
            row.name,
            row.figure.value,
            row.figure.low,
            row.figure.high,
            _("unknown"),
            row.figure.incomplete,
        )
        for row in rows
    ]


def _replaced(
    calculations: Sequence[CalculationRow],
    indicator_id: str,
    period: str,
    totals: Mapping[UUID, Figure],
) -> tuple[Replaced, ...]:
    rows = earlier(calculations, indicator_id, period)[:_N_REPLACED]
    after = {row.number - 1: row for row in calculations if row.period == period}
    return tuple(
        Replaced(row, totals.get(row.id), tuple(change_sentences(row, after[row.number])))
        if row.number in after
        else Replaced(row, totals.get(row.id), ())
        for row in rows
    )


def _buurten(municipality_id: int, sheet: Sheet | None, order: str) -> tuple[BuurtRow, ...]:
    if sheet is None or not sheet.buurten:
        return ()
    names = names_of_buurten(municipality_id=municipality_id)
    rows = [
        BuurtRow(
            code=figure.buurt_code,
            name=names.get(figure.buurt_code, figure.buurt_code),
            figure=figure,
            is_place=figure.buurt_code not in NOWHERE,
        )
        for figure in sheet.buurten
    ]
    if order in ("waarde", "-waarde"):
        down = order == "-waarde"
        low = float("-inf") if down else float("inf")
        value = {row.code: low if row.figure.value is None else row.figure.value for row in rows}
        return tuple(sorted(rows, key=lambda row: (value[row.code], row.name), reverse=down))
    return tuple(
        sorted(rows, key=lambda row: (not row.is_place, row.name), reverse=order == "-naam")
    )


def _in_order(
    counted: dict[str, CalculationRow], totals: Mapping[UUID, Figure]
) -> tuple[Figure, ...]:
    """Return the totals of calculations by period; one without a total is left out."""
    return tuple(totals[row.id] for _each, row in sorted(counted.items()) if row.id in totals)
