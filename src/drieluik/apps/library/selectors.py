"""Reading the library: always as one reader may see it."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from drieluik.apps import kept_files
from drieluik.apps.library import policies
from drieluik.apps.library.models import Edition, Work
from drieluik.apps.library.rows import EditionRow, WorkFile, WorkRow
from drieluik.apps.organisations.actors import Actor

SUFFIX = ".work"
"""How a file is called on disk: its own name may say anything."""


def list_works(*, municipality_id: int, actor: Actor) -> list[WorkRow]:
    """Return the works of which a reader may see an edition, newest date first.

    An edition that is not shared with the reader leaves no trace: the reader then sees the newest
    one that is.
    """
    works = (_seen(work, actor) for work in _works().filter(municipality_id=municipality_id))
    rows = [row for row in works if row is not None]
    return sorted(rows, key=lambda row: (-row.newest.dated_on.toordinal(), row.newest.title))


def find_work(*, work_id: UUID, municipality_id: int, actor: Actor) -> WorkRow | None:
    """Return a work of which the reader may see an edition, else None (as if it did not exist)."""
    work = _works().filter(id=work_id, municipality_id=municipality_id).first()
    return _seen(work, actor) if work else None


def list_for_clause(
    *, municipality_id: int, clause_id: UUID, theme_number: str, actor: Actor
) -> tuple[list[WorkRow], list[WorkRow]]:
    """Return the works that serve an agreement, and the other works of its theme."""
    rows = [
        row
        for row in list_works(municipality_id=municipality_id, actor=actor)
        if not row.is_withdrawn
    ]
    own = [row for row in rows if clause_id in row.clause_ids]
    return own, [row for row in rows if theme_number in row.themes and row not in own]


def may_open(row: WorkRow, actor: Actor) -> bool:
    """Tell whether file and summary are open: of a withdrawn work only to who brought it in."""
    return not row.is_withdrawn or row.party_id in actor.party_ids


def read_file(row: WorkRow, number: int, actor: Actor) -> WorkFile | None:
    """Return the file of an edition the reader may see and open, or None.

    Raises:
        OSError: The file is gone, or is no longer what was kept.
    """
    seen = {one.number for one in row.editions if one.file_name}
    if number not in seen or not may_open(row, actor):
        return None
    found = Edition.objects.get(work_id=row.work_id, number=number)
    return WorkFile(found.file_name, kept_files.read_original(found.content_hash, SUFFIX))


def list_all_editions(
    *, municipality_id: int, work_id: UUID | None = None
) -> list[tuple[WorkRow, dict[int, str]]]:
    """Return works with all their editions and the words of their files, for the search index.

    No reader is asked: whoever uses this keeps to ``publicness``.
    """
    works = _works(with_text=True).filter(municipality_id=municipality_id)
    if work_id is not None:
        works = works.filter(id=work_id)
    return [
        (
            _row(work, list(work.editions.all())),
            {one.number: one.text for one in work.editions.all()},
        )
        for work in works.order_by("id")
    ]


def place_of_work(work_id: UUID) -> int:
    """Return the municipality of a work.

    Raises:
        Work.DoesNotExist: There is none with this id.
    """
    return Work.objects.values_list("municipality_id", flat=True).get(id=work_id)


def _works(*, with_text: bool = False) -> QuerySet[Work]:
    editions = Edition.objects.select_related("added_by").order_by("-number")
    if not with_text:
        editions = editions.defer("text")
    return Work.objects.select_related("party").prefetch_related(
        "clauses", Prefetch("editions", editions)
    )


def _seen(work: Work, actor: Actor) -> WorkRow | None:
    editions = [
        one
        for one in work.editions.all()
        if policies.check_may_read.allows(
            actor,
            municipality_id=work.municipality_id,
            party_id=work.party_id,
            publicness=one.publicness,
        )
    ]
    return _row(work, editions) if editions else None


def _row(work: Work, editions: Sequence[Edition]) -> WorkRow:
    return WorkRow(
        work_id=work.id,
        municipality_id=work.municipality_id,
        party_id=work.party_id,
        party_name=work.party.name,
        themes=tuple(work.themes),
        clause_ids=tuple(clause.id for clause in work.clauses.all()),
        editions=tuple(_edition_rows(editions)),
        withdrawn_at=work.withdrawn_at,
        withdrawal_reason=work.withdrawal_reason,
    )


def _edition_rows(editions: Iterable[Edition]) -> Iterable[EditionRow]:
    for one in editions:
        yield EditionRow(
            number=one.number,
            kind=one.kind,
            kind_label=str(one.get_kind_display()),
            title=one.title,
            author=one.author,
            dated_on=one.dated_on,
            summary=one.summary,
            publicness=one.publicness,
            publicness_label=str(one.get_publicness_display()),
            ground=one.ground,
            file_name=one.file_name,
            n_bytes=one.n_bytes,
            n_words=one.n_words,
            link=one.link,
            added_at=one.added_at,
            added_by=one.added_by.name,
        )
