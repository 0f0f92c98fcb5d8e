"""Keeping the index in step, and making it anew. Derived: no act of a person, so no event."""

from collections.abc import Iterable, Iterator, Sequence

from django.conf import settings
from django.db import transaction
from django.utils import translation

from drieluik.apps.audit.services import hold_acts
from drieluik.apps.search.models import Entry
from drieluik.apps.search.rows import Bundle, NewEntry
from drieluik.apps.search.sources import SOURCES
from drieluik.core.searching import folded_words, stems_of

MOST_WORDS = 60_000
"""Words of one entry that are looked through; a book has fewer."""

_ROOM = 350_000
_BESIDE = 8
"""PostgreSQL refuses a vector above a megabyte: room for the different words of stems and of words
each, and what is kept beside every one of them. Only long lists of codes come near."""


@transaction.atomic
def put_bundle(bundle: Bundle) -> None:
    """Let a bundle be found as it is now, in the transaction of whoever changed it.

    Changes:
        The entries of the bundle: the old ones go, the new ones come.
    """
    here = Entry.objects.filter(municipality_id=bundle.municipality_id, bundle=bundle.name)
    here.delete()
    Entry.objects.bulk_create(
        (_entry(bundle, new) for new in bundle.entries),
        batch_size=100,
    )


@transaction.atomic
def rebuild_index(*, municipality_id: int) -> int:
    """Make the index of a municipality anew from its sources; returns the number of entries.

    Acts wait until it is done: one that came in between would be in the index twice, or not at all.

    Changes:
        All entries of the municipality.
    """
    hold_acts()
    Entry.objects.filter(municipality_id=municipality_id).delete()
    n_entries = 0
    with translation.override(settings.LANGUAGE_CODE):
        for bundle in _all_bundles(municipality_id):
            put_bundle(bundle)
            n_entries += len(bundle.entries)
    return n_entries


def _all_bundles(municipality_id: int) -> Iterable[Bundle]:
    for source in SOURCES:
        yield from source.bundles(municipality_id)


def _entry(bundle: Bundle, new: NewEntry) -> Entry:
    named = f"{new.number} {new.title}".strip()
    body = new.body.replace("\x00", "")
    return Entry(
        municipality_id=bundle.municipality_id,
        bundle=bundle.name,
        kind=new.kind,
        audience=new.audience,
        number=new.number,
        themes="".join(f"|{number}" for number in new.themes) + "|" * bool(new.themes),
        title=new.title,
        body=body,
        dated_on=new.dated_on,
        holds_from=new.holds_from,
        holds_until=new.holds_until,
        place=dict(new.place),
        facts=dict(new.facts),
        title_stems=" ".join(stems_of(named)),
        body_stems=" ".join(_fitting(stems_of(body))),
        words=" ".join(_fitting(folded_words(f"{named} {body}"))),
    )


def _fitting(words: Sequence[str]) -> Iterator[str]:
    """Return the words in order, as far as every database can keep them."""
    seen: set[str] = set()
    room = _ROOM
    for word in words[:MOST_WORDS]:
        if word not in seen:
            seen.add(word)
            room -= len(word.encode()) + _BESIDE
            if room < 0:
                return
        yield word
