"""Custom placements and the persons with a residence permit who were housed (9.1)."""

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
from drieluik.core.indicators.subjects.form import counts, first_card, outside, uncertain

_card = partial(first_card, audience=Audience.PARTNERS, nature=Nature.FLOW, better=Better.NEITHER)


def number_of_placements(sources: Sources) -> IbisTable:
    """Number of lettings in the period that were custom or urgent.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows("placements", placement_reason=["STA", "GEW"])
        >>> card = indicator("custom-placements")
        >>> values(card, {"placements": rows}, example_parameters())["value"].to_list()[-1]
        2.0
    """
    rows = sources["placements"]
    return contributions(rows, "placements", (Case("placed", None, (1, 0)),))


def status_holders(sources: Sources) -> IbisTable:
    """Number of persons with a residence permit who were housed; the task counts persons.

    An unknown reason may be this one, an unknown number of persons has no upper bound.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows(
        ...     "placements", placement_reason=["STA", "GEW", None], n_persons=[4, 2, 3]
        ... )
        >>> card = indicator("status-holders-housed")
        >>> found = values(card, {"placements": rows}, example_parameters())
        >>> found.select("value", "value_low", "value_high").row(-1)
        (4.0, 4.0, 7.0)
    """
    rows = sources["placements"]
    status_holder = (rows.placement_reason == "STA").coalesce(False)
    known = rows.n_persons.notnull()
    cases = (
        Case("status_holders", status_holder & known, (rows.n_persons, 0)),
        Case("persons_unknown", status_holder, low=(1, 0), high=(None, 0)),
        Case("other_reason", rows.placement_reason.notnull()),
        Case("reason_unknown", known, low=(0, 0), high=(rows.n_persons, 0)),
        Case("both_unknown", None, low=(0, 0), high=(None, 0)),
    )
    return contributions(rows, "placements", cases)


_LIMITS = ("Bij kleine aantallen per buurt zijn huishoudens herkenbaar: niet openbaar per buurt.",)

PLACEMENTS = _card(
    id="custom-placements",
    name_nl="Plaatsingen bij maatwerk of urgentie",
    meaning_nl="Hoeveel verhuringen in de periode maatwerk waren of urgentie als reden hadden.",
    formula_nl="Plaatsingen op het blad Maatwerk, geteld.",
    unit=Unit.LETTINGS,
    aggregation=Aggregation.COUNT,
    serves=("8.2", "9.1", "9.2"),
    sources=(Used("placements"),),
    reasons=(counts("placed", "Geplaatst in de periode."),),
    contributions=number_of_placements,
    limits_nl=_LIMITS,
    mappings=("VERA VOORRANGDETAILSOORT",),
)
STATUS_HOLDERS = _card(
    id="status-holders-housed",
    name_nl="Gehuisveste statushouders",
    meaning_nl="Hoeveel personen met een verblijfsvergunning in de periode een woning kregen.",
    formula_nl="Personen bij plaatsingen met reden statushouder, opgeteld.",
    unit=Unit.PERSONS,
    aggregation=Aggregation.SUM,
    serves=("9.1",),
    sources=(Used("placements", ("placement_reason", "n_persons")),),
    reasons=(
        counts("status_holders", "Statushouders."),
        uncertain("persons_unknown", "Statushouders; het aantal personen is onbekend."),
        outside("other_reason", "Een andere reden."),
        uncertain("reason_unknown", "De reden is onbekend, misschien statushouders."),
        uncertain("both_unknown", "Reden en aantal personen zijn onbekend."),
    ),
    contributions=status_holders,
    limits_nl=(*_LIMITS, "De taakstelling van het rijk zelf staat hier niet."),
    mappings=("VERA VOORRANGDETAILSOORT: STA",),
)

INDICATORS = (PLACEMENTS, STATUS_HOLDERS)
