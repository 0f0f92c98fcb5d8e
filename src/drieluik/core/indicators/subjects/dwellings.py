"""How many regulated dwellings there are and how many of all dwellings stand empty."""

from functools import partial

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
from drieluik.core.indicators.subjects.form import counts, first_card, outside

_card = partial(first_card, audience=Audience.OPEN, nature=Nature.STOCK)


def daeb_dwellings(sources: Sources) -> IbisTable:
    """Number of regulated dwellings (DAEB: services of general economic interest).

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows("dwellings", daeb_label=["DAE", "NDA", "DAE"])
        >>> found = values(indicator("daeb-dwellings"), {"dwellings": rows}, example_parameters())
        >>> found.select("level", "value").row(-1)
        ('total', 2.0)
    """
    dwellings = sources["dwellings"]
    cases = (Case("daeb", dwellings.daeb_label == "DAE", (1, 0)), Case("not_daeb", None))
    return contributions(dwellings, "dwellings", cases)


def vacancy_share(sources: Sources) -> IbisTable:
    """Share of all dwellings that are not let on the last day of the period.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows("dwellings", let_at_period_end=[True, True, True, False])
        >>> found = values(indicator("vacancy-share"), {"dwellings": rows}, example_parameters())
        >>> found.select("level", "value").row(-1)
        ('total', 0.25)
    """
    dwellings = sources["dwellings"]
    cases = (Case("let", dwellings.let_at_period_end, (0, 1)), Case("vacant", None, (1, 1)))
    return contributions(dwellings, "dwellings", cases)


DAEB_DWELLINGS = _card(
    id="daeb-dwellings",
    name_nl="DAEB-woningen",
    meaning_nl="Hoeveel gereguleerde woningen er op de laatste dag van de periode zijn.",
    formula_nl="Woningen met het label DAE, geteld.",
    unit=Unit.DWELLINGS,
    aggregation=Aggregation.COUNT,
    better=Better.NEITHER,
    serves=("3.1", "7.1"),
    sources=(Used("dwellings", ("daeb_label",)),),
    reasons=(
        counts("daeb", "DAEB-woning."),
        outside("not_daeb", "Geen DAEB-woning."),
    ),
    contributions=daeb_dwellings,
    mappings=("VERA MAATSCHAPPELIJKLABEL: DAE",),
)
VACANCY_SHARE = _card(
    id="vacancy-share",
    name_nl="Leegstand",
    meaning_nl="Welk deel van de woningen op de laatste dag van de periode niet verhuurd is.",
    formula_nl="Woningen die niet verhuurd zijn, gedeeld door alle woningen.",
    unit=Unit.SHARE,
    aggregation=Aggregation.RATIO,
    better=Better.LOWER,
    serves=("3.1",),
    sources=(Used("dwellings", ("let_at_period_end",)),),
    reasons=(
        counts("let", "Verhuurd."),
        counts("vacant", "Niet verhuurd."),
    ),
    contributions=vacancy_share,
    limits_nl=("Korte leegstand tussen twee huurders en leegstand voor sloop tellen even zwaar.",),
)

INDICATORS = (DAEB_DWELLINGS, VACANCY_SHARE)
