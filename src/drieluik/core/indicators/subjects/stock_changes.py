"""What came into the stock and what left it in the period, with new build and demolition apart.

The reason may be unknown: such a dwelling certainly came or went, and may be new build or demolition.
"""

from functools import partial
from typing import Any

from drieluik.core.indicators.card import (
    Aggregation,
    Audience,
    Better,
    IbisTable,
    Nature,
    Sources,
    Unit,
    Used,
)
from drieluik.core.indicators.contributions import Case, contributions
from drieluik.core.indicators.subjects.form import counts, first_card, outside, uncertain

_card = partial(
    first_card,
    audience=Audience.OPEN,
    nature=Nature.FLOW,
    unit=Unit.DWELLINGS,
    aggregation=Aggregation.COUNT,
    better=Better.NEITHER,
)


def added(sources: Sources) -> IbisTable:
    """Number of dwellings that came into the stock in the period, for whatever reason.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows("stock_changes", direction=["BIJ", "AF", "BIJ"])
        >>> card = indicator("dwellings-added")
        >>> values(card, {"stock_changes": rows}, example_parameters())["value"].to_list()[-1]
        2.0
    """
    changes = sources["stock_changes"]
    cases = (Case("came", changes.direction == "BIJ", (1, 0)), Case("went", None))
    return contributions(changes, "stock_changes", cases)


def new_build(sources: Sources) -> IbisTable:
    """Number of dwellings that came into the stock as new build.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows(
        ...     "stock_changes", direction=["BIJ", "BIJ", "BIJ"], reason=["NIE", "AAN", None]
        ... )
        >>> card = indicator("new-build-delivered")
        >>> found = values(card, {"stock_changes": rows}, example_parameters())
        >>> found.select("value", "value_low", "value_high").row(-1)
        (1.0, 1.0, 2.0)
    """
    return _for_reason(sources, "BIJ", "NIE", "new_build")


def removed(sources: Sources) -> IbisTable:
    """Number of dwellings that left the stock in the period, for whatever reason.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows("stock_changes", direction=["BIJ", "AF", "BIJ"])
        >>> card = indicator("dwellings-removed")
        >>> values(card, {"stock_changes": rows}, example_parameters())["value"].to_list()[-1]
        1.0
    """
    changes = sources["stock_changes"]
    cases = (Case("went", changes.direction == "AF", (1, 0)), Case("came", None))
    return contributions(changes, "stock_changes", cases)


def demolished(sources: Sources) -> IbisTable:
    """Number of dwellings that left the stock by demolition.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows(
        ...     "stock_changes", direction=["AF", "AF", "BIJ"], reason=["SLO", "VAO", "NIE"]
        ... )
        >>> card = indicator("dwellings-demolished")
        >>> values(card, {"stock_changes": rows}, example_parameters())["value"].to_list()[-1]
        1.0
    """
    return _for_reason(sources, "AF", "SLO", "demolition")


def _for_reason(sources: Sources, direction: str, code: str, reason: str) -> IbisTable:
    changes = sources["stock_changes"]
    this_way: Any = changes.direction == direction
    cases = (
        Case(reason, this_way & (changes.reason == code).coalesce(False), (1, 0)),
        Case("reason_unknown", this_way & changes.reason.isnull(), low=(0, 0), high=(1, 0)),
        Case("otherwise", None),
    )
    return contributions(changes, "stock_changes", cases)


_CAME, _WENT = "In bezit gekomen.", "Uit bezit gegaan."
_BOTH = ("direction", "reason")
_UNKNOWN = uncertain("reason_unknown", "De reden is onbekend.")
_OTHERWISE = outside("otherwise", "Om een andere reden, of de andere kant op.")

ADDED = _card(
    id="dwellings-added",
    name_nl="Woningen erbij",
    meaning_nl="Hoeveel woningen in de periode in bezit kwamen, om welke reden ook.",
    formula_nl="Verhuureenheden die in de periode in bezit kwamen, geteld.",
    serves=("2.2", "2.3", "3.1"),
    sources=(Used("stock_changes", ("direction",)),),
    reasons=(counts("came", _CAME), outside("went", _WENT)),
    contributions=added,
    mappings=("VERA INEXPLOITATIEREDEN",),
)
NEW_BUILD = _card(
    id="new-build-delivered",
    name_nl="Opgeleverde nieuwbouw",
    meaning_nl="Hoeveel woningen in de periode als nieuwbouw in bezit kwamen.",
    formula_nl="Verhuureenheden die in bezit kwamen met reden nieuwbouw, geteld.",
    serves=("2.2", "2.3", "3.1"),
    sources=(Used("stock_changes", _BOTH),),
    reasons=(counts("new_build", "Nieuwbouw."), _UNKNOWN, _OTHERWISE),
    contributions=new_build,
    mappings=("VERA INEXPLOITATIEREDEN: NIE",),
)
REMOVED = _card(
    id="dwellings-removed",
    name_nl="Woningen eraf",
    meaning_nl="Hoeveel woningen in de periode uit bezit gingen, om welke reden ook.",
    formula_nl="Verhuureenheden die in de periode uit bezit gingen, geteld.",
    serves=("2.2", "2.3", "3.1"),
    sources=(Used("stock_changes", ("direction",)),),
    reasons=(counts("went", _WENT), outside("came", _CAME)),
    contributions=removed,
    limits_nl=(
        "Een woning die van klasse of van DAEB wisselt, blijft in bezit en telt hier niet.",
    ),
    mappings=("VERA UITEXPLOITATIEREDEN",),
)
DEMOLISHED = _card(
    id="dwellings-demolished",
    name_nl="Gesloopte woningen",
    meaning_nl="Hoeveel woningen in de periode door sloop uit bezit gingen.",
    formula_nl="Verhuureenheden die uit bezit gingen met reden sloop, geteld.",
    serves=("2.2", "2.3", "3.1"),
    sources=(Used("stock_changes", _BOTH),),
    reasons=(counts("demolition", "Sloop."), _UNKNOWN, _OTHERWISE),
    contributions=demolished,
    mappings=("VERA UITEXPLOITATIEREDEN: SLO",),
)

INDICATORS = (ADDED, NEW_BUILD, REMOVED, DEMOLISHED)
