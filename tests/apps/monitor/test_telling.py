"""Who is asked to explain a signal hears it by mail, each signal once."""

import pytest

from drieluik.apps.calendar.choosing import choose_mails
from drieluik.apps.mailing.models import Mail
from drieluik.apps.monitor import services
from drieluik.apps.monitor.models import Signal
from tests.factories.monitor import NOW
from tests.factories.organisations import ROLES, make_actor, make_party
from tests.factories.signals import deliver, explain, make_watched_place, notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    """A place with one signal; corporatie-a is asked to explain it."""
    place = make_watched_place()
    deliver(place, "2020-2", (90,))
    notice(place)
    return place


def _tell(place):
    return services.tell_who_is_asked(municipality_id=place.id, now=NOW)


def _actor(role="editor", code="corporatie-a"):
    return make_actor(role, party=make_party(code=code))


def test_only_who_can_explain_for_a_party_that_is_asked_gets_a_mail(place):
    people = {role: _actor(role) for role in ROLES}
    _actor("editor", code="huurders-a")

    assert _tell(place) == Mail.objects.count()

    written = set(Mail.objects.values_list("person_id", flat=True))
    assert {people["editor"].user_id, people["delegate"].user_id} <= written
    assert not written & {people[one].user_id for one in ROLES if one not in ("editor", "delegate")}


def test_the_mail_names_the_agreement_and_leads_to_the_signal(place):
    editor = _actor()

    _tell(place)

    mail = Mail.objects.get(person_id=editor.user_id)
    assert "2.1" in mail.body
    assert f"/monitor/signalen/{mail.facts['signals'][0]}/" in mail.body
    assert "toelichting" in mail.subject
    assert mail.stop_address


def test_nobody_is_told_twice_and_a_new_signal_is_told_alone(place):
    editor = _actor()
    _tell(place)

    assert _tell(place) == 0
    assert Mail.objects.filter(person_id=editor.user_id).count() == 1


def test_who_has_explained_or_wants_no_mails_gets_none(place):
    editor = _actor()
    choose_mails(municipality_id=place.id, choice="none", actor=editor, now=NOW)
    other = _actor("delegate")
    explain(Signal.objects.get(), "Sloop in fasen.")

    _tell(place)

    assert not Mail.objects.filter(person_id__in=(editor.user_id, other.user_id)).exists()
