"""Reads the Dutch norm language and reports all faults at once, each with its line."""

import difflib
import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from drieluik.core.findings import Finding, Place, Severity
from drieluik.core.norms.dutch import LIGHTS_NL, read_day, read_figure, read_margin
from drieluik.core.norms.norm import (
    Comparison,
    Condition,
    ForWhom,
    Judgement,
    Kind,
    Measurable,
    Measure,
    Norm,
    Rhythm,
    Scope,
    Target,
)
from drieluik.core.norms.writing import (
    COMPARISONS_NL,
    EACH_NL,
    JOINT_NL,
    KINDS_NL,
    NAMED_NL,
    RHYTHMS_NL,
    TOTAL_NL,
)

_JUDGEMENT = ("oordeel", "oordeel reden", "oordeel door", "oordeel op")
_KEYS = (
    "afspraak",
    "citaat",
    "soort",
    "indicator",
    "uitsplitsing",
    "norm",
    "marge",
    "periode",
    "voor",
    "uiterlijk",
    "mits",
    "mits cijfer",
    "tenzij",
    "anders",
    "vooraf akkoord",
    "een van",
    *_JUDGEMENT,
)
_NEEDED = ("afspraak", "citaat", "soort", "voor")
_CLAUSE = re.compile(r"\d+(\.\d+)*[a-z]?")
_QUOTES = {'"': '"', "“": "”", "„": "”"}
_T = TypeVar("_T")


def parse_norm(
    text: str, measurables: Mapping[str, Measurable] | None = None
) -> Norm | tuple[Finding, ...]:
    r"""Read one norm; give the norm, or everything that is wrong with the text.

    Args:
        text: Lines of the form ``sleutel: waarde``; a line that starts with a space continues the
            line before it.
        measurables: Indicators by id, to check names, units and parts against; None skips that
            check (``flows.read_norm`` always gives them).

    Returns:
        The norm, or findings in order of line.

    Examples:
        >>> from drieluik.core.findings import message_nl
        >>> faults = parse_norm("afspraak: 3.8\nsoort: resultaat\nnorm: minstens veel")
        >>> [(fault.place.line, fault.rule) for fault in faults][2:]
        [(1, 'norms.indicator_missing'), (3, 'norms.figure_unreadable')]
        >>> message_nl(faults[0])
        'De regel ‘citaat’ ontbreekt.'
    """
    reader = _Reader(text, measurables)
    norm = reader.norm()
    if norm is None or reader.findings:
        return tuple(sorted(reader.findings, key=lambda finding: finding.place.line or 0))
    return norm


