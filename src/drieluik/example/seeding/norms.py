"""Lays the definitions and the norms: written by the policy officer, confirmed by the steward."""

import re

from drieluik.apps.agreements.selectors import find_clause
from drieluik.apps.monitor.selectors.norms import list_norms
from drieluik.apps.monitor.services import (
    Wording,
    confirm_norm,
    record_first_definition,
    write_norm,
)
from drieluik.core.indicators import INDICATORS
from drieluik.example.deliveries import periods
from drieluik.example.norms import ExampleNorm, norms
from drieluik.example.places import Place
from drieluik.example.seeding.clock import moment
from drieluik.example.seeding.people import actor

_GROUNDS_NL = "Vastgesteld in het Bestuurlijk Overleg (verzonnen voorbeeld)."
_NUMBER = re.compile(r"^afspraak:\s*(\S+)", re.MULTILINE)


def lay_norms(municipality_id: int, where: Place) -> None:
    """Lay definitions and norms, unless there are norms already."""
    if list_norms(municipality_id=municipality_id):
        return
    agreed_on = periods()[0].starts_on
    now = moment(agreed_on)
    steward = actor(where.party, "steward", agreed_on)
    for card in INDICATORS:
        if card.on_request:
            continue
        record_first_definition(
            municipality_id=municipality_id,
            indicator_id=card.id,
            grounds=_GROUNDS_NL,
            actor=steward,
            now=now,
        )
    for norm in norms(where):
        _lay_norm(municipality_id, where, norm)


def _lay_norm(municipality_id: int, where: Place, norm: ExampleNorm) -> None:
    agreed_on = periods()[0].starts_on
    found = _NUMBER.search(norm.text)
    clause = find_clause(municipality_id, found[1]) if found else None
    if clause is None:
        raise ValueError(f"this norm of the example names no agreement: {norm.text}")
    draft = write_norm(
        municipality_id=municipality_id,
        clause_id=clause.clause_id,
        norm_id=None,
        wording=Wording(norm.text, norm.note_nl, str(periods()[0])),
        actor=actor(where.party, "editor", agreed_on),
        now=moment(agreed_on, 10),
    )
    if isinstance(draft, tuple):
        raise ValueError(f"this norm of the example has faults: {draft}")
    confirm_norm(
        norm_text_id=draft.id,
        actor=actor(where.party, "steward", agreed_on),
        now=moment(agreed_on, 11),
    )
