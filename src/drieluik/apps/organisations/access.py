"""The two things every view starts with: a signed-in person, and the municipality in the path."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.context import LAST_VISITED
from drieluik.apps.organisations.models import Municipality
from drieluik.apps.organisations.selectors import find_municipality

View = Callable[..., HttpResponse]


class ActorRequest(HttpRequest):
    """A request as views see it after the middleware; only for type hints."""

    actor: Actor
    municipality: Municipality


def signed_in(view: View) -> View:
    """Ask for sign-in first; afterwards ``request.actor`` is a person."""
    return login_required(view)


def in_municipality(view: View) -> View:
    """Resolve ``<slug:municipality>`` of the path into ``request.municipality``.

    A municipality in which the person takes no part answers exactly as one that does not exist.
    """

    @wraps(view)
    def wrapped(request: ActorRequest, municipality: str, *args: Any, **kwargs: Any) -> Any:
        found = find_municipality(slug=municipality, actor=request.actor)
        if found is None:
            raise Http404
        request.municipality = found
        if request.session.get(LAST_VISITED) != found.slug:
            request.session[LAST_VISITED] = found.slug
        return view(request, *args, **kwargs)

    return login_required(wrapped)
