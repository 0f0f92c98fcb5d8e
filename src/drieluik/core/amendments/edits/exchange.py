"""Edits as plain values that fit in JSON, and back: how they are kept with a proposal."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from drieluik.core.amendments.edits.edit import (
    AddClause,
    AddSection,
    ChangeHeading,
    ChangeNumber,
    ChangeSection,
    ChangeWords,
    Edit,
    MergeClauses,
    MoveClause,
    RepealClause,
    ReplaceClause,
    SplitClause,
)
from drieluik.core.amendments.sets.rows import SetClause, SetSection

KINDS: dict[str, type[Any]] = {
    "change_words": ChangeWords,
    "change_heading": ChangeHeading,
    "change_number": ChangeNumber,
    "change_section": ChangeSection,
    "add_clause": AddClause,
    "add_section": AddSection,
    "repeal_clause": RepealClause,
    "replace_clause": ReplaceClause,
    "move_clause": MoveClause,
    "split_clause": SplitClause,
    "merge_clauses": MergeClauses,
}
_NAMES = {kind: name for name, kind in KINDS.items()}


def kind_of(edit: Edit) -> str:
    """The name of the kind of an edit, such as ``change_words``."""
    return _NAMES[type(edit)]


def edit_to_json(edit: Edit) -> dict[str, Any]:
    """The edit as plain values, with its kind.

    Examples:
        >>> edit_to_json(RepealClause("e1", "c2"))
        {'kind': 'repeal_clause', 'id': 'e1', 'clause_id': 'c2'}
    """
    return {"kind": kind_of(edit), **asdict(edit)}


def edit_from_json(values: Mapping[str, Any]) -> Edit:
    """The edit from what ``edit_to_json`` gave.

    Raises:
        KeyError: The kind is not known, or a value is missing.
    """
    kind = KINDS[values["kind"]]
    edit: Edit = kind(**{one.name: _value(one.name, values[one.name]) for one in fields(kind)})
    return edit


def _value(name: str, value: Any) -> Any:
    if name == "clause":
        return _clause(value)
    if name == "section":
        clauses = tuple(_clause(one) for one in value["clauses"])
        return SetSection(**{**value, "clauses": clauses})
    if name == "parts":
        return tuple(_clause(one) for one in value)
    return tuple(value) if isinstance(value, list) else value


def _clause(value: Mapping[str, Any]) -> SetClause:
    return SetClause(**{**value, "predecessors": tuple(value["predecessors"])})
