"""Mailing who is asked to explain a signal, each signal once. Part of the services of this app.

Whoever can explain for a party that is asked gets one mail about all signals that are new to that
person. A party that has explained is not asked any more, and nobody is told of a closed signal.
"""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from drieluik.apps.agreements.selectors import find_clause_by_id
from drieluik.apps.calendar.choosing import make_token, who_wants_none
from drieluik.apps.mailing.selectors import facts_of_mails
from drieluik.apps.mailing.services import Letter, put_in_outbox
from drieluik.apps.monitor import policies
from drieluik.apps.monitor.models import SignalAnswer, SignalParty
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.apps.organisations.selectors import PersonHere, get_municipality, list_people
from drieluik.apps.organisations.services import lock_municipality

_KIND = "signal"


@transaction.atomic
def tell_who_is_asked(*, municipality_id: int, now: datetime) -> int:
    """Put a mail in the outbox for everybody who is asked for an explanation and was not told.

    Returns:
        How many mails; again at once: none.

    Changes:
        One mail for each such person.
    """
    lock_municipality(municipality_id)
    waiting = _waiting(municipality_id)
    people = list_people(
        municipality_id=municipality_id,
        on=timezone.localdate(now),
        roles=policies.EXPLAINING_ROLES,
        kinds=policies.PARTNER_KINDS,
    )
    without = who_wants_none(municipality_id)
    told = facts_of_mails(municipality_id=municipality_id, kind=_KIND)
    n_mails = 0
    for person in people:
        known = {one for facts in told.get(person.user_id, ()) for one in facts["signals"]}
        new = [
            row
            for row in waiting
            if row.party_id in person.party_ids and str(row.signal_id) not in known
        ]
        if new and person.user_id not in without:
            mail = put_in_outbox(
                person_id=person.user_id,
                municipality_id=municipality_id,
                letter=_letter(municipality_id, person, new),
                actor=SYSTEM,
                now=now,
            )
            n_mails += mail is not None
    return n_mails


def _waiting(municipality_id: int) -> list[SignalParty]:
    """Return of which parties an explanation of an open signal is asked and not given."""
    asked = SignalParty.objects.filter(
        signal__municipality_id=municipality_id, signal__state="open"
    ).select_related("signal", "party")
    answers = SignalAnswer.objects.filter(signal__municipality_id=municipality_id)
    given = set(answers.values_list("signal_id", "party_id"))
    return [
        row
        for row in asked.order_by("signal__created_at", "signal_id", "party__name")
        if (row.signal_id, row.party_id) not in given
    ]


def _letter(municipality_id: int, person: PersonHere, rows: Iterable[SignalParty]) -> Letter:
    place, site = get_municipality(municipality_id=municipality_id), settings.SITE_ADDRESS
    signals = {row.signal_id: row.signal for row in rows}
    ids = sorted(str(signal_id) for signal_id in signals)
    stop = f"{site}{reverse('calendar:stop', args=[make_token(person.user_id, place.id)])}"
    context = {
        "person": person,
        "parties": ", ".join(person.party_names),
        "place": place,
        "site": site,
        "stop": stop,
        "choose": f"{site}{reverse('calendar:reminders', args=[place.slug])}",
        "n": len(signals),
        "lines": [
            {
                "clause": find_clause_by_id(municipality_id, signal.clause_id),
                "kind": signal.get_kind_display(),
                "address": f"{site}{reverse('monitor:signal', args=[place.slug, signal.id])}",
            }
            for signal in signals.values()
        ],
    }
    with translation.override(settings.LANGUAGE_CODE):
        subject = render_to_string("monitor/mails/signals_subject.txt", context)
        body = render_to_string("monitor/mails/signals.txt", context)
    which = sha256(" ".join(ids).encode()).hexdigest()[:16]
    key = f"{_KIND}:{place.id}:{which}"
    return Letter(_KIND, key, subject, body, stop, {"signals": ids})
