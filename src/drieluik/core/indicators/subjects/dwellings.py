"""How many regulated dwellings there are and how many of all dwellings stand empty."""

from datetime import date

from drieluik.core.indicators.card import (
    Aggregation,
    Audience,
    Better,
    IbisTable,
    Indicator,
    Nature,
    Reason,
    Role,
    Sources,
    Unit,
    Used,
)
from drieluik.core.indicators.contributions import Case, contributions


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


DAEB_DWELLINGS = Indicator(
    id="daeb-dwellings",
    version=1,
    valid_from=date(2020, 1, 1),
    valid_until=None,
    name_nl="DAEB-woningen",
    meaning_nl="Hoeveel gereguleerde woningen er op de laatste dag van de periode zijn.",
    formula_nl="Woningen met het label DAE, geteld.",
    unit=Unit.DWELLINGS,
    aggregation=Aggregation.COUNT,
    nature=Nature.STOCK,
    better=Better.NEITHER,
    serves=("3.1", "7.1"),
    owner="corporaties",
    audience=Audience.OPEN,
    sources=(Used("dwellings", ("daeb_label",)),),
    reasons=(
        Reason("daeb", Role.COUNTS, "DAEB-woning."),
        Reason("not_daeb", Role.OUTSIDE, "Geen DAEB-woning."),
    ),
    contributions=daeb_dwellings,
    mappings=("VERA MAATSCHAPPELIJKLABEL: DAE",),
)
VACANCY_SHARE = Indicator(
    id="vacancy-share",
    version=1,
    valid_from=date(2020, 1, 1),
    valid_until=None,
    name_nl="Leegstand",
    meaning_nl="Welk deel van de woningen op de laatste dag van de periode niet verhuurd is.",
    formula_nl="Woningen die niet verhuurd zijn, gedeeld door alle woningen.",
    unit=Unit.SHARE,
    aggregation=Aggregation.RATIO,
    nature=Nature.STOCK,
    better=Better.LOWER,
    serves=("3.1",),
    owner="corporaties",
    audience=Audience.OPEN,
    sources=(Used("dwellings", ("let_at_period_end",)),),
    reasons=(
        Reason("let", Role.COUNTS, "Verhuurd."),
        Reason("vacant", Role.COUNTS, "Niet verhuurd."),
    ),
    contributions=vacancy_share,
    limits_nl=("Korte leegstand tussen twee huurders en leegstand voor sloop tellen even zwaar.",),
)

INDICATORS = (DAEB_DWELLINGS, VACANCY_SHARE)
