"""What corporations spend on liveability, in total and per regulated dwelling (agreement 7.1)."""

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


def spending(sources: Sources) -> IbisTable:
    """Spending on liveability in the period, own staff included.

    An unknown amount is at least the part for staff, when that is known.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows(
        ...     "liveability_spending",
        ...     activity=["SHV", "ONTM"],
        ...     amount=[1000.0, None],
        ...     staff_amount=[400.0, 250.0],
        ... )
        >>> given = {"liveability_spending": rows}
        >>> found = values(indicator("liveability-spending"), given, example_parameters())
        >>> found.filter(level="total", breakdown="all").select("value_low", "value_high").row(0)
        (1250.0, None)
    """
    return _spent(sources, sources["liveability_spending"].activity)


def spending_per_daeb_dwelling(sources: Sources) -> IbisTable:
    """Spending on liveability divided by the number of regulated (DAEB) dwellings.

    For a year the spending of both half-years is added and divided by the dwellings at its end.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> found = values(
        ...     indicator("liveability-spending-per-daeb-dwelling"),
        ...     {
        ...         "liveability_spending": typed_rows("liveability_spending", amount=[1000.0]),
        ...         "dwellings": typed_rows("dwellings", daeb_label=["DAE", "DAE", "NDA"]),
        ...     },
        ...     example_parameters(),
        ... )
        >>> found.select("level", "numerator", "denominator", "value").row(-1)
        ('total', 1000.0, 2.0, 500.0)
    """
    dwellings = sources["dwellings"]
    cases = (Case("daeb", dwellings.daeb_label == "DAE", (0, 1)), Case("not_daeb", None))
    return _spent(sources, None).union(contributions(dwellings, "dwellings", cases))


def _spent(sources: Sources, breakdown: Any) -> IbisTable:
    rows = sources["liveability_spending"]
    cases = (
        Case("spent", rows.amount.notnull(), (rows.amount, 0)),
        Case(
            "only_staff_known",
            rows.staff_amount.notnull(),
            low=(rows.staff_amount, 0),
            high=(None, 0),
        ),
        Case("amount_unknown", None, low=(0, 0), high=(None, 0)),
    )
    return contributions(rows, "liveability_spending", cases, breakdown)


_SPENT = (
    counts("spent", "Uitgegeven in de periode, personeel inbegrepen."),
    uncertain("only_staff_known", "Alleen de personeelskosten zijn bekend."),
    uncertain("amount_unknown", "Het bedrag is onbekend."),
)

SPENDING = _card(
    id="liveability-spending",
    name_nl="Uitgaven aan leefbaarheid",
    meaning_nl="Hoeveel de corporaties in de periode aan leefbaarheid uitgaven.",
    formula_nl="Alle uitgaven per buurt en activiteit bij elkaar opgeteld, personeel inbegrepen.",
    unit=Unit.EUR,
    aggregation=Aggregation.SUM,
    better=Better.NEITHER,
    serves=("7.1", "7.2", "7.4"),
    sources=(Used("liveability_spending", ("amount", "staff_amount", "activity")),),
    reasons=_SPENT,
    contributions=spending,
    breakdown=Breakdown("activity", "Activiteit", code_list("liveability_activity").values),
)
SPENDING_PER_DAEB_DWELLING = _card(
    id="liveability-spending-per-daeb-dwelling",
    name_nl="Uitgaven aan leefbaarheid per DAEB-woning",
    meaning_nl="Hoeveel er in de periode per gereguleerde woning aan leefbaarheid is uitgegeven.",
    formula_nl="Alle uitgaven, personeel inbegrepen, gedeeld door het aantal DAEB-woningen op de "
    "laatste dag van de periode. Over een jaar: uitgaven van beide helften, woningen aan het eind.",
    unit=Unit.EUR_PER_DWELLING,
    aggregation=Aggregation.RATIO,
    better=Better.NEITHER,
    serves=("7.1", "7.4"),
    sources=(
        Used("liveability_spending", ("amount", "staff_amount")),
        Used("dwellings", ("daeb_label",)),
    ),
    reasons=(
        *_SPENT,
        counts("daeb", "DAEB-woning, telt onder de streep."),
        outside("not_daeb", "Geen DAEB-woning."),
    ),
    contributions=spending_per_daeb_dwelling,
    stock_tables=frozenset({"dwellings"}),
    limits_nl=(
        "Uitgaven voor de hele gemeente horen bij geen buurt en tellen alleen in het totaal.",
        "Het rijk stelt geen bedrag per woning meer vast; de vroegere normbedragen zijn hier "
        "niet opgenomen.",
    ),
)

INDICATORS = (SPENDING, SPENDING_PER_DAEB_DWELLING)
