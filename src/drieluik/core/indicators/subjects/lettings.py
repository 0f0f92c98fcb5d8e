"""Who got the dwellings that were let: income groups, appropriate and urgent lettings."""

from functools import partial

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


_EITHER = {"low": (0, 1), "high": (1, 1)}


def number_of_lettings(sources: Sources) -> IbisTable:
    """Number of dwellings let in the period.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows("lettings", letting_id=["1", "2"])
        >>> found = values(indicator("lettings"), {"lettings": rows}, example_parameters())
        >>> found.select("level", "value").row(-1)
        ('total', 2.0)
    """
    lettings = sources["lettings"]
    return contributions(lettings, "lettings", (Case("let", None, (1, 0)),))


def by_income_group(sources: Sources) -> IbisTable:
    """Share of lettings that went to each income group.

    A letting for which the income rule does not apply is left out. A letting with an unknown
    group can belong to any of them and widens every share.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows("lettings", income_group=["LAAG", "HOOG", None, "not_applicable"])
        >>> shares = indicator("lettings-by-income-group")
        >>> found = values(shares, {"lettings": rows}, example_parameters())
        >>> low = found.filter(level="total", breakdown="LAAG")
        >>> [round(x, 2) for x in low.select("value", "value_low", "value_high").row(0)]
        [0.5, 0.33, 0.67]
    """
    lettings = sources["lettings"]
    cases = (
        Case("group_known", lettings.income_group.notnull(), (1, 1)),
        Case("rule_does_not_apply", lettings.income_group__missing == "not_applicable"),
        Case("group_unknown", None, **_EITHER),
    )
    return contributions(lettings, "lettings", cases, lettings.income_group)


def appropriate_allocation(sources: Sources) -> IbisTable:
    """Share of tested lettings in which the household got a dwelling it can afford by law.

    A letting to which the test does not apply leaves the denominator: nothing was tested, so
    nothing was failed. An unknown outcome may be either, or not tested at all.

    Source:
        Term: passend toewijzen. Norm: parameter ``allocation.appropriate_allocation_minimum``,
        not applied here.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows("lettings", appropriate_allocation=["PAS", "PAS", "NIE", "NVT"])
        >>> share = indicator("appropriate-allocation-share")
        >>> found = values(share, {"lettings": rows}, example_parameters())
        >>> found.select("numerator", "denominator").row(-1)
        (2.0, 3.0)
    """
    lettings = sources["lettings"]
    outcome = lettings.appropriate_allocation
    cases = (
        Case("appropriate", outcome == "PAS", (1, 1)),
        Case("not_appropriate", outcome == "NIE", (0, 1)),
        Case("test_does_not_apply", outcome == "NVT"),
        Case("outcome_unknown", None, **_EITHER),
    )
    return contributions(lettings, "lettings", cases)


def urgent_share(sources: Sources) -> IbisTable:
    """Share of lettings that went to someone with urgency.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows("lettings", priority=["URG", "not_applicable", "IND", "GRO"])
        >>> share = indicator("urgent-lettings-share")
        >>> found = values(share, {"lettings": rows}, example_parameters())
        >>> found.select("value").row(-1)
        (0.25,)
    """
    lettings = sources["lettings"]
    cases = (
        Case("urgent", lettings.priority == "URG", (1, 1)),
        Case("priority_unknown", lettings.priority__missing == "unknown", **_EITHER),
        Case("not_urgent", None, (0, 1)),
    )
    return contributions(lettings, "lettings", cases)


NUMBER_OF_LETTINGS = _card(
    id="lettings",
    name_nl="Verhuringen",
    meaning_nl="Hoeveel woningen in de periode opnieuw zijn verhuurd.",
    formula_nl="Nieuwe huurcontracten in de periode, geteld.",
    unit=Unit.LETTINGS,
    aggregation=Aggregation.COUNT,
    better=Better.NEITHER,
    serves=("3.3", "3.4", "9.1"),
    sources=(Used("lettings"),),
    reasons=(counts("let", "Verhuurd in de periode."),),
    contributions=number_of_lettings,
)
BY_INCOME_GROUP = _card(
    id="lettings-by-income-group",
    name_nl="Verhuringen per inkomensgroep",
    meaning_nl="Welk deel van de verhuringen naar elke inkomensgroep ging.",
    formula_nl="Verhuringen aan de groep, gedeeld door alle verhuringen met een bekende groep.",
    unit=Unit.SHARE,
    aggregation=Aggregation.RATIO,
    better=Better.NEITHER,
    serves=("3.4",),
    sources=(Used("lettings", ("income_group",)),),
    reasons=(
        counts("group_known", "De inkomensgroep is bekend."),
        outside("rule_does_not_apply", "De inkomensgrenzen gelden hier niet."),
        uncertain("group_unknown", "De inkomensgroep is onbekend."),
    ),
    contributions=by_income_group,
    breakdown=Breakdown(
        "income_group", "Inkomensgroep", code_list("income_group").values, parts_of_whole=True
    ),
    limits_nl=(
        "De corporatie deelt zelf in groepen in; bedragen worden niet geleverd.",
        "De betekenis van de twee inkomensgrenzen veranderde in 2022.",
    ),
)
APPROPRIATE_ALLOCATION = _card(
    id="appropriate-allocation-share",
    name_nl="Passend toegewezen",
    meaning_nl="Welk deel van de getoetste verhuringen passend was.",
    formula_nl="Passende verhuringen, gedeeld door alle verhuringen waarvoor de toets geldt.",
    unit=Unit.SHARE,
    aggregation=Aggregation.RATIO,
    better=Better.HIGHER,
    serves=("3.3",),
    sources=(Used("lettings", ("appropriate_allocation",)),),
    reasons=(
        counts("appropriate", "Passend."),
        counts("not_appropriate", "Niet passend."),
        outside("test_does_not_apply", "De passendheidstoets geldt hier niet."),
        uncertain("outcome_unknown", "De uitkomst van de toets is onbekend."),
    ),
    contributions=appropriate_allocation,
    limits_nl=("De wet toetst per corporatie en kalenderjaar, over alle gemeenten samen.",),
    mappings=("VERA PASSENDHEIDSSOORT: PAS, NIE, NVT",),
)
URGENT_SHARE = _card(
    id="urgent-lettings-share",
    name_nl="Verhuringen met urgentie",
    meaning_nl="Welk deel van de verhuringen naar iemand met urgentie ging.",
    formula_nl="Verhuringen met voorrang wegens urgentie, gedeeld door alle verhuringen.",
    unit=Unit.SHARE,
    aggregation=Aggregation.RATIO,
    better=Better.NEITHER,
    serves=("9.1", "9.2"),
    sources=(Used("lettings", ("priority",)),),
    reasons=(
        counts("urgent", "Voorrang wegens urgentie."),
        counts("not_urgent", "Geen voorrang, of voorrang om een andere reden."),
        uncertain("priority_unknown", "Niet bekend of er voorrang was."),
    ),
    contributions=urgent_share,
    by_chance=True,
    mappings=("VERA VOORRANGSOORT: URG",),
)

INDICATORS = (NUMBER_OF_LETTINGS, BY_INCOME_GROUP, APPROPRIATE_ALLOCATION, URGENT_SHARE)
