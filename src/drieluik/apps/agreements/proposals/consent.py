"""Who must consent to a change, who has, and what is still missing: a pure judgement.

Comes in: the parties that take part, what an agreement means to each of them, who speaks for whose
tenants, the positions as they stand, and the rule of the municipality. Goes out: per subject, kind
of party and party what holds and why. Knows no database, no user, no clock and no language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

KINDS = ("municipality", "corporation", "tenants")
"""The three sides of the agreements; each of them has to consent."""


class Why(StrEnum):
    """Why a party is asked, or is not."""

    BOUND = "bound"
    CONSENT = "consent"
    NEW_PARTY = "new_party"
    SIDE = "side"
    NOT_PARTY = "not_party"
    NOT_NAMED = "not_named"
    LEFT = "left"


class Standing(StrEnum):
    """How the position of an asked party stands."""

    AGREES = "agrees"
    RESERVATION = "reservation"
    OBJECTS = "objects"
    ABSTAINS = "abstains"
    SILENT = "silent"
    AWAITS_APPROVAL = "awaits_approval"
    OTHER_WORDS = "other_words"


class Quorum(StrEnum):
    """How many of the parties of a kind that are asked must consent."""

    ALL = "all"
    MAJORITY = "majority"
    ONE = "one"


@dataclass(frozen=True, slots=True)
class Partner:
    """A party that takes part, or did.

    Attributes:
        represents: Ids of the corporations whose tenants it speaks for.
        separate: Whether it is on a separate track.
        left_on: First day on which it took part no more; None while it does.
        merged_into: Name of the party that it merged into that day; empty when it just left.
    """

    party_id: int
    name: str
    kind: str
    represents: frozenset[int] = frozenset()
    separate: bool = False
    left_on: date | None = None
    merged_into: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """The newest position of a party on a subject.

    Attributes:
        verdict: ``agree``, ``reservation``, ``object`` or ``none``.
        on_these_words: Whether the words of the change are still the same.
        n_missing: Internal approvals that it still needs.
    """

    verdict: str
    on_these_words: bool = True
    n_missing: int = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """How consent is counted in a municipality."""

    quorums: Mapping[str, Quorum] = field(default_factory=lambda: dict.fromkeys(KINDS, Quorum.ALL))
    reservation_counts: bool = True

    def asks_less_than(self, other: "Rules") -> bool:
        """Tell whether anything is consent by these rules that is none by others."""
        steps = list(Quorum)
        fewer = any(
            steps.index(self.quorums[kind]) > steps.index(other.quorums[kind]) for kind in KINDS
        )
        return fewer or (self.reservation_counts and not other.reservation_counts)


@dataclass(frozen=True, slots=True)
class PartyConsent:
    """One party: whether and why it is asked, and how its position stands."""

    partner: Partner
    asked: bool
    why: Why
    standing: Standing | None
    reason: str = ""

    def counts(self, rules: Rules) -> bool:
        """Tell whether it has consented."""
        if self.standing is Standing.RESERVATION:
            return rules.reservation_counts
        return self.standing is Standing.AGREES


@dataclass(frozen=True, slots=True)
class SideConsent:
    """One of the three sides: how many are asked, consent and are needed.

    ``n_asked`` is 0 when nobody of this side can be asked: then nothing is needed of it.
    """

    kind: str
    quorum: Quorum
    n_asked: int
    n_consenting: int
    n_needed: int
    falls_away: Why | None = None

    @property
    def met(self) -> bool:
        """Tell whether enough of its parties consent."""
        return self.n_consenting >= self.n_needed


@dataclass(frozen=True, slots=True)
class SubjectConsent:
    """Consent to the change of one agreement or section."""

    parties: tuple[PartyConsent, ...]
    sides: tuple[SideConsent, ...]

    @property
    def settled(self) -> bool:
        """Tell whether every side consents, and anybody was asked at all."""
        return any(side.n_asked for side in self.sides) and all(side.met for side in self.sides)

    @property
    def asked(self) -> tuple[PartyConsent, ...]:
        """The parties whose consent is asked."""
        return tuple(one for one in self.parties if one.asked)

    @property
    def missing(self) -> tuple[PartyConsent, ...]:
        """Asked parties of a side that lacks consent, that have not consented nor objected."""
        short = {side.kind for side in self.sides if not side.met}
        waiting = (
            Standing.SILENT,
            Standing.ABSTAINS,
            Standing.AWAITS_APPROVAL,
            Standing.OTHER_WORDS,
            Standing.RESERVATION,
        )
        return tuple(
            one for one in self.asked if one.partner.kind in short and one.standing in waiting
        )

    @property
    def objecting(self) -> tuple[PartyConsent, ...]:
        """The parties that object."""
        return tuple(one for one in self.asked if one.standing is Standing.OBJECTS)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an agreement means to a party: ``bound``, ``consent``, ``new_party``, ``not_party``."""

    party_id: int
    kind: str
    reason: str = ""


