"""Reading publications: lists, one with its tables, who approves, and what is public now."""

from drieluik.apps.releases.selectors.kept_back import kept_back, texts_that_tell
from drieluik.apps.releases.selectors.percent import find_percent, has_percent
from drieluik.apps.releases.selectors.public import (
    PublicFigures,
    WithdrawnFigures,
    find_public,
    hidden_totals,
    list_public,
    list_withdrawn,
)
from drieluik.apps.releases.selectors.publications import (
    PublicationRow,
    ToApprove,
    Try,
    find_publication,
    fingerprint,
    list_prepared,
    list_publications,
    parties_to_approve,
    tables_being_made,
    tables_of,
    tries_of,
)
from drieluik.apps.releases.selectors.tables import Cell, Row, TableView, cell_names, view_of

__all__ = [
    "Cell",
    "PublicFigures",
    "PublicationRow",
    "Row",
    "TableView",
    "ToApprove",
    "Try",
    "WithdrawnFigures",
    "cell_names",
    "find_percent",
    "find_public",
    "find_publication",
    "fingerprint",
    "has_percent",
    "hidden_totals",
    "kept_back",
    "list_prepared",
    "list_public",
    "list_publications",
    "list_withdrawn",
    "parties_to_approve",
    "tables_being_made",
    "tables_of",
    "texts_that_tell",
    "tries_of",
    "view_of",
]
