"""What holds for every answer of the API, whichever part of the program gave it.

The framework answers most questions, but not all: an address that there is not, a method that is
not there, a host that is not ours or a program that broke are answered elsewhere, each in its own
form. Here they all become the same: problem+json, with the version and the headers that the
Dutch API Design Rules ask for.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _

API_VERSION = "1.6.0"
BEFORE = "/api/"
PUBLIC = "/api/v1/openbaar/"
DESCRIPTION = "/api/v1/openapi.json"
PROBLEM = "application/problem+json"
_KEPT = ("Allow", "Cache-Control", "Content-Language", "Retry-After", "Vary", "WWW-Authenticate")
"""Headers that say something of an error itself, and not of the form it came in."""
_READING = "GET, HEAD, OPTIONS"


def problem(
    status: int, title: str, detail: str, more: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Return an error in the one form of the API (RFC 9457); ``more`` stands beside its fields."""
    body = {
        **(more or {}),
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
    }
    return JsonResponse(body, status=status, content_type=PROBLEM)


def not_found() -> HttpResponse:
    """Return the one answer for what is not there and what is not for who asks."""
    return problem(404, _("Not found"), _("This does not exist, or it is not shared with you."))


def answers_of_the_api(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Give every answer under ``/api/`` its version, its headers and, when it is an error, its form.

    Comes before everything that can refuse a request.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(BEFORE):
            return get_response(request)
        is_open = request.path.startswith(PUBLIC) or request.path == DESCRIPTION
        if request.method == "OPTIONS" and is_open:
            return _headed(_before_asking(), is_open=True)
        if request.path == DESCRIPTION and request.method not in _READING.split(", "):
            # the framework gives its description with whatever method
            return _headed(_only_read(), is_open=True)
        is_head = request.method == "HEAD"
        if is_head:
            # what is asked is what GET gives, without its content
            request.method = "GET"
        response = get_response(request)
        if response.status_code >= 400 and response.get("Content-Type") != PROBLEM:
            # what refuses before the language was chosen leaves that of the question before
            with translation.override(response.get("Content-Language") or "nl"):
                response = _as_problem(response)
        return _headed(_without_content(response) if is_head else response, is_open=is_open)

    return middleware


def _headed(response: HttpResponseBase, *, is_open: bool) -> HttpResponseBase:
    response["API-Version"] = API_VERSION
    if is_open:
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "API-Version, Content-Crs, ETag, Last-Modified"
    if "Cache-Control" not in response:
        response["Cache-Control"] = "no-store"
    return response


def _before_asking() -> HttpResponse:
    """Tell a browser that a page of anybody may ask for what is public."""
    return HttpResponse(
        status=204,
        headers={
            "Allow": _READING,
            "Access-Control-Allow-Methods": _READING,
            "Access-Control-Allow-Headers": "Accept-Crs, If-Modified-Since, If-None-Match",
            "Access-Control-Max-Age": "86400",
        },
    )


def _only_read() -> HttpResponse:
    refused = problem(405, *_words(405))
    refused["Allow"] = _READING
    return refused


def _without_content(response: HttpResponseBase) -> HttpResponseBase:
    if isinstance(response, HttpResponse):
        length = len(response.content)
        response.content = b""
        response["Content-Length"] = str(length)
    return response


def _as_problem(response: HttpResponseBase) -> HttpResponse:
    status = response.status_code
    made = not_found() if status == 404 else problem(status, *_words(status), _told(response))
    for name in _KEPT:
        if name in response:
            made[name] = response[name]
    return made


def _told(response: HttpResponseBase) -> dict[str, Any]:
    """Return what an operation itself told of what was wrong: it stands beside the usual fields."""
    if not isinstance(response, HttpResponse) or not _is_json(response):
        return {}
    told = json.loads(response.content)
    return told if isinstance(told, dict) else {}


def _is_json(response: HttpResponse) -> bool:
    return response.get("Content-Type", "").startswith("application/json")


def _words(status: int) -> tuple[str, str]:
    """Return title and detail of an error that tell nothing of the inside of the program."""
    if status == 405:
        return _("Not this way"), _("This address cannot be asked with this method.")
    if status == 403:
        return _("Not allowed"), _("This may not be done, or not from here.")
    if status >= 500:
        return _("Something went wrong"), _("The fault is ours. Try again later.")
    return _("Not valid"), _("Part of the question is not right.")
