"""Who is at the table: municipality, corporations, and tenants that do not take a separate track."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from drieluik.apps.decisions.clock import Listener
from drieluik.apps.decisions.models import Meeting
from drieluik.apps.organisations.selectors import (
    PersonHere,
    list_parties,
    list_people,
    list_tenants_voices,
)

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Party

_AT_TABLE = ("municipality", "corporation", "tenants")
WRITTEN_TO = (*_AT_TABLE, "other")
INVITED_ROLES = ("editor", "delegate", "steward")
"""Who speaks for a party or keeps its things; whoever only reads finds everything in Drieluik."""


def expected_parties(meeting: Meeting) -> "list[Party]":
    """Return the parties whose presence must be noted before the meeting closes, by name."""
    on = timezone.localdate(meeting.starts_at)
    who = listeners(municipality_id=meeting.municipality_id, on=on)
    apart = {one.code for one in who if one.separate_track}
    here = list_parties(municipality_id=meeting.municipality_id, on=on).order_by("name")
    return [party for party in here if party.kind in _AT_TABLE and party.code not in apart]


def invited(*, municipality_id: int, now: datetime) -> list[PersonHere]:
    """Return the people who are written to about meetings, by name."""
    on = timezone.localdate(now)
    return list_people(
        municipality_id=municipality_id, on=on, roles=INVITED_ROLES, kinds=WRITTEN_TO
    )


def listeners(*, municipality_id: int, on: date) -> list[Listener]:
    """Return every organisation of tenants that has a right to papers, by name.

    One that is consulted apart for all its corporations is on a separate track.
    """
    voices = list_tenants_voices(municipality_id=municipality_id, on=on)
    joint = {one.tenants.code for one in voices if one.tenants and one.track == "joint"}
    apart = {one.tenants.code for one in voices if one.tenants and one.track == "separate"}
    tenants = list_parties(municipality_id=municipality_id, on=on, kind="tenants").order_by("name")
    return [Listener(party.code, party.name, party.code in apart - joint) for party in tenants]


def without_voice(*, municipality_id: int, on: date) -> list[str]:
    """Return the corporations whose tenants have no organisation: nobody to send papers to."""
    voices = list_tenants_voices(municipality_id=municipality_id, on=on)
    return [voice.corporation.name for voice in voices if voice.tenants is None]
