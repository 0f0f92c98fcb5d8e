"""What the questions about what is public share: their router, and how an answer is served.

A question goes the way of a page of the public site: a municipality without a public site answers
as one that there is not, and an answer carries the mark by which it is asked anew.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router
from ninja.decorators import decorate_view

from drieluik.apps.publication.serving import Visit, answered, no_data, open_place

BASE = "/openbaar/gemeenten"
OF_PLACE = f"{BASE}/{{gemeente}}"
router = Router(tags=["openbaar"], auth=None)
Run = Callable[..., HttpResponse]


class PublicRequest(HttpRequest):
    """A question as the operations see it; only for type hints."""

    visit: Visit


def visit_of(request: HttpRequest) -> Visit:
    """Return of which municipality and which day a question is."""
    return cast(PublicRequest, request).visit


def _of_a_place(run: Run) -> Run:
    @wraps(run)
    def wrapped(request: HttpRequest, **asked: Any) -> HttpResponse:
        today = timezone.localdate()
        place = open_place(asked["gemeente"], today)
        if place is None:
            return no_data()
        visit = Visit(place, today, request.path, request.GET)
        cast(PublicRequest, request).visit = visit
        return answered(request, place, lambda: run(request, **asked))

    return wrapped


def _of_no_place(run: Run) -> Run:
    @wraps(run)
    def wrapped(request: HttpRequest, **asked: Any) -> HttpResponse:
        return answered(request, None, lambda: run(request, **asked))

    return wrapped


of_a_place = decorate_view(_of_a_place)
"""Serves an operation about one municipality, as a page of its public site is."""
of_no_place = decorate_view(_of_no_place)
"""Serves an operation about no municipality in particular."""
