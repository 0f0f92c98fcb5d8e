"""The rules as dated data: a file per kind of figure, each version with its source.

Those for amounts are not whole: the share of the p% rule must stay confidential, so every municipality
sets its own.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from drieluik.core.disclosure.rules import (
    Cost,
    FewContributors,
    GroupTogether,
    PercentRule,
    Rule,
    RuleSet,
    SmallCounts,
    SmallTotals,
)
from drieluik.core.parameters import (
    DatedFileError,
    checked_of,
    day_of,
    exactly,
    mapping_of,
    source_of,
    text_of,
)

_KEYS = {"name_nl", "meaning", "cost", "contributors_calculate", "versions", "recheck_before"}
_MAY_LACK = {"own_percent"}
_VERSION_KEYS = {"rules", "source", "checked"}
_KINDS: Mapping[str, tuple[type[Rule], Mapping[str, Any]]] = {
    "small_counts": (
        SmallCounts,
        {"secret_from": int, "secret_until": int, "least_width": int},
    ),
    "percent": (PercentRule, {"percent": float}),
    "few_contributors": (FewContributors, {"least": int, "least_width": int}),
    "small_totals": (SmallTotals, {"over": str, "least": int, "least_width": int}),
    "group_together": (GroupTogether, {"over": str, "least_others": int}),
}


class NoRulesYet(LookupError):  # noqa: N818 - an answer, not a mistake
    """The rules had no version yet on that day."""


def rule_set(name: str, day: date) -> RuleSet:
    """Return the rules of the product for a kind of figure, as they hold on a day.

    Raises:
        KeyError: There is no such kind of figure.
        NoRulesYet: The day is before the first version.
    """
    return read_rules(name, _texts()[name], day)


def rule_set_names() -> tuple[str, ...]:
    """Return the kinds of figure that the product has rules for, in order."""
    return tuple(sorted(_texts()))


def read_rules(name: str, text: str, day: date) -> RuleSet:
    """Read the rules of one file as they hold on a day.

    Args:
        name: What to call them, such as the name of the file.
        text: Content of the file; ``docs/method/onthulling.md`` shows one.
        day: The day.

    Raises:
        DatedFileError: The file breaks the form; the message says where.
        NoRulesYet: The day is before the first version.
    """
    content = mapping_of(text)
    exactly(content, _KEYS | _MAY_LACK, _KEYS, "het bestand")
    day_of(content["recheck_before"], "recheck_before")
    versions = content["versions"]
    if not isinstance(versions, dict) or not versions:
        raise DatedFileError("versions bevat geen enkele versie")
    made = [_version(name, content, day_of(one, "versions"), versions[one]) for one in versions]
    in_force = [one for one in made if one.from_on <= day]
    if not in_force:
        raise NoRulesYet(f"{name} heeft nog geen regels op {day}")
    return max(in_force, key=lambda one: one.from_on)


def _version(name: str, content: Mapping[str, Any], from_on: date, entry: Any) -> RuleSet:
    exactly(entry, _VERSION_KEYS, _VERSION_KEYS, f"de versie van {from_on}")
    checked_by, checked_on = checked_of(entry["checked"], str(from_on))
    if not isinstance(entry["rules"], list) or not entry["rules"]:
        raise DatedFileError(f"de versie van {from_on} heeft geen regels")
    for key in ("contributors_calculate", "own_percent"):
        if not isinstance(content.get(key, False), bool):
            raise DatedFileError(f"{key} moet true of false zijn")
    return RuleSet(
        id=name,
        name_nl=text_of(content["name_nl"], "name_nl"),
        from_on=from_on,
        rules=tuple(_rule(one) for one in entry["rules"]),
        cost=_cost(content["cost"]),
        contributors_calculate=content["contributors_calculate"],
        source=source_of(entry["source"], str(from_on)),
        checked_by=checked_by,
        checked_on=checked_on,
        own_percent=content.get("own_percent", False),
    )


def _cost(value: Any) -> Cost:
    if value not in [*Cost]:
        raise DatedFileError(f"cost '{value}' moet een zijn van: {', '.join(Cost)}")
    return Cost(value)


def _rule(entry: Any) -> Rule:
    kind = str(entry.get("kind")) if isinstance(entry, dict) else ""
    if kind not in _KINDS:
        raise DatedFileError(f"een regel heeft kind '{kind}'; dat moet een zijn van: {_kinds()}")
    form, fields = _KINDS[kind]
    exactly(entry, {"kind", *fields}, {"kind", *fields}, f"regel {kind}")
    values: dict[str, Any] = {
        field: _value(kind, field, entry[field], of) for field, of in fields.items()
    }
    if kind == "small_counts" and values["secret_from"] > values["secret_until"]:
        raise DatedFileError("regel small_counts: secret_from is groter dan secret_until")
    return form(**values)


def _value(kind: str, field: str, given: Any, of: Any) -> Any:
    value: Any = float(given) if of is float and type(given) is int else given
    if type(value) is not of or value == "" or (of is not str and value < 0):
        raise DatedFileError(f"regel {kind}: {field} '{value}' is niet goed")
    if field == "least_width" and value < 1:
        raise DatedFileError(f"regel {kind}: least_width moet 1 of meer zijn")
    return value


def _kinds() -> str:
    return ", ".join(sorted(_KINDS))


@cache
def _texts() -> Mapping[str, str]:
    folder = resources.files("drieluik.core.disclosure") / "data"
    return {
        one.name.removesuffix(".yaml"): one.read_text("utf-8")
        for one in folder.iterdir()
        if one.name.endswith(".yaml")
    }
