"""The two things every view and the API start with: a signed-in person, and a municipality."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.context import LAST_VISITED
from drieluik.apps.organisations.models import Municipality
from drieluik.apps.organisations.selectors import find_municipality
from drieluik.apps.refusals import page_before

View = Callable[..., HttpResponse]


class ActorRequest(HttpRequest):
    """A request as views see it after the middleware; only for type hints."""

    actor: Actor
    municipality: Municipality


def actor_of(request: HttpRequest) -> Actor:
    """Return who asks, also where a framework hands on a plain request."""
    return cast(ActorRequest, request).actor


def municipality_or_404(request: HttpRequest, slug: str) -> Municipality:
    """Return a municipality in which who asks takes part.

    Raises:
        Http404: There is none, or the person takes no part in it: nobody can tell which.
    """
    found = find_municipality(slug=slug, actor=actor_of(request))
    if found is None:
        raise Http404
    return found


def signed_in(view: View) -> View:
    """Ask for sign-in first; afterwards ``request.actor`` is a person.

    Whoever was signed out half-way a form comes back on the page of that form, and reads that
    what was sent is not kept: the address of an act is no page to come back to.
    """

    @wraps(view)
    def wrapped(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method in ("GET", "HEAD"):
            return redirect_to_login(request.get_full_path())
        messages.warning(
            request,
            _("You were signed out meanwhile. What you sent is not kept: sign in, send it again."),
        )
        return redirect_to_login(page_before(request))

    return wrapped


def in_municipality(view: View) -> View:
    """Resolve ``<slug:municipality>`` of the path into ``request.municipality``.

    A municipality in which the person takes no part answers exactly as one that does not exist.
    """

    @wraps(view)
    def wrapped(request: ActorRequest, municipality: str, *args: Any, **kwargs: Any) -> Any:
        found = municipality_or_404(request, municipality)
        request.municipality = found
        if request.session.get(LAST_VISITED) != found.slug:
            request.session[LAST_VISITED] = found.slug
        return view(request, *args, **kwargs)

    return signed_in(wrapped)
