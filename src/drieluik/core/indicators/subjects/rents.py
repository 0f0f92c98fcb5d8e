"""Dwellings per rent class, with the limits of the year and with fixed limits (agreement 3.3).

Between 2022 and 2024 the highest limit rose so much that dwellings changed class without any rent
changing; only both figures side by side show what really happened.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from drieluik.core.indicators.card import (
    Aggregation,
    Audience,
    Better,
    Breakdown,
    IbisTable,
    Indicator,
    Nature,
    Sources,
    Unit,
    Used,
)
from drieluik.core.indicators.contributions import Case, contributions
from drieluik.core.indicators.sources import PERIOD_PARAMETERS
from drieluik.core.indicators.subjects.form import counts, first_card, outside, uncertain
from drieluik.core.tables import CodeValue

_card = partial(first_card, audience=Audience.OPEN, nature=Nature.STOCK)


NOT_YET_LET = 0.01
"""Rent that the contract prescribes for a new dwelling that was never let."""

_CLASSES = (
    CodeValue("GOE", "Goedkoop (tot en met de kwaliteitskortingsgrens)"),
    CodeValue("BETL", "Betaalbaar (tot en met de lage aftoppingsgrens)"),
    CodeValue("BETH", "Betaalbaar (tot en met de hoge aftoppingsgrens)"),
    CodeValue("DUU", "Duur (tot en met de maximale huurgrens)"),
    CodeValue("BOV", "Vrij (boven de maximale huurgrens)"),
)


def dwellings_by_rent_class(limits: str) -> Callable[[Sources], IbisTable]:
    """Return the expression that puts every dwelling in a rent class by its net rent.

    A rent of 0.01 means new and never let: such a dwelling exists, but its class is unknown. An
    unknown rent, or a year whose limits are unknown, gives an unknown class as well; the dwelling
    then widens the interval of every class and stays in the total.

    Args:
        limits: Prefix of the limits in the period's values: empty for the limits of the year,
            ``fixed_`` for those of the base year.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.card import Level
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows("dwellings", net_rent=[400.0, 400.01, 0.01])
        >>> by_class = indicator("dwellings-by-rent-class")
        >>> found = values(by_class, {"dwellings": rows}, example_parameters(), [Level.TOTAL])
        >>> found.select("breakdown", "value", "value_high").rows()[:3]
        [('BETH', 0.0, 1.0), ('BETL', 1.0, 2.0), ('BOV', 0.0, 1.0)]
        >>> found.select("breakdown", "value", "value_high").rows()[-2:]
        [('all', 3.0, 3.0), ('unknown', 1.0, 1.0)]
    """

    def expression(sources: Sources) -> IbisTable:
        dwellings = sources["dwellings"].inner_join(sources[PERIOD_PARAMETERS], "period")
        certain, exists = (1, 0), {"low": (1, 0), "high": (1, 0)}
        cases = (
            *(
                Case(reason, when, certain, **exists)
                for reason, when in _unclear(dwellings, limits)
            ),
            Case("classed", None, certain),
        )
        return contributions(dwellings, "dwellings", cases, _rent_class(dwellings, limits))

    return expression


def affordable_share(sources: Sources) -> IbisTable:
    """Share of DAEB dwellings with a rent at or under the high aftoppingsgrens of the year.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows(
        ...     "dwellings", daeb_label=["DAE", "DAE", "DAE"], net_rent=[500.0, 680.0, None]
        ... )
        >>> share = indicator("affordable-dwellings-share")
        >>> found = values(share, {"dwellings": rows}, example_parameters())
        >>> [round(x, 2) for x in found.select("value", "value_low", "value_high").row(-1)]
        [0.5, 0.33, 0.67]
    """
    dwellings = sources["dwellings"].inner_join(sources[PERIOD_PARAMETERS], "period")
    either = {"low": (0, 1), "high": (1, 1)}
    cases = (
        Case("not_daeb", dwellings.daeb_label != "DAE"),
        *(Case(reason, when, **either) for reason, when in _unclear(dwellings, "")),
        Case("affordable", dwellings.net_rent <= dwellings.aftoppingsgrens_high, (1, 1)),
        Case("too_dear", None, (0, 1)),
    )
    return contributions(dwellings, "dwellings", cases)


def _unclear(dwellings: IbisTable, limits: str) -> tuple[tuple[str, Any], ...]:
    known = [
        dwellings[limits + name].notnull()
        for name in ("kwaliteitskortingsgrens", "aftoppingsgrens_low", "aftoppingsgrens_high")
    ]
    all_known = known[0] & known[1] & known[2] & dwellings[f"{limits}maximum_huurgrens"].notnull()
    return (
        ("rent_unknown", dwellings.net_rent.isnull()),
        ("not_yet_let", dwellings.net_rent == NOT_YET_LET),
        ("limits_unknown", ~all_known),
    )


def _rent_class(dwellings: IbisTable, limits: str) -> Any:
    import ibis

    unclear = [(when, ibis.null("string")) for _, when in _unclear(dwellings, limits)]
    bounds = (
        "kwaliteitskortingsgrens",
        "aftoppingsgrens_low",
        "aftoppingsgrens_high",
        "maximum_huurgrens",
    )
    under = [
        (dwellings.net_rent <= dwellings[limits + bound], ibis.literal(code.code))
        for bound, code in zip(bounds, _CLASSES, strict=False)
    ]
    return ibis.cases(*unclear, *under, else_=ibis.literal(_CLASSES[-1].code))


_UNCLEAR = (
    uncertain("rent_unknown", "De huur is onbekend."),
    uncertain("not_yet_let", "Nieuw en nog niet verhuurd (0,01): huur nog open."),
    uncertain("limits_unknown", "De huurgrenzen van dit jaar zijn niet bekend."),
)
_LIMITS = (
    "De grenzen gelden voor de rekenhuur; de levering kent de netto huur. Een woning kan daardoor "
    "in werkelijkheid een klasse hoger liggen.",
)


def _by_class(limits: str, indicator_id: str, name_nl: str, meaning_nl: str) -> Indicator:
    return _card(
        id=indicator_id,
        name_nl=name_nl,
        meaning_nl=meaning_nl,
        formula_nl="Alle woningen op de laatste dag van de periode, geteld per huurklasse; een "
        "woning hoort bij de laagste grens waar de netto huur niet boven ligt.",
        unit=Unit.DWELLINGS,
        aggregation=Aggregation.COUNT,
        better=Better.NEITHER,
        serves=("3.3",),
        sources=(Used("dwellings", ("net_rent",)),),
        reasons=(*_UNCLEAR, counts("classed", "Ingedeeld naar netto huur.")),
        contributions=dwellings_by_rent_class(limits),
        breakdown=Breakdown("rent_class", "Huurklasse", _CLASSES),
        limits_nl=_LIMITS,
        mappings=("VERA HUURKLASSE: GOE, BET (hier gesplitst in laag en hoog), DUU, BOV",),
    )


BY_RENT_CLASS = _by_class(
    "",
    "dwellings-by-rent-class",
    "Woningen per huurklasse (grenzen van het jaar)",
    "Hoeveel woningen in elke huurklasse vallen volgens de grenzen van dat jaar.",
)
BY_RENT_CLASS_FIXED = _by_class(
    "fixed_",
    "dwellings-by-rent-class-fixed-limits",
    "Woningen per huurklasse (vaste grenzen 2020)",
    "Hoeveel woningen in elke huurklasse vallen als de grenzen van 2020 blijven gelden; zo is te "
    "zien wat huurverandering is en wat alleen een andere grens.",
)
AFFORDABLE_SHARE = _card(
    id="affordable-dwellings-share",
    name_nl="Aandeel goedkope en betaalbare woningen",
    meaning_nl="Welk deel van de DAEB-woningen een huur tot en met de hoge aftoppingsgrens heeft.",
    formula_nl="DAEB-woningen met een netto huur tot en met de hoge aftoppingsgrens van het jaar, "
    "gedeeld door alle DAEB-woningen waarvan de huur bekend is.",
    unit=Unit.SHARE,
    aggregation=Aggregation.RATIO,
    better=Better.HIGHER,
    serves=("3.3",),
    sources=(Used("dwellings", ("net_rent", "daeb_label")),),
    reasons=(
        *_UNCLEAR,
        outside("not_daeb", "Geen DAEB-woning."),
        counts("affordable", "Huur tot en met de hoge aftoppingsgrens."),
        counts("too_dear", "Huur boven de hoge aftoppingsgrens."),
    ),
    contributions=affordable_share,
    limits_nl=_LIMITS,
)

INDICATORS = (BY_RENT_CLASS, BY_RENT_CLASS_FIXED, AFFORDABLE_SHARE)
