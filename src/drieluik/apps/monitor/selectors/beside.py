"""The series of an indicator by every version of its definition that its parties used."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from drieluik.apps.audit.remembering import remembered
from drieluik.apps.monitor.models import BesideSeries, BesideValue
from drieluik.apps.monitor.selectors.coverage import coverages
from drieluik.apps.monitor.selectors.definitions import get_definitions
from drieluik.apps.monitor.selectors.figures import Figure, totals_of
from drieluik.apps.monitor.selectors.series import leading, list_calculations
from drieluik.core.indicators import ALL, Indicator, Level, indicator


@dataclass(frozen=True, slots=True)
class VersionSeries:
    """The totals by one version over all calculated half-years.

    Attributes:
        card: The card of the version, as the product has it.
        figures: Half-year -> the figure; a half-year that lacks has none.
        counts_in: The half-years in which this version gives the figure that counts.
        lacking: The half-years that were not calculated by it yet.
    """

    card: Indicator
    figures: Mapping[str, Figure]
    counts_in: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def version(self) -> int:
        """Number of the version."""
        return self.card.version


def get_series(*, municipality_id: int, indicator_id: str) -> tuple[VersionSeries, ...]:
    """Return a series for every version that counted, counts or will count, oldest version first."""
    calculations = list_calculations(municipality_id=municipality_id)
    totals = totals_of(
        municipality_id=municipality_id,
        indicator_id=indicator_id,
        calculation_ids=tuple(row.id for row in calculations),
    )
    versions = get_definitions(municipality_id=municipality_id).versions(indicator_id)
    counted = leading(calculations, indicator_id)
    beside = _beside(
        municipality_id=municipality_id,
        indicator_id=indicator_id,
        calculation_ids=tuple(row.id for row in counted.values()),
    )
    found = []
    for version in versions:
        own = {
            period: row
            for period, row in counted.items()
            if row.definition_versions[indicator_id] == version
        }
        figures = {period: totals[row.id] for period, row in own.items() if row.id in totals}
        done = set(own)
        for period, row in counted.items():
            if (row.id, version) in beside:
                done.add(period)
                if (figure := beside[row.id, version]) is not None:
                    figures[period] = figure
        lacking = tuple(period for period in counted if period not in done)
        found.append(VersionSeries(indicator(indicator_id, version), figures, tuple(own), lacking))
    return tuple(found)


@remembered
def _beside(
    *, municipality_id: int, indicator_id: str, calculation_ids: tuple[UUID, ...]
) -> Mapping[tuple[UUID, int], Figure | None]:
    """Return the total over its half-year by calculation and version; None when it has none."""
    covered = coverages(
        municipality_id=municipality_id,
        indicator_id=indicator_id,
        calculation_ids=calculation_ids,
    )
    series = BesideSeries.objects.filter(
        calculation_id__in=calculation_ids, indicator_id=indicator_id
    )
    keys = {row.id: (row.calculation_id, row.version) for row in series}
    found: dict[tuple[UUID, int], Figure | None] = dict.fromkeys(keys.values())
    totals = BesideValue.objects.filter(
        series_id__in=keys, level=Level.TOTAL.value, breakdown=ALL, period__contains="-"
    )
    for row in totals:
        calculation_id, version = keys[row.series_id]
        found[calculation_id, version] = Figure(
            indicator_id=indicator_id,
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
            coverage=covered.get((calculation_id, row.period)),
        )
    return found
