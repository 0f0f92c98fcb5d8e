"""Documents that are read in: hand one in, follow its reading, fetch its outline.

Only for the municipality, as on its pages: a document may name persons.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Router, Schema, Status, UploadedFile
from pydantic import Field

from drieluik.apps.agreements import documents, policies, services
from drieluik.apps.agreements.documents import ImportLine, ImportRow
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.access import actor_of, municipality_or_404

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality

router = Router()


class DocumentOut(Schema):
    """A document in the list."""

    id: UUID
    bestand: str
    stand: str = Field(description="reading, unreadable, read, confirmed or withdrawn")
    uitleg: str = Field(description="The same in words")
    ingeleverd: datetime


class ReadingOut(DocumentOut):
    """Where a document stands, also while it is being read."""

    fase: str = Field(description="What the reading is doing; empty when it has not begun")
    aandeel: float = Field(description="Share of the reading that is done, 0-1")
    reden: str = Field(description="Why it could not be read, or why it was withdrawn")
    stap: int = Field(description="Raised by every correction")
    bevindingen: int = Field(description="How many findings the reading gave")
    pagina: str


class ReadInOut(Schema):
    """What became of a file."""

    id: UUID
    al_bekend: bool = Field(description="This very file was there already; nothing changed")


@router.get("/gemeenten/{gemeente}/documenten", response=list[DocumentOut])
def list_documents(request: HttpRequest, gemeente: str) -> list[dict[str, Any]]:
    """Give the documents that were read in, newest first."""
    place = _place(request, gemeente)
    return [_line(row) for row in documents.list_imports(place.id)]


@router.post("/gemeenten/{gemeente}/documenten", response={201: ReadInOut, 200: ReadInOut})
def read_document_in(
    request: HttpRequest, gemeente: str, bestand: File[UploadedFile]
) -> Status[dict[str, Any]]:
    """Hand in an agreements document; a job reads it, see the document for how far it is.

    200 when this very file was there already; 409 when it cannot be read at all.
    """
    place, actor = _place(request, gemeente), actor_of(request)
    policies.check_may_record(actor, municipality_id=place.id)
    policies.check_can_be_read(n_bytes=bestand.size or 0)
    result = services.upload_document(
        municipality_id=place.id,
        content=bestand.read(),
        file_name=bestand.name or "",
        actor=actor,
        now=timezone.now(),
    )
    body = {"id": result.import_id, "al_bekend": result.already_there}
    return Status(200 if result.already_there else 201, body)


@router.get("/gemeenten/{gemeente}/documenten/{document}", response=ReadingOut)
def get_document(request: HttpRequest, gemeente: str, document: UUID) -> dict[str, Any]:
    """Give where a document stands."""
    row = _document_or_404(request, gemeente, document)
    page = reverse("agreements:import", args=[gemeente, row.import_id])
    return _line(row) | {
        "fase": row.phase,
        "aandeel": row.share,
        "reden": row.reason,
        "stap": row.step,
        "bevindingen": len(row.outline.get("findings", ())),
        "pagina": request.build_absolute_uri(page),
    }


@router.get("/gemeenten/{gemeente}/documenten/{document}/overzicht", response=dict[str, Any])
def get_outline(request: HttpRequest, gemeente: str, document: UUID) -> dict[str, Any]:
    """Give the outline of a document with its corrections; 409 as long as there is none.

    Its form is that of ``docs/reference/agreements-document.schema.json``.
    """
    row = _document_or_404(request, gemeente, document)
    if not row.outline:
        raise WrongState(_("This document has no outline: it has not been read."))
    return dict(row.outline)


def _line(row: ImportLine | ImportRow) -> dict[str, Any]:
    return {
        "id": row.import_id,
        "bestand": row.file_name,
        "stand": row.state,
        "uitleg": row.state_label,
        "ingeleverd": row.uploaded_at,
    }


def _place(request: HttpRequest, gemeente: str) -> "Municipality":
    """Return the municipality to whoever may open its documents."""
    found = municipality_or_404(request, gemeente)
    policies.check_may_open_import(actor_of(request), municipality_id=found.id)
    return found


def _document_or_404(request: HttpRequest, gemeente: str, document: UUID) -> ImportRow:
    found = documents.find_import(_place(request, gemeente).id, document)
    if found is None:
        raise Http404
    return found
