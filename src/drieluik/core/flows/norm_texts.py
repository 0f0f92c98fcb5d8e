"""Binds the norm language to the catalogue of indicators."""

from collections.abc import Mapping

from drieluik.core.findings import Finding
from drieluik.core.indicators import INDICATORS, Unit
from drieluik.core.norms import Measurable, Measure, Norm, parse_norm

_MEASURES = {
    Unit.SHARE: Measure.SHARE,
    Unit.EUR: Measure.EUR,
    Unit.EUR_PER_DWELLING: Measure.EUR,
}


def measurables() -> Mapping[str, Measurable]:
    """Return what the norm language must know of every indicator."""
    return {
        entry.id: Measurable(
            indicator_id=entry.id,
            name_nl=entry.name_nl,
            measure=_MEASURES.get(entry.unit, Measure.NUMBER),
            breakdown_codes=tuple(code.code for code in entry.breakdown.codes)
            if entry.breakdown
            else (),
            needs_breakdown=bool(entry.breakdown and entry.breakdown.parts_of_whole),
            by_chance=entry.by_chance,
        )
        for entry in INDICATORS
    }


def read_norm(text: str) -> Norm | tuple[Finding, ...]:
    """Read a norm and check its indicator, part and unit against the catalogue."""
    return parse_norm(text, measurables())
