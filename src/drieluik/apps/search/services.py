"""Keeping the index in step, and making it anew. Derived: no act of a person, so no event."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import translation

from drieluik.apps.search.models import Entry
from drieluik.apps.search.rows import Bundle, NewEntry
from drieluik.apps.search.sources import SOURCES
from drieluik.core.searching import folded_words, stems_of

MOST_WORDS = 60_000
"""Words of one entry that are looked through; a book has fewer."""


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

    Changes:
        All entries of the municipality.
    """
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
        body_stems=" ".join(stems_of(body)[:MOST_WORDS]),
        words=" ".join(folded_words(f"{named} {body}")[:MOST_WORDS]),
    )
