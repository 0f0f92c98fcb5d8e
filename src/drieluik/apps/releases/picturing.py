"""The map of a protected table: drawn from what is shown, so that it tells nothing more."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from drieluik.apps.areas.selectors import MapAreas, map_areas
from drieluik.apps.monitor.wording import form_of, unit_label
from drieluik.apps.organisations.selectors import get_municipality
from drieluik.apps.releases.selectors import Cell, TableView
from drieluik.apps.releases.wording import day_words
from drieluik.core.tables import Period
from drieluik.reports.maps import (
    Classes,
    Figures,
    Lines,
    Look,
    MapWords,
    Method,
    NoFigure,
    NotShown,
    Place,
    Shown,
    classes_of,
    legend_of,
    map_picture,
    map_png,
)
from drieluik.reports.maps.classes import USUAL
from drieluik.ui.maps import MapOnPage, map_on_page
from drieluik.ui.templatetags.drieluik import half_year


@dataclass(frozen=True)
class PublicMap:
    """One column of a table on the map.

    Attributes:
        column: Code of the column.
        layers: From below to above.
        classes: Which figure gets which colour; made of the figures that are shown.
        words: What stands beside it.
    """

    column: str
    layers: tuple[Figures | Lines, ...]
    classes: Classes
    words: MapWords

    @property
    def on_page(self) -> MapOnPage:
        """The map for inside a page: every area leads to its row of the table."""
        rows = legend_of(self.layers, self.classes)
        return map_on_page(self.layers, self.classes, self.words, rows, key="public", geojson="")

    def file(self, form: str) -> bytes:
        """Return the map by itself, with title and legend, as ``svg`` or ``png``."""
        svg = map_picture(self.layers, self.classes, self.words)
        return map_png(svg) if form == "png" else svg.encode()


def map_of(
    view: TableView,
    *,
    municipality_id: int,
    period: str,
    column: str,
    published_at: datetime | None,
) -> PublicMap | None:
    """Return the map of one column of a table; None when the table or the borders have no areas.

    Args:
        view: The table.
        municipality_id: Where.
        period: Half-year.
        column: Code of the column; all together when there is no such column.
        published_at: When it went out; None when it is not public.
    """
    year = Period.parse(period).year
    level = "buurt" if view.wijken else "wijk"
    areas = map_areas(municipality_id=municipality_id, level=level, year=year)
    if not view.by_area or areas is None:
        return None
    names = dict(view.columns)
    code = column if column in names else view.columns[0][0]
    found = {
        row.code: next(cell for cell in row.cells if cell.column == code)
        for row in view.rows
        if row.level == level
    }
    places = tuple(
        Place(
            area.code,
            area.name,
            area.polygons,
            _figure(found.get(area.code)),
            f"#{area.code}" if area.code in found else "",
        )
        for area in areas.areas
    )
    shown = [one.figure.value for one in places if isinstance(one.figure, Shown)]
    form = form_of(view.table.unit)
    wijken = map_areas(municipality_id=municipality_id, level="wijk", year=year)
    lines = tuple((area.name, area.polygons) for area in wijken.areas) if wijken else ()
    return PublicMap(
        column=code,
        layers=(Figures(places), Lines(_("Wijken"), lines, Look.WIJK)),
        classes=classes_of(shown, Method.NATURAL, USUAL, form),
        words=_words(view, areas, municipality_id, (period, names[code], _of_whom(published_at))),
    )


def _figure(cell: Cell | None) -> Shown | NotShown | NoFigure:
    if cell is None:
        return NoFigure(_("this area is not in the table"))
    value = cell.about if cell.value is None else cell.value
    return NotShown() if value is None else Shown(value, cell.words)


def _of_whom(published_at: datetime | None) -> str:
    if published_at is None:
        return _("figures of the corporations, not public yet")
    day = day_words(published_at)
    return _("figures of the corporations, public since %(day)s") % {"day": day}


def _words(
    view: TableView, areas: MapAreas, municipality_id: int, of: tuple[str, str, str]
) -> MapWords:
    municipality = get_municipality(municipality_id=municipality_id)
    period, column, figures = of
    licence = f" ({areas.licence})" if areas.licence else ""
    return MapWords(
        title=f"{view.table.name_nl}, {municipality.name}",
        subtitle=f"{half_year(period)}, {column.lower()}",
        unit=unit_label(view.table.unit),
        form=form_of(view.table.unit),
        source=_("%(figures)s; borders: %(borders)s")
        % {"figures": figures, "borders": f"{areas.source}, {areas.year}{licence}"},
        schematic=areas.schematic,
        fictitious=municipality.fictitious,
    )
