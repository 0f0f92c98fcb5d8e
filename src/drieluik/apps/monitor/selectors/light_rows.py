"""A light as pages show it: of a norm, of an agreement, and of a calculation that was replaced."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.monitor.judged import PartyLight
from drieluik.apps.monitor.reading_norms import stored
from drieluik.apps.monitor.selectors.norms import WordingRow
from drieluik.apps.monitor.trends import Trend
from drieluik.core.indicators import indicator
from drieluik.core.norms import Light, clause_light


@dataclass(frozen=True, slots=True)
class NormLight:
    """How one norm stands in a period.

    Attributes:
        wording: The wording that counts in the period.
        light: The light.
        reason: Why, in one or more sentences.
        worked_out: The light that was worked out, where people set another one by hand; else empty.
        worked_out_reason: Why it was worked out so; empty without a light by hand.
        forecast: Where the figure goes until the last day of the norm; empty when nobody can say.
        period: Period of the figure; empty when people judge.
        parties: How each party stands.
        value: The figure of all together; None when there is none.
        incomplete: How many corporations are in that figure and who is not; empty when all are.
        counts_by: By which version of its definition each figure it rests on counts; empty without
            a figure.
        holds: False over a time in which its condition is not met: then it makes no light.
        trend: How the figure moved; None when there is nothing to compare with.
        must_be_confirmed: The quoted words no longer stand in the agreement, or a figure it rests
            on counts by a version of the definition with which it was not agreed.
        objection: Why not every party is shown; empty when all are.
    """

    wording: WordingRow
    light: str
    reason: str
    period: str
    parties: tuple[PartyLight, ...]
    value: float | None
    low: float | None
    high: float | None
    trend: Trend | None
    must_be_confirmed: bool = False
    objection: str = ""
    incomplete: str = ""
    worked_out: str = ""
    worked_out_reason: str = ""
    forecast: str = ""
    counts_by: tuple[tuple[str, int], ...] = ()
    holds: bool = True

    @property
    def version(self) -> int:
        """By which version of the definition its own figure counts; 0 without a figure."""
        return self.version_of(self.wording.indicator_id)

    def version_of(self, indicator_id: str) -> int:
        """Return by which version a figure it rests on counts; 0 without that figure."""
        return dict(self.counts_by).get(indicator_id, 0)

    @property
    def one_of(self) -> str | None:
        """The name it shares with other norms of the agreement, of which one is enough."""
        return stored(self.wording.text).one_of

    @property
    def by_itself(self) -> str:
        """The light that was worked out, whatever people said of it."""
        return self.worked_out or self.light

    @property
    def own_reason(self) -> str:
        """Why it was worked out so, whatever people said of it."""
        return self.worked_out_reason or self.reason

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the parties whose figure or judgement is missing."""
        return tuple(party.party_name for party in self.parties if party.missing)

    def of_party(self, party: PartyLight) -> "NormLight":
        """Return how one party stands, without what is only known of all together."""
        return replace(
            self,
            light=party.light,
            reason=party.reason,
            parties=(party,),
            value=party.value,
            low=party.low,
            high=party.high,
            trend=None,
            incomplete="",
            worked_out="",
            worked_out_reason="",
            forecast="",
        )


@dataclass(frozen=True, slots=True)
class ClauseStanding:
    """How an agreement stands in a period; ``light`` is empty when it carries no norm."""

    clause: ClauseRow
    light: str
    reason: str
    norms: tuple[NormLight, ...]

    @classmethod
    def of(cls, clause: ClauseRow, norms: Sequence[NormLight]) -> Self:
        """Return how an agreement stands by its norms; see ``core.norms.clause_light``."""
        if not norms:
            return cls(clause, "", "", ())
        light = _light(norms)
        return cls(clause, light, _deciding(norms, light)[0].reason, tuple(norms))

    @property
    def is_by_hand(self) -> bool:
        """Whether people set a light of one of the norms by hand."""
        return any(norm.worked_out for norm in self.norms)

    @property
    def worked_out(self) -> str:
        """The light that was worked out, whatever people said of it by hand."""
        return _light(self._by_itself)

    @property
    def _by_itself(self) -> tuple[NormLight, ...]:
        return tuple(replace(norm, light=norm.by_itself, worked_out="") for norm in self.norms)

    def worked_out_as(self, light: str) -> tuple[NormLight, ...]:
        """Return the norms whose own light is this one; of those that share a name, one decides."""
        deciding = {norm.wording.id for norm in _deciding(self._by_itself, light)}
        return tuple(norm for norm in self.norms if norm.wording.id in deciding)

    @property
    def deciding(self) -> NormLight | None:
        """The norm of which the reason is told; None without a norm."""
        return next(iter(_deciding(self.norms, self.light)), None)

    @property
    def trend(self) -> Trend | None:
        """The movement of the figure of which the reason is told; None when it has none."""
        return self.deciding.trend if self.deciding is not None else None

    @property
    def told(self) -> str:
        """The reason with the name of the figure it is about, for lists where no norm is shown."""
        gravest = self.deciding
        if gravest is None or not gravest.wording.indicator_id:
            return self.reason
        return f"{indicator(gravest.wording.indicator_id).name_nl}. {self.reason}"

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the parties that are missing in any norm, once each."""
        return tuple(dict.fromkeys(name for norm in self.norms for name in norm.missing))

    def of_party(self, party_code: str) -> Self:
        """Return how one party stands at this agreement; without light where it has none."""
        found = [
            norm.of_party(party)
            for norm in self.norms
            for party in norm.parties
            if party.party_code == party_code and party.light
        ]
        return self.of(self.clause, found)


def _counting(norms: Sequence[NormLight]) -> Sequence[NormLight]:
    """Return the norms that hold, or got a light by hand; where there is none, all of them."""
    return [norm for norm in norms if norm.holds or norm.worked_out] or norms


def _light(norms: Sequence[NormLight]) -> str:
    return clause_light((Light(norm.light), norm.one_of) for norm in _counting(norms)).value


def _deciding(norms: Sequence[NormLight], light: str) -> tuple[NormLight, ...]:
    """Return the norms that make a light; one that another of the same name makes up for does not."""
    norms = _counting(norms)
    shared: dict[str, list[tuple[Light, str]]] = {}
    for norm in norms:
        if norm.one_of is not None:
            shared.setdefault(norm.one_of, []).append((Light(norm.light), norm.one_of))
    best = {name: clause_light(found).value for name, found in shared.items()}
    return tuple(
        norm
        for norm in norms
        if norm.light == light and best.get(norm.one_of or "", light) == light
    )


@dataclass(frozen=True, slots=True)
class EarlierLight:
    """A light with its reason, as far as the reader may know it."""

    light: str
    reason: str
