"""Judges the figures of one period against one target, per corporation and all together."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from drieluik.core.norms.interval import Interval, possible_lights, unbounded
from drieluik.core.norms.measured import Figure, Measured, a_year_before
from drieluik.core.norms.norm import Comparison, Light, Norm, Scope, Target
from drieluik.core.norms.outcomes import NormStatus, PartyStatus
from drieluik.core.norms.outlook import chance_nl
from drieluik.core.norms.sentences import figure_sentence, names_nl

_CODES = {
    Light.ON_COURSE: "reached",
    Light.ATTENTION: "within_margin",
    Light.OFF_COURSE: "missed",
}
CONSENTED = ("consented", "perhaps_consented")
"""Reason codes of a figure that misses its target, or may, as the parties agreed beforehand."""

_OfPeriod = Callable[[str], Figure | None]
_LAST_YEAR = (Comparison.HIGHER_THAN_LAST_YEAR, Comparison.LOWER_THAN_LAST_YEAR)


@dataclass(frozen=True, slots=True)
class Who:
    """Whose figures are expected.

    Attributes:
        expected: Codes of the corporations.
        names: Their names by code, as far as known.
        not_before: Codes of corporations to which the figure did not apply a year before.
    """

    expected: tuple[str, ...]
    names: Mapping[str, str]
    not_before: frozenset[str]

    def called(self, codes: Iterable[str]) -> list[str]:
        """Return what these corporations are called."""
        return [self.names.get(code, code) for code in codes]


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges figures of one period against one target."""

    norm: Norm
    target: Target
    figures: Measured
    period: str
    on: date
    who: Who
    by_chance: bool

    def lacks_last_year(self) -> bool:
        """Tell whether the figure should be compared with one that is not there."""
        needs = self.target.comparison in _LAST_YEAR
        return needs and self.figures.total(a_year_before(self.period)) is None

    def first_year(self, expected: tuple[str, ...]) -> NormStatus:
        """Give the figure, which is there; only what it should be compared with is not."""
        text = f"Van een jaar voor {self.period} zijn er geen cijfers om mee te vergelijken."
        parties = tuple(self._in_first_year(code) for code in expected)
        missing = tuple(one.party_code for one in parties if one.reason_code == "party_missing")
        now = None
        if self.norm.for_whom.scope not in (Scope.EACH, Scope.NAMED):
            parties = tuple(without_own_norm(one) for one in parties)
            now, _ = self._totals(expected)
        found = NormStatus(
            self.norm, Light.NOT_MEASURABLE_YET, "no_last_year", text, self.period,
            now.interval if now is not None else None,
        )  # fmt: skip
        return replace(found, parties=parties, missing_parties=missing)

    def _in_first_year(self, code: str) -> PartyStatus:
        now = self.figures.of_party(self.period, code)
        if now is None:
            text = f"Het cijfer over {self.period} ontbreekt."
            return PartyStatus(code, Light.UNKNOWN, "party_missing", text)
        return _without_last_year(code, now)

    def party(self, code: str) -> PartyStatus:
        """Judge the figure of one corporation."""
        of = partial(self.figures.of_party, party=code)
        now, before = of(self.period), self._before(of)
        if now is None:
            text = f"Het cijfer over {self.period} ontbreekt."
            return PartyStatus(code, Light.UNKNOWN, "party_missing", text)
        if before is None and self.target.comparison in _LAST_YEAR:
            if code in self.who.not_before:
                return _without_last_year(code, now)
            text = f"Het cijfer over {a_year_before(self.period)} ontbreekt om mee te vergelijken."
            return PartyStatus(code, Light.UNKNOWN, "party_missing", text, now.interval)
        light, reason_code, text = self._judge(now, before)
        text = self._with_chance(text, now, light)
        return PartyStatus(code, light, reason_code, text, now.interval)

    def together(self, expected: tuple[str, ...], missing: list[str]) -> NormStatus:
        """Judge the figure of all together; ``missing`` are the names of who is not in it."""
        now, before = self._totals(expected)
        if now is None:
            text = f"Er zijn geen cijfers over {self.period}."
            return NormStatus(self.norm, Light.UNKNOWN, "party_missing", text, self.period)
        if missing:
            return self._incomplete(now, before, missing)
        if before is None and self.target.comparison in _LAST_YEAR:
            return self.first_year(expected)
        light, code, text = self._judge(now, before)
        text = self._with_chance(text, now, light)
        if self.norm.for_whom.scope is Scope.JOINT:
            # the city's own figure stands nearby and is another one
            text = f"{names_nl(self.who.called(expected))} samen: {text}"
        return NormStatus(self.norm, light, code, text, self.period, now.interval)

    def _totals(self, expected: tuple[str, ...]) -> tuple[Figure | None, Figure | None]:
        of = self._of_all(expected)
        return of(self.period), self._before(of)

    def _of_all(self, expected: tuple[str, ...]) -> _OfPeriod:
        """Return how the figure of all together is found."""
        if self.norm.for_whom.scope is Scope.TOTAL:
            return self.figures.total
        return partial(self.figures.joint, parties=expected)

    def _before(self, of: _OfPeriod) -> Figure | None:
        if self.target.comparison not in _LAST_YEAR:
            return None
        return of(a_year_before(self.period))

    def _incomplete(self, now: Figure, before: Figure | None, missing: list[str]) -> NormStatus:
        names = names_nl(missing)
        if not now.is_ratio and now.interval is not None and before is None:
            light, _, text = self._judge(Figure(unbounded(now.interval), is_ratio=False), None)
            if light is Light.OFF_COURSE:
                text = f"{text} Ook zonder de cijfers van {names} staat dat al vast."
                return NormStatus(self.norm, light, "missed", text, self.period, now.interval)
        text = f"Van {names} ontbreekt het cijfer over {self.period}; het totaal is onbekend."
        if self.target.comparison in _LAST_YEAR:
            either = f"{self.period} of {a_year_before(self.period)}"
            text = f"Van {names} ontbreekt het cijfer over {either}; het verschil is onbekend."
        return NormStatus(
            self.norm, Light.UNKNOWN, "party_missing", text, self.period, now.interval
        )

    def _judge(self, now: Figure, before: Figure | None) -> tuple[Light, str, str]:
        last_year = before.interval if before is not None else None
        if now.interval is None or (before is not None and last_year is None):
            text = f"In {self.period} viel er niets te meten."
            return Light.NOT_MEASURABLE_YET, "nothing_to_measure", text
        compared = now.interval.minus(last_year) if last_year is not None else now.interval
        light, code = self._light(compared)
        sentence = figure_sentence(self.target, self.period, now.interval, last_year, code)
        if code != "reached" and light is Light.ON_COURSE:
            sentence = f"{sentence} Partijen zijn daar vooraf mee akkoord: {self.norm.consent_nl}"
        return light, code, sentence

    def _with_chance(self, text: str, now: Figure, light: Light) -> str:
        """Add that chance alone may have made the light, where it may."""
        if not self.by_chance:
            return text
        return f"{text} {chance_nl(self.target, now.counts, light, self._as_agreed)}".strip()

    def _as_agreed(self, light: Light) -> Light:
        """Return the light with what was agreed beforehand and the time that is left."""
        if self.norm.consent_nl is not None:
            return Light.ON_COURSE
        deadline = self.norm.deadline
        if light is Light.OFF_COURSE and deadline is not None and self.on <= deadline:
            return Light.ATTENTION
        return light

    def _light(self, compared: Interval) -> tuple[Light, str]:
        lights = possible_lights(self.target, compared)
        if self.norm.consent_nl is not None and lights != {Light.ON_COURSE}:
            certain = Light.ON_COURSE not in lights
            return Light.ON_COURSE, "consented" if certain else "perhaps_consented"
        if len(lights) > 1:
            return Light.UNKNOWN, "rows_unknown"
        light = next(iter(lights))
        agreed = self._as_agreed(light)
        return agreed, _CODES[light] if agreed is light else "before_deadline"


def _without_last_year(code: str, now: Figure) -> PartyStatus:
    text = "Er is nog geen eerder jaar om mee te vergelijken."
    return PartyStatus(code, Light.NOT_MEASURABLE_YET, "no_last_year", text, now.interval)


def without_own_norm(party: PartyStatus) -> PartyStatus:
    """Return a corporation that only counts in the total, or whose figure is missing."""
    if party.reason_code == "party_missing":
        return party
    text = "Telt mee in het totaal."
    return PartyStatus(party.party_code, None, "counts_in_total", text, party.interval)
