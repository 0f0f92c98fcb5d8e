"""Energy measures at existing dwellings (5.2) and the norm that new dwellings meet (5.3).

A new dwelling meets at least one of EPC 0, BENG, energy-neutral or zero-on-the-meter. An exception
is discussed in the Bestuurlijk Overleg as soon as possible.
"""

from functools import partial
from typing import Any

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
from drieluik.core.tables import code_list

_card = partial(first_card, audience=Audience.OPEN, nature=Nature.FLOW)


def improved(sources: Sources) -> IbisTable:
    """Number of existing dwellings at which at least one energy measure was finished.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows(
        ...     "energy",
        ...     new_dwelling=[False, False, True],
        ...     reduces_demand=[True, False, True],
        ...     generates_on_dwelling=[False, False, True],
        ...     collective_supply=[False, False, False],
        ... )
        >>> card = indicator("energy-improved-dwellings")
        >>> values(card, {"energy": rows}, example_parameters())["value"].to_list()[-1]
        1.0
    """
    energy = sources["energy"]
    measure = energy.reduces_demand | energy.generates_on_dwelling | energy.collective_supply
    cases = (
        Case("new", energy.new_dwelling),
        Case("improved", measure, (1, 0)),
        Case("no_measure", None),
    )
    return contributions(energy, "energy", cases)


def label_improved(sources: Sources) -> IbisTable:
    """Number of existing dwellings with a better label after the measures than before.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows(
        ...     "energy",
        ...     new_dwelling=[False, False, False],
        ...     label_before=["E", "B", "F"],
        ...     label_after=["B", "B", None],
        ... )
        >>> card = indicator("energy-label-improved-dwellings")
        >>> found = values(card, {"energy": rows}, example_parameters())
        >>> found.select("value", "value_low", "value_high").row(-1)
        (1.0, 1.0, 2.0)
    """
    energy = sources["energy"]
    before, after = _rank(energy.label_before), _rank(energy.label_after)
    before_unknown = (energy.label_before__missing == "unknown").coalesce(False)
    after_unknown = (energy.label_after__missing == "unknown").coalesce(False)
    # a better label is possible only below the best label before and above the worst after
    below_best = before_unknown | (before > 0).coalesce(False)
    above_worst = after_unknown | (after < _WORST).coalesce(False)
    unknown = (before_unknown | after_unknown) & below_best & above_worst
    better = (after < before).coalesce(False)
    cases = (
        Case("new", energy.new_dwelling),
        Case("better_label", better, (1, 0)),
        Case("label_unknown", unknown, low=(0, 0), high=(1, 0)),
        Case("no_better_label", None),
    )
    return contributions(energy, "energy", cases)


def new_build_meeting_norm(sources: Sources) -> IbisTable:
    """Share of new dwellings that meet at least one of the norms of agreement 5.3.

    Source:
        Agreement 5.3 of the example city.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows(
        ...     "energy",
        ...     new_dwelling=[True, True, True, False],
        ...     new_build_norm=["BENG", "GEEN", None, "not_applicable"],
        ... )
        >>> card = indicator("new-build-meeting-energy-norm-share")
        >>> found = values(card, {"energy": rows}, example_parameters())
        >>> [round(x, 2) for x in found.select("value", "value_low", "value_high").row(-1)]
        [0.5, 0.33, 0.67]
    """
    energy = sources["energy"]
    cases = (
        Case("existing", ~energy.new_dwelling),
        Case("exception", _exception(energy), (0, 1)),
        Case("meets", energy.new_build_norm.notnull(), (1, 1)),
        Case("norm_unknown", None, low=(0, 1), high=(1, 1)),
    )
    return contributions(energy, "energy", cases)


def exceptions(sources: Sources) -> IbisTable:
    """Number of new dwellings that meet none of the norms of agreement 5.3.

    Examples:
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows(
        ...     "energy", new_dwelling=[True, True, True], new_build_norm=["BENG", "GEEN", None]
        ... )
        >>> card = indicator("new-build-energy-exceptions")
        >>> found = values(card, {"energy": rows}, example_parameters())
        >>> found.select("value", "value_low", "value_high").row(-1)
        (1.0, 1.0, 2.0)
    """
    energy = sources["energy"]
    cases = (
        Case("existing", ~energy.new_dwelling),
        Case("exception", _exception(energy), (1, 0)),
        Case("meets", energy.new_build_norm.notnull()),
        Case("norm_unknown", None, low=(0, 0), high=(1, 0)),
    )
    return contributions(energy, "energy", cases)


