"""Sold dwellings against the requirements of agreement 4.1, and the exceptions to them.

A dwelling meets the requirements with a condition score below 4 and without label F or G. An
exception, in principle only a fixer-upper, is reported to the municipality.
"""

from functools import partial
from typing import Any

from drieluik.core.indicators.card import (
    Aggregation,
    Audience,
    Better,
    Breakdown,
    IbisTable,
    Nature,
    Sources,
    Unit,
    Used,
)
from drieluik.core.indicators.contributions import Case, contributions
from drieluik.core.indicators.subjects.form import counts, first_card, outside, uncertain
from drieluik.core.tables import code_list

_card = partial(first_card, audience=Audience.OPEN, nature=Nature.FLOW)


_POOR_CONDITION = ("4", "5", "6")
_POOR_LABELS = ("F", "G")


def number_of_sales(sources: Sources) -> IbisTable:
    """Number of dwellings sold in the period, by the day of transfer.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows("sales", dwelling_id=["1", "2"])
        >>> values(indicator("sales"), {"sales": rows}, example_parameters())["value"].to_list()
        [2.0, 2.0, 2.0, 2.0]
    """
    sales = sources["sales"]
    return contributions(sales, "sales", (Case("sold", None, (1, 0)),))


def potential_sales(sources: Sources) -> IbisTable:
    """Number of dwellings that are designated for sale on the last day of the period.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows("potential_sales", sale_stage=["MUT", "MUT", "KOOP"])
        >>> card = indicator("potential-sales")
        >>> found = values(card, {"potential_sales": rows}, example_parameters())
        >>> found.filter(level="total").select("breakdown", "value").rows()
        [('AAN', 0.0), ('KOOP', 1.0), ('MUT', 2.0), ('all', 3.0)]
    """
    pool = sources["potential_sales"]
    return contributions(
        pool, "potential_sales", (Case("designated", None, (1, 0)),), pool.sale_stage
    )


def meeting_requirements(sources: Sources) -> IbisTable:
    """Share of sold dwellings with a condition score below 4 and no label F or G.

    One failed requirement is enough to fail, also when the other is unknown. A dwelling to which
    no label applies has no label F or G. Only when the known part passes and something is
    unknown, the row may go either way.

    Source:
        Agreement 4.1 of the example city; condition by NEN 2767-1.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows(
        ...     "sales",
        ...     condition_score=["3", "4", "2", None],
        ...     energy_label=["C", None, "F", "A"],
        ... )
        >>> share = indicator("sales-meeting-requirements-share")
        >>> found = values(share, {"sales": rows}, example_parameters())
        >>> [round(x, 2) for x in found.select("value", "value_low", "value_high").row(-1)]
        [0.33, 0.25, 0.5]
    """
    sales = sources["sales"]
    cases = (
        Case("poor_condition", _poor_condition(sales), (0, 1)),
        Case("poor_label", _poor_label(sales), (0, 1)),
        Case("condition_or_label_unknown", _unknown(sales), low=(0, 1), high=(1, 1)),
        Case("meets", None, (1, 1)),
    )
    return contributions(sales, "sales", cases)


def exceptions(sources: Sources) -> IbisTable:
    """Number of sold dwellings that do not meet the requirements of 4.1.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows(
        ...     "sales",
        ...     condition_score=["5", "2", None],
        ...     energy_label=["C", "A", "A"],
        ...     fixer_upper=[True, False, False],
        ... )
        >>> found = values(indicator("sales-exceptions"), {"sales": rows}, example_parameters())
        >>> found.select("value", "value_low", "value_high").row(-1)
        (1.0, 1.0, 2.0)
    """
    sales = sources["sales"]
    exception = _poor_condition(sales) | _poor_label(sales)
    cases = (
        Case("exception_fixer_upper", exception & sales.fixer_upper, (1, 0)),
        Case("exception_other", exception, (1, 0)),
        Case("condition_or_label_unknown", _unknown(sales), low=(0, 0), high=(1, 0)),
        Case("meets", None),
    )
    return contributions(sales, "sales", cases)


def exceptions_reported(sources: Sources) -> IbisTable:
    """Share of the exceptions that were reported to the municipality.

    Without exceptions there is no share: nothing had to be reported.

    Examples:
        >>> from datetime import date
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows(
        ...     "sales",
        ...     condition_score=["5", "4", "1"],
        ...     energy_label=["C", "C", "A"],
        ...     exception_reported_on=[date(2020, 2, 1), "not_applicable", "not_applicable"],
        ... )
        >>> share = indicator("sales-exceptions-reported-share")
        >>> found = values(share, {"sales": rows}, example_parameters())
        >>> found.select("numerator", "denominator", "value").row(-1)
        (1.0, 2.0, 0.5)
    """
    sales = sources["sales"]
    exception = _poor_condition(sales) | _poor_label(sales)
    reported = sales.exception_reported_on.notnull()
    in_doubt = sales.exception_reported_on__missing == "unknown"
    unknown = _unknown(sales)
    cases = (
        Case("reported", exception & reported, (1, 1)),
        Case("report_unknown", exception & in_doubt, low=(0, 1), high=(1, 1)),
        Case("not_reported", exception, (0, 1)),
        Case("perhaps_exception_reported", unknown & reported, low=(0, 0), high=(1, 1)),
        Case("perhaps_exception_in_doubt", unknown & in_doubt, low=(0, 1), high=(1, 1)),
        Case("perhaps_exception", unknown, low=(0, 1), high=(0, 0)),
        Case("no_exception", None),
    )
    return contributions(sales, "sales", cases)


