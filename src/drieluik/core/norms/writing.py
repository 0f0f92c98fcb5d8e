"""Writes a norm in the Dutch norm language; ``parse_norm`` reads it back unchanged."""

from drieluik.core.norms.dutch import LIGHTS_NL, day_nl, exact_nl, margin_nl
from drieluik.core.norms.norm import (
    Comparison,
    Condition,
    ForWhom,
    Kind,
    Norm,
    Rhythm,
    Scope,
    Target,
)

KINDS_NL = {Kind.RESULT: "resultaat", Kind.EFFORT: "inspanning", Kind.PROCESS: "proces"}
RHYTHMS_NL = {Rhythm.YEAR: "jaar", Rhythm.HALF_YEAR: "halfjaar"}
COMPARISONS_NL = {
    Comparison.AT_LEAST: "minstens",
    Comparison.AT_MOST: "hoogstens",
    Comparison.EQUALS: "precies",
    Comparison.BETWEEN: "tussen",
    Comparison.HIGHER_THAN_LAST_YEAR: "hoger dan vorig jaar",
    Comparison.LOWER_THAN_LAST_YEAR: "lager dan vorig jaar",
}
TOTAL_NL = "alle corporaties samen"
EACH_NL = "elke corporatie"
NAMED_NL = "elk van:"
JOINT_NL = "samen:"


def format_norm(norm: Norm) -> str:
    """Return the norm as text, one property per line.

    Examples:
        >>> from drieluik.core.norms.norm import Measure
        >>> print(format_norm(Norm(
        ...     clause="3.2",
        ...     quotation="binnen 12 maanden",
        ...     kind=Kind.RESULT,
        ...     for_whom=ForWhom(Scope.TOTAL),
        ...     indicator_id="active-seekers-housed-within-12-months",
        ...     target=Target(Comparison.AT_LEAST, (0.9,), Measure.SHARE, 0.05),
        ... )))
        afspraak: 3.2
        citaat: "binnen 12 maanden"
        soort: resultaat
        indicator: active-seekers-housed-within-12-months
        norm: minstens 90%
        marge: 5 procentpunt
        periode: jaar
        voor: alle corporaties samen
    """
    lines = {
        "afspraak": norm.clause,
        "citaat": f'"{norm.quotation}"',
        "soort": KINDS_NL[norm.kind],
        "indicator": norm.indicator_id,
        "uitsplitsing": norm.breakdown,
        "norm": target_nl(norm.target) if norm.target else None,
        "marge": _margin(norm.target),
        "periode": RHYTHMS_NL[norm.rhythm],
        "voor": for_whom_nl(norm.for_whom),
        "uiterlijk": day_nl(norm.deadline) if norm.deadline else None,
        "mits": norm.condition_nl,
        "mits cijfer": condition_nl(norm.condition) if norm.condition else None,
        "tenzij": norm.exception_nl,
        "anders": norm.fallback_nl,
        "vooraf akkoord": norm.consent_nl,
        "een van": norm.one_of,
    }
    if norm.judgement is not None:
        lines |= {
            "oordeel": LIGHTS_NL[norm.judgement.light],
            "oordeel reden": norm.judgement.reason_nl,
            "oordeel door": norm.judgement.by,
            "oordeel op": day_nl(norm.judgement.on),
        }
    return "\n".join(f"{key}: {text}" for key, text in lines.items() if text is not None)


def target_nl(target: Target) -> str:
    """Return the target in words, such as ``tussen 80% en 90%``."""
    bounds = " en ".join(exact_nl(bound, target.measure) for bound in target.bounds)
    return f"{COMPARISONS_NL[target.comparison]} {bounds}".strip()


def condition_nl(condition: Condition) -> str:
    """Return the condition as the norm language has it, ``evictions hoogstens 10``."""
    return f"{condition.indicator_id} {target_nl(condition.target)}"


def for_whom_nl(for_whom: ForWhom) -> str:
    """Return for whom the norm holds, in words."""
    parties = ", ".join(for_whom.parties)
    return {
        Scope.TOTAL: TOTAL_NL,
        Scope.EACH: EACH_NL,
        Scope.NAMED: f"{NAMED_NL} {parties}",
        Scope.JOINT: f"{JOINT_NL} {parties}",
    }[for_whom.scope]


def _margin(target: Target | None) -> str | None:
    if target is None or target.margin == 0:
        return None
    return margin_nl(target.margin, target.measure)
