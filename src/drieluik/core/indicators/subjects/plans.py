"""What the running plans will add, remove and improve, as delivered on the last day of the period.

A plan that is delivered or dropped no longer counts: what was really built or demolished stands in
``stock_changes``.
"""

from collections.abc import Callable
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

_card = partial(
    first_card,
    audience=Audience.PARTNERS,
    nature=Nature.STOCK,
    unit=Unit.DWELLINGS,
    aggregation=Aggregation.SUM,
    better=Better.NEITHER,
    breakdown=Breakdown("plan_hardness", "Hard of zacht", code_list("plan_hardness").values),
)

_NO_LONGER_RUNNING = ("OPG", "VVL")


def planned(column: str) -> Callable[[Sources], IbisTable]:
    """Return the expression that sums one number of dwellings over the running plans.

    A plan whose number is unknown adds at least nothing and has no upper bound.

    Args:
        column: ``n_added``, ``n_removed`` or ``n_improved`` of the table ``plans``.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows(
        ...     "plans",
        ...     plan_phase=["VBR", "OPG", "INI"],
        ...     plan_hardness=["HARD", "HARD", "ZACHT"],
        ...     n_added=[40, 28, None],
        ... )
        >>> card = indicator("planned-new-dwellings")
        >>> found = values(card, {"plans": rows}, example_parameters())
        >>> found.filter(level="total", breakdown="all").select("value", "value_high").row(0)
        (40.0, None)
    """

    def expression(sources: Sources) -> IbisTable:
        plans = sources["plans"]
        cases = (
            Case("no_longer_running", plans.plan_phase.isin(_NO_LONGER_RUNNING)),
            Case("planned", plans[column].notnull(), (plans[column], 0)),
            Case("number_unknown", None, low=(0, 0), high=(None, 0)),
        )
        return contributions(plans, "plans", cases, plans.plan_hardness)

    return expression


def _sources(column: str) -> tuple[Used, ...]:
    return (Used("plans", ("plan_phase", "plan_hardness", column)),)


_REASONS = (
    counts("planned", "Aantal van een lopend plan."),
    uncertain("number_unknown", "Het aantal van dit lopende plan is onbekend."),
    outside("no_longer_running", "Opgeleverd of vervallen: geen lopend plan meer."),
)
_LIMITS = (
    "Een plan is geen toestemming en geen belofte: aantallen en jaren schuiven.",
    "Hard en zacht zijn hier zoals op het blad staat; provincies trekken die grens elk anders.",
)

NEW = _card(
    id="planned-new-dwellings",
    name_nl="Geplande nieuwe woningen",
    meaning_nl="Hoeveel woningen de lopende plannen toevoegen.",
    formula_nl="Het aantal erbij van alle plannen die niet zijn opgeleverd of vervallen, opgeteld.",
    serves=("2.2", "2.3", "2.4", "3.1"),
    sources=_sources("n_added"),
    reasons=_REASONS,
    contributions=planned("n_added"),
    limits_nl=_LIMITS,
    mappings=("VERA PROJECTSOORT: NIU, SLN, TRA",),
)
REMOVED = _card(
    id="planned-demolition",
    name_nl="Geplande sloop",
    meaning_nl="Hoeveel woningen door de lopende plannen verdwijnen.",
    formula_nl="Het aantal eraf van alle plannen die niet zijn opgeleverd of vervallen, opgeteld.",
    serves=("2.2", "2.3", "2.4", "3.1"),
    sources=_sources("n_removed"),
    reasons=_REASONS,
    contributions=planned("n_removed"),
    limits_nl=_LIMITS,
    mappings=("VERA PROJECTSOORT: SLO, SLN",),
)
IMPROVED = _card(
    id="planned-improvements",
    name_nl="Geplande renovatie en verbetering",
    meaning_nl="Hoeveel woningen door de lopende plannen worden gerenoveerd of verbeterd.",
    formula_nl="Het aantal verbeterd van alle plannen die niet zijn opgeleverd of vervallen, "
    "opgeteld.",
    serves=("2.3", "2.4", "5.2"),
    sources=_sources("n_improved"),
    reasons=_REASONS,
    contributions=planned("n_improved"),
    limits_nl=_LIMITS,
    mappings=("VERA PROJECTSOORT: REB, REO",),
)

INDICATORS = (NEW, REMOVED, IMPROVED)
