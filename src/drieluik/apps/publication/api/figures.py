"""Public figures: which there are, their protected tables cell by cell, and on the map.

Every number comes from the release that went through disclosure control; nothing is counted here.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Literal, NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Schema
from ninja.pagination import PageNumberPagination, paginate
from pydantic import Field

from drieluik.apps.monitor.wording import unit_label
from drieluik.apps.publication.api.asking import OF_PLACE, of_a_place, router, visit_of
from drieluik.apps.publication.api.mapping import PublicCoordinates, map_answer, on_a_map
from drieluik.apps.publication.selectors.figures import open_tables
from drieluik.apps.publication.selectors.names import left_out
from drieluik.apps.publication.serving import Visit
from drieluik.apps.releases.files import FORMS
from drieluik.apps.releases.mapping import figure_geojson
from drieluik.apps.releases.selectors import Cell, PublicFigures, Row, TableView, list_public
from drieluik.ui.downloads import GEOJSON

_FIGURE = f"{OF_PLACE}/cijfers/{{slug:cijfer}}/{{halfjaar}}"


class PublicColumnOut(Schema):
    """A column of a table."""

    code: str = Field(description="Empty when the table has no classes")
    naam: str


class PublicCellOut(Schema):
    """One figure as it is shown."""

    kolom: str = Field(description="Code of the column")
    waarde: float | None = Field(description="Null when it is not shown, or not exactly")
    getoond: bool = Field(description="False for what is hidden so that nobody is recognised")
    tekst: str = Field(description="As it reads, such as 1.204, not shown, or a span")


class PublicRowOut(Schema):
    """One row of a table."""

    code: str = Field(description="Code of the area or corporation")
    naam: str
    niveau: str = Field(description="municipality, wijk, buurt, corporation, class or total")
    cellen: list[PublicCellOut] = Field(description="In the order of the columns")


class PublicTableOut(Schema):
    """A protected table."""

    nummer: int = Field(description="Which of the tables of the figure")
    titel: str
    vingerafdruk: str = Field(description="SHA-256 of the release")
    niet_getoond: int = Field(description="How many figures are hidden")
    verantwoording: str = Field(description="How good the choice of what is hidden is, in words")
    kolommen: list[PublicColumnOut]
    rijen: list[PublicRowOut] = Field(description="All together first, a wijk before its buurten")


class PublicFigureOut(Schema):
    """A figure over a half-year that is public."""

    cijfer: str
    naam: str
    betekenis: str
    eenheid: str
    halfjaar: str
    fictief: bool
    publicatie: UUID = Field(description="The publication it went out in")
    openbaar_sinds: datetime
    verbetering: str = Field(description="What it corrects; empty when it corrects nothing")
    tabellen: int = Field(description="How many tables it has")
    pagina: str
    bestanden: dict[str, str] = Field(description="Kind of file -> its address")


class PublicFigureWithTablesOut(PublicFigureOut):
    """A figure with its tables, whole."""

    inhoud: list[PublicTableOut]


class PublicFlatCellOut(PublicCellOut):
    """One figure with its row and column, for who wants one long list."""

    tabel: int
    code: str
    naam: str
    niveau: str
    kolomnaam: str


class PublicationOut(Schema):
    """A publication of which tables are public now."""

    id: UUID
    halfjaar: str
    stand: Literal["published", "correction"] = Field(
        description="correction when it replaces figures that were public before"
    )
    openbaar_sinds: datetime
    verbetering: str = Field(description="What it corrects; empty when it corrects nothing")
    cijfers: list[str] = Field(description="Which of its figures count now")


class PublicFiguresChoice(Schema):
    """Which figures."""

    cijfer: str = Field("", max_length=60, description="Only this figure")
    halfjaar: str = Field("", max_length=6, description="Only over this half-year")


class PublicCellsChoice(Schema):
    """Which cells."""

    tabel: int | None = Field(None, description="Only of this table of the figure")
    niveau: Literal["", "municipality", "wijk", "buurt", "corporation", "class", "total"] = ""
    code: str = Field("", max_length=40, description="Only this area or corporation")
    kolom: str | None = Field(None, max_length=60, description="Only this column")
    getoond: bool | None = Field(None, description="Only what is shown, or only what is hidden")


class PublicMapChoice(PublicCoordinates):
    """What stands on the map, in which coordinates."""

    niveau: Literal["municipality", "wijk", "buurt"] = "buurt"
    kolom: str = Field("", max_length=60, description="Which column; all together when absent")


@router.get(f"{OF_PLACE}/cijfers", response=list[PublicFigureOut])
@of_a_place
@paginate(PageNumberPagination, page_size=50)
def list_public_figures(
    request: HttpRequest, gemeente: str, choice: Query[PublicFiguresChoice]
) -> list[dict[str, Any]]:
    """Give the figures that are public, the latest half-year first."""
    visit = visit_of(request)
    grouped: dict[tuple[str, str], list[PublicFigures]] = {}
    for one in list_public(municipality_id=visit.place.id):
        grouped.setdefault((one.period, one.table.id), []).append(one)
    return [
        _figure(visit, found)
        for (period, table), found in grouped.items()
        if choice.cijfer in ("", table) and choice.halfjaar in ("", period)
    ]


@router.get(_FIGURE, response=PublicFigureWithTablesOut)
@of_a_place
def get_public_figure(
    request: HttpRequest, gemeente: str, cijfer: str, halfjaar: str
) -> dict[str, Any]:
    """Give the tables of a figure over a half-year, as they were made public."""
    visit = visit_of(request)
    found, views = _open_tables(visit, cijfer, halfjaar)
    tables = [_table(one, view) for one, view in zip(found, views, strict=True)]
    return _figure(visit, found) | {"inhoud": tables}


@router.get(f"{_FIGURE}/cellen", response=list[PublicFlatCellOut])
@of_a_place
@paginate(PageNumberPagination, page_size=1000, max_page_size=5000)
def list_public_cells(
    request: HttpRequest,
    gemeente: str,
    cijfer: str,
    halfjaar: str,
    choice: Query[PublicCellsChoice],
) -> list[dict[str, Any]]:
    """Give the tables of a figure over a half-year as one long list of cells."""
    _found, views = _open_tables(visit_of(request), cijfer, halfjaar)
    return [_flat(one) for view in views for one in _cells(view) if _is_asked(one, choice)]


@router.get(f"{_FIGURE}/geojson", response={200: Any}, openapi_extra=GEOJSON)
@on_a_map
@of_a_place
def get_public_figure_geojson(
    request: HttpRequest, gemeente: str, cijfer: str, halfjaar: str, choice: Query[PublicMapChoice]
) -> HttpResponse:
    """Give one column of a figure on the borders of the areas; 404 when there are no borders.

    Without borders of the year of the figure the nearest are given; ``jaar`` says which. When
    ``schematisch`` is true they are cells that only show where areas lie. ``Content-Crs`` says
    what the coordinates are.
    """
    visit = visit_of(request)
    found, views = _open_tables(visit, cijfer, halfjaar)
    by_area = next((view for view in views if view.by_area), None)
    if by_area is None or choice.kolom not in ("", *dict(by_area.columns)):
        raise Http404
    content = figure_geojson(
        by_area,
        municipality_id=visit.place.id,
        period=found[0].period,
        level=choice.niveau,
        column=choice.kolom or by_area.columns[0][0],
        crs=choice.crs,
    )
    if content is None:
        raise Http404
    return map_answer(content, choice)


@router.get(f"{OF_PLACE}/publicaties", response=list[PublicationOut])
@of_a_place
@paginate(PageNumberPagination, page_size=50)
def list_public_publications(
    request: HttpRequest, gemeente: str, choice: Query[PublicFiguresChoice]
) -> list[dict[str, Any]]:
    """Give the publications that are public, with which of their figures still count.

    What was withdrawn is not here any more; ``ingetrokken`` names it.
    """
    grouped: dict[UUID, list[PublicFigures]] = {}
    for one in list_public(municipality_id=visit_of(request).place.id):
        grouped.setdefault(one.publication_id, []).append(one)
    clean = left_out(visit_of(request).place.id)
    rows = [_publication(key, found, clean) for key, found in grouped.items()]
    return [
        one
        for one in rows
        if choice.halfjaar in ("", one["halfjaar"])
        and (not choice.cijfer or choice.cijfer in one["cijfers"])
    ]


class _Placed(NamedTuple):
    """A cell with where it stands."""

    table: int
    row: Row
    column: str
    cell: Cell


def _open_tables(
    visit: Visit, table_id: str, period: str
) -> tuple[tuple[PublicFigures, ...], list[TableView]]:
    found, views = open_tables(municipality_id=visit.place.id, table_id=table_id, period=period)
    if not found:
        raise Http404
    return found, views


def _figure(visit: Visit, found: tuple[PublicFigures, ...] | list[PublicFigures]) -> dict[str, Any]:
    first = found[0]
    path = reverse("publication:figure", args=[visit.place.slug, first.table.id, first.period])
    page = visit.absolute(path)
    return {
        "cijfer": first.table.id,
        "naam": first.table.name_nl,
        "betekenis": first.table.meaning_nl,
        "eenheid": unit_label(first.table.unit),
        "halfjaar": first.period,
        "fictief": visit.place.fictitious,
        "publicatie": first.publication_id,
        "openbaar_sinds": first.published_at,
        "verbetering": first.note,
        "tabellen": len(found),
        "pagina": page,
        "bestanden": {form: f"{page}cijfers.{form}" for form in FORMS},
    }


def _table(one: PublicFigures, view: TableView) -> dict[str, Any]:
    return {
        "nummer": view.place,
        "titel": view.title,
        "vingerafdruk": one.release_hash,
        "niet_getoond": view.n_hidden,
        "verantwoording": view.certificate,
        "kolommen": [{"code": code, "naam": name} for code, name in view.columns],
        "rijen": [
            {
                "code": row.code,
                "naam": row.name,
                "niveau": row.level,
                "cellen": [_cell(cell) for cell in row.cells],
            }
            for row in view.rows
        ],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "kolom": cell.column,
        "waarde": cell.value,
        "getoond": not cell.hidden,
        "tekst": cell.words,
    }


def _cells(view: TableView) -> Iterator[_Placed]:
    names = dict(view.columns)
    for row in view.rows:
        for cell in row.cells:
            yield _Placed(view.place, row, names[cell.column], cell)


def _is_asked(one: _Placed, choice: PublicCellsChoice) -> bool:
    asked = (
        (choice.tabel, one.table),
        (choice.niveau or None, one.row.level),
        (choice.code or None, one.row.code),
        (choice.kolom, one.cell.column),
        (choice.getoond, not one.cell.hidden),
    )
    return all(wanted in (None, given) for wanted, given in asked)


def _flat(one: _Placed) -> dict[str, Any]:
    return {
        "tabel": one.table,
        "code": one.row.code,
        "naam": one.row.name,
        "niveau": one.row.level,
        "kolomnaam": one.column,
        **_cell(one.cell),
    }


def _publication(
    key: UUID, found: list[PublicFigures], clean: Callable[[str], str]
) -> dict[str, Any]:
    first = found[0]
    corrects = clean(next((one.note for one in found if one.note), ""))
    return {
        "id": key,
        "halfjaar": first.period,
        "stand": "correction" if corrects else "published",
        "openbaar_sinds": first.published_at,
        "verbetering": corrects,
        "cijfers": list(dict.fromkeys(one.table.id for one in found)),
    }
