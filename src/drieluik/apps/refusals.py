"""Turns a refusal by a service into a page that says why, instead of an error."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

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
            return render(request, "ui/refused.html", {"sentence": str(error)}, status=403)
        if isinstance(error, WrongState):
            return render(request, "ui/refused.html", {"sentence": str(error)}, status=409)
        return None
