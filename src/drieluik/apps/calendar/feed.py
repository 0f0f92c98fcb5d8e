"""Following the year in a calendar programme: for which parties, and the file of a secret address."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from drieluik.apps.calendar import policies
from drieluik.apps.calendar.editions import editions_of
from drieluik.apps.calendar.models import CalendarAddress
from drieluik.apps.calendar.selectors import get_year
from drieluik.apps.calendar.services import secret_hash
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import get_actor
from drieluik.core.cycle import Who
from drieluik.reports.cycle_icalendar import CalendarFeed, cycle_icalendar

PARTY_OF_KIND = {
    "municipality": Who.MUNICIPALITY,
    "corporation": Who.CORPORATION,
    "tenants": Who.TENANTS,
    "council": Who.COUNCIL,
}
"""Parties of another kind, such as care, follow the whole year: nothing says what concerns them."""


@dataclass(frozen=True, slots=True)
class Followed:
    """Whether a person has a secret address for one of the parties the person belongs to."""

    party_id: int
    party: str
    made_at: datetime | None


def list_followed(*, municipality_id: int, actor: Actor) -> list[Followed]:
    """Return the parties a person belongs to here, with when the standing address was made."""
    rows = CalendarAddress.objects.filter(municipality_id=municipality_id, withdrawn_at=None)
    own = rows.filter(user_id__in=[actor.user_id] if actor.user_id is not None else [])
    made = dict(own.values_list("party_id", "made_at"))
    parties = {
        standing.party_id: standing.party_name
        for standing in actor.standings
        if municipality_id in standing.municipality_ids
    }
    return [Followed(one, name, made.get(one)) for one, name in parties.items()]


def find_feed(*, secret: str, now: datetime) -> bytes | None:
    """Return the iCalendar file behind a secret address, or None when it gives nothing any more.

    Who may read is judged anew each time: whoever left the party gets nothing. The file holds
    this year and the next, and what concerns the kind of party.
    """
    address = (
        CalendarAddress.objects.filter(secret_hash=secret_hash(secret), withdrawn_at=None)
        .select_related("party", "municipality")
        .first()
    )
    if address is None:
        return None
    today = timezone.localdate(now)
    actor = get_actor(user_id=address.user_id, on=today)
    place = address.municipality
    if not policies.check_may_have_address.allows(
        actor, municipality_id=place.id, party_id=address.party_id
    ):
        return None
    party = PARTY_OF_KIND.get(address.party.kind)
    years = [
        get_year(municipality_id=place.id, year=year, today=today)
        for year in (today.year, today.year + 1)
    ]
    # what this year carries over into the next stands in both
    shown = {item.id: item for year in years for item in year.items}
    items = [item for item in shown.values() if party is None or item.concerns(party)]
    feed = CalendarFeed(
        f"Jaarkalender {place.name}, {address.party.name}",
        f"{place.slug}.drieluik",
        now,
        editions_of(place.id, items, now),
    )
    return cycle_icalendar(items, feed)
