"""What was made public of a table, and what was kept to ourselves about it.

A release holds nothing that may not be told: a hidden cell is a cell without a number, whether it
is secret itself or hidden to protect another. What the cells were, and how uncertain each must
stay, is kept apart.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import product
from typing import Any, TypeVar

from drieluik.core.disclosure.dimensions import Dimension, DimensionError, Hierarchy
from drieluik.core.disclosure.sensitive import Need

FORMAT = "drieluik-release/1"
KEPT_FORMAT = "drieluik-release-kept/1"
_Form = TypeVar("_Form")
Shown = float | tuple[float, float] | None


class ReleaseError(ValueError):
    """A file is no release, or not a whole one; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """How good the choice of hidden cells is.

    The cost itself is not told: with it, hidden numbers could be added up.

    Attributes:
        method: ``suppressed`` or ``rounded``.
        proven: Whether no choice that protects loses less.
        gap_percent: How much less could at most be lost, as a share of what is lost, rounded up;
            None for a rounded table, which follows a draw.
    """

    method: str
    proven: bool
    gap_percent: int | None


@dataclass(frozen=True)
class Release:
    """A table as the public sees it.

    Attributes:
        measure: What is counted.
        fixed: See ``Figures``.
        dimensions: In the order of the codes of a cell.
        shown: Per cell its number, the least and largest number it can stand for when it is
            rounded, or None when it is not shown. In the order of ``places``.
        whole: Whether the numbers are counts.
        rules: Name of the rule set.
        rules_from: First day of that version of the rules, as text.
        least_width: See ``RuleSet.least_width``.
        hidden_from: See ``RuleSet.hidden_from``; amounts have 0.
        certificate: How good the choice of hidden cells is.
    """

    measure: str
    fixed: tuple[tuple[str, str], ...]
    dimensions: tuple[Dimension, ...]
    shown: tuple[Shown, ...]
    whole: bool
    rules: str
    rules_from: str
    least_width: int
    hidden_from: int
    certificate: Certificate

    @property
    def places(self) -> tuple[tuple[str, ...], ...]:
        """The codes of every cell."""
        return tuple(product(*(one.codes for one in self.dimensions)))

    @property
    def id(self) -> str:
        """The fingerprint of everything the release says."""
        return hashlib.sha256(release_json(self).encode()).hexdigest()


@dataclass(frozen=True)
class Kept:
    """What only the stewards know about a release.

    Attributes:
        release_id: Of which release.
        values: Every cell as it is.
        zeros_are_secret: Whether 0 is among what the rules keep secret.
        needs: How uncertain which cells must stay, by number of the cell.
        parts: Contributor -> its part of every cell, when contributors can calculate too.
        cost: What is lost with the cells hidden beside the secret ones.
        bound: The least that any choice would lose.
    """

    release_id: str
    values: tuple[float, ...]
    zeros_are_secret: bool
    needs: tuple[Need, ...]
    parts: Mapping[str, tuple[float, ...]]
    cost: float
    bound: float


def release_json(release: Release) -> str:
    """Write a release; the same release is always the same text."""
    content = {
        "format": FORMAT,
        "measure": release.measure,
        "fixed": dict(release.fixed),
        "whole": release.whole,
        "rules": {
            "name": release.rules,
            "from": release.rules_from,
            "least_width": release.least_width,
            "hidden_from": release.hidden_from,
        },
        "certificate": asdict(release.certificate),
        "dimensions": [_dimension_json(one) for one in release.dimensions],
        "cells": [
            {"at": list(place), **_shown_json(shown)}
            for place, shown in zip(release.places, release.shown, strict=True)
        ],
    }
    return _text(content)


def kept_json(kept: Kept) -> str:
    """Write what is kept of a release."""
    content = {
        "format": KEPT_FORMAT,
        "confidential": True,
        "release": kept.release_id,
        "cost": kept.cost,
        "bound": kept.bound,
        "values": [_number(value) for value in kept.values],
        "zeros_are_secret": kept.zeros_are_secret,
        "needs": [asdict(need) for need in kept.needs],
        "parts": {name: list(map(_number, part)) for name, part in kept.parts.items()},
    }
    return _text(content)


