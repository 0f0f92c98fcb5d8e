"""What a delivered result must hold: all that is wrong at once, each at its field."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

_is_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class Delivered:
    """A result as somebody tells it; a paper, a link or the key of a document, or several."""

    title: str
    paper: str
    link: str
    delivered_on: date
    document: str = ""


def faults_of(told: Delivered, *, on: date, documents: Container[str]) -> dict[str, str]:
    """Return what is wrong with a result, as a sentence per field; empty when nothing is.

    Args:
        told: The result.
        on: The day of telling.
        documents: Keys of the documents that a new result can point at.
    """
    faults = {}
    if not told.title.strip():
        faults["title"] = _("Say what was delivered.")
    if told.document and told.document not in documents:
        faults["document"] = _("There is no such document, or it is not shared with you.")
    elif not (told.document or told.paper.strip() or told.link):
        faults["paper"] = _("Choose a document, name the paper, or give a link.")
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
