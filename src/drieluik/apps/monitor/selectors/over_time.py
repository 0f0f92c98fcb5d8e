"""How the figure of each corporation went over the half-years, as far as who looks may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drieluik.apps.monitor.selectors.figures import Figure, list_figures
from drieluik.apps.monitor.selectors.series import CalculationRow
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.wording import version_words
from drieluik.apps.organisations.selectors import party_names
from drieluik.core.indicators import ALL, Indicator, Level
from drieluik.core.tables import Period
from drieluik.reports.charts import Moment


@dataclass(frozen=True, slots=True)
class PartyOverTime:
    """The figure of one corporation; None over a half-year in which it has none."""

    code: str
    name: str
    moments: tuple[Moment, ...]


def corporations_over_time(
    sight: Sight, card: Indicator, counted: Mapping[str, CalculationRow], until: str
) -> tuple[PartyOverTime, ...]:
    """Return the corporations that ever had a figure, by name; of one half-year there is no way.

    Args:
        sight: Who looks.
        card: Which figure.
        counted: The calculation that counts, by half-year.
        until: The last half-year to tell of.
    """
    periods = without_gaps([period for period in counted if period <= until])
    if len(periods) < 2:
        return ()
    found: dict[str, dict[str, Figure]] = {}
    wanted = {"level": Level.CORPORATION.value, "breakdown": ALL}
    ids = [counted[period].id for period in periods if period in counted]
    for figure in list_figures(calculation_ids=ids, card=card, wanted=wanted, sight=sight):
        if figure.period in periods:
            found.setdefault(figure.party_code, {})[figure.period] = figure
    names = party_names(municipality_id=sight.municipality_id)
    rows = [
        PartyOverTime(
            code,
            names.get(code, code),
            tuple(_moment(period, figures.get(period), card, counted) for period in periods),
        )
        for code, figures in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: row.name))


def without_gaps(periods: Sequence[str]) -> list[str]:
    """Return every half-year from the first to the last of some, in order."""
    if not periods:
        return []
    each, last = Period.parse(min(periods)), Period.parse(max(periods))
    found = [str(each)]
    while each < last:
        each = each.next()
        found.append(str(each))
    return found


def _moment(
    period: str, figure: Figure | None, card: Indicator, counted: Mapping[str, CalculationRow]
) -> Moment:
    if figure is None:
        return Moment(period, None)
    version = counted[period].definition_versions.get(card.id)
    words = version_words(version)
    return Moment(period, figure.value, figure.low, figure.high, counted_by=words)
