"""Where an entry leads to, and which version or day it comes from, in words."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

Place = Mapping[str, Any]


def name_of(kind: str) -> str:
    """Return what one entry of a kind is called."""
    names = {
        "clause": _("Agreement"),
        "focus_project": _("Focus project"),
        "proposal": _("Proposal"),
        "decision": _("Decision"),
        "minutes": _("Minutes"),
        "work": _("Study or policy paper"),
    }
    return names[kind]


def address_of(kind: str, slug: str, place: Place) -> str:
    """Return the page of an entry."""
    return _ADDRESSES[kind](slug, place)


def dating_of(kind: str, dated_on: date | None, facts: Mapping[str, Any]) -> str:
    """Return which version or day an entry comes from."""
    day = formats.date_format(dated_on, "j F Y") if dated_on else ""
    return _DATINGS[kind](day, facts)


def _clause(slug: str, place: Place) -> str:
    return reverse("agreements:clause", args=[slug, place["number"]])


def _focus_project(slug: str, place: Place) -> str:
    return reverse("agreements:focus_project", args=[slug, place["year"], place["position"]])


def _in_force(day: str, facts: Mapping[str, Any]) -> str:
    return _("Version %(number)s, in force from %(day)s") % {
        "number": facts["version"],
        "day": day,
    }


def _of_year(day: str, facts: Mapping[str, Any]) -> str:
    return _("Focus project of %(year)s") % {"year": facts["year"]}


def _proposal(slug: str, place: Place) -> str:
    return reverse("agreements:proposal", args=[slug, place["proposal"]])


def _submitted(day: str, facts: Mapping[str, Any]) -> str:
    said = {"number": facts["number"], "party": facts["party"], "day": day}
    if facts["state"] == "draft":
        return (
            _("Proposal %(number)s of %(party)s, draft of %(day)s: only your party sees it") % said
        )
    states = {
        "submitted": _("not decided yet"),
        "withdrawn": _("withdrawn"),
        "adopted": _("adopted"),
        "adopted_in_part": _("adopted in part"),
        "rejected": _("rejected"),
    }
    said["state"] = states[facts["state"]]
    return _("Proposal %(number)s of %(party)s, %(day)s: %(state)s") % said


def _decision(slug: str, place: Place) -> str:
    page = reverse("decisions:decisions", args=[slug, place["meeting"]])
    return f"{page}#besluit-{place['number']}"


def _decided(day: str, facts: Mapping[str, Any]) -> str:
    return _("%(meeting)s, decision %(number)s") % facts


def _minutes(slug: str, place: Place) -> str:
    page = reverse("decisions:minutes", args=[slug, place["meeting"]])
    return f"{page}#punt-{place['position']}"


def _minuted(day: str, facts: Mapping[str, Any]) -> str:
    return _("Approved minutes of %(meeting)s, item %(position)s") % facts


def _work(slug: str, place: Place) -> str:
    return reverse("library:work", args=[slug, place["work"]])


def _edition(day: str, facts: Mapping[str, Any]) -> str:
    said = {"number": facts["edition"], "author": facts["author"], "day": day}
    return _("Edition %(number)s of %(day)s, by %(author)s") % said


_ADDRESSES: dict[str, Callable[[str, Place], str]] = {
    "clause": _clause,
    "focus_project": _focus_project,
    "proposal": _proposal,
    "decision": _decision,
    "minutes": _minutes,
    "work": _work,
}
_DATINGS: dict[str, Callable[[str, Mapping[str, Any]], str]] = {
    "clause": _in_force,
    "focus_project": _of_year,
    "proposal": _submitted,
    "decision": _decided,
    "minutes": _minuted,
    "work": _edition,
}
