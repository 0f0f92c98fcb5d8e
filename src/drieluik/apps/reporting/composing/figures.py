"""The figures of indicators as parts with a picture and tables, as one table, and as plain values."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from drieluik.apps.monitor.pictures import describe_line, draw_line
from drieluik.apps.monitor.selectors.known_figures import KnownFigures
from drieluik.apps.monitor.selectors.reported import Place, Told
from drieluik.apps.monitor.selectors.sent_back import sent_back_of, sent_back_words
from drieluik.apps.monitor.wording import (
    bounds,
    part_names,
    set_aside_words,
    unit_label,
    version_words,
    without_figure,
    written,
)
from drieluik.apps.reporting.composing.source import Source
from drieluik.core.indicators import ALL, Indicator, Level
from drieluik.core.tables import Period
from drieluik.reports.charts import Moment
from drieluik.reports.report_document import ReportedChart, ReportedTable, ReportPart

_N_PART_PERIODS = 4
"""How many half-years a table of parts shows."""
_N_ROW_PERIODS = 3
"""How many half-years a table of all indicators shows."""


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one indicator over the half-years of a report."""

    source: Source
    card: Indicator

    def known(self, period: str) -> KnownFigures | None:
        """Return the figures of a half-year; None when nothing was calculated."""
        return self.source.figures.get((self.card.id, period))

    def total(self, period: str, part: str = ALL, when: str = "") -> Told | None:
        """Return the figure of all together that readers may see."""
        known = self.known(period)
        if known is None or self.is_of_one_alone(known, when or period):
            return None
        return known.figures.get(self.place(when or period, part=part))

    def of_party(self, code: str, period: str, part: str = ALL) -> Told | None:
        """Return the figure of a corporation that readers may see."""
        known = self.known(period)
        if known is None or not self.source.shows_detail(self.card, code):
            return None
        return known.figures.get(self.place(period, code, part))

    def place(self, when: str, code: str = "", part: str = ALL) -> Place:
        """Return of what a figure is."""
        level = Level.CORPORATION if code else Level.TOTAL
        return Place(self.card.id, when, level.value, code, "", part)

    def is_of_one_alone(self, known: KnownFigures, when: str) -> bool:
        """Tell whether the total is that of one corporation whose figure readers may not see.

        Args:
            known: The figures it stands among.
            when: Its half-year, or the year; of a year fewer corporations may count.
        """
        if self.source.shows_detail(self.card, ""):
            return False
        return len(known.whose(self.card.id, when).counted) == 1

    def sent_back(self, period: str) -> dict[str, str]:
        """Return by code of whom the figure is unknown because a sheet was sent back."""
        known = self.known(period)
        return sent_back_of(self.card, period, known.calculation) if known is not None else {}

    @property
    def has_whole(self) -> bool:
        """Whether there is one figure of all; some indicators only tell how a whole is divided."""
        return self.card.breakdown is None or any(
            self.place(period) in known.figures
            for period in self.source.periods
            if (known := self.known(period)) is not None
        )


def parts_of(source: Source, cards: Iterable[Indicator]) -> tuple[ReportPart, ...]:
    """Return a part per indicator: what it tells, a picture, and its tables."""
    return tuple(_part(Series(source, card)) for card in cards)


def _part(series: Series) -> ReportPart:
    card, period = series.card, series.source.asked.period
    known = series.known(period)
    sentences = [card.meaning_nl]
    if known is None:
        sentences.append(
            _("Over %(period)s nothing was calculated at that moment: the figure is unknown.")
            % {"period": period}
        )
    else:
        aside = set_aside_words(known.whose(card.id, period).set_aside)
        sentences += [one for one in (aside, sent_back_words(series.sent_back(period))) if one]
    tables = [_over_time(series)] if series.has_whole else []
    if card.breakdown is not None:
        tables.append(_parts_over_time(series))
    if known is not None and series.source.shows_detail(card, ""):
        tables.append(_per_party(series, known))
    elif not series.source.shows_detail(card, ""):
        sentences.append(_("The figures per corporation are not in this report; see the end."))
    return ReportPart(
        "", card.name_nl, tuple(sentences), charts=_charts(series), tables=tuple(tables)
    )


def _charts(series: Series) -> tuple[ReportedChart, ...]:
    """Return the picture of the totals; nothing is drawn of fewer than two."""
    card = series.card
    moments = [_moment(series, period) for period in series.source.periods]
    known = [moment for moment in moments if moment.value is not None]
    if len(known) < 2:
        return ()
    shown = moments[moments.index(known[0]) :]
    place = series.source.asked.place
    svg = draw_line(card, shown, place.fictitious) if series.source.asked.draws else ""
    caption = _("The same figures stand in the table below.")
    return (ReportedChart(caption, describe_line(card, shown), svg),)


