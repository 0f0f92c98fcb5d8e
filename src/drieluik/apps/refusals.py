"""Turns a refusal by a service into a page that says why, instead of an error."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from drieluik.apps.errors import NotAllowed, WrongState


class RefusalMiddleware:
    """Answers 403 for ``NotAllowed`` and 409 for ``WrongState``, each with its sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer only the two expected refusals; all else stays an error."""
        if isinstance(error, NotAllowed):
            return _refusal(request, error, 403)
        if isinstance(error, WrongState):
            return _refusal(request, error, 409)
        return None


def _refusal(request: HttpRequest, error: Exception, status: int) -> HttpResponse:
    context = {"sentence": str(error), "way_back": page_before(request)}
    return render(request, "ui/refused.html", context, status=status)


def page_before(request: HttpRequest) -> str:
    """Return the page before when it is one of ours: the browser says it, so it may be any page."""
    before = request.META.get("HTTP_REFERER", "")
    ours = url_has_allowed_host_and_scheme(
        before, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return before if ours else "/"
