"""What the monitor keeps: definitions, norms with their words, figures, lights, remarks, signals and talks."""

from drieluik.apps.monitor.models.by_hand import LightByHand
from drieluik.apps.monitor.models.calculations import Calculation, Standing, Value
from drieluik.apps.monitor.models.definitions import (
    AdoptedDefinition,
    BesideSeries,
    BesideValue,
    NormVersion,
)
from drieluik.apps.monitor.models.foreseen import Consequences
from drieluik.apps.monitor.models.norms import Judgement, Norm, NormDecision, NormText
from drieluik.apps.monitor.models.remarks import FigureRemark, RemarkTakenBack
from drieluik.apps.monitor.models.signals import (
    Signal,
    SignalAct,
    SignalAnswer,
    SignalFact,
    SignalParty,
)
from drieluik.apps.monitor.models.talks import Talk, TalkItem, TalkNote, TalkPresence

__all__ = [
    "AdoptedDefinition",
    "BesideSeries",
    "BesideValue",
    "Calculation",
    "Consequences",
    "FigureRemark",
    "Judgement",
    "LightByHand",
    "Norm",
    "NormDecision",
    "NormText",
    "NormVersion",
    "RemarkTakenBack",
    "Signal",
    "SignalAct",
    "SignalAnswer",
    "SignalFact",
    "SignalParty",
    "Standing",
    "Talk",
    "TalkItem",
    "TalkNote",
    "TalkPresence",
    "Value",
]
