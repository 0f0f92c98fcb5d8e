"""A soft rule is waived for a corporation for a while, in the open, and never a hard one."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.deliveries.models import Waiver
from drieluik.apps.deliveries.selectors import (
    Wanted,
    get_findings_page,
    last_end,
    list_confirmations,
    list_waivers,
    list_waivers_here,
)
from drieluik.apps.deliveries.selectors.comparing import with_reasons
from drieluik.apps.deliveries.services import end_waiver, waive_rule
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.core.tables import Period
from tests.factories.deliveries import (
    NOW,
    check,
    confirm_all,
    make_accepted,
    make_checked,
    make_steward,
    make_tables,
    make_workbook,
    open_round,
    upload,
)
from tests.factories.organisations import ROLES, make_actor, make_municipality, make_party
from tests.factories.tables import typed

pytestmark = pytest.mark.django_db

STOCK = "dwellings.stock_closes"
UNTIL = date(2022, 1, 1)
LATER = datetime(2021, 2, 1, 9, 0, tzinfo=UTC)
BEFORE, THEN = Period(2020, 1), Period(2020, 2)


@pytest.fixture(autouse=True)
def _asked():
    make_actor("editor")
    open_round(period=BEFORE)
    open_round(period=THEN)


def _waive(rule=STOCK, *, until_on=UNTIL, reason="Sloop in fasen.", actor=None, now=NOW):
    return waive_rule(
        party_id=make_party().id,
        rule=rule,
        reason=reason,
        until_on=until_on,
        actor=actor or make_actor("controller"),
        now=now,
    )


def _end(waiver, *, because="De sloop is klaar.", actor=None, now=NOW):
    end_waiver(
        waiver_id=waiver.id, because=because, actor=actor or make_actor("controller"), now=now
    )


def _smaller(n=8):
    return make_workbook(tables=make_tables(n_dwellings=n, period=THEN), period=THEN)


def _ten_before():
    make_accepted(make_workbook(n_dwellings=10), period=BEFORE)


def _vanished(delivery):
    return delivery.findings.get(rule="plausibility.vanished")


def test_what_a_waived_rule_finds_is_confirmed_with_its_reason_and_end():
    _ten_before()
    waiver = _waive()

    delivery = make_checked(_smaller(), period=THEN)

    found = _vanished(delivery)
    assert (found.reason, found.waiver, found.confirmed_at) == ("Sloop in fasen.", waiver, NOW)
    assert found.confirmed_by == waiver.granted_by
    open_ones = delivery.findings.filter(severity="confirm", confirmed_at=None)
    assert delivery.n_to_confirm == open_ones.count()


def test_the_corporation_and_the_municipality_read_that_it_was_waived():
    _ten_before()
    _waive()
    delivery = make_checked(_smaller(), period=THEN)

    (own,) = get_findings_page(delivery, Wanted(rule="plausibility.vanished")).findings
    (theirs,) = [
        one
        for one in list_confirmations(delivery, municipality_code="GM9001")
        if one.waived_until is not None
    ]

    assert (own.waived_until, own.reason) == (UNTIL, "Sloop in fasen.")
    assert (theirs.waived_until, theirs.reason) == (UNTIL, "Sloop in fasen.")


def test_another_rule_and_another_corporation_are_asked_as_ever():
    _ten_before()
    _waive("lettings.number_of_lettings.others")
    waive_rule(
        party_id=make_party(code="corporatie-b").id,
        rule=STOCK,
        reason="Van een ander.",
        until_on=UNTIL,
        actor=make_actor("controller", party=make_party(code="corporatie-b")),
        now=NOW,
    )

    found = _vanished(make_checked(_smaller(), period=THEN))

    assert (found.confirmed_at, found.waiver) == (None, None)


def test_a_rule_that_blocks_is_never_waived():
    for rule in ("arrears.evictions_with_children_within_evictions", "workbooks.cell_blank", ""):
        with pytest.raises(WrongState):
            _waive(rule)

    assert not Waiver.objects.exists()


def test_a_soft_rule_of_a_contract_can_be_waived_too():
    waiver = _waive("dwellings.a_label_has_a_method")
    row = {"municipality_code": "GM9001", "buurt_code": "BU90010000"}
    label = {"energy_label": "A", "energy_label_method": "onbekend"}
    tables = make_tables() | {"dwellings": typed("dwellings", [row | label])}

    delivery = make_checked(make_workbook(tables=tables))

    assert delivery.findings.get(rule="workbooks.condition_broken").waiver == waiver


@pytest.mark.parametrize(
    "until_on", [NOW.date(), date(2020, 1, 1), date(2023, 8, 4), date(2040, 1, 1)]
)
def test_a_waiver_ends_after_today_and_within_three_years(until_on):
    with pytest.raises(WrongState):
        _waive(until_on=until_on)


def test_the_last_day_of_a_waiver_exists_in_every_year():
    assert last_end(date(2020, 8, 3)) == date(2023, 8, 3)
    assert last_end(date(2024, 2, 29)) == date(2027, 2, 28)


def test_a_waiver_wants_a_reason_and_is_not_given_twice():
    with pytest.raises(WrongState):
        _waive(reason="  ")
    _waive()

    with pytest.raises(WrongState):
        _waive()

    assert Waiver.objects.count() == 1


def test_a_waiver_ends_by_itself_and_can_then_be_given_again():
    _ten_before()
    _waive(until_on=LATER.date())

    delivery = check(upload(_smaller(), period=THEN), now=LATER)

    assert _vanished(delivery).confirmed_at is None
    assert _waive(until_on=UNTIL, now=LATER).until_on == UNTIL


def test_a_waiver_that_was_ended_sooner_no_longer_counts_and_stays_to_be_read():
    _ten_before()
    waiver = _waive()
    _end(waiver)

    delivery = make_checked(_smaller(), period=THEN)

    assert _vanished(delivery).confirmed_at is None
    (shown,) = list_waivers(party_id=waiver.party_id, today=NOW.date())
    assert (shown.runs, shown.ended_because) == (False, "De sloop is klaar.")


def test_what_a_waiver_confirmed_stays_confirmed_when_it_ends():
    _ten_before()
    waiver = _waive()
    delivery = make_checked(_smaller(), period=THEN)

    _end(waiver)

    assert _vanished(delivery).waiver == waiver


def test_the_reason_of_a_waiver_that_ended_is_not_taken_over_for_a_next_file():
    _ten_before()
    waiver = _waive()
    first = make_checked(_smaller(), period=THEN)
    _end(waiver)

    second = make_checked(_smaller(7), period=THEN, seen=first.id)

    assert not with_reasons(second, [first]).exists()


def test_a_waiver_is_ended_once_and_with_a_reason():
    waiver = _waive()
    with pytest.raises(WrongState):
        _end(waiver, because=" ")
    with pytest.raises(WrongState):
        _end(waiver, now=datetime(2022, 1, 1, 9, 0, tzinfo=UTC))
    _end(waiver)

    with pytest.raises(WrongState):
        _end(waiver)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "controller"])
def test_only_the_controller_waives_and_ends(role):
    waiver = _waive()
    others = [make_actor(role), make_actor("controller", party=make_party(code="corporatie-b"))]
    for actor in [*others, make_steward()]:
        with pytest.raises(NotAllowed):
            _waive("dwellings.mean_rent.others", actor=actor)
        with pytest.raises(NotAllowed):
            _end(waiver, actor=actor)

    assert Waiver.objects.get().ended_at is None


def test_waiving_and_ending_stand_in_the_record():
    _end(_waive())

    told = AuditEvent.objects.filter(name__startswith="waiver.").order_by("sequence")

    assert [event.name for event in told] == ["waiver.granted", "waiver.ended"]
    assert told[0].facts == {"rule": STOCK, "until_on": "2022-01-01"}


def test_everybody_here_sees_what_is_waived_and_nobody_elsewhere():
    _waive()
    elsewhere = make_municipality(code="GM9002")

    here = list_waivers_here(municipality_id=make_municipality().id, today=NOW.date())

    assert [(one.party_code, one.rule, one.runs) for one in here] == [("corporatie-a", STOCK, True)]
    assert list_waivers_here(municipality_id=elsewhere.id, today=NOW.date()) == []


def test_a_waived_delivery_is_signed_without_another_reason():
    _ten_before()
    _waive()
    delivery = make_checked(_smaller(), period=THEN)

    confirm_all(delivery)

    delivery.refresh_from_db()
    assert delivery.n_to_confirm == 0
    assert _vanished(delivery).reason == "Sloop in fasen."


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM deliveries_waiver",
        "UPDATE deliveries_waiver SET reason = 'Anders.'",
        "UPDATE deliveries_waiver SET until_on = '2030-01-01'",
        "UPDATE deliveries_waiver SET rule = 'anders'",
        "UPDATE deliveries_waiver SET ended_because = 'Toch anders.'",
    ],
)
def test_the_database_keeps_what_was_waived_and_why_it_ended(statement):
    _end(_waive())

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
