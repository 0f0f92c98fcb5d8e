"""Parties of agreements that merged: who takes their place. Pure.

What a party was bound to, or had to agree to, its heir is bound to or has to agree to from the day of
the merger. That a party was no party says nothing about its heir; and an heir that takes an
agreement over is party to it, also where it was expressly none before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from drieluik.apps.agreements.rows import BindingRow

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Party


def with_heirs(rows: Sequence[BindingRow], heirs: "Mapping[int, Party]") -> tuple[BindingRow, ...]:
    """Return bindings with every party that merged replaced by its heir, each party once per kind.

    Args:
        rows: Bindings of one or more agreements.
        heirs: Who stands for each party that had merged, by its id.
    """
    if not any(row.party_id in heirs for row in rows):
        return tuple(rows)
    own = [row for row in rows if row.party_id not in heirs]
    taken_over = [
        _of(heirs[row.party_id], row)
        for row in rows
        if row.party_id in heirs and row.kind != "not_party"
    ]
    parties = {(row.clause_id, row.party_id) for row in taken_over}
    found = {
        (row.clause_id, row.party_id, row.kind): row
        for row in (*taken_over, *own)
        if row.kind != "not_party" or (row.clause_id, row.party_id) not in parties
    }
    order = {clause_id: at for at, clause_id in enumerate(dict.fromkeys(r.clause_id for r in rows))}
    return tuple(
        sorted(found.values(), key=lambda row: (order[row.clause_id], row.kind, row.party_name))
    )


def _of(heir: "Party", row: BindingRow) -> BindingRow:
    return replace(
        row,
        party_id=heir.pk,
        party_code=heir.code,
        party_name=heir.name,
        party_kind=heir.kind,
        took_over_from=row.party_name,
    )
