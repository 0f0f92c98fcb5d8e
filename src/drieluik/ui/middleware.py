"""What holds for every page, whatever its address: headers, language, addresses that can be."""

from collections.abc import Callable
from contextlib import suppress

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _


def no_nul_in_addresses(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse an address with a NUL in it: no page has one, and no database can look for it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path or "\x00" in query or "%00" in query:
            message = _("There is a sign in this address that no address can have.")
            return HttpResponseBadRequest(message, content_type="text/plain; charset=utf-8")
        return get_response(request)

    return middleware


def language_by_choice_only(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Show Dutch until a person chooses otherwise, whatever language the browser is set to."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        return get_response(request)

    return middleware


def private_pages_are_not_stored(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Tell browsers and proxies not to keep what a signed-in person saw."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        return response

    return middleware


def forms_are_not_pages(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Lead whoever opens the address of a form, by a bookmark or reload, to the page around it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 405 or request.method != "GET" or _is_for_programmes(request):
            return response
        context = {"way_back": page_around(request.path)}
        page = render(request, "ui/only_a_form.html", context, status=405)
        page["Allow"] = response["Allow"]
        return page

    return middleware


def page_around(path: str) -> str:
    """Return the nearest address above a path that there is; the first page at last."""
    parts = path.strip("/").split("/")
    while parts := parts[:-1]:
        address = f"/{'/'.join(parts)}/"
        with suppress(Resolver404):
            resolve(address)
            return address
    return "/"


def _is_for_programmes(request: HttpRequest) -> bool:
    return request.path.startswith(("/api/", "/oauth/"))
