"""What the municipality stands behind: the loans guaranteed by WSW, only in total (10.1)."""

from collections.abc import Callable
from functools import partial

from drieluik.core.indicators.card import (
    Aggregation,
    Audience,
    Better,
    IbisTable,
    Level,
    Nature,
    Sources,
    Unit,
    Used,
)
from drieluik.core.indicators.contributions import Case, contributions
from drieluik.core.indicators.subjects.form import counts, first_card, uncertain

_card = partial(
    first_card,
    audience=Audience.PARTNERS,
    unit=Unit.EUR,
    aggregation=Aggregation.SUM,
    better=Better.NEITHER,
    serves=("10.1",),
    levels=(Level.TOTAL, Level.CORPORATION),
    reasons=(
        counts("told", "De corporatie heeft dit bedrag opgegeven."),
        uncertain("amount_unknown", "Het bedrag is onbekend."),
    ),
    limits_nl=("Openbaar is alleen het totaal van alle corporaties samen.",),
)


def told(column: str) -> Callable[[Sources], IbisTable]:
    """Return the expression that adds up one amount of all corporations.

    Args:
        column: Column of the table ``guarantees``.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows("guarantees", guaranteed_amount=[5000.0, None])
        >>> card = indicator("guaranteed-amount")
        >>> found = values(card, {"guarantees": rows}, example_parameters())
        >>> found.select("level", "value", "value_high").rows()
        [('corporation', 5000.0, None), ('total', 5000.0, None)]
    """

    def expression(sources: Sources) -> IbisTable:
        rows = sources["guarantees"]
        cases = (
            Case("told", rows[column].notnull(), (rows[column], 0)),
            Case("amount_unknown", None, low=(0, 0), high=(None, 0)),
        )
        return contributions(rows, "guarantees", cases)

    return expression


GUARANTEED = _card(
    id="guaranteed-amount",
    name_nl="Leningen met achtervang",
    meaning_nl="Voor welk bedrag aan geborgde leningen de gemeente op de laatste dag achtervang is.",
    formula_nl="De schuldrest van de geborgde leningen van de corporaties, opgeteld.",
    nature=Nature.STOCK,
    sources=(Used("guarantees", ("guaranteed_amount",)),),
    contributions=told("guaranteed_amount"),
)
NEW_GUARANTEED = _card(
    id="new-guaranteed-amount",
    name_nl="Nieuwe leningen met achtervang",
    meaning_nl="Voor welk bedrag in de periode nieuwe leningen zijn geborgd met achtervang.",
    formula_nl="De in de periode nieuw geborgde bedragen van de corporaties, opgeteld.",
    nature=Nature.FLOW,
    sources=(Used("guarantees", ("new_guaranteed_amount",)),),
    contributions=told("new_guaranteed_amount"),
)

INDICATORS = (GUARANTEED, NEW_GUARANTEED)
