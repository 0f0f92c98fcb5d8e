"""How active seekers fare: housed within 12 months, or still waiting (agreement 3.2).

A first honest form: everybody in the cohort could be followed for 365 days. Who left before that
might have been housed or not; those rows make the figure an interval instead of a point.
"""

from functools import partial

from drieluik.core.indicators.card import (
    Aggregation,
    Audience,
    Better,
    Breakdown,
    IbisTable,
    Level,
    Nature,
    Sources,
    Unit,
    Used,
)
from drieluik.core.indicators.contributions import Case, contributions
from drieluik.core.indicators.sources import PERIOD_PARAMETERS
from drieluik.core.indicators.subjects.form import counts, first_card, outside, uncertain
from drieluik.core.tables import code_list

_card = partial(first_card, audience=Audience.OPEN, nature=Nature.STOCK)


_EITHER = {"low": (0, 1), "high": (1, 1)}


def housed_within_12_months(sources: Sources) -> IbisTable:
    """Share of active seekers who got a dwelling within 365 days after their first reaction.

    The cohort became active 365 to 729 days before the last day of the period. Someone who left
    without a dwelling before the 365 days were over is counted neither way: the lowest figure
    takes it as not housed, the highest as housed. So does a missing date.

    Source:
        Agreement 3.2 of the example city.

    Examples:
        >>> from datetime import date
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows(
        ...     "home_seekers",
        ...     seeker_kind=["ACT", "ACT", "ACT"],
        ...     registered_on=[date(2018, 9, 1)] * 3,
        ...     active_since=[date(2019, 1, 1)] * 3,
        ...     housed_on=[date(2019, 6, 1), "not_applicable", "not_applicable"],
        ...     left_on=["not_applicable", "not_applicable", date(2019, 3, 1)],
        ... )
        >>> share = indicator("active-seekers-housed-within-12-months")
        >>> found = values(share, {"home_seekers": rows}, example_parameters("2020-1"))
        >>> [round(x, 2) for x in found.select("value", "value_low", "value_high").row(-1)]
        [0.5, 0.33, 0.67]
    """
    import ibis

    seekers = sources["home_seekers"].inner_join(sources[PERIOD_PARAMETERS], "period")
    year = ibis.interval(days=365)
    housed, left = seekers.housed_on, seekers.left_on
    in_time = seekers.active_since + year
    not_in_cohort = (seekers.active_since < seekers.cohort_from) | (
        seekers.active_since > seekers.cohort_last
    )
    never_active = seekers.active_since__missing == "not_applicable"
    too_late = seekers.registered_on > seekers.cohort_last
    cases = (
        Case("other_kind_of_seeker", seekers.seeker_kind != "ACT"),
        Case("outside_cohort", not_in_cohort | never_active | too_late),
        Case("start_unknown", seekers.active_since.isnull(), **_EITHER),
        Case("housed_before_active", housed < seekers.active_since, **_EITHER),
        Case("housed_in_time", housed <= in_time, (1, 1)),
        Case("housed_later", housed > in_time, (0, 1)),
        Case("housing_unknown", seekers.housed_on__missing == "unknown", **_EITHER),
        Case("left_before_12_months", left <= in_time, **_EITHER),
        Case("left_after_12_months", left > in_time, (0, 1)),
        Case("leaving_unknown", seekers.left_on__missing == "unknown", **_EITHER),
        Case("still_waiting", None, (0, 1)),
    )
    return contributions(seekers, "home_seekers", cases, seekers.seeker_group)


def still_waiting(sources: Sources) -> IbisTable:
    """Number of active seekers who are neither housed nor gone on the last day of the period.

    Args:
        sources: Uses ``home_seekers``.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows(
        ...     "home_seekers",
        ...     seeker_kind=["ACT", "ACT", "WEN"],
        ...     housed_on=["not_applicable", "unknown", "not_applicable"],
        ...     left_on=["not_applicable"] * 3,
        ... )
        >>> waiting = indicator("active-seekers-still-waiting")
        >>> found = values(waiting, {"home_seekers": rows}, example_parameters())
        >>> found.filter(breakdown="all").select("value", "value_low", "value_high").row(-1)
        (1.0, 1.0, 2.0)
    """
    seekers = sources["home_seekers"].inner_join(sources[PERIOD_PARAMETERS], "period")
    gone = seekers.housed_on.notnull() | seekers.left_on.notnull()
    doubtful = (seekers.housed_on__missing == "unknown") | (seekers.left_on__missing == "unknown")
    long = seekers.active_since <= seekers.cohort_last
    cases = (
        Case("other_kind_of_seeker", seekers.seeker_kind != "ACT"),
        Case("no_longer_waiting", gone),
        Case("end_unknown", doubtful, (0, 0), low=(0, 0), high=(1, 0)),
        Case("waiting_12_months_or_longer", long, (1, 0)),
        Case("waiting_since_unknown", seekers.active_since.isnull(), (1, 0)),
        Case("waiting_less_than_12_months", None, (1, 0)),
    )
    return contributions(seekers, "home_seekers", cases, seekers.seeker_group)


