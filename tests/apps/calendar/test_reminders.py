"""Reminders by mail: to whom, about what, each once, and how one gets none."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from drieluik.apps.accounts.models import User
from drieluik.apps.calendar.choosing import choose_mails
from drieluik.apps.calendar.marking import NewMark, mark_item
from drieluik.apps.calendar.models import MailChoice, Reminded
from drieluik.apps.calendar.reminding import remind
from drieluik.apps.calendar.services import record_house_rules
from drieluik.apps.errors import NotAllowed
from drieluik.apps.mailing.models import Mail
from drieluik.apps.organisations.actors import NOBODY
from drieluik.apps.organisations.models import Municipality
from drieluik.example.cycle import house_rules
from tests.factories.at_once import at_once, database_in_a_file
from tests.factories.calendar import write_unreadable_rules
from tests.factories.decisions import make_table, secretary
from tests.factories.organisations import ROLES, make_actor, make_municipality, make_party, sign_in
from tests.factories.traces import refused

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 2, 20, 6, 0, tzinfo=UTC)
REPORT = "2020:start_report"
"""Municipality and both corporations make it, before 1 March: within two weeks."""


@pytest.fixture
def place():
    return _place()


def _place():
    found = make_table()
    record_house_rules(
        municipality_id=found.id,
        text=house_rules(),
        grounds="Verzonnen",
        actor=secretary(),
        now=NOW,
    )
    return found


def _controller():
    return make_actor("controller", party=make_party(code="corporatie-a"))


def _choose(place, actor, choice):
    choose_mails(municipality_id=place.id, choice=choice, actor=actor, now=NOW)


def _mails_to(actor):
    return list(Mail.objects.filter(person_id=actor.user_id).order_by("asked_at"))


def test_whoever_must_act_gets_one_mail_that_says_what_when_and_where(place):
    who = _controller()

    assert remind(municipality_id=place.id, now=NOW) == 2
    (mail,) = _mails_to(who)

    assert mail.subject == (
        "Uiterlijk 29 februari 2020: rapportage over wachttijd en betaalbaarheid (3.2 en 3.3)"
    )
    assert "Beste Controller Corporatie a," in mail.body
    assert "Laatste dag: 29 februari 2020" in mail.body
    assert f"/gm9001/jaarkalender/punt/{REPORT}/" in mail.body
    assert "/gm9001/jaarkalender/mails/" in mail.body
    assert "<" not in mail.body
    assert len(mail.body) < 1500
    reminded = Reminded.objects.get(user_id=who.user_id)
    assert (reminded.item_id, reminded.kind, reminded.mail) == (REPORT, "reminder", mail.id)


def test_the_same_is_never_mailed_twice(place):
    remind(municipality_id=place.id, now=NOW)

    assert remind(municipality_id=place.id, now=NOW) == 0
    assert remind(municipality_id=place.id, now=NOW + timedelta(days=1)) == 0


def test_only_people_who_act_for_a_party_that_must_are_written_to(place):
    make_party(code="raad", kind="council", municipality=place)
    for code in ("gemeente-voorbeeld", "corporatie-a", "huurders-a", "raad"):
        for role in ROLES:
            make_actor(role, party=make_party(code=code))
    User.objects.filter(email="steward@corporatie-a.example").update(is_active=False)

    remind(municipality_id=place.id, now=NOW)

    acting = ("controller", "delegate", "editor", "steward")
    wanted = {
        f"{role}@{code}.example"
        for code in ("corporatie-a", "gemeente-voorbeeld")
        for role in acting
    }
    got = set(Mail.objects.filter(key__endswith=REPORT).values_list("person__email", flat=True))
    assert got == wanted - {"steward@corporatie-a.example"}


def test_what_was_noted_as_done_is_mailed_to_nobody(place):
    mark_item(
        municipality_id=place.id,
        item_id=REPORT,
        mark=NewMark(date(2020, 2, 19)),
        actor=secretary(),
        now=NOW,
    )

    assert remind(municipality_id=place.id, now=NOW) == 0


def test_an_example_says_in_the_mail_that_it_is_made_up(place):
    Municipality.objects.filter(pk=place.pk).update(fictitious=True)
    who = _controller()

    remind(municipality_id=place.id, now=NOW)

    (mail,) = _mails_to(who)
    assert mail.subject.startswith("[voorbeeld] ")
    assert "Deze mail komt uit een voorbeeld." in mail.body


def test_a_weekly_overview_comes_once_a_week_with_what_is_late_too(place):
    who = _controller()
    _choose(place, who, "weekly")
    late = datetime(2020, 3, 2, 6, 0, tzinfo=UTC)
    for day in range(9):
        remind(municipality_id=place.id, now=late + timedelta(days=day))

    first, second = _mails_to(who)

    assert first.subject == "Deze week in de jaarkalender van Gemeente GM9001"
    assert "Te laat, of gedaan en nog niet genoteerd:" in first.body
    assert REPORT in first.body
    assert (first.key[-8:], second.key[-8:]) == ("2020-W10", "2020-W11")


def test_an_overview_with_nothing_in_it_is_not_sent(place):
    tenants = make_actor("delegate", party=make_party(code="huurders-a"))
    _choose(place, tenants, "weekly")

    remind(municipality_id=place.id, now=datetime(2020, 1, 6, 6, 0, tzinfo=UTC))

    assert _mails_to(tenants) == []


def test_whoever_chose_none_gets_none_and_others_still_do(place):
    who = _controller()
    _choose(place, who, "none")

    remind(municipality_id=place.id, now=NOW)

    assert _mails_to(who) == []
    assert _mails_to(secretary())


def test_house_rules_that_cannot_be_read_remind_nobody(place):
    write_unreadable_rules(place)

    assert remind(municipality_id=place.id, now=NOW) == 0


def test_a_reminder_and_its_mail_are_written_together_or_not_at_all(place, monkeypatch):
    def breaks(*_args, **_kwargs):
        raise RuntimeError

    _controller()
    monkeypatch.setattr(Reminded.objects, "create", breaks)
    with pytest.raises(RuntimeError):
        remind(municipality_id=place.id, now=NOW)

    assert not Mail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_jobs_at_once_write_each_reminder_once(tmp_path):
    with database_in_a_file(tmp_path):
        place = _place()
        _controller()

        ended = at_once(*[lambda: remind(municipality_id=place.id, now=NOW)] * 2)

        assert ended == {"done": 2}
        assert Mail.objects.count() == Reminded.objects.count() == 2


@pytest.mark.parametrize("statement", ["UPDATE {} SET item_id = 'x'", "DELETE FROM {}"])
def test_the_database_does_not_forget_who_was_reminded(place, statement):
    remind(municipality_id=place.id, now=NOW)

    with (
        pytest.raises(IntegrityError, match="kept for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format("calendar_reminded"))


def test_the_database_holds_one_reminder_per_person_item_and_kind(place):
    remind(municipality_id=place.id, now=NOW)
    row = Reminded.objects.first()

    with pytest.raises(IntegrityError), transaction.atomic():
        Reminded.objects.create(
            user_id=row.user_id,
            municipality=place,
            item_id=row.item_id,
            kind=row.kind,
            mail=row.mail,
            reminded_at=NOW,
        )


def test_somebody_chooses_on_the_page_and_only_among_the_three(client, place):
    who = _controller()
    sign_in(client, who)
    page = "/gm9001/jaarkalender/mails/"

    assert (
        "Uw keuze is bewaard."
        in client.post(page, {"choice": "weekly"}, follow=True).content.decode()
    )
    assert client.post(page, {"choice": "hourly"}).context["form"].errors
    assert MailChoice.objects.get(user_id=who.user_id).choice == "weekly"


def test_nobody_chooses_for_a_place_where_the_person_takes_no_part(place):
    elsewhere = make_municipality(code="GM9002")

    refused(lambda: _choose(elsewhere, _controller(), "none"), NotAllowed)
    refused(lambda: _choose(place, NOBODY, "none"), NotAllowed)
    assert refused(lambda: _choose(place, _controller(), "soms")) == "Kies een van de drie."


def test_the_address_in_a_mail_stops_them_without_signing_in_and_looking_does_not(client, place):
    who = _controller()
    remind(municipality_id=place.id, now=NOW)
    (mail,) = _mails_to(who)
    path = re.search(r"https://[^/]+(/jaarkalender/mails/\S+/)", mail.body)[1]

    assert client.get(path).status_code == 200
    assert not MailChoice.objects.exists()
    answer = client.post(path, {"List-Unsubscribe": "One-Click"})

    assert "U krijgt geen mails over de kalender meer" in answer.content.decode()
    assert MailChoice.objects.get(user_id=who.user_id).choice == "none"
    assert mail.stop_address.endswith(path)


@pytest.mark.parametrize("how", ["get", "post"])
def test_an_address_that_was_tampered_with_stops_nothing(client, place, how):
    answer = getattr(client, how)("/jaarkalender/mails/WzEsMV0:verzonnen:handtekening/")

    assert answer.status_code == 409
    assert not MailChoice.objects.exists()
