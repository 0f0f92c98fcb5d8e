"""Mails about what was done with a connection on the machine itself, where nobody signs in."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from drieluik.apps.connections.models import Connection
from drieluik.apps.connections.scopes import Scope
from drieluik.apps.mailing.services import Letter, put_in_outbox
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import PersonHere, list_people, list_places_now


def tell_administrators(
    connection: Connection, *, done: str, number: int, actor: Actor, now: datetime
) -> None:
    """Write to every administrator of the party, also to the one in whose name it was done.

    Args:
        connection: The connection.
        done: ``made``, ``secret_renewed`` or ``withdrawn``.
        number: Number of the act in the log.
        actor: In whose name; nobody in particular when it has no person.
        now: When.

    Changes:
        The mails in the outbox.
    """
    page = f"{settings.SITE_ADDRESS}{reverse('connections:list', args=[connection.party.code])}"
    by = actor.name if actor.user_id is not None else ""
    words = {
        "connection": connection,
        "done": done,
        "may": [Scope(one).label for one in connection.scopes.split()],
        "places": [
            one.municipality.name for one in connection.places.select_related("municipality")
        ],
        "by": by,
        "page": page,
    }
    for municipality_id, person in _administrators(connection.party_id, now):
        with translation.override(settings.LANGUAGE_CODE):
            letter = Letter(
                "connection",
                f"connection:{number}",
                render_to_string("connections/mails/done_subject.txt", words),
                render_to_string("connections/mails/done.txt", words | {"person": person}),
            )
        put_in_outbox(
            person_id=person.user_id,
            municipality_id=municipality_id,
            letter=letter,
            actor=actor,
            now=now,
        )


def _administrators(party_id: int, now: datetime) -> list[tuple[int, PersonHere]]:
    """Return each administrator once, with a municipality in which that holds."""
    today = timezone.localdate(now)
    found: dict[int, tuple[int, PersonHere]] = {}
    for place_id in sorted(list_places_now(party_id=party_id, on=today)):
        for one in list_people(municipality_id=place_id, on=today, roles=["administrator"]):
            if party_id in one.party_ids:
                found.setdefault(one.user_id, (place_id, one))
    return list(found.values())
