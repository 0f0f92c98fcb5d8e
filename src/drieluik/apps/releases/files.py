"""Public figures as files: the same protected tables as on the pages, and nothing more."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from drieluik.apps.monitor.wording import unit_label
from drieluik.apps.releases.selectors import PublicFigures, TableView
from drieluik.core.flows import CLASS
from drieluik.reports import FICTITIOUS_NL
from drieluik.reports.figure_tables import FigureTable, csv_file, parquet_file, xlsx_file
from drieluik.ui.templatetags.drieluik import half_year

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality

FORMS = ("csv", "xlsx", "json", "parquet")
"""Kinds of files of public figures."""
_SHEETS = {"gebied": "Gebieden", "corporatie": "Corporaties", "klasse": "Gemeente"}


def file_of(
    found: Sequence[PublicFigures],
    views: Sequence[TableView],
    municipality: "Municipality",
    form: str,
) -> bytes:
    """Return the tables of a figure over a half-year as a file.

    Args:
        found: The tables as they are public.
        views: The same, as people read them.
        municipality: Whose figures they are.
        form: One of ``FORMS``.
    """
    if form == "json":
        return _json(found, views, municipality)
    if form == "parquet":
        return _parquet(found, views, municipality)
    tables = [_table(one, view, municipality) for one, view in zip(found, views, strict=True)]
    return csv_file(*tables) if form == "csv" else xlsx_file(*tables)


def _notes(one: PublicFigures, view: TableView, municipality: "Municipality") -> tuple[str, ...]:
    notes = [
        _("%(name)s (%(period)s); public since %(day)s.")
        % {
            "name": capfirst(half_year(one.period)),
            "period": one.period,
            "day": f"{one.published_at:%d-%m-%Y}",
        },
        _("What is counted: %(unit)s.") % {"unit": unit_label(one.table.unit)},
        view.certificate
        if view.is_rounded
        else _("An empty number is not shown, so that nobody can be recognised."),
    ]
    corrects = _("What is different: %(note)s") % {"note": one.note} if one.note else ""
    made_up = FICTITIOUS_NL if municipality.fictitious else ""
    return tuple(line for line in (made_up, *notes, corrects) if line)


def _table(one: PublicFigures, view: TableView, municipality: "Municipality") -> FigureTable:
    first = view.release.dimensions[0].column
    return written(
        view,
        title=f"{view.title}, {municipality.name}",
        notes=_notes(one, view, municipality),
        sheet=_SHEETS[first],
    )


def written(view: TableView, *, title: str, notes: tuple[str, ...], sheet: str) -> FigureTable:
    """Return a protected table as rows of a file: one per cell, with what is not shown.

    Args:
        view: The table.
        title: What stands above it.
        notes: Sentences below the title.
        sheet: Name of the sheet in a workbook.
    """
    second = [each.column for each in view.release.dimensions[1:]]
    header = [_("code"), _("name"), _("level")]
    header += [_("class") if each == CLASS else _("corporation") for each in second]
    header += [_("number"), _("shown")]
    names = dict(view.columns)
    rows = [
        (
            row.code,
            row.name,
            row.level,
            *([names[cell.column]] if second else []),
            None if cell.value is None else int(cell.value),
            cell.words if cell.value is None else _("yes"),
        )
        for row in view.rows
        for cell in row.cells
    ]
    return FigureTable(title=title, notes=notes, header=tuple(header), rows=rows, sheet=sheet)


_COLUMNS = {
    "tabel": "whole",
    "code": "text",
    "naam": "text",
    "niveau": "text",
    "kolom": "text",
    "kolomnaam": "text",
    "waarde": "whole",
    "getoond": "yes_no",
    "tekst": "text",
}
"""Columns of the Parquet file, all tables of a figure below each other."""


def _about(first: PublicFigures, municipality: "Municipality") -> dict[str, Any]:
    """Return what a file tells of itself."""
    return {
        "cijfer": first.table.id,
        "naam": first.table.name_nl,
        "betekenis": first.table.meaning_nl,
        "eenheid": unit_label(first.table.unit),
        "gemeente": {"code": municipality.code, "naam": municipality.name},
        "fictief": municipality.fictitious,
        "halfjaar": first.period,
        "openbaar_sinds": first.published_at.isoformat(),
        "wat_is_anders": first.note,
    }


def _parquet(
    found: Sequence[PublicFigures], views: Sequence[TableView], municipality: "Municipality"
) -> bytes:
    """Return every cell as a row; the fingerprints lead to the releases in the JSON file."""
    rows = [
        {
            "tabel": view.place,
            "code": row.code,
            "naam": row.name,
            "niveau": row.level,
            "kolom": cell.column,
            "kolomnaam": name,
            "waarde": None if cell.value is None else int(cell.value),
            "getoond": not cell.hidden,
            "tekst": cell.words,
        }
        for view in views
        for row in view.rows
        for (_code, name), cell in zip(view.columns, row.cells, strict=True)
    ]
    about = _about(found[0], municipality) | {
        "licentie": settings.OPEN_DATA_LICENCE,
        "toelichting": list(_notes(found[0], views[0], municipality)),
        "tabellen": {
            str(view.place): {"titel": view.title, "vingerafdruk": one.release_hash}
            for one, view in zip(found, views, strict=True)
        },
    }
    return parquet_file(rows, _COLUMNS, json.dumps(about, ensure_ascii=False))


def _json(
    found: Sequence[PublicFigures], views: Sequence[TableView], municipality: "Municipality"
) -> bytes:
    """Return names and numbers, with each release as the audit of disclosure control reads it."""
    content = _about(found[0], municipality) | {
        "tabellen": [
            {
                "vingerafdruk": one.release_hash,
                "kolommen": [{"code": code, "naam": name} for code, name in view.columns],
                "rijen": [
                    {
                        "code": row.code,
                        "naam": row.name,
                        "niveau": row.level,
                        "waarden": [cell.value for cell in row.cells],
                    }
                    for row in view.rows
                ],
                "publicatie": json.loads(one.release),
            }
            for one, view in zip(found, views, strict=True)
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
