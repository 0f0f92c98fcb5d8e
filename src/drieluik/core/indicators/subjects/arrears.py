"""Evictions and arrears, counted per buurt by the corporations (agreement 3.8)."""

from collections.abc import Callable
from functools import partial

from drieluik.core.indicators.card import (
    Aggregation,
    Audience,
    Better,
    IbisTable,
    Indicator,
    Nature,
    Sources,
    Unit,
    Used,
)
from drieluik.core.indicators.contributions import Case, contributions
from drieluik.core.indicators.subjects.form import counts, first_card, uncertain

_card = partial(first_card, audience=Audience.PARTNERS)


def reported(column: str) -> Callable[[Sources], IbisTable]:
    """Return the expression that takes one reported number per buurt as it is.

    A buurt whose number is unknown contributes at least nothing and has no upper bound: the
    figure then gets an open interval and never a silent zero.

    Args:
        column: Column of the table ``arrears``.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows("arrears", buurt_code=["BU1", "BU2"], n_evictions=[2, None])
        >>> found = values(indicator("evictions"), {"arrears": rows}, example_parameters())
        >>> found.select("level", "value", "value_high").head(2).rows()
        [('buurt', 2.0, 2.0), ('buurt', None, None)]
        >>> found.select("level", "value", "value_low", "value_high", "n_unknown").tail(1).rows()
        [('total', 2.0, 2.0, None, 1)]
    """

    def expression(sources: Sources) -> IbisTable:
        rows = sources["arrears"]
        cases = (
            Case("reported", rows[column].notnull(), (rows[column], 0)),
            Case("number_unknown", None, (0, 0), low=(0, 0), high=(None, 0)),
        )
        return contributions(rows, "arrears", cases)

    return expression


_REASONS = (
    counts("reported", "De corporatie heeft dit aantal of bedrag opgegeven."),
    uncertain("number_unknown", "De corporatie heeft dit aantal niet kunnen opgeven."),
)
_LIMITS = ("Bij kleine aantallen per buurt zijn huishoudens herkenbaar: niet openbaar per buurt.",)


def _reported_card(
    column: str, nature: Nature, unit: Unit, texts: tuple[str, str, str]
) -> Indicator:
    """Return a card; ``texts`` are id, name and meaning."""
    indicator_id, name_nl, meaning_nl = texts
    return _card(
        id=indicator_id,
        name_nl=name_nl,
        meaning_nl=meaning_nl,
        formula_nl="De opgegeven getallen per buurt bij elkaar opgeteld.",
        unit=unit,
        aggregation=Aggregation.SUM,
        nature=nature,
        better=Better.LOWER,
        serves=("3.8",),
        sources=(Used("arrears", (column,)),),
        reasons=_REASONS,
        contributions=reported(column),
        limits_nl=_LIMITS,
    )


EVICTIONS = _reported_card(
    "n_evictions",
    Nature.FLOW,
    Unit.HOUSEHOLDS,
    ("evictions", "Huisuitzettingen", "Hoeveel huishoudens in de periode uit huis zijn gezet."),
)
EVICTIONS_WITH_CHILDREN = _reported_card(
    "n_evictions_with_children",
    Nature.FLOW,
    Unit.HOUSEHOLDS,
    (
        "evictions-with-children",
        "Huisuitzettingen met kinderen",
        "Hoeveel huishoudens met kinderen in de periode uit huis zijn gezet.",
    ),
)
ARREARS_AMOUNT = _reported_card(
    "arrears_amount",
    Nature.STOCK,
    Unit.EUR,
    (
        "arrears-amount",
        "Bedrag aan huurachterstand",
        "Hoeveel huur zittende huurders op de laatste dag van de periode achter zijn.",
    ),
)
HOUSEHOLDS_IN_ARREARS = _reported_card(
    "n_households_in_arrears",
    Nature.STOCK,
    Unit.HOUSEHOLDS,
    (
        "households-in-arrears",
        "Huishoudens met huurachterstand",
        "Hoeveel huishoudens op de laatste dag van de periode huurachterstand hebben.",
    ),
)
HOUSEHOLDS_IN_ARREARS_WITH_CHILDREN = _reported_card(
    "n_households_in_arrears_with_children",
    Nature.STOCK,
    Unit.HOUSEHOLDS,
    (
        "households-in-arrears-with-children",
        "Huishoudens met huurachterstand en kinderen",
        "Hoeveel huishoudens met kinderen op de laatste dag van de periode huurachterstand hebben.",
    ),
)

INDICATORS = (
    EVICTIONS,
    EVICTIONS_WITH_CHILDREN,
    ARREARS_AMOUNT,
    HOUSEHOLDS_IN_ARREARS,
    HOUSEHOLDS_IN_ARREARS_WITH_CHILDREN,
)
