"""What a norm says, property by property, and what another wording of it changes. In Dutch."""

from collections.abc import Mapping

from drieluik.core.norms.dutch import day_nl, exact_nl, margin_nl
from drieluik.core.norms.norm import Condition, Norm
from drieluik.core.norms.writing import COMPARISONS_NL, RHYTHMS_NL, for_whom_nl, target_nl


def properties_nl(norm: Norm, names: Mapping[str, str]) -> dict[str, str]:
    """Return what a norm says by the name of each property; empty where it says nothing.

    Args:
        norm: The norm.
        names: Dutch name of each indicator by its id.
    """
    target = norm.target
    bounds = [exact_nl(bound, target.measure) for bound in target.bounds] if target else []
    return {
        "Richting": COMPARISONS_NL[target.comparison] if target else "",
        "Streefwaarde": " en ".join(bounds),
        "Marge": margin_nl(target.margin, target.measure) if target and target.margin else "",
        "Deel van het cijfer": norm.breakdown or "",
        "Periode": RHYTHMS_NL[norm.rhythm],
        "Voor": for_whom_nl(norm.for_whom),
        "Uiterlijk": day_nl(norm.deadline) if norm.deadline else "",
        "Woorden uit de afspraak": f"“{norm.quotation}”",
        "Mits": norm.condition_nl or "",
        "Mits dit cijfer": _condition(norm.condition, names),
        "Tenzij": norm.exception_nl or "",
        "Anders": norm.fallback_nl or "",
        "Vooraf akkoord": norm.consent_nl or "",
        "Genoeg is één van": norm.one_of or "",
    }


def _condition(condition: Condition | None, names: Mapping[str, str]) -> str:
    if condition is None:
        return ""
    return f"{names[condition.indicator_id]}, {target_nl(condition.target)}"


def told_nl(norm: Norm, names: Mapping[str, str]) -> tuple[str, ...]:
    """Tell a norm in sentences, one for every property that says something.

    Examples:
        >>> from drieluik.core.norms.norm import Comparison, ForWhom, Kind, Measure, Scope, Target
        >>> norm = Norm("3.2", "snel", Kind.RESULT, ForWhom(Scope.TOTAL), indicator_id="seekers",
        ...     target=Target(Comparison.AT_LEAST, (0.85,), Measure.SHARE))
        >>> told_nl(norm, {})[:3]
        ('Richting: minstens.', 'Streefwaarde: 85%.', 'Periode: jaar.')
    """
    return tuple(f"{name}: {said}." for name, said in properties_nl(norm, names).items() if said)


def change_nl(was: Norm, becomes: Norm, names: Mapping[str, str]) -> tuple[str, ...]:
    """Tell what another wording changes, one sentence for every property that differs.

    Examples:
        >>> from drieluik.core.norms.norm import Comparison, ForWhom, Kind, Measure, Scope, Target
        >>> def norm(bound, margin=0.0):
        ...     target = Target(Comparison.AT_LEAST, (bound,), Measure.SHARE, margin)
        ...     return Norm("3.2", "snel", Kind.RESULT, ForWhom(Scope.TOTAL), target=target)
        >>> change_nl(norm(0.85), norm(0.9, 0.05), {})
        ('Streefwaarde: 85% wordt 90%.', 'Marge: geen wordt 5 procentpunt.')
    """
    before, after = properties_nl(was, names), properties_nl(becomes, names)
    return tuple(
        f"{name}: {before[name] or 'geen'} wordt {said or 'geen'}."
        for name, said in after.items()
        if said != before[name]
    )