def _moment(series: Series, period: str) -> Moment:
    told = series.total(period)
    if told is None:
        return Moment(period, None)
    known = series.known(period)
    version = known.calculation.definition_versions[series.card.id] if known else None
    return Moment(
        period, told.value, told.low, told.high, _lacking(series, period), version_words(version)
    )


def _lacking(series: Series, period: str, when: str = "") -> str:
    """Say how many corporations are in a figure and who is not; empty when all are."""
    known = series.known(period)
    if known is None:
        return ""
    whose = known.whose(series.card.id, when or period)
    if not whose.missing:
        return ""
    return _("%(n)s of %(all)s corporations, without %(names)s") % {
        "n": len(whose.counted),
        "all": len(whose.counted) + len(whose.missing),
        "names": ", ".join(whose.missing),
    }


def _over_time(series: Series) -> ReportedTable:
    caption = _("%(name)s, all together (%(unit)s)") % {
        "name": series.card.name_nl,
        "unit": unit_label(series.card.unit),
    }
    rows = [row for period in series.source.periods for row in _time_rows(series, period)]
    heads = (_("Period"), _("Figure"), _("Whose figures"), _("Restated"))
    return ReportedTable(caption, heads, tuple(rows))


def _parts_over_time(series: Series) -> ReportedTable:
    """Return how the figure of all together is divided over the last half-years, a part per row."""
    names, shown = part_names(series.card), series.source.periods[-_N_PART_PERIODS:]
    caption = _("%(name)s, divided (%(unit)s)") % {
        "name": series.card.name_nl,
        "unit": unit_label(series.card.unit),
    }
    rows = [
        (names[code], *(_words(series, period, series.total(period, code)) for period in shown))
        for code in _codes(series.card)
    ]
    whose = (_("Whose figures"), *(_whose_words(series, period) for period in shown))
    return ReportedTable(caption, (_("Part"), *shown), (*rows, whose))


def _codes(card: Indicator) -> list[str]:
    return [code.code for code in card.breakdown.codes] if card.breakdown is not None else []


def _time_rows(series: Series, period: str) -> Iterator[tuple[str, ...]]:
    yield (
        period,
        _words(series, period, series.total(period)),
        _whose_words(series, period),
        _restated_words(series, period, period),
    )
    known, year = series.known(period), str(Period.parse(period).year)
    # the figure of a year stands among those of its second half-year, and only there
    if known is not None and series.place(year) in known.figures:
        yield (
            _("the whole of %(year)s") % {"year": year},
            _words(series, period, series.total(period, when=year), year),
            _whose_words(series, period, year),
            _restated_words(series, period, year),
        )


def _party_words(series: Series, period: str, code: str, part: str = ALL) -> str:
    """Write the figure of a corporation, or why it has none here."""
    known = series.known(period)
    if not series.source.shows_detail(series.card, code):
        return _("not shown, see the end")
    if known is not None:
        name = (known.calculation.expected_parties or {}).get(code, "")
        if name in dict(known.whose(series.card.id, period).set_aside):
            return _("n/a")
    if known is not None and code in series.sent_back(period):
        return without_figure(set_aside=False, sent_back=True)
    return _words(series, period, series.of_party(code, period, part))


def _words(series: Series, period: str, told: Told | None, when: str = "") -> str:
    """Write a figure of a half-year, or of its year, with its bounds; or that it is unknown and why."""
    if told is None:
        known = series.known(period)
        if known is None:
            return _("unknown: not calculated")
        if series.is_of_one_alone(known, when or period):
            return _("not shown: of one corporation")
        return without_figure(set_aside=False, sent_back=bool(series.sent_back(period)))
    if told.value is None and told.low is None:
        return _("unknown: nothing to count") if not told.n_rows else _("unknown: too uncertain")
    value = written(told.value, series.card.unit)
    between = bounds(told.low, told.high, series.card.unit)
    return f"{value} ({between})" if between else value


def _whose_words(series: Series, period: str, when: str = "") -> str:
    known = series.known(period)
    if known is None:
        return "–"
    whose = known.whose(series.card.id, when or period)
    if whose.missing or not whose.counted:
        return _lacking(series, period, when) or "–"
    return _("all that are asked (%(n)s)") % {"n": len(whose.counted)}


