"""The strict reader of rule files: one file holds rules of one subject, each with its versions."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from string import Formatter
from typing import Any, TypeVar

from drieluik.core.cycle.rules.reading_when import when_of
from drieluik.core.cycle.rules.rule import Kind, Rule, RuleVersion, Sort, Who
from drieluik.core.parameters import (
    DatedFileError,
    checked_of,
    day_of,
    exactly,
    mapping_of,
    source_of,
    text_of,
)

_FILE_KEYS = {"checked", "recheck_before", "rules"}
_RULE_KEYS = {"sort", "versions", "ends"}
_NEEDED = {"name_nl", "who", "when", "source"}
_TEXTS = {"uncertain_nl", "note_nl", "only_if_nl", "choice_nl", "not_after"}
_ALLOWED = _NEEDED | _TEXTS | {"to", "agreed_day"}
_PLACES = {"anchor", "following"}

Choice = TypeVar("Choice", bound=StrEnum)


class RuleFileError(ValueError):
    """A file of rules breaks its form; the message names file and fault."""


def read_rules(file_name: str, text: str, kind: Kind) -> tuple[Rule, ...]:
    """Read the rules of one file that holds nothing else.

    Raises:
        RuleFileError: The file breaks the form; the message says where.
    """
    try:
        content = mapping_of(text)
        exactly(content, _FILE_KEYS, _FILE_KEYS, "het bestand")
        return rules_of(content, kind)
    except DatedFileError as fault:
        raise RuleFileError(f"{file_name}: {fault}") from fault


def rules_of(content: Mapping[str, Any], kind: Kind) -> tuple[Rule, ...]:
    """Return the rules under ``rules``, checked and to be rechecked as the file says.

    Raises:
        DatedFileError: A part breaks the form; the message says where.
    """
    rules = content["rules"]
    if not isinstance(rules, dict) or not rules:
        raise DatedFileError("rules bevat geen enkele regel")
    checked_by, checked_on = checked_of(content["checked"], "het bestand")
    recheck_before = day_of(content["recheck_before"], "recheck_before")
    return tuple(
        _rule(str(rule_id), entry, kind, checked_by, checked_on, recheck_before)
        for rule_id, entry in rules.items()
    )


def _rule(
    rule_id: str, entry: Any, kind: Kind, checked_by: str, checked_on: date, recheck_before: date
) -> Rule:
    exactly(entry, _RULE_KEYS, {"sort", "versions"}, f"regel {rule_id}")
    versions = entry["versions"]
    if not isinstance(versions, dict) or not versions:
        raise DatedFileError(f"regel {rule_id} heeft geen enkele versie")
    read = tuple(_version(rule_id, day, version) for day, version in versions.items())
    if list(read) != sorted(read, key=lambda version: version.from_on):
        raise DatedFileError(f"regel {rule_id}: de versies staan niet op volgorde van datum")
    ends = entry.get("ends")
    sort = choice_of(Sort, entry["sort"], f"sort van {rule_id}")
    if sort in (Sort.MEETING, Sort.ALL_YEAR) and any(version.agreed_day for version in read):
        raise DatedFileError(f"regel {rule_id}: agreed_day hoort bij een dag uit een regel")
    return Rule(
        id=rule_id,
        kind=kind,
        sort=sort,
        versions=read,
        ends=None if ends is None else day_of(ends, f"ends van {rule_id}"),
        checked_by=checked_by,
        checked_on=checked_on,
        recheck_before=recheck_before,
    )


def _version(rule_id: str, day: Any, entry: Any) -> RuleVersion:
    where = f"{rule_id} van {day}"
    exactly(entry, _ALLOWED, _NEEDED, where)
    agreed_day = entry.get("agreed_day", False)
    if not isinstance(agreed_day, bool):
        raise DatedFileError(f"{where}: agreed_day is true of false")
    return RuleVersion(
        from_on=day_of(day, f"versie van {rule_id}"),
        name_nl=_name(entry["name_nl"], where),
        who=_parties(entry["who"], f"who van {where}"),
        to=_parties(entry.get("to", []), f"to van {where}"),
        when=when_of(entry["when"], f"when van {where}"),
        source=source_of(entry["source"], where),
        agreed_day=agreed_day,
        **{key: text_of(entry[key], f"{key} van {where}") for key in _TEXTS & set(entry)},
    )


def _name(value: Any, where: str) -> str:
    text = text_of(value, f"name_nl van {where}")
    places = {place for _, place, _, _ in Formatter().parse(text) if place is not None}
    if unknown := places - _PLACES:
        raise DatedFileError(f"name_nl van {where} heeft een onbekende plek: {sorted(unknown)}")
    return text


def _parties(value: Any, where: str) -> tuple[Who, ...]:
    if not isinstance(value, list):
        raise DatedFileError(f"{where} is geen lijst")
    return tuple(choice_of(Who, one, where) for one in value)


def choice_of(choices: type[Choice], value: Any, where: str) -> Choice:
    """Return the member of an enumeration that a file names.

    Raises:
        DatedFileError: There is no such member.
    """
    try:
        return choices(value)
    except ValueError as fault:
        known = ", ".join(member.value for member in choices)
        raise DatedFileError(f"{where}: '{value}' is niet een van: {known}") from fault
