"""The file of a paper."""

from dataclasses import dataclass
from uuid import UUID

from drieluik.apps import kept_files
from drieluik.apps.decisions.models import AgendaItem, PaperVersion

SUFFIX = ".paper"
"""How a paper is called on disk: its own name may say anything."""


@dataclass(frozen=True, slots=True)
class PaperFile:
    """The bytes of a paper and the name it came with."""

    name: str
    content: bytes


def read_paper(*, version_id: int, meeting_id: UUID) -> PaperFile | None:
    """Return a version of a paper of a meeting, also one that came with an adjourned item.

    Raises:
        OSError: The file is gone, or is no longer what was kept.
    """
    threads = AgendaItem.objects.filter(meeting_id=meeting_id).values("thread")
    rows = PaperVersion.objects.exclude(content_hash="")
    found = rows.filter(id=version_id, paper__item__thread__in=threads).first()
    if found is None:
        return None
    return PaperFile(found.file_name, kept_files.read_original(found.content_hash, SUFFIX))