def read_release(text: str) -> Release:
    """Read a release.

    Raises:
        ReleaseError: It is none, or cells lack, stand twice or have codes of no dimension.
    """
    content = _content(text, FORMAT)
    try:
        dimensions = tuple(_dimension(one) for one in content["dimensions"])
        at = {tuple(map(str, cell["at"])): _shown(cell) for cell in content["cells"]}
        release = Release(
            measure=str(content["measure"]),
            fixed=tuple(sorted((str(k), str(v)) for k, v in content["fixed"].items())),
            dimensions=dimensions,
            shown=(),
            whole=_exactly(bool, content["whole"], "whole"),
            rules=str(content["rules"]["name"]),
            rules_from=str(content["rules"]["from"]),
            least_width=_count(content["rules"]["least_width"], "least_width"),
            hidden_from=_count(content["rules"]["hidden_from"], "hidden_from", most=1),
            certificate=_certificate(content["certificate"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise ReleaseError(f"de publicatie is niet te lezen: {_told(fault)}") from fault
    _check_whole(release.places, at, len(content["cells"]))
    shown = tuple(at[place] for place in release.places)
    return replace(release, shown=shown)


def read_kept(text: str) -> Kept:
    """Read what was kept of a release.

    Raises:
        ReleaseError: It is something else.
    """
    content = _content(text, KEPT_FORMAT)
    try:
        kept = Kept(
            release_id=str(content["release"]),
            values=tuple(_amount(value) for value in content["values"]),
            zeros_are_secret=_exactly(bool, content["zeros_are_secret"], "zeros_are_secret"),
            needs=tuple(_need(one, len(content["values"])) for one in content["needs"]),
            parts={name: tuple(map(_amount, part)) for name, part in content["parts"].items()},
            cost=_amount(content["cost"]),
            bound=_amount(content["bound"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise ReleaseError(f"het bewaarde deel is niet te lezen: {_told(fault)}") from fault
    if short := [name for name, part in kept.parts.items() if len(part) != len(kept.values)]:
        raise ReleaseError(f"het bewaarde deel is niet heel: van {', '.join(short)} ontbreekt iets")
    return kept


def _told(fault: Exception) -> str:
    """Return a fault as people read it; what Python itself says is no Dutch."""
    match fault:
        case ReleaseError():
            return str(fault)
        case KeyError():
            return f"{fault.args[0]} ontbreekt"
        case _:
            return "een onderdeel heeft niet de goede vorm"


def _need(entry: Mapping[str, Any], n_cells: int) -> Need:
    need = Need(**{**entry, "cells": tuple(entry["cells"])})
    for cell in need.cells:
        if _count(cell, "cells") >= n_cells:
            raise ReleaseError(f"cel {cell} is er niet")
    for name in ("up", "down", "width"):
        _amount(getattr(need, name))
    if not need.cells or not isinstance(need.rule, str) or not isinstance(need.of, str | None):
        raise ReleaseError("een van de needs heeft niet de goede vorm")
    return need


def _certificate(entry: Mapping[str, Any]) -> Certificate:
    gap = entry["gap_percent"]
    return Certificate(
        method=str(entry["method"]),
        proven=_exactly(bool, entry["proven"], "proven"),
        gap_percent=None if gap is None else _count(gap, "gap_percent"),
    )


def _exactly(form: type[_Form], value: Any, name: str) -> _Form:
    if type(value) is not form:
        raise ReleaseError(f"{name} '{value}' is niet goed")
    return value


def _count(value: Any, name: str, most: int | None = None) -> int:
    count = _exactly(int, value, name)
    if count < 0 or (most is not None and count > most):
        raise ReleaseError(f"{name} '{value}' is niet goed")
    return count


def _amount(value: Any) -> float:
    if type(value) not in (int, float) or not 0 <= value < float("inf"):
        raise ReleaseError(f"'{value}' is geen getal van 0 of meer")
    return float(value)


def _check_whole(
    places: Sequence[tuple[str, ...]], at: Mapping[tuple[str, ...], Shown], n_cells: int
) -> None:
    faults = []
    if lacking := [place for place in places if place not in at]:
        faults.append(f"er ontbreken {len(lacking)} cellen, zoals {' / '.join(lacking[0])}")
    if strange := sorted(at.keys() - set(places)):
        faults.append(f"er zijn {len(strange)} onbekende cellen, zoals {' / '.join(strange[0])}")
    if n_cells > len(at):
        faults.append(f"{n_cells - len(at)} cellen staan er twee keer in")
    if faults:
        raise ReleaseError("; ".join(faults))


def _content(text: str, expected: str) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except ValueError as fault:
        raise ReleaseError(f"geen geldige JSON: {fault}") from fault
    if not isinstance(content, dict) or content.get("format") != expected:
        raise ReleaseError(f"dit is geen bestand van het soort {expected}")
    return content


def _dimension_json(dimension: Dimension) -> dict[str, Any]:
    return {
        "column": dimension.column,
        "total": dimension.total,
        "hierarchies": [
            {"name": one.name, "parents": dict(sorted(one.parents.items()))}
            for one in dimension.hierarchies
        ],
    }


def _dimension(content: Mapping[str, Any]) -> Dimension:
    try:
        hierarchies = tuple(
            Hierarchy(str(one["name"]), {str(k): str(v) for k, v in one["parents"].items()})
            for one in content["hierarchies"]
        )
        return Dimension(str(content["column"]), str(content["total"]), hierarchies)
    except DimensionError as fault:
        raise ReleaseError(str(fault)) from fault


def _shown_json(shown: Shown) -> dict[str, Any]:
    if isinstance(shown, tuple):
        return {"from": _number(shown[0]), "until": _number(shown[1])}
    return {"value": None if shown is None else _number(shown)}


def _shown(cell: Mapping[str, Any]) -> Shown:
    if "from" in cell:
        # a rounded figure reaches as far below it as above, so it may start below 0
        low, high = (_exactly_number(cell[end]) for end in ("from", "until"))
        if low > high:
            raise ReleaseError(f"een cijfer van {low:g} tot en met {high:g} kan niet")
        return low, high
    return None if cell["value"] is None else _amount(cell["value"])


def _exactly_number(value: Any) -> float:
    return -_amount(-value) if type(value) in (int, float) and value < 0 else _amount(value)


def _number(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value


def _text(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
