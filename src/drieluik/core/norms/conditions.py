"""A norm that holds only as long as another figure meets a condition.

Comes in: how the norm stands by itself, and how its condition does. Goes out: how the norm stands.
The condition is judged like a norm of all corporations together, so it knows no missing corporation
for zero either.
"""

from dataclasses import replace

from drieluik.core.norms.norm import Condition, ForWhom, Kind, Light, Norm, Scope
from drieluik.core.norms.outcomes import NormStatus, PartyStatus
from drieluik.core.norms.sentences import asked_nl, lies_nl

NOT_MET = "condition_not_met"
"""Reason code of a norm that does not hold, because its condition is not met."""
UNCLEAR = "condition_unclear"
"""Reason code of a norm of which nobody can say whether it holds."""
CONDITION_MISSING = "condition_missing"
"""Reason code of a corporation that is missing in the figure of the condition alone."""


def as_norm(norm: Norm, condition: Condition) -> Norm:
    """Return the condition as a norm of its own, over the same half-year or year."""
    return Norm(
        clause=norm.clause,
        quotation=norm.quotation,
        kind=Kind.RESULT,
        for_whom=ForWhom(Scope.TOTAL),
        rhythm=norm.rhythm,
        indicator_id=condition.indicator_id,
        target=condition.target,
    )


def under_condition(found: NormStatus, condition: NormStatus, name_nl: str) -> NormStatus:
    """Return how a norm stands that holds only when its condition is met.

    Args:
        found: How the norm stands by itself.
        condition: How its condition stands (``as_norm``).
        name_nl: Name of the figure of the condition.

    Returns:
        As found when the condition is met. Otherwise the norm does not hold, and nobody is off
        course by it: not measurable yet; or it is as unknown as the condition is.
    """
    said = f"{_told(condition, name_nl)} {_meaning(condition)}"
    if condition.light is Light.ON_COURSE:
        return replace(found, reason_nl=f"{found.reason_nl} {said}")
    not_met = condition.light is Light.OFF_COURSE
    code = NOT_MET if not_met else UNCLEAR
    parties = {party.party_code: _without_light(party, code, condition) for party in found.parties}
    for missing in condition.missing_parties:
        parties[missing] = _also_missing(missing, parties.get(missing), condition)
    return replace(
        found,
        light=Light.NOT_MEASURABLE_YET if not_met else condition.light,
        reason_code=code,
        reason_nl=said,
        parties=tuple(parties.values()),
        missing_parties=tuple(dict.fromkeys((*found.missing_parties, *condition.missing_parties))),
    )


def _without_light(party: PartyStatus, code: str, condition: NormStatus) -> PartyStatus:
    """Return a corporation that is held to nothing; that its figure is missing stays known."""
    if party.light is None or party.reason_code == "party_missing":
        return replace(party, light=None)
    return replace(party, light=None, reason_code=code, reason_nl=_meaning(condition))


def _also_missing(code: str, party: PartyStatus | None, condition: NormStatus) -> PartyStatus:
    """Return a corporation that lacks the figure of the condition; its own may be there."""
    text = f"Het cijfer van de voorwaarde over {condition.period} ontbreekt."
    if party is None:
        return PartyStatus(code, None, CONDITION_MISSING, text)
    if party.reason_code == "party_missing":
        return party
    said = f"{party.reason_nl} {text}" if party.reason_code == "not_applicable" else text
    return replace(party, light=None, reason_code=CONDITION_MISSING, reason_nl=said)


def _told(condition: NormStatus, name_nl: str) -> str:
    target = condition.norm.target
    asked = f"Voorwaarde: {name_nl}, {asked_nl(target)}." if target is not None else ""
    if condition.interval is None or condition.reason_code == "party_missing" or target is None:
        return f"{asked} {condition.reason_nl}"
    return f"{asked} In {condition.period} {lies_nl(target, condition.interval)}."


def _meaning(condition: NormStatus) -> str:
    if condition.light is Light.ON_COURSE:
        return "De norm geldt dus."
    if condition.light is Light.OFF_COURSE:
        return f"De norm geldt dus niet over {condition.period}."
    return "Of de norm geldt, is dus niet te zeggen."
