"""Who may say who reads an item, and what that leaves behind."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from drieluik.apps.audit.selectors import verify_chain
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.publication import services
from drieluik.apps.publication.models import Openness
from drieluik.apps.publication.selectors.items import find_item, list_items, open_keys
from tests.factories.agreements import make_register
from tests.factories.organisations import make_actor, make_municipality, make_party
from tests.factories.publication import NOW, choose, lay_adopted, shut, steward
from tests.factories.reports import begin, freeze, place_with_figures

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def place():
    found = make_municipality()
    make_register(found)
    return found


def standing(place, kind="agreements", key="1", on=TODAY):
    return find_item(municipality_id=place.id, kind=kind, key=key, on=on).standing


def test_everything_is_public_until_somebody_says_otherwise(place):
    meeting = lay_adopted()

    items = {
        (one.kind, one.key): one.standing for one in list_items(municipality_id=place.id, on=TODAY)
    }

    assert set(items) == {
        ("site", "site"), ("agreements", "1"), ("decisions", str(meeting.id)), ("calendar", "jaar"),
    }  # fmt: skip
    assert all(one.is_open for one in items.values())


def test_the_steward_takes_an_item_off_the_site_with_ground_and_reason(place):
    shut(place, "agreements", 1, reason="Er staat een naam in.")

    found = standing(place)
    assert (found.audience, found.ground, found.reason) == (
        "partners", "privacy", "Er staat een naam in.",
    )  # fmt: skip
    assert found.by.startswith("Steward")
    assert verify_chain().intact


@pytest.mark.parametrize(
    ("role", "code", "kind"),
    [
        ("editor", "gemeente-voorbeeld", "municipality"),
        ("controller", "corporatie-a", "corporation"),
        ("delegate", "huurders-a", "tenants"),
        ("reader", "raad", "council"),
    ],
)
def test_nobody_else_does_and_a_refusal_leaves_no_trace(place, role, code, kind):
    other = make_actor(role, party=make_party(code=code, kind=kind, municipality=place))

    with pytest.raises(NotAllowed):
        shut(place, "agreements", 1, actor=other)

    assert not Openness.objects.exists()


def test_the_steward_of_another_municipality_does_not(place):
    elsewhere = make_municipality(code="GM9002", name="Leegstad")
    party = make_party(code="gemeente-leegstad", kind="municipality", municipality=elsewhere)

    with pytest.raises(NotAllowed):
        shut(place, "agreements", 1, actor=make_actor("steward", party=party))


@pytest.mark.parametrize(
    ("kind", "key", "choice"),
    [
        ("agreements", "1", {"ground": ""}),
        ("agreements", "1", {"reason": "  "}),
        ("agreements", "1", {"seen": 99}),
        ("agreements", "1", {"until_on": TODAY - timedelta(days=1)}),
        ("agreements", "1", {"audience": "open"}),
        ("agreements", "2", {}),
        ("proposal", "1", {}),
        ("decisions", "7d3ad0b6-0000-0000-0000-000000000000", {}),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(place, kind, key, choice):
    given = {"audience": "partners", "ground": "privacy"} | choice

    with pytest.raises(WrongState):
        choose(place, kind, key, given.pop("audience"), **given)

    assert not Openness.objects.exists()


def test_after_its_last_day_it_is_public_again(place):
    shut(place, "agreements", 1, until_on=TODAY + timedelta(days=7))

    last = TODAY + timedelta(days=7)
    assert not standing(place, on=last).is_open
    assert standing(place, on=last + timedelta(days=1)).is_open


def test_taking_back_puts_back_what_stood_before_and_keeps_the_history(place):
    shut(place, "agreements", 1, reason="Een naam.")
    shut(place, "agreements", 1, reason="Twee namen.")

    for expected in ("Een naam.", "Twee namen."):
        seen = find_item(municipality_id=place.id, kind="agreements", key="1", on=TODAY).newest_id
        services.take_back(
            municipality_id=place.id, kind="agreements", key="1", seen=seen,
            actor=steward(place), now=NOW,
        )  # fmt: skip
        assert standing(place).reason == expected

    assert Openness.objects.count() == 4


def test_taking_back_the_only_change_makes_it_public(place):
    shut(place, "agreements", 1)
    seen = Openness.objects.get().pk

    services.take_back(
        municipality_id=place.id,
        kind="agreements",
        key="1",
        seen=seen,
        actor=steward(place),
        now=NOW,
    )

    assert standing(place).is_open


def test_what_nobody_changed_cannot_be_taken_back(place):
    with pytest.raises(WrongState):
        services.take_back(
            municipality_id=place.id, kind="agreements", key="1", seen=0,
            actor=steward(place), now=NOW,
        )  # fmt: skip


def test_a_shut_site_makes_nothing_public(place):
    shut(place, "site", "site")

    assert open_keys(municipality_id=place.id, kind="agreements", on=TODAY) == frozenset()
    assert standing(place).is_open


@pytest.mark.parametrize(
    "row",
    [
        {"audience": "partners", "ground": ""},
        {"audience": "open", "ground": "privacy"},
        {"audience": "open", "until_on": date(2030, 1, 1)},
        {"audience": "partners", "ground": "other", "reason": ""},
        {"audience": "everybody"},
        {"kind": "proposal", "audience": "open"},
    ],
)
def test_the_database_refuses_what_makes_no_sense(place, row):
    known = {
        "municipality_id": place.id, "kind": "agreements", "key": "1", "reason": "Zo maar.",
        "set_by_id": steward(place).user_id, "set_at": NOW,
    }  # fmt: skip

    with pytest.raises(IntegrityError), transaction.atomic():
        Openness.objects.create(**known | row)


def test_the_database_keeps_what_was_recorded(place):
    shut(place, "agreements", 1)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE publication_openness SET audience = 'open', ground = ''")


def test_a_draft_meeting_is_no_item(place):
    approved = lay_adopted()

    keys = {
        one.key for one in list_items(municipality_id=place.id, on=TODAY) if one.kind == "decisions"
    }

    assert keys == {str(approved.id)}


def test_the_number_of_queries_does_not_grow_with_items(place, django_assert_num_queries):
    lay_adopted()
    lay_adopted(first=datetime.fromisoformat("2019-03-07T12:00:00+00:00"))
    for times in range(3):
        shut(place, "agreements", 1, reason=f"Reden {times}.")

    with django_assert_num_queries(4):
        list_items(municipality_id=place.id, on=TODAY)


def test_the_owner_shuts_its_own_report_and_only_the_steward_opens_it_again():
    place = place_with_figures()
    party = make_party(code="corporatie-a", municipality=place)
    owner = make_actor("controller", party=party)
    report = freeze(
        begin(place, "jaarverslag", audience="open", party=party, period="2020-2", actor=owner),
        actor=owner,
    )
    choose(place, "report", report.id, reason="Nagekeken.")

    shut(place, "report", report.id, actor=owner)

    assert not standing(place, "report", str(report.id)).is_open
    with pytest.raises(NotAllowed):
        choose(place, "report", report.id, actor=owner, reason="Toch wel.")


def test_a_report_for_everybody_waits_until_somebody_looked_at_its_figures():
    place = place_with_figures()
    report = freeze(begin(place, "woondebat", audience="open"))
    begin(place, "start", audience="open", period="2019-2")
    freeze(begin(place))

    items = [one for one in list_items(municipality_id=place.id, on=TODAY) if one.kind == "report"]

    assert [one.key for one in items] == [str(report.id)]
    assert items[0].standing.ground == "unchecked"


def test_a_report_that_nobody_opened_is_not_opened_by_a_day_that_goes_by():
    place = place_with_figures()
    report = freeze(begin(place, "woondebat", audience="open"))

    shut(place, "report", report.id, until_on=TODAY)

    later = standing(place, "report", str(report.id), on=TODAY + timedelta(days=1))
    assert (later.is_open, later.ground) == (False, "unchecked")
