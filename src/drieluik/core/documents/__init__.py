"""Agreement documents: bytes in, an outline with findings out; corrections of that outline.

Reads plain text, Markdown, Word and text PDF. Knows no database, no user and no web page: who may
correct what, and what becomes the register, is decided elsewhere.
"""

from drieluik.core.documents.isolation import check_can_be_tried, read_document_isolated
from drieluik.core.documents.model import (
    Action,
    Agreement,
    AgreementsDocument,
    Dates,
    FocusProject,
    Footnote,
    Label,
    Lead,
    Party,
    Position,
    Quote,
    Section,
    Theme,
    TrackedChange,
    Unplaced,
)
from drieluik.core.documents.reading import read_document
from drieluik.core.documents.refused import RefusedError

__all__ = [
    "Action",
    "Agreement",
    "AgreementsDocument",
    "Dates",
    "FocusProject",
    "Footnote",
    "Label",
    "Lead",
    "Party",
    "Position",
    "Quote",
    "RefusedError",
    "Section",
    "Theme",
    "TrackedChange",
    "Unplaced",
    "check_can_be_tried",
    "read_document",
    "read_document_isolated",
]
