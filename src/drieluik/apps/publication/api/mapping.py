"""What the questions about maps share: in which coordinates, and which part of the map.

Coordinates are asked by ``crs`` or, as the geospatial module of the Dutch API Design Rules has it,
by the header ``Accept-Crs``. What is kept of an answer is kept by its address, so the header is made
part of that.
"""

import json
from collections.abc import Callable
from functools import wraps
from math import isfinite
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.decorators import decorate_view
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from drieluik.apps.publication.middleware import COORDINATES
from drieluik.apps.releases.mapping import CRS84, RD

_CORNERS = 4
_LONGEST = 120
_REFUSED = 406
Run = Callable[..., HttpResponse]
Box = tuple[float, float, float, float]


def box_of(given: str) -> Box | None:
    """Return the box in ``given``: least x, least y, largest x, largest y; None when none is asked.

    Raises:
        ValueError: It is not four numbers in that order.
    """
    if not given:
        return None
    found = [float(each) for each in given.split(",")]
    is_told = len(found) == _CORNERS and all(isfinite(each) for each in found)
    if not is_told or found[0] > found[2] or found[1] > found[3]:
        raise ValueError(given)
    return found[0], found[1], found[2], found[3]


def _is_box(given: str) -> str:
    try:
        box_of(given)
    except ValueError:
        reason = _("Write four numbers with commas: least x, least y, largest x, largest y.")
        raise PydanticCustomError("box", "{reason}", {"reason": reason}) from None
    return given


class PublicCoordinates(Schema):
    """In which coordinates, and which part."""

    crs: Literal[CRS84, RD] = Field(  # type: ignore[valid-type]
        CRS84,
        description="Coordinates: WGS84 (longitude, latitude), or RD in metres. The header "
        "Accept-Crs asks the same; this goes before it",
    )
    bbox: Annotated[str, AfterValidator(_is_box)] = Field(
        "",
        max_length=_LONGEST,
        description="Only areas that touch this box: least x, least y, largest x, largest y, in the "
        "coordinates of crs",
    )


def map_answer(content: str, asked: PublicCoordinates) -> HttpResponse:
    """Return GeoJSON as it was asked: the part within the box, with its coordinates named."""
    box = box_of(asked.bbox)
    shown = content if box is None else _within(content, box)
    headers = {"Content-Crs": f"<{asked.crs}>"}
    return HttpResponse(shown, content_type="application/geo+json", headers=headers)


def _within(content: str, box: Box) -> str:
    """Keep the areas that touch a box."""
    import shapely

    whole: dict[str, Any] = json.loads(content)
    shapes = [shapely.geometry.shape(one["geometry"]) for one in whole["features"]]
    touched = shapely.intersects(shapes, shapely.box(*box)) if shapes else []
    found = [one for one, is_in in zip(whole["features"], touched, strict=True) if is_in]
    kept = [shape for shape, is_in in zip(shapes, touched, strict=True) if is_in]
    whole.pop("bbox", None)
    edges = {"bbox": shapely.total_bounds(kept).tolist()} if kept else {}
    return json.dumps({**edges, **whole, "features": found}, ensure_ascii=False)


def _on_a_map(run: Run) -> Run:
    @wraps(run)
    def wrapped(request: HttpRequest, **asked: Any) -> HttpResponse:
        wanted = request.headers.get(COORDINATES, "").strip().strip("<>")
        if wanted and "crs" not in request.GET:
            if wanted not in (CRS84, RD):
                return _by_header(_not_these())
            query = QueryDict(request.META.get("QUERY_STRING", ""), mutable=True)
            query["crs"] = wanted
            request.META["QUERY_STRING"] = query.urlencode()
            request.GET = query  # type: ignore[assignment]
        return _by_header(run(request, **asked))

    return wrapped


def _by_header(response: HttpResponse) -> HttpResponse:
    """Say that another header would have had another answer; also of a refusal, which is kept too."""
    patch_vary_headers(response, [COORDINATES])
    return response


def _not_these() -> HttpResponse:
    words = _("Coordinates can be had as %(first)s or %(second)s.")
    fault = {"name": COORDINATES, "reason": words % {"first": CRS84, "second": RD}}
    return JsonResponse({"invalidParams": [fault]}, status=_REFUSED)


on_a_map = decorate_view(_on_a_map)
"""Serves an operation that gives GeoJSON: stands above ``of_a_place``."""