def _restated_words(series: Series, period: str, when: str, code: str = "") -> str:
    """Say what was told before and until when, where a figure was restated."""
    known = series.known(period)
    place = series.place(when, code)
    before = known.before(place) if known is not None else None
    if known is None or before is None:
        return ""
    if not code and any(series.is_of_one_alone(one, when) for one in (known, before)):
        return ""
    words = _("restated; told on %(day)s: %(value)s")
    if not code and len(_counted(series, before, when)) < len(_counted(series, known, when)):
        words = _("more corporations since; told on %(day)s: %(value)s")
    at = before.calculation.calculated_at
    return words % {
        "day": formats.date_format(timezone.localtime(at), "j F Y"),
        "value": written(before.figures[place].value, series.card.unit),
    }


def _counted(series: Series, known: KnownFigures, when: str) -> tuple[str, ...]:
    return known.whose(series.card.id, when).counted


def _per_party(series: Series, known: KnownFigures) -> ReportedTable:
    period = series.source.asked.period
    names = known.calculation.expected_parties or {}
    aside = dict(known.whose(series.card.id, period).set_aside)
    parts = [ALL]
    if not series.has_whole:
        parts = _codes(series.card)
    titles = part_names(series.card)
    heads = (
        _("Corporation"),
        *(titles[part] if part != ALL else _("Figure") for part in parts),
        _("Remark"),
    )
    rows = []
    for code, name in sorted(names.items(), key=lambda row: row[1]):
        figures = [_party_words(series, period, code, part) for part in parts]
        restated = _restated_words(series, period, period, code)
        rows.append((name, *figures, aside.get(name) or restated))
    caption = _("%(name)s per corporation, %(period)s") % {
        "name": series.card.name_nl,
        "period": period,
    }
    return ReportedTable(caption, heads, tuple(rows))


def rows_table(source: Source, cards: Sequence[Indicator]) -> ReportedTable:
    """Return one row per indicator: the last half-years, of a corporation beside all together."""
    shown = source.periods[-_N_ROW_PERIODS:]
    owner = source.asked.owner
    rows = []
    for card in cards:
        series = Series(source, card)
        for part, name in _row_parts(series):
            cells = [
                _party_words(series, period, owner.code, part)
                if owner
                else _words(series, period, series.total(period, part))
                for period in shown
            ]
            if owner:
                cells.append(_words(series, shown[-1], series.total(shown[-1], part)))
            else:
                cells += [_lacking(series, shown[-1]), "; ".join(card.mappings)]
            rows.append((name, *cells))
    if owner:
        last = _("all together, %(period)s") % {"period": shown[-1]}
        return ReportedTable(
            _("Figures of %(name)s") % {"name": owner.name},
            (_("Figure"), *shown, last),
            tuple(rows),
        )
    heads = (_("Figure"), *shown, _("Not complete"), _("VERA, dVi, dPi"))
    return ReportedTable(_("All figures, all corporations together"), heads, tuple(rows))


def _row_parts(series: Series) -> list[tuple[str, str]]:
    unit = unit_label(series.card.unit)
    if series.has_whole:
        return [(ALL, f"{series.card.name_nl} ({unit})")]
    names = part_names(series.card)
    return [
        (code, f"{series.card.name_nl}, {names[code]} ({unit})") for code in _codes(series.card)
    ]


def as_values(source: Source, cards: Iterable[Indicator]) -> list[dict[str, Any]]:
    """Return every figure that readers may see, unrounded, with what it was counted from."""
    found = []
    for card in cards:
        series = Series(source, card)
        for period in source.periods:
            known = series.known(period)
            if known is None:
                continue
            for place, told in known.figures.items():
                detail = place.level == Level.CORPORATION
                if (detail and not source.shows_detail(card, place.party_code)) or (
                    not detail and series.is_of_one_alone(known, place.period)
                ):
                    continue
                found.append(_value(known, place, told))
    return found


def _value(known: KnownFigures, place: Place, told: Told) -> dict[str, Any]:
    return {
        "indicator": place.indicator_id,
        "definitieversie": known.calculation.definition_versions[place.indicator_id],
        "periode": place.period,
        "corporatie": place.party_code or None,
        "onderdeel": place.breakdown,
        "waarde": told.value,
        "laagste": told.low,
        "hoogste": told.high,
        "teller": told.numerator,
        "noemer": told.denominator,
        "rijen": told.n_rows,
        "onzekere_rijen": told.n_unknown,
        "berekening": str(known.calculation.id),
    }
