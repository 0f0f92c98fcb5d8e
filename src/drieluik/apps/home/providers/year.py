"""The year: what one's own party must do soon, and what it should have done."""

from datetime import timedelta

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from drieluik.apps.calendar.asking import asked_of, years_ahead
from drieluik.apps.calendar.policies import ACTING_ROLES
from drieluik.apps.calendar.rows import YearItem
from drieluik.apps.errors import WrongState
from drieluik.apps.home.todo import Situation, ToDo

_RECENT = timedelta(days=92)
"""What is late for longer stands in the calendar: here it would hide what can be done today."""


def days(situation: Situation) -> list[ToDo]:
    """Last days of the year that one's own parties must act on, and what is too late."""
    place = situation.municipality
    own = frozenset(
        standing.party_id
        for standing in situation.actor.standings
        if place.id in standing.municipality_ids and standing.role in ACTING_ROLES
    )
    if not own:
        return []
    try:
        years = years_ahead(municipality_id=place.id, today=situation.on)
    except WrongState:
        return []  # the calendar itself tells what is wrong with the house rules
    late, soon = asked_of(years, own)
    recent = [line for line in late if line.item.last_on >= situation.on - _RECENT]
    return [_asked(situation, line, urgent=line in recent) for line in (*recent, *soon)]


def _asked(situation: Situation, line: YearItem, *, urgent: bool) -> ToDo:
    place, item = situation.municipality, line.item
    words = {"day": formats.date_format(item.last_on, "j F Y")}
    if urgent:
        why = _("Too late: the last day was %(day)s and nobody noted that it was done.")
    elif line.can_be_marked:
        why = _("At the latest on %(day)s. Note it here when it is done.")
    else:
        why = _("On %(day)s; your party takes part.")
    href = reverse("calendar:item", args=[place.slug, item.id])
    return ToDo(f"{item.name_nl[:1].upper()}{item.name_nl[1:]}", href, why % words, urgent=urgent)