def consent_of(
    partners: Sequence[Partner],
    meanings: Sequence[Meaning],
    given: Mapping[int, Given],
    rules: Rules,
) -> SubjectConsent:
    """Judge the consent to a change of one agreement.

    Asked are the parties that it binds, whose consent it needs, or that the change brings in. Of a
    side that it names nobody of, all parties are asked: every side consents to every change. For
    tenants these are the organisations that speak for the tenants of the corporations concerned,
    if any corporation is. A party that is expressly no party to it is not asked, unless the change
    itself brings it in.

    Args:
        partners: The parties of the three sides that take part.
        meanings: What the agreement means to each.
        given: The newest position per party id.
        rules: How consent is counted.
    """
    whys = _whys(partners, meanings)
    reasons = {one.party_id: one.reason for one in meanings if one.kind == Why.NOT_PARTY}
    parties = tuple(
        _party_consent(one, whys[one.party_id], given, reasons.get(one.party_id, ""))
        for one in partners
    )
    return SubjectConsent(parties, tuple(_side(kind, parties, rules) for kind in KINDS))


_ORDER = (Why.BOUND, Why.CONSENT, Why.NEW_PARTY, Why.NOT_PARTY)
_ASKED = frozenset((Why.BOUND, Why.CONSENT, Why.NEW_PARTY, Why.SIDE))


def _whys(partners: Sequence[Partner], meanings: Sequence[Meaning]) -> dict[int, Why]:
    said: dict[int, set[str]] = {}
    for meaning in meanings:
        said.setdefault(meaning.party_id, set()).add(meaning.kind)
    whys = {
        one.party_id: next(
            (why for why in _ORDER if why in said.get(one.party_id, ())), Why.NOT_NAMED
        )
        for one in partners
    }
    concerned = {
        one.party_id
        for one in partners
        if one.kind == "corporation" and whys[one.party_id] in _ASKED
    }
    for kind in KINDS:
        side = [one for one in partners if one.kind == kind]
        if any(whys[one.party_id] in _ASKED for one in side):
            continue
        for one in side:
            if whys[one.party_id] is Why.NOT_NAMED and _speaks(one, concerned):
                whys[one.party_id] = Why.SIDE
    return whys


def _speaks(partner: Partner, concerned: set[int]) -> bool:
    return partner.kind != "tenants" or not concerned or bool(partner.represents & concerned)


def _party_consent(
    partner: Partner, why: Why, given: Mapping[int, Given], reason: str
) -> PartyConsent:
    asked = why in _ASKED
    standing = _standing(given.get(partner.party_id)) if asked else None
    return PartyConsent(partner, asked, why, standing, reason)


_STANDINGS = {
    "agree": Standing.AGREES,
    "reservation": Standing.RESERVATION,
    "object": Standing.OBJECTS,
    "none": Standing.ABSTAINS,
}


def _standing(given: Given | None) -> Standing:
    if given is None:
        return Standing.SILENT
    if not given.on_these_words:
        return Standing.OTHER_WORDS
    if given.n_missing:
        return Standing.AWAITS_APPROVAL
    return _STANDINGS[given.verdict]


def _side(kind: str, parties: Sequence[PartyConsent], rules: Rules) -> SideConsent:
    side = [one for one in parties if one.partner.kind == kind]
    asked = [one for one in side if one.asked]
    n, quorum = len(asked), rules.quorums[kind]
    needed = {Quorum.ALL: n, Quorum.MAJORITY: n // 2 + 1, Quorum.ONE: 1}[quorum] if n else 0
    left = None
    if not asked:
        left = Why.NOT_PARTY if any(one.why is Why.NOT_PARTY for one in side) else Why.NOT_NAMED
    return SideConsent(kind, quorum, n, sum(one.counts(rules) for one in asked), needed, left)
