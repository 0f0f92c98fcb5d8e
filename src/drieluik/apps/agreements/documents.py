"""Reading the documents that are being read in, scoped to their municipality."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from drieluik.apps import kept_files
from drieluik.apps.agreements.models import Import, Register

SUFFIX = ".document"
"""How an original is called on disk: its own name may say anything."""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A document on its way to the register.

    Attributes:
        import_id: Which document.
        file_name: As uploaded.
        state: ``reading``, ``unreadable``, ``read``, ``confirmed`` or ``withdrawn``.
        state_label: The same in words.
        uploaded_at: When.
        uploaded_by: By whom.
        step: Counts every change.
        outline: Themes, agreements, findings and what has no place, as it stands now; empty
            as long as it has not been read.
        corrections: All steps, also those undone.
        reason: Why it was withdrawn, or why it could not be read.
        phase: What the reading is doing, in Dutch; empty when it has not begun.
        share: Share of the reading that is done, 0-1.
    """

    import_id: UUID
    file_name: str
    content_hash: str
    state: str
    state_label: str
    uploaded_at: datetime
    uploaded_by: str
    step: int
    outline: Mapping[str, Any]
    corrections: Sequence[Mapping[str, Any]]
    reason: str
    phase: str
    share: float

    @property
    def is_being_read(self) -> bool:
        """Tell whether it waits for its reading or is being read."""
        return self.state == Import.State.READING

    @property
    def is_open(self) -> bool:
        """Tell whether it can still be corrected."""
        return self.state == Import.State.READ


@dataclass(frozen=True, slots=True)
class ImportLine:
    """A document in the list."""

    import_id: UUID
    file_name: str
    state: str
    state_label: str
    uploaded_at: datetime
    uploaded_by: str


def read_original(document: ImportRow) -> bytes:
    """Return the document as it was handed in.

    Raises:
        OSError: The file is gone, or is no longer what was kept.
    """
    return kept_files.read_original(document.content_hash, SUFFIX)


def list_imports(municipality_id: int) -> list[ImportLine]:
    """Return the documents of a municipality, newest first."""
    return [
        ImportLine(
            import_id=row.id,
            file_name=row.file_name,
            state=row.state,
            state_label=str(Import.State(row.state).label),
            uploaded_at=row.uploaded_at,
            uploaded_by=row.uploaded_by.name,
        )
        for row in _rows(municipality_id).defer("as_read", "outline", "corrections")
    ]


def find_import(municipality_id: int, import_id: UUID) -> ImportRow | None:
    """Return one document with its outline, or None when it is not of this municipality."""
    row = _rows(municipality_id).defer("as_read").filter(id=import_id).first()
    if row is None:
        return None
    return ImportRow(
        import_id=row.id,
        file_name=row.file_name,
        content_hash=row.content_hash,
        state=row.state,
        state_label=str(Import.State(row.state).label),
        uploaded_at=row.uploaded_at,
        uploaded_by=row.uploaded_by.name,
        step=row.step,
        outline=row.outline,
        corrections=row.corrections,
        reason=row.reason,
        phase=row.reading_phase,
        share=row.reading_share,
    )


def has_register(municipality_id: int) -> bool:
    """Tell whether the municipality has a register."""
    return Register.objects.filter(municipality_id=municipality_id).exists()


def _rows(municipality_id: int) -> QuerySet[Import]:
    return Import.objects.filter(municipality_id=municipality_id).select_related("uploaded_by")
