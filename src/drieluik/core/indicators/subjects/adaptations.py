"""Adaptations of dwellings, and dwellings that can be reached and used without stairs (8.3)."""

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

_card = partial(first_card, unit=Unit.DWELLINGS, aggregation=Aggregation.COUNT)

_STEP_FREE = ("NUL", "ROA", "ROL", "RUI")


def completed(sources: Sources) -> IbisTable:
    """Number of adaptations that were finished in the period.

    Examples:
        >>> from datetime import date
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> days = [date(2020, 5, 18), "not_applicable", None]
        >>> rows = typed_rows("adaptations", adapted_on=days)
        >>> card = indicator("adaptations-completed")
        >>> found = values(card, {"adaptations": rows}, example_parameters())
        >>> found.select("value", "value_low", "value_high").row(-1)
        (1.0, 1.0, 2.0)
    """
    rows = sources["adaptations"]
    cases = (
        Case("completed", rows.adapted_on.notnull(), (1, 0)),
        Case("running", rows.adapted_on__missing == "not_applicable"),
        Case("end_unknown", None, low=(0, 0), high=(1, 0)),
    )
    return contributions(rows, "adaptations", cases)


def running(sources: Sources) -> IbisTable:
    """Number of adaptations that are not finished on the last day of the period.

    Examples:
        >>> from datetime import date
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> days = [date(2020, 5, 18), "not_applicable", None]
        >>> rows = typed_rows("adaptations", adapted_on=days)
        >>> card = indicator("adaptations-running")
        >>> found = values(card, {"adaptations": rows}, example_parameters())
        >>> found.select("value", "value_low", "value_high").row(-1)
        (1.0, 1.0, 2.0)
    """
    rows = sources["adaptations"]
    cases = (
        Case("running", rows.adapted_on__missing == "not_applicable", (1, 0)),
        Case("completed", rows.adapted_on.notnull()),
        Case("end_unknown", None, low=(0, 0), high=(1, 0)),
    )
    return contributions(rows, "adaptations", cases)


def step_free(sources: Sources) -> IbisTable:
    """Number of dwellings that can be reached and used without stairs.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows("accessible_dwellings", accessibility_label=["NUL", "GNV", "ROL"])
        >>> card = indicator("step-free-dwellings")
        >>> found = values(card, {"accessible_dwellings": rows}, example_parameters())
        >>> found.select("value").row(-1)
        (2.0,)
    """
    rows = sources["accessible_dwellings"]
    cases = (
        Case("step_free", rows.accessibility_label.isin(_STEP_FREE), (1, 0)),
        Case("not_step_free", None),
    )
    return contributions(rows, "accessible_dwellings", cases)


_RUNNING, _COMPLETED = "Loopt nog op de laatste dag.", "Klaar in de periode."
_END_UNKNOWN = uncertain("end_unknown", "Niet bekend of de aanpassing klaar is.")
_LIMITS = ("Bij kleine aantallen per buurt zijn bewoners herkenbaar: niet openbaar per buurt.",)

ADAPTED = _card(
    id="adaptations-completed",
    name_nl="Woningaanpassingen klaar",
    meaning_nl="Hoeveel woningaanpassingen in de periode klaar waren.",
    formula_nl="Aanpassingen met een dag waarop zij klaar waren, geteld.",
    audience=Audience.PARTNERS,
    nature=Nature.FLOW,
    better=Better.NEITHER,
    serves=("8.3",),
    sources=(Used("adaptations", ("adapted_on",)),),
    reasons=(counts("completed", _COMPLETED), outside("running", _RUNNING), _END_UNKNOWN),
    contributions=completed,
    limits_nl=_LIMITS,
)
RUNNING = _card(
    id="adaptations-running",
    name_nl="Woningaanpassingen die nog lopen",
    meaning_nl="Hoeveel gevraagde woningaanpassingen op de laatste dag nog niet klaar zijn.",
    formula_nl="Aanpassingen zonder dag waarop zij klaar waren, geteld.",
    audience=Audience.PARTNERS,
    nature=Nature.STOCK,
    better=Better.LOWER,
    serves=("8.3",),
    sources=(Used("adaptations", ("adapted_on",)),),
    reasons=(counts("running", _RUNNING), outside("completed", _COMPLETED), _END_UNKNOWN),
    contributions=running,
    limits_nl=_LIMITS,
)
STEP_FREE = _card(
    id="step-free-dwellings",
    name_nl="Nultredenwoningen",
    meaning_nl="Hoeveel woningen zonder trap te bereiken en te bewonen zijn.",
    formula_nl="Woningen met het label nultreden, rollator, rolstoel of extra ruim, geteld.",
    audience=Audience.OPEN,
    nature=Nature.STOCK,
    better=Better.HIGHER,
    serves=("8.1", "8.3"),
    sources=(Used("accessible_dwellings", ("accessibility_label",)),),
    reasons=(
        counts("step_free", "Zonder trap te bereiken en te bewonen."),
        outside("not_step_free", "Alleen binnen gelijkvloers, of geen nultredenwoning."),
    ),
    contributions=step_free,
    limits_nl=("Een woning zonder label kan toch geschikt zijn.",),
    mappings=("VERA TOEGANKELIJKHEIDSLABEL: NUL, ROA, ROL, RUI",),
)

INDICATORS = (ADAPTED, RUNNING, STEP_FREE)
