"""The first page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from drieluik.apps.home.providers import PROVIDERS
from drieluik.apps.home.todo import Situation
from drieluik.apps.organisations.access import ActorRequest
from drieluik.apps.organisations.selectors import list_municipalities


def home(request: ActorRequest) -> HttpResponse:
    """Say what Drieluik is, or to whoever signed in what is asked, per municipality."""
    if not request.user.is_authenticated:
        return render(request, "home/welcome.html")
    places = []
    for municipality in list_municipalities(request.actor):
        situation = Situation(request.actor, municipality, timezone.localdate())
        rows = [row for provider in PROVIDERS for row in provider(situation)]
        asked = sorted((row for row in rows if row.asked), key=lambda row: not row.urgent)
        places.append((municipality, asked, [row for row in rows if not row.asked]))
    only = places[0][0] if len(places) == 1 else None
    return render(request, "home/home.html", {"places": places, "municipality": only})
