"""How a public page is served: the same for everybody, kept a short while, asked anew by its mark.

The mark of a page (ETag) follows from the last act in the product, the day and the address, so
that a page that did not change costs one question to the database. What was made is kept in this
process under its mark; the next act makes another mark.
"""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

import drieluik
from drieluik.apps.audit.selectors import last_moment
from drieluik.apps.organisations.selectors import find_place, list_all_municipalities
from drieluik.apps.publication.navigation import SECTIONS
from drieluik.apps.publication.selectors.items import site_is_open

LIFETIME = 300
"""Seconds for which a browser or proxy may show a page without asking again."""
_SHORTLY = {"Cache-Control": "public, max-age=60, must-revalidate"}
"""For what is not there now and may be soon."""
_KEPT_SECONDS = 60.0
_MOST_KEPT, _LARGEST = 100, 400_000
_lock = Lock()
_PACKAGE = Path(drieluik.__file__).parent
_CODE_AT = max(
    file.stat().st_mtime
    for kind in ("html", "css", "mo", "py")
    for file in _PACKAGE.rglob(f"*.{kind}")
)
"""When what pages are made of last changed: an update of the product is a change of every page."""
_kept: OrderedDict[str, tuple[float, HttpResponse]] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Place:
    """The municipality of a public page."""

    id: int
    slug: str
    name: str
    fictitious: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """What a public page may know of who asks: the address, and the day."""

    place: Place
    today: date
    path: str
    query: QueryDict
    language: str = "nl"

    @property
    def address(self) -> str:
        """The whole address of the page."""
        return self.absolute(self.path)

    def absolute(self, path: str) -> str:
        """Return the whole address of a path."""
        return f"{settings.SITE_ADDRESS}{path}"

    def page(self, template: str, context: Mapping[str, Any]) -> HttpResponse:
        """Return a page of this municipality."""
        around = {
            "place": self.place,
            "path": self.path,
            "address": self.address,
            "sections": self._sections(),
            "root": settings.SITE_ADDRESS,
            "today": self.today,
            "language": self.language,
            "minutes": LIFETIME // 60,
        }
        words = render_to_string(f"publication/public/{template}.html", around | dict(context))
        return HttpResponse(words, headers={"Content-Language": self.language})

    def _sections(self) -> list[tuple[str, str, str]]:
        """Return name, label and address of the parts of the site, for its menu."""
        slug = self.place.slug
        return [
            (one.url_name, str(one.label), reverse(one.url_name, args=[slug])) for one in SECTIONS
        ]


View = Callable[..., HttpResponse]


def public(view: View, *, language: str = "nl") -> View:
    """Serve a view as a public page of a municipality; ``Http404`` and a shut site look alike."""

    @wraps(view)
    def wrapped(request: HttpRequest, municipality: str, **kwargs: Any) -> HttpResponse:
        today = timezone.localdate()
        place = open_place(municipality, today)
        if place is None:
            return not_found()
        visit = Visit(place, today, request.path, request.GET, language)
        return answered(request, place, lambda: view(visit, **kwargs), language)

    return wrapped


def public_file(view: View) -> View:
    """Serve a view that belongs to no municipality, such as ``robots.txt``."""

    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponse:
        return answered(request, None, lambda: view(timezone.localdate()))

    return wrapped


def open_place(slug: str, today: date) -> Place | None:
    """Return a municipality that has a public site today; None for any other address."""
    found = find_place(slug=slug)
    if found is None or not site_is_open(municipality_id=found.pk, on=today):
        return None
    return Place(found.pk, found.slug, found.name, found.fictitious)


def open_places(today: date) -> list[Place]:
    """Return the municipalities that have a public site today, by name."""
    return [
        Place(one.pk, one.slug, one.name, one.fictitious)
        for one in list_all_municipalities()
        if site_is_open(municipality_id=one.pk, on=today)
    ]


def not_found() -> HttpResponse:
    """Return the one answer for what is not there and what is not public."""
    with translation.override("nl"):
        words = render_to_string(
            "publication/public/not_found.html", {"language": "nl", "root": settings.SITE_ADDRESS}
        )
    return HttpResponse(words, status=404, headers=_SHORTLY)


def no_data() -> HttpResponse:
    """Return the same without a page, for a programme that asks."""
    return HttpResponse(status=404, headers=_SHORTLY)


def answered(
    request: HttpRequest,
    place: Place | None,
    make: Callable[[], HttpResponse],
    language: str = "nl",
) -> HttpResponse:
    """Return what is made for a question, with its mark; only that it did not change, when so.

    Args:
        request: The question.
        place: The municipality it is about; None when it is about none.
        make: Makes the answer; raises ``Http404`` for what is not there or not public.
        language: In which language it is made.
    """
    mark, changed = _mark(request, place, timezone.localdate())
    seconds = int(changed.timestamp())
    if mark in request.headers.get("If-None-Match", ""):
        # whoever has the mark was given the answer before, so there is one
        return _marked(HttpResponse(status=304), mark, seconds)
    try:
        with translation.override(language):
            response = _once(mark, make)
    except Http404:
        return not_found()
    if response.status_code != 200:
        return response
    unchanged = get_conditional_response(request, mark, seconds, None)
    is_same = unchanged is not None and unchanged.status_code == 304
    return _marked(HttpResponse(status=304) if is_same else response, mark, seconds)


def _marked(response: HttpResponse, mark: str, seconds: int) -> HttpResponse:
    response["ETag"] = mark
    response["Cache-Control"] = f"public, max-age={LIFETIME}, must-revalidate"
    response["Last-Modified"] = http_date(seconds)
    return response


def _mark(request: HttpRequest, place: Place | None, today: date) -> tuple[str, datetime]:
    """Return the mark of a page and since when it can be as it is: last act, update or midnight."""
    last = last_moment()
    midnight = timezone.make_aware(datetime.combine(today, datetime.min.time()))
    installed = datetime.fromtimestamp(_CODE_AT, tz=UTC)
    parts = (
        *(str(_CODE_AT), settings.SECRET_KEY, request.get_full_path(), today.isoformat()),
        *(repr(place), last[0] if last else ""),
    )
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
    return f'W/"{digest}"', max(midnight, installed, *([last[1]] if last else []))


def _once(mark: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    """Make a page once for everybody who asks; never inside a transaction, which may change."""
    if connection.in_atomic_block:
        return make()
    with _lock:
        until, kept = _kept.get(mark, (0.0, None))
    if kept is not None and time.monotonic() < until:
        return _copy(kept)
    response = make()
    if response.status_code == 200 and len(response.content) <= _LARGEST:
        with _lock:
            _kept[mark] = (time.monotonic() + _KEPT_SECONDS, _copy(response))
            while len(_kept) > _MOST_KEPT:
                _kept.popitem(last=False)
    return response


def _copy(response: HttpResponse) -> HttpResponse:
    return HttpResponse(response.content, status=response.status_code, headers=response.headers)
