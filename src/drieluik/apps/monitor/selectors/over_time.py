"""How the figure of each corporation went over the half-years, as far as who looks may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drieluik.apps.monitor.selectors.figures import Figure, list_figures
from drieluik.apps.monitor.selectors.sent_back import sent_back_of
from drieluik.apps.monitor.selectors.series import CalculationRow
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.wording import version_words, without_figure
from drieluik.apps.organisations.selectors import party_names
from drieluik.core.indicators import ALL, Indicator, Level, does_not_apply_to
from drieluik.core.tables import Period
from drieluik.reports.charts import Moment


@dataclass(frozen=True, slots=True)
class Told:
    """The figure of a corporation over a half-year; without one ``why`` says why it has none."""

    moment: Moment
    why: str = ""


@dataclass(frozen=True, slots=True)
class PartyOverTime:
    """The figure of one corporation over each half-year."""

    code: str
    name: str
    told: tuple[Told, ...]


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
            tuple(_told(period, code, figures.get(period), card, counted) for period in periods),
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


def _told(
    period: str,
    code: str,
    figure: Figure | None,
    card: Indicator,
    counted: Mapping[str, CalculationRow],
) -> Told:
    if period not in counted:
        return Told(Moment(period, None))
    row = counted[period]
    if figure is None:
        aside = does_not_apply_to(card, period, row.not_applicable)
        back = sent_back_of(card, period, row)
        why = without_figure(set_aside=code in aside, sent_back=code in back)
        return Told(Moment(period, None), why)
    words = version_words(row.definition_versions.get(card.id))
    return Told(Moment(period, figure.value, figure.low, figure.high, counted_by=words))