_OTHER_KIND = outside(
    "other_kind_of_seeker", "Urgente zoekers en wenszoekers tellen hier niet mee."
)
_LIMITS = (
    "Wie bij meer corporaties is ingeschreven, kan dubbel tellen.",
    "Soort zoeker is de soort op de leverdag; iemand die eerder actief was kan ontbreken.",
)
_GROUPS = Breakdown("seeker_group", "Doelgroep wachttijden", code_list("seeker_group").values)
_CITY_LEVELS = (Level.TOTAL, Level.CORPORATION)

HOUSED_WITHIN_12_MONTHS = _card(
    id="active-seekers-housed-within-12-months",
    name_nl="Actief woningzoekenden binnen 12 maanden gehuisvest",
    meaning_nl="Welk deel van de mensen die actief zochten binnen 12 maanden een woning vond. Wie "
    "eerder vertrok of van wie een datum ontbreekt, maakt de uitkomst onzeker.",
    formula_nl="Gehuisvest binnen 365 dagen na de eerste reactie, gedeeld door allen die 365 tot "
    "729 dagen voor de laatste dag van de periode actief werden en gevolgd konden worden.",
    unit=Unit.SHARE,
    aggregation=Aggregation.RATIO,
    better=Better.HIGHER,
    serves=("3.2", "3.5", "9.2"),
    sources=(
        Used(
            "home_seekers",
            (
                "seeker_kind",
                "seeker_group",
                "registered_on",
                "active_since",
                "housed_on",
                "left_on",
            ),
        ),
    ),
    reasons=(
        _OTHER_KIND,
        outside("outside_cohort", "Niet actief geworden in het jaar dat nu gevolgd kan worden."),
        uncertain("start_unknown", "Niet bekend sinds wanneer deze zoeker actief is."),
        uncertain(
            "housed_before_active", "De woning kwam volgens de datums voor de eerste reactie."
        ),
        counts("housed_in_time", "Binnen 365 dagen een woning."),
        counts("housed_later", "Een woning, maar na meer dan 365 dagen."),
        uncertain("housing_unknown", "Niet bekend of deze zoeker een woning kreeg."),
        uncertain("left_before_12_months", "Zonder woning vertrokken voordat 12 maanden om waren."),
        counts("left_after_12_months", "Na meer dan 365 dagen zonder woning weg."),
        uncertain("leaving_unknown", "Niet bekend of deze zoeker nog zoekt."),
        counts("still_waiting", "Zoekt na 365 dagen nog steeds."),
    ),
    contributions=housed_within_12_months,
    by_chance=True,
    breakdown=_GROUPS,
    levels=_CITY_LEVELS,
    limits_nl=_LIMITS,
)

STILL_WAITING = _card(
    id="active-seekers-still-waiting",
    name_nl="Actief woningzoekenden die nog wachten",
    meaning_nl="Hoeveel actief woningzoekenden op de laatste dag van de periode nog zoeken.",
    formula_nl="Actieve zoekers zonder woning en zonder einde van de inschrijving, geteld.",
    unit=Unit.HOME_SEEKERS,
    aggregation=Aggregation.COUNT,
    better=Better.LOWER,
    serves=("3.2", "3.5"),
    sources=(
        Used(
            "home_seekers",
            ("seeker_kind", "seeker_group", "active_since", "housed_on", "left_on"),
        ),
    ),
    reasons=(
        _OTHER_KIND,
        outside("no_longer_waiting", "Heeft een woning of is vertrokken."),
        uncertain("end_unknown", "Niet bekend of deze zoeker nog zoekt."),
        counts("waiting_12_months_or_longer", "Zoekt al 12 maanden of langer."),
        counts("waiting_since_unknown", "Zoekt; niet bekend hoe lang al."),
        counts("waiting_less_than_12_months", "Zoekt korter dan 12 maanden."),
    ),
    contributions=still_waiting,
    breakdown=_GROUPS,
    levels=_CITY_LEVELS,
    limits_nl=_LIMITS,
)

INDICATORS = (HOUSED_WITHIN_12_MONTHS, STILL_WAITING)