def exceptions_discussed(sources: Sources) -> IbisTable:
    """Share of the exceptions to 5.3 that were discussed in the Bestuurlijk Overleg.

    Without exceptions there is no share. A new dwelling whose norm is unknown may be an exception.

    Examples:
        >>> from datetime import date
        >>> from drieluik.core.indicators import values, indicator
        >>> from drieluik.core.indicators.example_tables import example_parameters, typed_rows
        >>> rows = typed_rows(
        ...     "energy",
        ...     new_dwelling=[True, True, True],
        ...     new_build_norm=["GEEN", "GEEN", "NOM"],
        ...     exception_discussed_on=[date(2020, 3, 5), "not_applicable", "not_applicable"],
        ... )
        >>> card = indicator("new-build-energy-exceptions-discussed-share")
        >>> found = values(card, {"energy": rows}, example_parameters())
        >>> found.select("numerator", "denominator", "value").row(-1)
        (1.0, 2.0, 0.5)
    """
    energy = sources["energy"]
    exception = _exception(energy)
    unknown = energy.new_build_norm.isnull()
    discussed = energy.exception_discussed_on.notnull()
    in_doubt = energy.exception_discussed_on__missing == "unknown"
    cases = (
        Case("existing", ~energy.new_dwelling),
        Case("discussed", exception & discussed, (1, 1)),
        Case("discussion_unknown", exception & in_doubt, low=(0, 1), high=(1, 1)),
        Case("not_discussed", exception, (0, 1)),
        Case("perhaps_exception_discussed", unknown & discussed, low=(0, 0), high=(1, 1)),
        Case("perhaps_exception_in_doubt", unknown & in_doubt, low=(0, 1), high=(1, 1)),
        Case("perhaps_exception", unknown, low=(0, 1), high=(0, 0)),
        Case("meets", None),
    )
    return contributions(energy, "energy", cases)


def _exception(energy: IbisTable) -> Any:
    return (energy.new_build_norm == "GEEN").coalesce(False)


_WORST = len(code_list("energielabel").codes()) - 1


def _rank(label: Any) -> Any:
    """Return the place of a label from best to worst; null without a label."""
    import ibis

    best_first = code_list("energielabel").codes()
    return ibis.cases(
        *((label == code, place) for place, code in enumerate(best_first)), else_=ibis.null("int64")
    )


_MEASURES = ("reduces_demand", "generates_on_dwelling", "collective_supply")
_NEW = outside("new", "Nieuwe woning.")
_EXISTING = outside("existing", "Bestaande woning.")
_NORM_UNKNOWN = uncertain("norm_unknown", "De norm van de nieuwe woning is onbekend.")
_LABELS = ("Labels van voor en na 2021 zijn met een andere methode bepaald.",)

