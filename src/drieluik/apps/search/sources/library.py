"""Works of the library with the words of their files; of a withdrawn work nothing is found."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from drieluik.apps.library.rows import EditionRow, WorkRow
from drieluik.apps.library.selectors import list_all_editions, place_of_work
from drieluik.apps.search.audience import EVERYONE, TABLE, only_party
from drieluik.apps.search.rows import Bundle, NewEntry
from drieluik.apps.search.sources.source import Source

if TYPE_CHECKING:
    from drieluik.apps.audit.models import AuditEvent

EVENTS = ("work.added", "work.edition_added", "work.links_changed", "work.withdrawn")
_WIDER = ("party", "partners", "public")
"""Who may read, from few to many."""


def bundles(municipality_id: int) -> Iterator[Bundle]:
    """Return every work of a municipality, each on its own."""
    rows = list_all_editions(municipality_id=municipality_id)
    return (_bundle(row, texts) for row, texts in rows)


def _bundle(row: WorkRow, texts: Mapping[int, str]) -> Bundle:
    editions = [] if row.is_withdrawn else list(_found_by_somebody(row))
    entries = tuple(_entry(row, edition, texts[edition.number]) for edition in editions)
    return Bundle(row.municipality_id, f"work:{row.work_id}", entries)


def _found_by_somebody(row: WorkRow) -> Iterator[EditionRow]:
    """Return the newest edition, and the newest one for those who may not see it."""
    widest = -1
    for edition in row.editions:
        wide = _WIDER.index(edition.publicness)
        if wide > widest:
            widest = wide
            yield edition


def _entry(row: WorkRow, edition: EditionRow, text: str) -> NewEntry:
    audiences = {
        "public": EVERYONE,
        "partners": TABLE,
        "party": only_party(row.party_id),
    }
    return NewEntry(
        kind="work",
        audience=audiences[edition.publicness],
        title=edition.title,
        body="\n".join(part for part in (edition.summary, edition.author, text) if part),
        themes=row.themes,
        dated_on=edition.dated_on,
        place={"work": str(row.work_id)},
        facts={"edition": edition.number, "author": edition.author},
    )


def _of_event(event: "AuditEvent") -> Iterator[Bundle]:
    work_id = UUID(event.subject_id)
    rows = list_all_editions(municipality_id=place_of_work(work_id), work_id=work_id)
    return (_bundle(row, texts) for row, texts in rows)


SOURCE = Source(bundles=bundles, reactions=dict.fromkeys(EVENTS, _of_event))
