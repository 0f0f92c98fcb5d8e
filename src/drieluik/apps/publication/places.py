"""Where the public finds an item."""

from datetime import date

from django.urls import reverse

from drieluik.apps.publication.models import Openness

Kind = Openness.Kind


def public_path(slug: str, kind: str, key: str, on: date | None = None) -> str:
    """Return the path of the public page of an item.

    Args:
        slug: The municipality.
        kind: One of ``Openness.Kind``.
        key: Which one of its kind.
        on: First day of a version of the agreements.
    """
    if kind == Kind.AGREEMENTS:
        day = f"?op={on.isoformat()}" if on else ""
        return reverse("publication:agreements", args=[slug]) + day
    if kind == Kind.DECISIONS:
        return reverse("publication:decisions", args=[slug, key])
    if kind == Kind.REPORT:
        return reverse("publication:report", args=[slug, key])
    if kind == Kind.CALENDAR:
        return reverse("publication:calendar", args=[slug])
    return reverse("publication:home", args=[slug])