IMPROVED = _card(
    id="energy-improved-dwellings",
    name_nl="Woningen met energiemaatregelen",
    meaning_nl="Aan hoeveel bestaande woningen in de periode energiemaatregelen klaar waren.",
    formula_nl="Bestaande woningen met minder energievraag, opwek aan de woning of collectieve "
    "opwek, geteld.",
    unit=Unit.DWELLINGS,
    aggregation=Aggregation.COUNT,
    better=Better.HIGHER,
    serves=("5.2", "3.12"),
    sources=(Used("energy", ("new_dwelling", *_MEASURES)),),
    reasons=(
        counts("improved", "Bestaande woning met een maatregel."),
        _NEW,
        outside("no_measure", "Geen maatregel van de drie soorten."),
    ),
    contributions=improved,
    limits_nl=(
        "Een woning die in twee halfjaren een maatregel kreeg, telt in het jaar twee keer.",
    ),
)
LABEL_IMPROVED = _card(
    id="energy-label-improved-dwellings",
    name_nl="Woningen met een beter energielabel",
    meaning_nl="Hoeveel bestaande woningen door maatregelen een beter energielabel kregen.",
    formula_nl="Bestaande woningen waarvan het label erna beter is dan het label ervoor, geteld.",
    unit=Unit.DWELLINGS,
    aggregation=Aggregation.COUNT,
    better=Better.HIGHER,
    serves=("5.2", "3.12"),
    sources=(Used("energy", ("new_dwelling", "label_before", "label_after")),),
    reasons=(
        counts("better_label", "Beter label dan ervoor."),
        uncertain("label_unknown", "Het label ervoor of erna is onbekend; het kan beter zijn."),
        _NEW,
        outside("no_better_label", "Geen beter label, of een beter label kan niet."),
    ),
    contributions=label_improved,
    limits_nl=_LABELS,
    mappings=("VERA ENERGIELABEL",),
)
MEETING_NORM = _card(
    id="new-build-meeting-energy-norm-share",
    name_nl="Nieuwbouw die aan de energienorm voldoet",
    meaning_nl="Welk deel van de nieuwe woningen aan minstens één van de normen van 5.3 voldoet.",
    formula_nl="Nieuwe woningen met EPC 0, BENG, energieneutraal of nul op de meter, gedeeld door "
    "alle nieuwe woningen waarvan de norm bekend is.",
    unit=Unit.SHARE,
    aggregation=Aggregation.RATIO,
    better=Better.HIGHER,
    serves=("5.3", "3.11"),
    sources=(Used("energy", ("new_dwelling", "new_build_norm")),),
    reasons=(
        counts("meets", "Voldoet aan een van de vier normen."),
        counts("exception", "Voldoet aan geen van de vier normen."),
        _NORM_UNKNOWN,
        _EXISTING,
    ),
    contributions=new_build_meeting_norm,
)
EXCEPTIONS = _card(
    id="new-build-energy-exceptions",
    name_nl="Nieuwbouw bij uitzondering onder de energienorm",
    meaning_nl="Hoeveel nieuwe woningen aan geen van de normen van 5.3 voldoen.",
    formula_nl="Nieuwe woningen die aan geen van de vier normen voldoen, geteld.",
    unit=Unit.DWELLINGS,
    aggregation=Aggregation.COUNT,
    better=Better.LOWER,
    serves=("5.3",),
    sources=(Used("energy", ("new_dwelling", "new_build_norm")),),
    reasons=(
        counts("exception", "Voldoet aan geen van de vier normen."),
        _NORM_UNKNOWN,
        outside("meets", "Voldoet aan een van de vier normen."),
        _EXISTING,
    ),
    contributions=exceptions,
)
EXCEPTIONS_DISCUSSED = _card(
    id="new-build-energy-exceptions-discussed-share",
    name_nl="Uitzonderingen op de energienorm besproken",
    meaning_nl="Welk deel van de uitzonderingen op 5.3 in het Bestuurlijk Overleg is besproken.",
    formula_nl="Uitzonderingen met een dag van bespreking, gedeeld door alle uitzonderingen.",
    unit=Unit.SHARE,
    aggregation=Aggregation.RATIO,
    better=Better.HIGHER,
    serves=("5.3",),
    sources=(Used("energy", ("new_dwelling", "new_build_norm", "exception_discussed_on")),),
    reasons=(
        counts("discussed", "Uitzondering, besproken."),
        uncertain("discussion_unknown", "Uitzondering, niet bekend of die is besproken."),
        counts("not_discussed", "Uitzondering, niet besproken."),
        uncertain("perhaps_exception_discussed", "Misschien een uitzondering; besproken."),
        uncertain(
            "perhaps_exception_in_doubt",
            "Misschien een uitzondering; niet bekend of die is besproken.",
        ),
        uncertain("perhaps_exception", "Misschien een uitzondering; niet besproken."),
        outside("meets", "Voldoet aan een van de vier normen."),
        _EXISTING,
    ),
    contributions=exceptions_discussed,
)

INDICATORS = (IMPROVED, LABEL_IMPROVED, MEETING_NORM, EXCEPTIONS, EXCEPTIONS_DISCUSSED)
