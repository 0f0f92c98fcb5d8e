"""What was promised in figures, and how it stands.

Comes in: the text of a norm, figures with intervals, the parties expected to deliver. Goes out: a
norm or its faults, and a light with its reason. Knows no table and no way of computing a figure.
"""

from drieluik.core.norms.norm import (
    Comparison,
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
)
from drieluik.core.norms.reading import parse_norm
from drieluik.core.norms.status import NormStatus, PartyStatus, clause_light, status, worst
from drieluik.core.norms.writing import format_norm

__all__ = [
    "Comparison",
    "ForWhom",
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
    "clause_light",
    "format_norm",
    "parse_norm",
    "status",
    "worst",
]