def _poor_condition(sales: IbisTable) -> Any:
    return sales.condition_score.isin(_POOR_CONDITION).coalesce(False)


def _poor_label(sales: IbisTable) -> Any:
    return sales.energy_label.isin(_POOR_LABELS).coalesce(False)


def _unknown(sales: IbisTable) -> Any:
    label_unknown = (sales.energy_label__missing == "unknown").coalesce(False)
    return sales.condition_score.isnull() | label_unknown


_CONDITION_AND_LABEL = ("condition_score", "energy_label")
_UNKNOWN = uncertain("condition_or_label_unknown", "Conditiescore of energielabel is onbekend.")
_LIMITS = ("Labels van voor en na 2021 zijn met een andere methode bepaald.",)

SALES_COUNT = _card(
    id="sales",
    name_nl="Verkochte woningen",
    meaning_nl="Hoeveel woningen in de periode zijn verkocht.",
    formula_nl="Verkopen met een dag van levering in de periode, geteld.",
    unit=Unit.DWELLINGS,
    aggregation=Aggregation.COUNT,
    better=Better.NEITHER,
    serves=("4.1", "4.2"),
    sources=(Used("sales"),),
    reasons=(counts("sold", "Verkocht in de periode."),),
    contributions=number_of_sales,
)
MEETING_REQUIREMENTS = _card(
    id="sales-meeting-requirements-share",
    name_nl="Verkopen die aan de eisen voldoen",
    meaning_nl="Welk deel van de verkochte woningen een conditie onder 4 en geen label F of G had.",
    formula_nl="Verkopen met conditiescore 1, 2 of 3 en zonder label F of G, gedeeld door alle "
    "verkopen waarvan dat vaststaat.",
    unit=Unit.SHARE,
    aggregation=Aggregation.RATIO,
    better=Better.HIGHER,
    serves=("4.1",),
    sources=(Used("sales", _CONDITION_AND_LABEL),),
    reasons=(
        counts("poor_condition", "Conditiescore 4 of hoger."),
        counts("poor_label", "Energielabel F of G."),
        _UNKNOWN,
        counts("meets", "Voldoet aan beide eisen."),
    ),
    contributions=meeting_requirements,
    limits_nl=_LIMITS,
    mappings=("VERA CONDITIESCORE: 1, 2, 3", "VERA ENERGIELABEL: niet F, G"),
)
EXCEPTIONS = _card(
    id="sales-exceptions",
    name_nl="Verkopen bij uitzondering",
    meaning_nl="Hoeveel verkochte woningen niet aan de eisen voor conditie en label voldeden.",
    formula_nl="Verkopen met conditiescore 4 of hoger of label F of G, geteld.",
    unit=Unit.DWELLINGS,
    aggregation=Aggregation.COUNT,
    better=Better.LOWER,
    serves=("4.1",),
    sources=(Used("sales", (*_CONDITION_AND_LABEL, "fixer_upper")),),
    reasons=(
        counts("exception_fixer_upper", "Uitzondering, verkocht als kluswoning."),
        counts("exception_other", "Uitzondering, geen kluswoning."),
        _UNKNOWN,
        outside("meets", "Voldoet aan beide eisen."),
    ),
    contributions=exceptions,
    limits_nl=_LIMITS,
)
EXCEPTIONS_REPORTED = _card(
    id="sales-exceptions-reported-share",
    name_nl="Uitzonderingen gemeld aan de gemeente",
    meaning_nl="Over welk deel van de uitzonderingen de corporatie de gemeente heeft ingelicht.",
    formula_nl="Uitzonderingen met een dag van melding, gedeeld door alle uitzonderingen.",
    unit=Unit.SHARE,
    aggregation=Aggregation.RATIO,
    better=Better.HIGHER,
    serves=("4.1",),
    sources=(Used("sales", (*_CONDITION_AND_LABEL, "exception_reported_on")),),
    reasons=(
        counts("reported", "Uitzondering, gemeld."),
        uncertain("report_unknown", "Uitzondering, niet bekend of die is gemeld."),
        counts("not_reported", "Uitzondering, niet gemeld."),
        uncertain("perhaps_exception_reported", "Misschien een uitzondering; gemeld."),
        uncertain(
            "perhaps_exception_in_doubt", "Misschien een uitzondering; niet bekend of er is gemeld."
        ),
        uncertain("perhaps_exception", "Misschien een uitzondering; niet gemeld."),
        outside("no_exception", "Voldoet aan beide eisen."),
    ),
    contributions=exceptions_reported,
    limits_nl=_LIMITS,
)

POTENTIAL = _card(
    id="potential-sales",
    name_nl="Woningen in de verkoopvijver",
    meaning_nl="Hoeveel woningen op de laatste dag van de periode voor verkoop zijn aangewezen.",
    formula_nl="Woningen in de verkoopvijver, geteld.",
    unit=Unit.DWELLINGS,
    aggregation=Aggregation.COUNT,
    nature=Nature.STOCK,
    better=Better.NEITHER,
    serves=("4.2", "4.3"),
    sources=(Used("potential_sales", ("sale_stage",)),),
    reasons=(counts("designated", "Aangewezen voor verkoop."),),
    contributions=potential_sales,
    breakdown=Breakdown("sale_stage", "Stap in de verkoop", code_list("sale_stage").values),
    limits_nl=("Wat in de vijver zit, wordt niet altijd verkocht.",),
)

INDICATORS = (SALES_COUNT, POTENTIAL, MEETING_REQUIREMENTS, EXCEPTIONS, EXCEPTIONS_REPORTED)
