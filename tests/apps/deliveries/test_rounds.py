"""The three days of a round: proposed, changed with a reason, closing, and opened again."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.deliveries import services
from drieluik.apps.deliveries.days import RoundDays, faults_of, proposed_days
from drieluik.apps.deliveries.models import DeliveryRound, Reopening, RoundChange
from drieluik.apps.deliveries.selectors import get_overview, get_round_state, list_tasks
from drieluik.apps.deliveries.selectors.completeness import list_asked_tables
from drieluik.apps.deliveries.selectors.taking_in import taking_in
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.core.tables import Period
from tests.factories.deliveries import (
    NOW,
    PERIOD,
    confirm_all,
    make_checked,
    make_steward,
    make_workbook,
    open_round,
    upload,
)
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in

pytestmark = pytest.mark.django_db

DAYS = RoundDays(date(2020, 9, 1), date(2020, 9, 29), date(2020, 11, 24))
BEFORE_ALL = datetime(2020, 8, 3, 9, 0, tzinfo=UTC)
AFTER_NEW = datetime(2020, 10, 1, 9, 0, tzinfo=UTC)
AFTER_ALL = datetime(2020, 11, 25, 9, 0, tzinfo=UTC)


@pytest.fixture
def place():
    place = make_municipality()
    make_party(municipality=place)
    open_round(place, days=DAYS)
    return place


def _round():
    return DeliveryRound.objects.get()


def _reopen(until_on, *, now=AFTER_NEW, party=None, reason="Nieuw systeem (verzonnen)."):
    services.reopen_round(
        round_id=_round().id,
        party_id=(party or make_party()).id,
        until_on=until_on,
        reason=reason,
        actor=make_steward(),
        now=now,
    )


@pytest.mark.parametrize(
    ("period", "due_on"), [("2020-1", date(2020, 12, 14)), ("2020-2", date(2021, 6, 30))]
)
def test_what_is_proposed_hangs_on_the_last_day_of_dpi_and_dvi(period, due_on):
    days = proposed_days(Period.parse(period))

    assert days.due_on == due_on
    assert days.due_on < days.new_until < days.corrections_until
    assert faults_of(Period.parse(period), days) == []


def test_all_that_is_wrong_with_the_days_is_told_at_once():
    wrong = RoundDays(date(2020, 6, 30), date(2020, 6, 1), date(2020, 5, 1))

    assert [field for field, _words in faults_of(PERIOD, wrong)] == [
        "due_on",
        "new_until",
        "corrections_until",
    ]


def test_days_in_the_wrong_order_are_refused_by_service_and_database(place):
    with pytest.raises(WrongState, match="laatste dag voor correcties"):
        services.change_days(
            round_id=_round().id,
            days=RoundDays(DAYS.due_on, DAYS.corrections_until, DAYS.new_until),
            reason="Andersom.",
            actor=make_steward(),
            now=NOW,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        DeliveryRound.objects.update(new_until=date(2020, 8, 1))


def test_a_half_year_is_asked_once_and_its_days_change_with_a_reason(place):
    with pytest.raises(WrongState):
        open_round(place)

    services.change_days(
        round_id=_round().id,
        days=RoundDays(date(2020, 9, 8), date(2020, 9, 29), None),
        reason="De dVi kwam later.",
        actor=make_steward(),
        now=NOW,
    )

    change = RoundChange.objects.get()
    assert (change.due_before, change.due_after) == (date(2020, 9, 1), date(2020, 9, 8))
    assert (change.new_before, change.new_after) == (date(2020, 9, 29), date(2020, 9, 29))
    assert (change.corrections_before, change.corrections_after) == (date(2020, 11, 24), None)
    assert _round().corrections_until is None
    event = AuditEvent.objects.get(name="delivery_round.moved")
    assert event.facts["before"]["due_on"] == "2020-09-01"
    assert event.facts["due_on"] == "2020-09-08"


def test_a_change_without_reason_or_without_change_changes_nothing(place):
    with pytest.raises(WrongState) as refused:
        services.change_days(
            round_id=_round().id, days=DAYS, reason=" ", actor=make_steward(), now=NOW
        )

    assert "er zou niets veranderen" in str(refused.value)
    assert "Schrijf de reden op" in str(refused.value)
    assert not RoundChange.objects.exists()


@pytest.mark.parametrize("role", ["editor", "controller"])
def test_only_the_steward_changes_days_reopens_and_sets_reminders(place, role):
    actor = make_actor(role)
    acts = [
        lambda: services.change_days(
            round_id=_round().id, days=RoundDays(DAYS.due_on), reason="x", actor=actor, now=NOW
        ),
        lambda: services.set_reminding(
            round_id=_round().id, remind_before=None, actor=actor, now=NOW
        ),
        lambda: services.reopen_round(
            round_id=_round().id,
            party_id=make_party().id,
            until_on=date(2021, 1, 1),
            reason="x",
            actor=actor,
            now=NOW,
        ),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()

    assert not RoundChange.objects.exists()
    assert not Reopening.objects.exists()


def test_after_the_last_day_for_new_files_a_first_file_is_refused_and_a_correction_is_not(place):
    with pytest.raises(WrongState, match="eerste bestand"):
        upload(now=AFTER_NEW)

    first = upload(now=BEFORE_ALL)
    second = upload(make_workbook(n_dwellings=4), seen=first.id, now=AFTER_NEW)

    assert second.number == 2


def test_after_the_last_day_for_corrections_nothing_is_taken_in_or_signed(place):
    first = make_checked(now=BEFORE_ALL)
    confirm_all(first)
    with pytest.raises(WrongState, match="correcties"):
        upload(make_workbook(n_dwellings=4), seen=first.id, now=AFTER_ALL)

    with pytest.raises(WrongState, match="correcties"):
        services.sign_delivery(delivery_id=first.id, actor=make_actor("controller"), now=AFTER_ALL)

    _reopen(date(2020, 12, 1), now=AFTER_ALL)
    services.sign_delivery(delivery_id=first.id, actor=make_actor("controller"), now=AFTER_ALL)
    first.refresh_from_db()
    assert first.state == "signed"


def test_a_last_day_is_itself_still_in_time_where_the_municipality_is(place):
    late_that_evening = datetime(2020, 9, 29, 21, 59, tzinfo=UTC)  # 23:59 in the Netherlands
    just_after = datetime(2020, 9, 29, 22, 1, tzinfo=UTC)

    with pytest.raises(WrongState):
        upload(now=just_after)

    assert upload(now=late_that_evening).number == 1


def test_opening_again_holds_for_one_corporation_until_its_day(place):
    other = make_party(code="corporatie-b", municipality=place)
    _reopen(date(2020, 10, 5))
    today = date(2020, 10, 5)

    own = taking_in(party_id=make_party().id, period=PERIOD, today=today)
    of_other = taking_in(party_id=other.id, period=PERIOD, today=today)
    day_after = taking_in(party_id=make_party().id, period=PERIOD, today=date(2020, 10, 6))

    assert not own.is_closed
    assert own.asking[0].is_open_again(today)
    assert own.asking[0].reopened_because == "Nieuw systeem (verzonnen)."
    assert of_other.is_closed
    assert day_after.is_closed


def test_the_newest_reopening_counts_also_when_its_day_is_earlier(place):
    _reopen(date(2020, 12, 1))
    _reopen(date(2020, 10, 2))

    found = taking_in(party_id=make_party().id, period=PERIOD, today=date(2020, 10, 3))

    assert found.is_closed


def test_all_that_is_wrong_with_opening_again_is_told_at_once(place):
    stranger = make_party(code="corporatie-x", municipality=make_municipality(code="GM9002"))

    with pytest.raises(WrongState) as refused:
        _reopen(date(2020, 9, 1), party=stranger, reason=" ")

    for words in ("niet gevraagd", "al open", "vandaag of een latere", "Schrijf de reden op"):
        assert words in str(refused.value)
    assert not Reopening.objects.exists()


def test_a_file_for_two_municipalities_is_taken_in_as_long_as_one_of_them_does(place):
    second = make_municipality(code="GM9002")
    make_party(municipality=second)
    open_round(second, days=RoundDays(DAYS.due_on))
    party = make_party()

    found = taking_in(party_id=party.id, period=PERIOD, today=date(2020, 12, 31))

    assert not found.is_closed
    assert [name for name, _day in found.closed_places] == [place.name]


def test_a_round_of_before_there_were_three_days_closes_nothing():
    open_round()

    assert upload(now=datetime(2030, 1, 1, tzinfo=UTC)).number == 1


@pytest.mark.parametrize("model", [RoundChange, Reopening])
def test_what_was_changed_and_reopened_is_kept(place, model):
    services.change_days(
        round_id=_round().id,
        days=RoundDays(date(2020, 9, 8), date(2020, 9, 29)),
        reason="Later.",
        actor=make_steward(),
        now=NOW,
    )
    _reopen(date(2020, 12, 1))

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(reason="Anders.")
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.all().delete()


def test_the_page_of_a_half_year_asks_no_more_questions_of_more_corporations(place, client):
    sign_in(client, make_steward())
    make_checked()

    def n_questions():
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/gm9001/aanleveringen/2020-1/").status_code == 200
        return len(asked)

    n_questions()
    of_one = n_questions()
    for code in ("corporatie-b", "corporatie-c"):
        corporation = make_party(code=code, municipality=place)
        make_checked(make_workbook(party_code=code), party=corporation)

    assert n_questions() == of_one


def test_who_withdraws_what_came_in_time_can_hand_in_again_as_a_correction(place, client):
    first = make_checked(now=BEFORE_ALL)
    sign_in(client, make_actor("editor"))

    page = client.get(f"/aanleveringen/{first.id}/intrekken/").content.decode()
    services.withdraw_delivery(delivery_id=first.id, actor=make_actor("editor"), now=AFTER_NEW)
    (task,) = list_tasks(make_actor("editor"))
    (row,) = get_round_state(_round(), actor=make_actor("editor"), today=AFTER_NEW.date()).rows

    assert not task.taking_in(AFTER_NEW.date()).is_closed
    assert not row.is_closed(AFTER_NEW.date())
    assert upload(make_workbook(n_dwellings=4), seen=first.id, now=AFTER_NEW).number == 2
    assert "u kunt niets meer inleveren" in page


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (RoundDays(DAYS.due_on, date(2020, 9, 29), date(2099, 1, 1)), "tot en met 1 januari 2099"),
        (RoundDays(DAYS.due_on), "Wel kunt u hetzelfde bestand opnieuw inleveren"),
    ],
)
def test_the_page_of_withdrawing_says_until_when_a_next_file_is_taken_in(client, days, words):
    make_party(municipality=make_municipality())
    open_round(days=days)
    first = make_checked(now=BEFORE_ALL)
    sign_in(client, make_actor("editor"))

    assert words in client.get(f"/aanleveringen/{first.id}/intrekken/").content.decode()


def _signed(at, content=None, **how):
    """A file that came in before all and was signed at a moment."""
    found = make_checked(content, now=BEFORE_ALL, **how)
    confirm_all(found)
    services.sign_delivery(delivery_id=found.id, actor=make_actor("controller"), now=at)
    return found


def _late(place, today):
    """Whether the tables are late on the page of the round, and the half-year in the overview."""
    steward = make_steward(place)
    (row,) = get_round_state(_round(), actor=steward, today=today).rows
    overview = get_overview(municipality_id=place.id, actor=steward, today=today)
    return {cell.late for cell in row.cells}, overview.rows[0][1][0].late


@pytest.mark.parametrize(
    ("signed_at", "late"),
    [
        (datetime(2020, 9, 1, 21, 59, tzinfo=UTC), False),  # 23:59 in the Netherlands
        (datetime(2020, 9, 1, 22, 1, tzinfo=UTC), True),
    ],
)
def test_what_was_signed_after_the_shown_day_is_late_wherever_it_is_shown(place, signed_at, late):
    _signed(signed_at)

    assert _late(place, date(2020, 9, 25)) == ({late}, late)
    found = list_asked_tables(municipality_id=place.id, today=date(2020, 9, 25))
    assert {one.came == "late" for one in found} == {late}


def test_without_a_signature_it_is_late_from_the_day_after(place):
    assert _late(place, DAYS.due_on) == ({False}, False)
    assert _late(place, date(2020, 9, 2)) == ({True}, True)


def test_a_later_file_makes_nothing_late_that_was_signed_in_time(place):
    first = _signed(BEFORE_ALL)
    _signed(AFTER_NEW, make_workbook(n_dwellings=4), seen=first.id)

    assert _late(place, AFTER_NEW.date()) == ({False}, False)


def test_the_shown_day_counts_as_it_is_now(place):
    _signed(datetime(2020, 9, 20, 9, 0, tzinfo=UTC))
    services.change_days(
        round_id=_round().id,
        days=RoundDays(date(2020, 9, 20), DAYS.new_until, DAYS.corrections_until),
        reason="Later afgesproken.",
        actor=make_steward(),
        now=NOW,
    )

    assert _late(place, date(2020, 9, 25)) == ({False}, False)
