"""Documents in Drieluik that a result can point at: works of the library, papers of meetings.

Each reader gets the documents that may be read; another leaves no trace, not even its title.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from drieluik.apps.decisions.rows import MeetingPaperRow
from drieluik.apps.decisions.selectors import list_papers
from drieluik.apps.library.rows import WorkRow
from drieluik.apps.library.selectors import list_works
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import get_municipality

_WORK, _PAPER = "werk:", "stuk:"


@dataclass(frozen=True, slots=True)
class Document:
    """A document as one reader sees it.

    Attributes:
        key: ``werk:`` with the id of a work, or ``stuk:`` with that of a version of a paper.
        title: Its title; of a work the newest edition that this reader may see.
        place: Where it is kept: the library, or the name of a meeting.
        href: Path of its page or file.
        is_withdrawn: Whether it was withdrawn from the library.
        can_be_chosen: Whether a new result can point at it.
    """

    key: str
    title: str
    place: str
    href: str
    is_withdrawn: bool
    can_be_chosen: bool


Documents = dict[str, Document]


def list_documents(*, municipality_id: int, actor: Actor) -> Documents:
    """Return by key what somebody may read: the works first, then papers, newest meeting first."""
    slug = get_municipality(municipality_id=municipality_id).slug
    works = list_works(municipality_id=municipality_id, actor=actor)
    papers = list_papers(municipality_id=municipality_id, actor=actor)
    found = [
        *(_of_library(row, slug) for row in works),
        *(_of_meeting(row, slug) for row in papers),
    ]
    return {one.key: one for one in found}


def list_choosable(*, municipality_id: int, actor: Actor) -> Documents:
    """Return by key what a new result of somebody can point at, in the same order."""
    found = list_documents(municipality_id=municipality_id, actor=actor)
    return {key: one for key, one in found.items() if one.can_be_chosen}


def by_place(documents: Iterable[Document]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return keys and titles under the place where the documents are kept."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in documents:
        found.setdefault(one.place, []).append((one.key, one.title))
    return list(found.items())


def key_of(work_id: UUID | None, paper_version_id: int | None) -> str:
    """Return the key of what a result points at; empty when it points at nothing here."""
    if work_id is not None:
        return f"{_WORK}{work_id}"
    return "" if paper_version_id is None else f"{_PAPER}{paper_version_id}"


def ids_of(key: str) -> tuple[UUID | None, int | None]:
    """Return the work and the version of a paper of a key; both None when it is empty."""
    if key.startswith(_WORK):
        return UUID(key.removeprefix(_WORK)), None
    return None, int(key.removeprefix(_PAPER)) if key else None


def _of_library(row: WorkRow, slug: str) -> Document:
    return Document(
        key=key_of(row.work_id, None),
        title=row.newest.title,
        place=_("Library"),
        href=reverse("library:work", args=[slug, row.work_id]),
        is_withdrawn=row.is_withdrawn,
        can_be_chosen=not row.is_withdrawn,
    )


def _of_meeting(row: MeetingPaperRow, slug: str) -> Document:
    file = reverse("decisions:paper", args=[slug, row.meeting_id, row.version_id])
    return Document(
        key=key_of(None, row.version_id),
        title=row.title,
        place=row.meeting,
        href=row.link or file,
        is_withdrawn=False,
        can_be_chosen=row.is_current,
    )
