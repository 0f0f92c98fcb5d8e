"""What the monitor keeps: adopted definitions, norms with their words, figures and their lights."""

from drieluik.apps.monitor.models.calculations import Calculation, Standing, Value
from drieluik.apps.monitor.models.definitions import Definition
from drieluik.apps.monitor.models.norms import Judgement, Norm, NormDecision, NormText

__all__ = [
    "Calculation",
    "Definition",
    "Judgement",
    "Norm",
    "NormDecision",
    "NormText",
    "Standing",
    "Value",
]
