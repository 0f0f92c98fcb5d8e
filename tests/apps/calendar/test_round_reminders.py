"""Mails about half-years that are asked: to whom, when, each once, and what is lacking in them."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drieluik.apps.calendar.choosing import choose_mails
from drieluik.apps.calendar.models import Reminded
from drieluik.apps.calendar.reminding import remind
from drieluik.apps.calendar.round_reminding import remind_of_rounds, tell_round_news
from drieluik.apps.deliveries import services
from drieluik.apps.deliveries.days import RoundDays
from drieluik.apps.deliveries.models import DeliveryRound
from drieluik.apps.mailing.models import Mail
from drieluik.core.tables import Period
from tests.factories.deliveries import PERIOD, make_signed, make_steward, open_round, upload
from tests.factories.organisations import make_actor, make_municipality, make_party

pytestmark = pytest.mark.django_db

DUE = date(2020, 9, 1)


def _at(month, day, hour=6):
    return datetime(2020, month, day, hour, tzinfo=UTC)


DUE_AT = _at(9, 1)


@pytest.fixture
def place():
    place = make_municipality()
    for code in ("corporatie-a", "corporatie-b"):
        make_actor("controller", party=make_party(code=code, municipality=place))
        make_actor("reader", party=make_party(code=code))
    open_round(place, days=RoundDays(DUE, date(2020, 9, 29)), remind_before=14)
    return place


def _remind(place, when):
    return remind_of_rounds(municipality_id=place.id, now=when)


def _round():
    return DeliveryRound.objects.get(year=PERIOD.year, half=PERIOD.half)


def test_who_owes_something_is_reminded_before_on_and_after_the_day_each_once(place):
    days = [(8, 17), (8, 18), (8, 19), (8, 31), (9, 1), (9, 2), (9, 3), (9, 8), (9, 9)]

    sent = {f"{month}-{day}": _remind(place, _at(month, day)) for month, day in days}

    assert {day: n for day, n in sent.items() if n} == {"8-18": 2, "9-1": 2, "9-2": 2}
    assert set(Mail.objects.values_list("person__email", flat=True)) == {
        "controller@corporatie-a.example",
        "controller@corporatie-b.example",
    }


def test_days_are_those_of_the_place_not_of_greenwich(place):
    last_evening = datetime(2020, 8, 17, 21, 59, tzinfo=UTC)  # 23:59 in the Netherlands
    after_midnight = datetime(2020, 8, 17, 22, 1, tzinfo=UTC)

    assert [_remind(place, last_evening), _remind(place, after_midnight)] == [0, 2]


def test_who_has_signed_owes_nothing_and_gets_no_mail(place):
    make_signed(party=make_party(code="corporatie-a"))

    _remind(place, _at(9, 1))

    assert [mail.person.email for mail in Mail.objects.all()] == ["controller@corporatie-b.example"]


def test_the_mail_names_what_is_lacking_per_table_and_leaves_out_what_does_not_apply(place):
    services.record_not_applicable(
        party_id=make_party().id,
        table_id="arrears",
        period=PERIOD,
        reason="Dat doet een ander.",
        actor=make_actor("controller"),
        now=_at(8, 1),
    )

    _remind(place, _at(9, 2))

    body = Mail.objects.get(person__email="controller@corporatie-a.example").body
    assert "- Woningen: Niet begonnen" in body
    assert "Huurachterstanden" not in body
    assert "29 september 2020" in body
    assert "/aanleveringen/corporatie-a/2020-1/" in body


def test_after_the_last_day_the_mail_says_how_to_get_back_in(place):
    services.change_days(
        round_id=_round().id,
        days=RoundDays(DUE, DUE),
        reason="Wij sluiten meteen.",
        actor=make_steward(),
        now=_at(8, 1),
    )

    _remind(place, _at(9, 2))

    assert "opnieuw voor u te openen" in Mail.objects.filter(kind="reminder").first().body


def test_who_is_open_again_reads_its_own_last_day_and_no_day_that_has_gone_by(place):
    services.change_days(
        round_id=_round().id,
        days=RoundDays(DUE, DUE, DUE),
        reason="Wij sluiten meteen.",
        actor=make_steward(),
        now=_at(8, 1),
    )
    services.reopen_round(
        round_id=_round().id,
        party_id=make_party().id,
        until_on=date(2020, 10, 15),
        reason="Nieuw systeem.",
        actor=make_steward(),
        now=_at(9, 2, 4),
    )

    _remind(place, _at(9, 2))

    body = Mail.objects.get(person__email="controller@corporatie-a.example").body
    assert "eerste bestand: 15 oktober 2020" in body
    assert "correcties: 15 oktober 2020" in body
    assert body.count("1 september 2020") == 1


def test_who_handed_in_something_reads_no_last_day_for_a_first_file(place):
    upload(party=make_party())

    _remind(place, DUE_AT)

    body = Mail.objects.get(person__email="controller@corporatie-a.example").body
    assert "eerste bestand" not in body


def test_reminders_can_be_off_for_a_round(place):
    services.set_reminding(
        round_id=_round().id, remind_before=None, actor=make_steward(), now=_at(8, 1)
    )

    assert [_remind(place, _at(8, 20)), _remind(place, DUE_AT), _remind(place, _at(9, 2))] == [
        0
    ] * 3


def test_who_wants_no_mails_gets_none(place):
    choose_mails(
        municipality_id=place.id, choice="none", actor=make_actor("controller"), now=_at(8, 1)
    )

    assert _remind(place, DUE_AT) == 1


def test_the_calendar_itself_does_not_remind_of_the_same_day_once_more(place):
    _remind(place, _at(8, 20))
    before = Mail.objects.count()

    remind(municipality_id=place.id, now=_at(8, 20, 7))

    assert not [one for one in Mail.objects.all()[before:] if "cijfers over" in one.subject]
    assert not Reminded.objects.filter(item_id="2020:delivery_round:2020-1").exists()


def test_another_shown_day_begins_the_reminders_anew(place):
    _remind(place, _at(8, 20))
    services.change_days(
        round_id=_round().id,
        days=RoundDays(date(2020, 10, 1)),
        reason="Later.",
        actor=make_steward(),
        now=_at(8, 21),
    )

    assert [_remind(place, _at(8, 22)), _remind(place, _at(9, 20))] == [0, 2]


def test_other_days_and_opening_again_are_told_with_their_reason_each_once(place):
    other = make_party(code="corporatie-b")
    now = _at(10, 1)
    services.change_days(
        round_id=_round().id,
        days=RoundDays(DUE, date(2020, 9, 20)),
        reason="Het bestuur vergadert eerder.",
        actor=make_steward(),
        now=now,
    )
    services.reopen_round(
        round_id=_round().id,
        party_id=other.id,
        until_on=date(2020, 10, 9),
        reason="Nieuw systeem.",
        actor=make_steward(),
        now=now,
    )

    assert Mail.objects.count() == 0  # the acts only put a job in the queue
    assert [tell_round_news(municipality_id=place.id, now=now) for _ in range(2)] == [3, 0]
    bodies = [mail.body for mail in Mail.objects.all()]
    assert sum("Het bestuur vergadert eerder." in body for body in bodies) == 2
    assert [mail.person.email for mail in Mail.objects.all() if "Nieuw systeem." in mail.body] == [
        "controller@corporatie-b.example"
    ]
    assert "(was 29 september 2020)" in "".join(bodies)


def test_a_half_year_of_long_ago_reminds_nobody(place):
    open_round(place, period=Period(2019, 2), due_on=date(2020, 3, 1), remind_before=14)

    assert _remind(place, _at(9, 20)) == 0


@pytest.mark.parametrize("has_news", [False, True])
def test_half_years_of_before_cost_no_queries(place, has_news, django_assert_num_queries):
    now = _at(10, 1)
    if has_news:
        services.reopen_round(
            round_id=_round().id,
            party_id=make_party().id,
            until_on=date(2020, 12, 1),
            reason="Nieuw systeem.",
            actor=make_steward(),
            now=now,
        )
        tell_round_news(municipality_id=place.id, now=now)

    def look():
        tell_round_news(municipality_id=place.id, now=now)
        _remind(place, now)

    with CaptureQueriesContext(connection) as before:
        look()
    for year in range(2010, 2016):
        open_round(place, period=Period(year, 1), due_on=date(year, 12, 1), remind_before=14)

    with django_assert_num_queries(len(before)):
        look()
