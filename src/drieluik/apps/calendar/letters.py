"""The mails about the year as they are written: reminder, overview of a week, and a day that moved."""

from collections.abc import Mapping

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from drieluik.apps.calendar.choosing import make_token
from drieluik.apps.mailing.services import Letter
from drieluik.apps.organisations.selectors import PersonHere, get_municipality


def letter_to(
    municipality_id: int,
    person: PersonHere,
    what: tuple[str, str],
    words: Mapping[str, object],
    template: str = "",
) -> Letter:
    """Write a mail in Dutch.

    Args:
        municipality_id: About which year.
        person: To whom.
        what: Kind of mail, and what makes it one of its own for this person.
        words: What the template needs besides person and place.
        template: Name of the texts; that of the kind when empty.
    """
    kind, which = what
    place = get_municipality(municipality_id=municipality_id)
    site = settings.SITE_ADDRESS
    stop = f"{site}{reverse('calendar:stop', args=[make_token(person.user_id, place.id)])}"
    context = {
        **words,
        "person": person,
        "parties": ", ".join(person.party_names),
        "place": place,
        "site": site,
        "choose": f"{site}{reverse('calendar:reminders', args=[place.slug])}",
        "year_page": f"{site}{reverse('calendar:this_year', args=[place.slug])}",
        "stop": stop,
    }
    with translation.override(settings.LANGUAGE_CODE):
        text = template or kind
        subject = render_to_string(f"calendar/mails/{text}_subject.txt", context)
        body = render_to_string(f"calendar/mails/{text}.txt", context)
    return Letter(kind, f"{kind}:{place.id}:{which}", subject, body, stop)
