"""The edits of one proposal as those of another: carried to the newest agreements, with own ids."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from drieluik.apps.agreements.proposals.editing import ProposedEdit, from_json, to_json
from drieluik.apps.agreements.proposals.faults import RegisterNow
from drieluik.apps.agreements.proposals.norming import AddNorm, new_norm_id
from drieluik.apps.agreements.proposals.rebase import carried
from drieluik.core.amendments.edits.edit import AddClause, AddSection, SplitClause
from drieluik.core.amendments.sets.rows import AgreementSet


def copied(
    edits: Sequence[ProposedEdit], old: AgreementSet, new: AgreementSet, now: RegisterNow
) -> tuple[ProposedEdit, ...]:
    """Return the edits for a new proposal on the newest agreements.

    What cannot be carried over stays as it was written, and is a fault to put right there. What
    an edit adds gets an id of its own, so that both proposals can stand beside each other.

    Args:
        edits: The edits of the proposal that is copied.
        old: The agreements it was made on.
        new: The newest agreements.
        now: The parties and norms of now.
    """
    over = [row.proposed for row in carried(edits, old, new, now)]
    fresh = {one: str(uuid4()) for edit in over for one in _ids_given(edit)}
    for one in over:
        if isinstance(one.edit, AddNorm) and one.edit.clause_id in fresh:
            fresh[one.edit.norm_id] = new_norm_id(fresh[one.edit.clause_id], 0)
    return tuple(_renamed(one, fresh) for one in over)


def _ids_given(one: ProposedEdit) -> list[str]:
    edit = one.edit
    if isinstance(edit, AddClause):
        return [edit.id, edit.clause.id]
    if isinstance(edit, AddSection):
        return [edit.id, edit.section.id]
    if isinstance(edit, SplitClause):
        return [edit.id, *(part.id for part in edit.parts[1:])]
    return [edit.id]


def _renamed(one: ProposedEdit, fresh: dict[str, str]) -> ProposedEdit:
    payload, parties = to_json(one)
    renamed = from_json(_with_names(payload, fresh), parties)
    return replace(renamed, parties=one.parties)


def _with_names(value: Any, fresh: dict[str, str]) -> Any:
    """Return plain values in which every old id is the new one, however deep it stands."""
    if isinstance(value, dict):
        return {name: _with_names(inner, fresh) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_with_names(inner, fresh) for inner in value]
    return fresh.get(value, value) if isinstance(value, str) else value
