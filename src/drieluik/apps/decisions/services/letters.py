"""Who is written to about a meeting, and the words of such a mail. The outbox sends it afterwards."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from drieluik.apps.decisions.models import Meeting
from drieluik.apps.decisions.naming import meeting_name
from drieluik.apps.decisions.selectors.expected import invited
from drieluik.apps.mailing.services import Enclosure, Letter, put_in_outbox
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import PersonHere

_SUBJECT_ROOM = 180
"""Characters of a subject; the outbox has a little more room."""


def tell_invited(meeting: Meeting, what: str, by: tuple[Actor, datetime]) -> int:
    """Write to everybody who is invited that a meeting is off, or on again; return how many.

    Changes:
        One mail in the outbox per person.
    """
    people = invited(municipality_id=meeting.municipality_id, now=by[1])
    key = f"meeting:{meeting.id}:{what}:{meeting.version}"
    return sum(write(meeting, one, ("meeting", what, key), {}, by) for one in people)


def write(
    meeting: Meeting,
    person: PersonHere,
    what: tuple[str, str, str],
    words: Mapping[str, Any],
    by: tuple[Actor, datetime],
    enclosed: Sequence[Enclosure] = (),
) -> bool:
    """Put one mail in the outbox; tell whether it is a new one.

    Args:
        meeting: What it is about.
        person: To whom.
        what: Kind of mail, name of its words, and the key under which it goes once.
        words: What its words need besides meeting and person; ``facts`` are kept with the mail.
        by: Who asks for it, and when.
        enclosed: Kept files that go with it.
    """
    (kind, name, key), (actor, now) = what, by
    context = {**_context(meeting, person), **words}
    with translation.override(settings.LANGUAGE_CODE):
        context["name"] = meeting_name(meeting)
        subject = render_to_string(f"decisions/mails/{name}_subject.txt", context)
        body = render_to_string(f"decisions/mails/{name}.txt", context)
    facts = {"meeting": str(meeting.id), **words.get("facts", {})}
    letter = Letter(kind, key, subject[:_SUBJECT_ROOM], body, facts=facts, enclosed=tuple(enclosed))
    mail_id = put_in_outbox(
        person_id=person.user_id,
        municipality_id=meeting.municipality_id,
        letter=letter,
        actor=actor,
        now=now,
    )
    return mail_id is not None


def _context(meeting: Meeting, person: PersonHere) -> dict[str, Any]:
    site, place = settings.SITE_ADDRESS, meeting.municipality
    return {
        "meeting": meeting,
        "person": person,
        "parties": ", ".join(person.party_names),
        "place": place,
        "site": site,
        "page": f"{site}{reverse('decisions:meeting', args=[place.slug, meeting.id])}",
    }
