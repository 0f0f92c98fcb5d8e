"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def shared(request: HttpRequest) -> dict[str, Any]:
    """Give the actor, the municipality of the path (if any) and whether this is the demo."""
    return {
        "actor": getattr(request, "actor", None),
        "municipality": getattr(request, "municipality", None),
        "demo": settings.DEMO,
    }
