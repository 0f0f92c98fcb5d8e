"""How a file leaves the house: as a download that no browser shows, runs, guesses at or keeps."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_KINDS = {
    "xlsx": XLSX,
    "docx": DOCX,
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "md": "text/plain; charset=utf-8",
    "markdown": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
    "svg": "image/svg+xml",
    "png": "image/png",
}
GEOJSON = {
    "responses": {200: {"content": {"application/geo+json": {"schema": {"type": "object"}}}}}
}
"""What the API tells of an operation that gives GeoJSON."""


def as_download(content: bytes, name: str) -> HttpResponse:
    """Return bytes as a file to keep; the end of the name says what kind it is.

    A name of a sender may be given: signs that mean something to a browser are made harmless.
    """
    shown = "".join(sign for sign in name if sign.isprintable())
    return HttpResponse(
        content,
        content_type=_KINDS.get(shown.lower().rpartition(".")[2], "application/octet-stream"),
        headers={
            "Content-Disposition": str(content_disposition_header(True, shown)),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )
