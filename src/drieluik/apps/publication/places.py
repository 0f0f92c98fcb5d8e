"""Where the public finds an item."""

from django.urls import reverse

from drieluik.apps.publication.models import Openness
from drieluik.apps.publication.rows import Item

Kind = Openness.Kind


def public_path(slug: str, item: Item) -> str:
    """Return the path of the page where the public finds an item of a municipality."""
    if item.kind == Kind.AGREEMENTS:
        day = f"?op={item.dated_on.isoformat()}" if item.dated_on else ""
        return reverse("publication:agreements", args=[slug]) + day
    name, of = {
        Kind.DECISIONS: ("decisions", [item.key]),
        Kind.DECISION: ("decisions", [item.within]),
        Kind.AGREEMENT: ("clause", [item.key]),
        Kind.REPORT: ("report", [item.key]),
        Kind.CALENDAR: ("calendar", []),
        Kind.SITE: ("home", []),
    }[Kind(item.kind)]
    return reverse(f"publication:{name}", args=[slug, *of])