class _Reader:
    """Walks once through the lines and gathers every fault."""

    def __init__(self, text: str, measurables: Mapping[str, Measurable] | None) -> None:
        self.findings: list[Finding] = []
        self._measurables = measurables
        self._texts: dict[str, str] = {}
        self._lines: dict[str, int] = {}
        self._split(text)

    def norm(self) -> Norm | None:
        self._check_keys()
        kind = self._choice("soort", {nl: kind for kind, nl in KINDS_NL.items()})
        rhythm = self._choice("periode", {nl: rhythm for rhythm, nl in RHYTHMS_NL.items()})
        for_whom = self._read("voor", _for_whom, "norms.for_whom_unreadable")
        clause = self._read("afspraak", _clause, "norms.clause_unreadable")
        quotation = self._read("citaat", _quotation, "norms.quotation_without_quotes")
        target = self._target()
        deadline = self._read("uiterlijk", read_day, "norms.day_unreadable")
        condition = self._read("mits cijfer", _condition, "norms.condition_unreadable")
        judgement = self._judgement(kind)
        self._check_indicator(kind, target)
        if condition is not None:
            self._check_condition(condition)
        if self.findings or kind is None or for_whom is None or not clause or not quotation:
            return None
        return Norm(
            clause=clause,
            quotation=quotation,
            kind=kind,
            for_whom=for_whom,
            rhythm=rhythm or Rhythm.YEAR,
            indicator_id=self._texts.get("indicator"),
            breakdown=self._texts.get("uitsplitsing"),
            target=target,
            deadline=deadline,
            condition_nl=self._texts.get("mits"),
            condition=condition,
            exception_nl=self._texts.get("tenzij"),
            fallback_nl=self._texts.get("anders"),
            consent_nl=self._texts.get("vooraf akkoord"),
            one_of=self._texts.get("een van"),
            judgement=judgement,
        )

    def _split(self, text: str) -> None:
        last: str | None = None
        for number, line in enumerate(text.splitlines(), start=1):
            if not line.strip():
                continue
            if line[0].isspace() and last is not None:
                self._texts[last] = f"{self._texts[last]} {' '.join(line.split())}".strip()
                continue
            key, colon, value = line.partition(":")
            last = self._keep(number, " ".join(key.lower().split()), colon, value)

    def _keep(self, number: int, key: str, colon: str, value: str) -> str | None:
        if not colon:
            self._fault("norms.line_without_key", number, key)
        elif key not in _KEYS:
            close = difflib.get_close_matches(key, _KEYS, n=1)
            self._fault("norms.key_unknown", number, key, suggestion=_perhaps(close))
        elif key in self._texts:
            self._fault("norms.key_twice", number, key, first=self._lines[key])
        else:
            self._texts[key], self._lines[key] = " ".join(value.split()), number
            return key
        return None

    def _check_keys(self) -> None:
        for key in _NEEDED:
            if key not in self._texts:
                self._fault("norms.key_missing", 1, key, key=key)
        for key, text in self._texts.items():
            if not text:
                self._fault("norms.value_empty", self._lines[key], key, key=key)
        self._texts = {key: text for key, text in self._texts.items() if text}

    def _choice(self, key: str, choices: Mapping[str, _T]) -> _T | None:
        text = self._texts.get(key)
        if text is None:
            return None
        if text.lower() not in choices:
            options = ", ".join(choices)
            self._fault("norms.choice_unknown", self._lines[key], text, key=key, options=options)
        return choices.get(text.lower())

    def _read(self, key: str, read: Callable[[str], _T | None], rule: str) -> _T | None:
        text = self._texts.get(key)
        if text is None:
            return None
        found = read(text)
        if found is None:
            self._fault(rule, self._lines[key], text, key=key)
        return found

    def _target(self) -> Target | None:
        target = self._read("norm", _target, "norms.figure_unreadable")
        margin = self._read("marge", read_margin, "norms.margin_unreadable")
        if target is None:
            return None
        if target.comparison is Comparison.BETWEEN and target.bounds[0] > target.bounds[1]:
            self._fault("norms.bounds_reversed", self._lines["norm"], self._texts["norm"])
        if margin is None:
            return target if target.bounds else Target(target.comparison, (), self._unit())
        amount, measure = margin
        if target.bounds and measure is not target.measure:
            self._fault("norms.margin_in_other_unit", self._lines["marge"], self._texts["marge"])
        return Target(target.comparison, target.bounds, measure, amount)

    def _unit(self) -> Measure:
        """Unit of a comparison with last year, which has no figure of its own."""
        known = (self._measurables or {}).get(self._texts.get("indicator", ""))
        return known.measure if known else Measure.NUMBER

    def _judgement(self, kind: Kind | None) -> Judgement | None:
        given = [key for key in _JUDGEMENT if key in self._texts]
        if not given:
            return None
        light = self._choice("oordeel", {nl: light for light, nl in LIGHTS_NL.items()})
        day = self._read("oordeel op", read_day, "norms.day_unreadable")
        missing = [key for key in _JUDGEMENT if key not in self._texts]
        for key in missing:
            self._fault("norms.judgement_incomplete", self._lines[given[0]], key, key=key)
        if kind is Kind.RESULT:
            self._fault("norms.judgement_on_result", self._lines[given[0]], given[0])
        if missing or light is None or day is None:
            return None
        return Judgement(light, self._texts["oordeel reden"], self._texts["oordeel door"], day)

    def _check_indicator(self, kind: Kind | None, target: Target | None) -> None:
        indicator_id = self._texts.get("indicator")
        if "vooraf akkoord" in self._texts and (indicator_id is None or "norm" not in self._texts):
            line, words = self._lines["vooraf akkoord"], self._texts["vooraf akkoord"]
            self._fault("norms.consent_without_target", line, words)
        if indicator_id is None:
            if kind is Kind.RESULT or "norm" in self._texts:
                self._fault("norms.indicator_missing", 1, "indicator")
            return
        if "norm" not in self._texts:
            self._fault("norms.target_missing", self._lines["indicator"], indicator_id)
        if self._measurables is not None:
            self._check_known(indicator_id, self._measurables, target)

    def _check_condition(self, condition: Condition) -> None:
        line, words = self._lines["mits cijfer"], condition.indicator_id
        if "norm" not in self._texts:
            self._fault("norms.condition_without_target", line, words)
        if self._measurables is None:
            return
        known = self._known(words, "mits cijfer", self._measurables)
        if known is not None and known.needs_breakdown:
            self._fault("norms.condition_only_parts", line, words, name=known.name_nl)
        if known is not None and condition.target.measure is not known.measure:
            facts = {"name": known.name_nl, "expected": _WRITTEN_NL[known.measure]}
            self._fault("norms.unit_differs", line, self._texts["mits cijfer"], **facts)

    def _known(
        self, indicator_id: str, key: str, measurables: Mapping[str, Measurable]
    ) -> Measurable | None:
        known = measurables.get(indicator_id)
        if known is None:
            close = difflib.get_close_matches(indicator_id, measurables, n=1, cutoff=0.5)
            line, perhaps = self._lines[key], _perhaps(close)
            self._fault("norms.indicator_unknown", line, indicator_id, suggestion=perhaps)
        return known

    def _check_known(
        self, indicator_id: str, measurables: Mapping[str, Measurable], target: Target | None
    ) -> None:
        known = self._known(indicator_id, "indicator", measurables)
        if known is None:
            return
        part = self._texts.get("uitsplitsing")
        if part is not None and part not in known.breakdown_codes:
            options = ", ".join(known.breakdown_codes) or "geen"
            line = self._lines["uitsplitsing"]
            self._fault("norms.breakdown_unknown", line, part, options=options)
        if part is None and known.needs_breakdown:
            options, line = ", ".join(known.breakdown_codes), self._lines["indicator"]
            self._fault("norms.breakdown_missing", line, indicator_id, options=options)
        if target is None or (not target.bounds and not target.margin):
            return
        if target.measure is not known.measure:
            facts = {"name": known.name_nl, "expected": _WRITTEN_NL[known.measure]}
            self._fault("norms.unit_differs", self._lines["norm"], self._texts["norm"], **facts)

    def _fault(self, rule: str, line: int, value: str, **facts: str | int) -> None:
        self.findings.append(Finding(rule, Severity.BLOCKS, Place(line=line), value, facts))


