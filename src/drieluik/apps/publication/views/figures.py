"""Figures on the public site: what came through disclosure control and was approved, and no more."""

import json

from django.conf import settings
from django.http import Http404, HttpResponse

from drieluik.apps.organisations.selectors import get_municipality
from drieluik.apps.publication.catalogue import catalogue
from drieluik.apps.publication.open_layers.open_now import list_open_layers
from drieluik.apps.publication.selectors.areas import figures_about, list_public_areas
from drieluik.apps.publication.selectors.figures import open_tables
from drieluik.apps.publication.selectors.withdrawn import list_gone_figures
from drieluik.apps.publication.serving import Visit
from drieluik.apps.publication.structured import as_block, dataset
from drieluik.apps.releases.files import FORMS, file_of
from drieluik.apps.releases.limits import limits_of
from drieluik.apps.releases.picturing import PublicMap, map_of
from drieluik.apps.releases.rule_words import rules_in_words
from drieluik.apps.releases.selectors import PublicFigures, TableView, list_public
from drieluik.apps.releases.wording import day_words
from drieluik.core.flows import PUBLIC_TABLES
from drieluik.ui.downloads import as_download
from drieluik.ui.pictures import as_picture
from drieluik.ui.templatetags.drieluik import half_year

HERE = "publication:figures"


def figures(visit: Visit) -> HttpResponse:
    """List every figure that is public, with its half-years."""
    periods: dict[str, list[str]] = {}
    for one in list_public(municipality_id=visit.place.id):
        known = periods.setdefault(one.table.id, [])
        if one.period not in known:
            known.append(one.period)
    rows = [(table, periods[table.id]) for table in PUBLIC_TABLES if table.id in periods]
    context = {
        "here": HERE,
        "rows": rows,
        "licence": settings.OPEN_DATA_LICENCE,
        "gone": list_gone_figures(municipality_id=visit.place.id),
    }
    return visit.page("figures", context)


def figure(visit: Visit, table_id: str, period: str) -> HttpResponse:
    """Show the tables and the map of a figure over a half-year."""
    found, views = _public(visit, table_id, period)
    first = found[0]
    drawn = _drawn(visit, found, views)
    data = dataset(
        visit.place,
        name=f"{first.table.name_nl}, {half_year(period)}",
        about=first.table.meaning_nl,
        url=visit.address,
        published_on=first.published_at.date(),
        files=[(form, f"{visit.address}cijfers.{form}") for form in FORMS],
    )
    context = {
        "here": HERE,
        "table": first.table,
        "period": period,
        "note": first.note,
        "licence": settings.OPEN_DATA_LICENCE,
        "public_since": day_words(first.published_at),
        "views": views,
        "limits": limits_of(first.table, period),
        "rules": rules_in_words(views[0].release),
        "column": drawn and drawn.column,
        "drawn": drawn and drawn.on_page,
        "data": as_block(data),
    }
    return visit.page("figure", context)


def area(visit: Visit, code: str) -> HttpResponse:
    """Show what is public about one buurt or wijk."""
    areas = list_public_areas(municipality_id=visit.place.id)
    found = next((one for one in areas if one.code == code), None)
    if found is None:
        raise Http404
    rows = figures_about(municipality_id=visit.place.id, slug=visit.place.slug, code=code)
    below = [one for one in areas if one.parent_code == code]
    return visit.page("area", {"here": HERE, "area": found, "rows": rows, "below": below})


def figure_file(visit: Visit, table_id: str, period: str, form: str) -> HttpResponse:
    """Give the tables of a figure as a file."""
    found, views = _public(visit, table_id, period)
    municipality = get_municipality(municipality_id=visit.place.id)
    name = f"{visit.place.slug}-{table_id}-{period}.{form}"
    return as_download(file_of(found, views, municipality, form), name)


def figure_map(visit: Visit, table_id: str, period: str, form: str) -> HttpResponse:
    """Give the map of a figure as a picture: ``svg`` to look at, ``png`` to keep."""
    found, views = _public(visit, table_id, period)
    drawn = _drawn(visit, found, views)
    if drawn is None:
        raise Http404
    name = f"{visit.place.slug}-{table_id}-{period}-kaart.png"
    return as_download(drawn.file(form), name) if form == "png" else as_picture(drawn.file(form))


def catalogue_file(visit: Visit) -> HttpResponse:
    """Give the catalogue for data portals, when the municipality chose a licence."""
    public = list_public(municipality_id=visit.place.id)
    layers = list_open_layers(municipality_id=visit.place.id)
    if not settings.OPEN_DATA_LICENCE or not (public or layers):
        raise Http404
    content = catalogue(visit, public, layers)
    return HttpResponse(
        json.dumps(content, ensure_ascii=False, indent=1), content_type="application/ld+json"
    )


def _public(
    visit: Visit, table_id: str, period: str
) -> tuple[tuple[PublicFigures, ...], list[TableView]]:
    """Return what is public of a figure; what is not answers as what does not exist."""
    found, views = open_tables(municipality_id=visit.place.id, table_id=table_id, period=period)
    if not found:
        raise Http404
    return found, views


def _drawn(
    visit: Visit, found: tuple[PublicFigures, ...], views: list[TableView]
) -> PublicMap | None:
    return map_of(
        views[0],
        municipality_id=visit.place.id,
        period=found[0].period,
        column=visit.query.get("kolom", ""),
        published_at=found[0].published_at,
    )
