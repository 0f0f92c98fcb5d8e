"""Proposals: those that were submitted for everyone, a draft only for the party that drafts it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from drieluik.apps.agreements.proposals.reading import (
    ProposalRow,
    find_proposal,
    get_base_set,
    list_proposals,
    touched_by,
    words_of_edits,
)
from drieluik.apps.agreements.subjects import place_of_proposal
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.apps.search.audience import EVERYONE, only_party
from drieluik.apps.search.rows import Bundle, NewEntry
from drieluik.apps.search.sources.source import Source

if TYPE_CHECKING:
    from drieluik.apps.audit.models import AuditEvent

EVENTS = (
    "proposal.drafted",
    "proposal.changed",
    "proposal.submitted",
    "proposal.rebased",
    "proposal.withdrawn",
    "proposal.adopted",
    "proposal.rejected",
)


def bundles(municipality_id: int) -> Iterator[Bundle]:
    """Return every proposal of a municipality, each on its own."""
    return (_bundle(row) for row in list_proposals(municipality_id, SYSTEM))


def _bundle(row: ProposalRow) -> Bundle:
    return Bundle(row.municipality_id, f"proposal:{row.proposal_id}", (_entry(row),))


def _entry(row: ProposalRow) -> NewEntry:
    shown = row.submitted_at is not None
    return NewEntry(
        kind="proposal",
        audience=EVERYONE if shown else only_party(row.party_id),
        title=row.title,
        body="\n".join((row.motive, *words_of_edits(row))),
        themes=themes_of(row),
        dated_on=(row.submitted_at or row.drafted_at).date(),
        place={"proposal": str(row.proposal_id)},
        facts={"number": row.number, "party": row.party_name, "state": row.state},
    )


def themes_of(row: ProposalRow) -> tuple[str, ...]:
    """Return the numbers of the themes that a proposal changes or adds something in."""
    base = get_base_set(row.proposal_id)
    by_id = {section.id: section.theme_number for section in base.sections}
    by_id |= {clause.id: section.theme_number for section, clause in base.placed_clauses()}
    touched = {*touched_by(row), *(getattr(one.edit, "section_id", "") for one in row.proposed)}
    return tuple(sorted({by_id[key] for key in touched if by_id.get(key)}))


def _of_event(event: "AuditEvent") -> Iterator[Bundle]:
    proposal_id = UUID(event.subject_id)
    row = find_proposal(place_of_proposal(proposal_id), proposal_id, SYSTEM)
    return iter([_bundle(row)] if row else [])


SOURCE = Source(bundles=bundles, reactions=dict.fromkeys(EVENTS, _of_event))
