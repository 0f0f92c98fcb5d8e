"""What was promised in figures, and how it stands.

Comes in: the text of a norm, figures with intervals, the parties expected to deliver. Goes out: a
norm or its faults, and a light with its reason. Knows no table and no way of computing a figure.
"""

from drieluik.core.norms.changes import change_nl, told_nl
from drieluik.core.norms.combining import clause_light, worst
from drieluik.core.norms.conditions import (
    CONDITION_MISSING,
    NOT_MET,
    UNCLEAR,
    as_norm,
    under_condition,
)
from drieluik.core.norms.dutch import read_figure_in, read_margin_in
from drieluik.core.norms.interval import Interval, possible_lights
from drieluik.core.norms.measured import last_over, measured, periods_through
from drieluik.core.norms.norm import (
    Comparison,
    Condition,
    ForWhom,
    Judgement,
    Kind,
    Light,
    Measurable,
    Measure,
    Norm,
    Rhythm,
    Scope,
    Target,
    quotes,
)
from drieluik.core.norms.outcomes import NormStatus, PartyStatus
from drieluik.core.norms.outlook import forecast_nl
from drieluik.core.norms.reading import parse_norm
from drieluik.core.norms.status import NOT_APPLICABLE, status
from drieluik.core.norms.writing import (
    COMPARISONS_NL,
    RHYTHMS_NL,
    for_whom_nl,
    format_norm,
    target_nl,
)

__all__ = [
    "COMPARISONS_NL",
    "CONDITION_MISSING",
    "NOT_APPLICABLE",
    "NOT_MET",
    "RHYTHMS_NL",
    "UNCLEAR",
    "Comparison",
    "Condition",
    "ForWhom",
    "Interval",
    "Judgement",
    "Kind",
    "Light",
    "Measurable",
    "Measure",
    "Norm",
    "NormStatus",
    "PartyStatus",
    "Rhythm",
    "Scope",
    "Target",
    "as_norm",
    "change_nl",
    "clause_light",
    "for_whom_nl",
    "forecast_nl",
    "format_norm",
    "last_over",
    "measured",
    "parse_norm",
    "periods_through",
    "possible_lights",
    "quotes",
    "read_figure_in",
    "read_margin_in",
    "status",
    "target_nl",
    "told_nl",
    "under_condition",
    "worst",
]
