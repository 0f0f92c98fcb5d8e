"""The rule book of one municipality: the law, the rules of its house, and how the house meets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from drieluik.core.cycle.rules.days_off import LiberationDay
from drieluik.core.cycle.rules.reading import RuleFileError, choice_of, read_rules, rules_of
from drieluik.core.cycle.rules.reading_when import weekday_of
from drieluik.core.cycle.rules.rule import (
    Ahead,
    AtNext,
    Kind,
    Meetings,
    Regime,
    Rule,
    Term,
    Weekday,
)
from drieluik.core.parameters import DatedFileError, day_of, exactly, mapping_of, text_of

_HOUSE_KEYS = {"title_nl", "meetings", "checked", "recheck_before", "rules"}
_MEETING_KEYS = {"weekdays", "liberation_day", "soon_days"}
_REGIME_KEYS = {"name_nl", "from_on", "until_on", "uncertain_nl"}


@dataclass(frozen=True, slots=True)
class MeetingHabits:
    """How a house meets.

    Attributes:
        weekdays: On which days of the week.
        liberation_day: In which years it does not meet on 5 May.
        soon_days: How many days ahead something is called soon.
    """

    weekdays: tuple[Weekday, ...]
    liberation_day: LiberationDay
    soon_days: int


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules that make the calendar of one municipality.

    Attributes:
        title_nl: Name of the house rules.
        habits: How the house meets.
        rules: By id, each after the rules it refers to.
        regimes: The states of the law, in order of date.
    """

    title_nl: str
    habits: MeetingHabits
    rules: Mapping[str, Rule]
    regimes: tuple[Regime, ...]


@lru_cache(maxsize=64)
def rule_book(house_text: str, file_name: str = "huisregels") -> RuleBook:
    """Read the house rules of a municipality and join them with the rules of the law.

    The same text gives the same book without reading it again: a page may ask every time.

    Args:
        house_text: Content of the YAML file.
        file_name: Named in every message.

    Raises:
        RuleFileError: The file breaks the form, uses an id of the law, refers to a rule that is
            not there, or rules refer to each other in a circle.
    """
    try:
        content = mapping_of(house_text)
        exactly(content, _HOUSE_KEYS, _HOUSE_KEYS, "het bestand")
        rules = (*statutory_rules(), *rules_of(content, Kind.HOUSE))
        ids = [rule.id for rule in rules]
        if double := sorted({one for one in ids if ids.count(one) > 1}):
            raise DatedFileError(f"deze regels bestaan al in de wet: {', '.join(double)}")
        return RuleBook(
            title_nl=text_of(content["title_nl"], "title_nl"),
            habits=_habits(content["meetings"]),
            rules=_in_order({rule.id: rule for rule in rules}),
            regimes=regimes(),
        )
    except DatedFileError as fault:
        raise RuleFileError(f"{file_name}: {fault}") from fault


@cache
def default_rule_book() -> RuleBook:
    """The rule book of a municipality that has set no rules of its own yet."""
    return rule_book(default_house_rules(), "house_default")


def default_house_rules() -> str:
    """The rules of that book as the text of a rule file: where a municipality can begin."""
    return _text("house_default.yaml")


@cache
def statutory_rules() -> tuple[Rule, ...]:
    """The rules of the law, subject by subject."""
    folder = resources.files("drieluik.core.cycle.rules") / "data" / "statutory"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    read = (read_rules(file.name, file.read_text("utf-8"), Kind.STATUTORY) for file in files)
    return tuple(rule for rules in read for rule in rules)


@cache
def regimes() -> tuple[Regime, ...]:
    """The states of the law on performance agreements, in order of date."""
    entries = mapping_of(_text("regimes.yaml"))
    return tuple(_regime(str(regime_id), entry) for regime_id, entry in entries.items())


def references_of(rule: Rule) -> frozenset[str]:
    """The ids of all rules that the days of a rule depend on."""
    return frozenset(reference for version in rule.versions for reference in _named(version.when))


def _named(when: object) -> Iterator[str]:
    if isinstance(when, Term) and when.after is not None:
        yield when.after
    elif isinstance(when, Ahead):
        yield when.than
    elif isinstance(when, AtNext):
        yield from (when.meeting, when.following)


def _in_order(rules: Mapping[str, Rule]) -> Mapping[str, Rule]:
    _check_references(rules)
    ordered: dict[str, Rule] = {}
    waiting = dict(rules)
    while waiting:
        ready = [one for one in waiting.values() if references_of(one) <= set(ordered)]
        if not ready:
            raise DatedFileError(f"deze regels hangen in een kring: {', '.join(sorted(waiting))}")
        ordered |= {rule.id: waiting.pop(rule.id) for rule in ready}
    return MappingProxyType(ordered)


def _check_references(rules: Mapping[str, Rule]) -> None:
    for rule in rules.values():
        limits = {version.not_after for version in rule.versions if version.not_after}
        if unknown := (references_of(rule) | limits) - set(rules):
            raise DatedFileError(f"regel {rule.id} verwijst naar niets: {sorted(unknown)}")
        for version in rule.versions:
            _check_target(rule.id, version.when, rules)


def _check_target(rule_id: str, when: object, rules: Mapping[str, Rule]) -> None:
    if isinstance(when, AtNext) and not _always(rules[when.meeting], Meetings):
        raise DatedFileError(f"regel {rule_id}: '{when.meeting}' is geen bijeenkomst")
    if isinstance(when, Ahead) and when.term_of is not None:
        term = rules.get(when.term_of)
        if term is None or not _always(term, Term):
            raise DatedFileError(f"regel {rule_id}: '{when.term_of}' is geen termijn")


def _always(rule: Rule, form: type) -> bool:
    return all(isinstance(version.when, form) for version in rule.versions)


def _habits(entry: Any) -> MeetingHabits:
    exactly(entry, _MEETING_KEYS, _MEETING_KEYS, "meetings")
    weekdays, soon_days = entry["weekdays"], entry["soon_days"]
    if not isinstance(weekdays, list) or not weekdays:
        raise DatedFileError("meetings: weekdays is geen lijst van dagen")
    if isinstance(soon_days, bool) or not isinstance(soon_days, int) or soon_days < 0:
        raise DatedFileError("meetings: soon_days is geen aantal dagen")
    return MeetingHabits(
        weekdays=tuple(weekday_of(day, "weekdays") for day in weekdays),
        liberation_day=choice_of(LiberationDay, entry["liberation_day"], "liberation_day"),
        soon_days=soon_days,
    )


def _regime(regime_id: str, entry: Any) -> Regime:
    exactly(entry, _REGIME_KEYS, {"name_nl", "from_on", "until_on"}, f"regime {regime_id}")
    until_on, uncertain = entry["until_on"], entry.get("uncertain_nl")
    return Regime(
        id=regime_id,
        name_nl=text_of(entry["name_nl"], "name_nl"),
        from_on=day_of(entry["from_on"], "from_on"),
        until_on=None if until_on is None else day_of(until_on, "until_on"),
        uncertain_nl=None if uncertain is None else text_of(uncertain, "uncertain_nl"),
    )


def _text(name: str) -> str:
    return (resources.files("drieluik.core.cycle.rules") / "data" / name).read_text("utf-8")
