"""What a delivered result must hold: all that is wrong at once, each at its field."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

_is_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class Delivered:
    """A result as somebody tells it; a paper, a link, or both."""

    title: str
    paper: str
    link: str
    delivered_on: date


def faults_of(told: Delivered, *, on: date) -> dict[str, str]:
    """Return what is wrong with a result, as a sentence per field; empty when nothing is."""
    faults = {}
    if not told.title.strip():
        faults["title"] = _("Say what was delivered.")
    if not told.paper.strip() and not told.link:
        faults["paper"] = _("Name the paper, or give a link.")
    if told.link and not _is_link(told.link):
        faults["link"] = _("A link begins with https:// or http://.")
    if told.delivered_on > on:
        faults["delivered_on"] = _("This day is still to come.")
    return faults


def _is_link(text: str) -> bool:
    try:
        _is_address(text)
    except ValidationError:
        return False
    return len(text) <= 500
