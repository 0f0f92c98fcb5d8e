"""What the questions about the year share: their router and the municipality they are about."""

from django.http import HttpRequest
from ninja import Router

from drieluik.apps.organisations.access import municipality_or_404

router = Router(tags=["jaarkalender"])


def place_of(request: HttpRequest, slug: str) -> int:
    """Return the municipality; nothing is found by whoever takes no part in it."""
    return municipality_or_404(request, slug).id
