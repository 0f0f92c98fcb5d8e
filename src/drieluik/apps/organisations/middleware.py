"""Puts the actor on every request, so that no view asks again who somebody is."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from drieluik.apps.organisations.selectors import get_actor


def actor_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Set ``request.actor``, looked up on first use and then kept for the request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: get_actor(user_id=request.user.pk, on=timezone.localdate())
        )
        return get_response(request)

    return middleware
