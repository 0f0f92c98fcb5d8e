"""What is public about one buurt or wijk: its figures over the last half-years, and map layers."""

from dataclasses import dataclass

from django.urls import reverse

from drieluik.apps.areas.rows import AreaRow
from drieluik.apps.areas.selectors import list_areas
from drieluik.apps.layers.wording import about_words
from drieluik.apps.publication.open_layers.files import figures_of
from drieluik.apps.publication.open_layers.open_now import list_open_layers
from drieluik.apps.publication.selectors.figures import open_tables
from drieluik.apps.releases.selectors import list_public
from drieluik.core.flows import PUBLIC_TABLES
from drieluik.ui.templatetags.drieluik import half_year

_LEVELS = ("wijk", "buurt")


@dataclass(frozen=True, slots=True)
class AreaFigure:
    """One figure about an area.

    Attributes:
        name: What it is called.
        about: Over which time.
        cells: Name and words of every number.
        href: Its row in the table of all areas.
    """

    name: str
    about: str
    cells: tuple[tuple[str, str], ...]
    href: str


def list_public_areas(*, municipality_id: int) -> list[AreaRow]:
    """Return every wijk and buurt by the latest borders, when something per area is public."""
    is_public = list_public(municipality_id=municipality_id) or list_open_layers(
        municipality_id=municipality_id
    )
    rows = list_areas(municipality_id=municipality_id) if is_public else []
    return [row for row in rows if row.level in _LEVELS]


def figures_about(*, municipality_id: int, slug: str, code: str) -> list[AreaFigure]:
    """Return the figures of an area that are public, each over its last half-year, then the layers."""
    last: dict[str, str] = {}
    for one in list_public(municipality_id=municipality_id):
        last.setdefault(one.table.id, one.period)
    counted = [
        _counted(municipality_id, slug, table.id, last[table.id], code)
        for table in PUBLIC_TABLES
        if table.id in last
    ]
    return [one for one in (*counted, *_layers(municipality_id, slug, code)) if one is not None]


def _counted(place: int, slug: str, table_id: str, period: str, code: str) -> AreaFigure | None:
    _found, views = open_tables(municipality_id=place, table_id=table_id, period=period)
    for view in views:
        row = next((each for each in view.rows if view.by_area and each.code == code), None)
        if row is not None:
            names = (name for _code, name in view.columns)
            return AreaFigure(
                view.table.name_nl,
                half_year(period),
                tuple((name, cell.words) for name, cell in zip(names, row.cells, strict=True)),
                f"{reverse('publication:figure', args=[slug, table_id, period])}#{code}",
            )
    return None


def _layers(place: int, slug: str, code: str) -> list[AreaFigure]:
    return [
        AreaFigure(
            one.card.name,
            about_words(one.version),
            ((one.card.unit, row.words),),
            f"{reverse('publication:layer', args=[slug, one.layer.layer_id])}#{code}",
        )
        for one in list_open_layers(municipality_id=place)
        for row in figures_of(one)
        if row.code == code
    ]
