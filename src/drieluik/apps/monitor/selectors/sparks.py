"""The way of the figure behind each light of the overview, from the kept lights: nothing is asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from drieluik.apps.monitor.models import Standing
from drieluik.apps.monitor.reading_norms import stored
from drieluik.apps.monitor.selectors.light_rows import ClauseStanding, NormLight
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.norms import WordingRow
from drieluik.apps.monitor.selectors.series import leading
from drieluik.apps.monitor.wording import version_words
from drieluik.core.indicators import Indicator, indicator
from drieluik.core.norms import Norm, last_over, periods_through
from drieluik.core.tables import Period
from drieluik.reports.charts import Moment
from drieluik.reports.small_multiples import Panel

_ALL_TOGETHER = ""


@dataclass(frozen=True, slots=True)
class Spark:
    """How the figure that a light follows from went.

    Attributes:
        norm_id: The norm of which the light is.
        card: Which figure.
        norm: What was agreed of it; None when that must be confirmed again.
        panels: One line of all together, or one of each corporation by name.
    """

    norm_id: UUID
    card: Indicator
    norm: Norm | None
    panels: tuple[Panel, ...]

    @property
    def whose(self) -> str:
        """Whose lines are drawn, and from when until when."""
        moments = self.panels[0].moments
        told = {"first": moments[0].period, "last": moments[-1].period}
        if len(self.panels) > 1:
            return _("a line for each corporation, from %(first)s to %(last)s") % told
        told["name"] = self.panels[0].name
        return _("%(name)s, from %(first)s to %(last)s") % told


@dataclass(frozen=True, slots=True)
class _Kept:
    """The lights that one calculation gave a norm, and by which definition the figure counted."""

    rows: Mapping[str, Standing]
    incomplete: str
    counted_by: str


def sparks_of(
    lights: Lights, rows: Iterable[ClauseStanding], period: str, party_code: str = ""
) -> dict[UUID, Spark]:
    """Return by agreement the way of the figure that decides its light, up to a half-year.

    Without figures over two periods there is no way. Lines of corporations are only of those of
    which who looks may see the figure.

    Args:
        lights: All that is kept.
        rows: The agreements as they are shown.
        period: The half-year that is shown.
        party_code: Only the line of this party; of all when empty.
    """
    found = {}
    for row in rows:
        decides = row.deciding
        if decides is None or not decides.wording.indicator_id:
            continue
        spark = _spark(lights, decides, period, party_code)
        if spark is not None:
            found[row.clause.clause_id] = spark
    return found


def lines_of(lights: Lights, wording: WordingRow, period: str) -> tuple[Panel, ...]:
    """Return all figures that a line of a norm can be drawn of, up to a half-year.

    First of all together, then of each corporation by name, as far as who looks may see them.
    """
    kept = _kept(lights, wording, period)
    parties = _parties(lights, indicator(wording.indicator_id), kept)
    panels = _panels(kept, wording, period, {_ALL_TOGETHER: _("together")} | parties)
    return tuple(panel for panel in panels if _n_known(panel))


def _spark(lights: Lights, light: NormLight, period: str, party_code: str) -> Spark | None:
    card, norm = indicator(light.wording.indicator_id), stored(light.wording.text)
    kept = _kept(lights, light.wording, period)
    whole = any(one.rows[_ALL_TOGETHER].value is not None for one in kept.values())
    names = (
        {_ALL_TOGETHER: _("together")} if whole and not party_code else _parties(lights, card, kept)
    )
    chosen = {code: name for code, name in names.items() if party_code in ("", code)}
    panels = _panels(kept, light.wording, period, chosen)
    drawn = tuple(panel for panel in panels if _n_known(panel) > 1)
    agreed = None if light.must_be_confirmed else norm
    return Spark(light.wording.norm_id, card, agreed, drawn) if drawn else None


def _panels(
    kept: Mapping[str, _Kept], wording: WordingRow, period: str, names: Mapping[str, str]
) -> list[Panel]:
    until = last_over(stored(wording.text).rhythm, Period.parse(period).ends_before)
    periods = periods_through(kept, until)
    return [
        Panel(name, tuple(_moment(each, code, kept.get(each)) for each in periods))
        for code, name in sorted(names.items(), key=lambda item: (item[0] != "", item[1]))
    ]


def _kept(lights: Lights, wording: WordingRow, until: str) -> dict[str, _Kept]:
    """Return the lights by the period of their figure; of a figure told twice the later one."""
    norm = next(row for row in lights.norms_of(wording.clause_id) if row.norm_id == wording.norm_id)
    about, found = _about(wording), {}
    words: dict[int, str] = {}
    for half, calculation in leading(lights.calculations, wording.indicator_id).items():
        then = norm.counting_in(half) if half <= until else None
        if then is None or _about(then) != about:
            continue
        key = (calculation.id, then.id)
        rows = lights.kept.standings.get(key, {})
        if _ALL_TOGETHER in rows and (period := rows[_ALL_TOGETHER].period):
            version = calculation.definition_versions[wording.indicator_id]
            lacking = lights.kept.coverages[key].lacking
            if version not in words:
                words[version] = version_words(version)
            found[period] = _Kept(rows, lacking, words[version])
    return found


def _about(wording: WordingRow) -> tuple[object, ...]:
    """Return which figure a wording is about: another target is still the same figure."""
    norm = stored(wording.text) if wording.indicator_id else None
    return (norm.indicator_id, norm.breakdown, norm.rhythm, norm.for_whom) if norm else ()


def _parties(lights: Lights, card: Indicator, kept: Mapping[str, _Kept]) -> dict[str, str]:
    codes = {code for one in kept.values() for code in one.rows if code}
    return {
        code: lights.kept.names.get(code, code)
        for code in codes
        if lights.sight.shows_party(card, code)
    }


def _moment(period: str, code: str, kept: _Kept | None) -> Moment:
    row = kept.rows.get(code) if kept is not None else None
    if kept is None or row is None or row.value is None:
        return Moment(period, None)
    lacking = kept.incomplete if code == _ALL_TOGETHER else ""
    return Moment(period, row.value, row.low, row.high, lacking, kept.counted_by)


def _n_known(panel: Panel) -> int:
    return sum(moment.value is not None for moment in panel.moments)