_WRITTEN_NL = {
    Measure.SHARE: "een percentage, zoals 90%",
    Measure.EUR: "een bedrag, zoals EUR 125,50",
    Measure.NUMBER: "een getal zonder eenheid, zoals 12",
}


def _perhaps(close: list[str]) -> str:
    return f" Bedoelt u ‘{close[0]}’?" if close else ""


def _clause(text: str) -> str | None:
    return text if _CLAUSE.fullmatch(text) else None


def _quotation(text: str) -> str | None:
    opening, closing = text[0], text[-1]
    if len(text) < 3 or _QUOTES.get(opening) != closing:
        return None
    return text[1:-1].strip() or None


def _for_whom(text: str) -> ForWhom | None:
    lowered = text.lower()
    if lowered == TOTAL_NL:
        return ForWhom(Scope.TOTAL)
    if lowered == EACH_NL:
        return ForWhom(Scope.EACH)
    for words, scope in ((NAMED_NL, Scope.NAMED), (JOINT_NL, Scope.JOINT)):
        if lowered.startswith(words):
            parties = [party.strip() for party in text[len(words) :].split(",")]
            return ForWhom(scope, tuple(parties)) if all(parties) else None
    return None


def _target(text: str) -> Target | None:
    lowered = text.lower()
    for comparison in (Comparison.HIGHER_THAN_LAST_YEAR, Comparison.LOWER_THAN_LAST_YEAR):
        if lowered == COMPARISONS_NL[comparison]:
            return Target(comparison)
    for comparison in (Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.EQUALS):
        if lowered.startswith(f"{COMPARISONS_NL[comparison]} "):
            return _bounds(comparison, [text.split(" ", 1)[1]])
    if lowered.startswith("tussen ") and " en " in lowered:
        return _bounds(Comparison.BETWEEN, text[len("tussen ") :].split(" en "))
    return None


def _condition(text: str) -> Condition | None:
    indicator_id, _space, words = text.partition(" ")
    target = _target(words)
    return Condition(indicator_id, target) if target and len(target.bounds) == 1 else None


def _bounds(comparison: Comparison, texts: list[str]) -> Target | None:
    read = [read_figure(text) for text in texts]
    figures = [figure for figure in read if figure is not None]
    measures = {measure for _, measure in figures}
    wanted = 2 if comparison is Comparison.BETWEEN else 1
    if len(figures) != wanted or len(read) != wanted or len(measures) != 1:
        return None
    return Target(comparison, tuple(value for value, _ in figures), measures.pop())
