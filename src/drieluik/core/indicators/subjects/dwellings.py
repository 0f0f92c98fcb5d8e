"""How many regulated dwellings there are and how many of all dwellings stand empty."""

from datetime import date
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
from drieluik.core.indicators.subjects.form import counts, first_card, next_version, outside

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


def self_contained_daeb_dwellings(sources: Sources) -> IbisTable:
    """Number of regulated dwellings without the rooms: apartments and houses only.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows(
        ...     "dwellings", daeb_label=["DAE", "DAE", "NDA"], dwelling_type=["APP", "KAM", "GRO"]
        ... )
        >>> tables = {"dwellings": rows}
        >>> found = values(indicator("daeb-dwellings", 2), tables, example_parameters())
        >>> found.select("level", "value").row(-1)
        ('total', 1.0)
    """
    dwellings = sources["dwellings"]
    cases = (
        Case("not_daeb", dwellings.daeb_label != "DAE"),
        Case("room", dwellings.dwelling_type == "KAM"),
        Case("daeb", None, (1, 0)),
    )
    return contributions(dwellings, "dwellings", cases)


def daeb_rooms(sources: Sources) -> IbisTable:
    """Number of regulated rooms.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows(
        ...     "dwellings", daeb_label=["DAE", "DAE", "NDA"], dwelling_type=["APP", "KAM", "KAM"]
        ... )
        >>> found = values(indicator("daeb-rooms"), {"dwellings": rows}, example_parameters())
        >>> found.select("level", "value").row(-1)
        ('total', 1.0)
    """
    dwellings = sources["dwellings"]
    cases = (
        Case("not_daeb", dwellings.daeb_label != "DAE"),
        Case("room", dwellings.dwelling_type == "KAM", (1, 0)),
        Case("no_room", None),
    )
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


def daeb_vacancy_share(sources: Sources) -> IbisTable:
    """Share of the regulated dwellings that are not let on the last day of the period.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows(
        ...     "dwellings",
        ...     daeb_label=["DAE", "DAE", "NDA"],
        ...     let_at_period_end=[True, False, False],
        ... )
        >>> tables = {"dwellings": rows}
        >>> found = values(indicator("vacancy-share", 2), tables, example_parameters())
        >>> found.select("level", "value").row(-1)
        ('total', 0.5)
    """
    dwellings = sources["dwellings"]
    cases = (
        Case("not_daeb", dwellings.daeb_label != "DAE"),
        Case("let", dwellings.let_at_period_end, (0, 1)),
        Case("vacant", None, (1, 1)),
    )
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
DAEB_DWELLINGS_2 = next_version(
    DAEB_DWELLINGS,
    date(2026, 12, 1),
    "Kamers tellen niet meer mee; alleen appartementen en grondgebonden woningen.",
    meaning_nl="Hoeveel gereguleerde woningen er op de laatste dag van de periode zijn, zonder kamers.",
    formula_nl="Woningen met het label DAE die geen kamer zijn, geteld.",
    sources=(Used("dwellings", ("daeb_label", "dwelling_type")),),
    reasons=(
        counts("daeb", "DAEB-woning die geen kamer is."),
        outside("not_daeb", "Geen DAEB-woning."),
        outside("room", "Een kamer."),
    ),
    contributions=self_contained_daeb_dwellings,
    limits_nl=("Een corporatie die vooral kamers verhuurt, telt in dit cijfer bijna niet mee.",),
)
DAEB_ROOMS = _card(
    id="daeb-rooms",
    name_nl="DAEB-kamers",
    meaning_nl="Hoeveel gereguleerde kamers er op de laatste dag van de periode zijn.",
    formula_nl="Woningen met het label DAE die een kamer zijn, geteld.",
    unit=Unit.DWELLINGS,
    aggregation=Aggregation.COUNT,
    better=Better.NEITHER,
    serves=("7.1",),
    sources=(Used("dwellings", ("daeb_label", "dwelling_type")),),
    reasons=(
        counts("room", "DAEB-kamer."),
        outside("not_daeb", "Geen DAEB-woning."),
        outside("no_room", "Geen kamer."),
    ),
    contributions=daeb_rooms,
    on_request=True,
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

VACANCY_SHARE_2 = next_version(
    VACANCY_SHARE,
    date(2026, 12, 1),
    "Alleen DAEB-woningen tellen mee, in de teller en in de noemer; eerst telden alle woningen.",
    meaning_nl="Welk deel van de DAEB-woningen op de laatste dag van de periode niet verhuurd is.",
    formula_nl="DAEB-woningen die niet verhuurd zijn, gedeeld door alle DAEB-woningen.",
    sources=(Used("dwellings", ("daeb_label", "let_at_period_end")),),
    reasons=(*VACANCY_SHARE.reasons, outside("not_daeb", "Geen DAEB-woning.")),
    contributions=daeb_vacancy_share,
)

INDICATORS = (DAEB_DWELLINGS, DAEB_DWELLINGS_2, DAEB_ROOMS, VACANCY_SHARE, VACANCY_SHARE_2)
