"""What a person may act for, where, and on which day."""

from datetime import UTC, date, datetime

import pytest

from drieluik.apps.accounts.models import User
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed
from drieluik.apps.organisations import selectors
from drieluik.apps.organisations.actors import NOBODY, SYSTEM
from drieluik.apps.organisations.models import Party, Representation
from drieluik.apps.organisations.setting_up import (
    MunicipalityRow,
    PartyRow,
    set_up_municipality,
    set_up_party,
    set_up_representation,
)
from tests.factories.accounts import make_user
from tests.factories.organisations import (
    join,
    make_actor,
    make_municipality,
    make_party,
    make_representation,
)

pytestmark = pytest.mark.django_db
TODAY = date(2020, 6, 1)
NOW = datetime(2020, 6, 1, 12, tzinfo=UTC)


def test_without_sign_in_one_is_nobody():
    assert selectors.get_actor(user_id=None, on=TODAY) is NOBODY
    assert not NOBODY.municipality_ids
    assert not NOBODY.has_role("reader")


def test_a_person_without_role_may_see_no_municipality():
    make_municipality()
    actor = selectors.get_actor(user_id=make_user().pk, on=TODAY)

    assert actor.standings == ()
    assert list(selectors.list_municipalities(actor)) == []


def test_a_corporation_works_in_several_municipalities():
    here, there = make_municipality(), make_municipality(code="GM9002")
    make_party(municipality=here)
    make_party(municipality=there)

    actor = make_actor("editor")

    assert actor.municipality_ids == {here.id, there.id}


def test_a_role_in_one_municipality_counts_only_there():
    here, there = make_municipality(), make_municipality(code="GM9002")
    party = make_party(municipality=here)
    make_party(municipality=there)
    user = make_user()
    join(user, party, "controller", here)

    actor = selectors.get_actor(user_id=user.pk, on=TODAY)

    assert actor.has_role("controller", municipality_id=here.id)
    assert not actor.may_read(there.id)


def test_two_roles_are_never_mixed_into_one():
    here = make_municipality()
    corporation = make_party(municipality=here)
    tenants = make_party(code="huurders", kind="tenants", municipality=here)
    user = make_user()
    join(user, corporation, "reader")
    join(user, tenants, "controller")

    actor = selectors.get_actor(user_id=user.pk, on=TODAY)

    assert not actor.has_role("controller", party_id=corporation.id)
    assert not actor.has_role("controller", party_kind="corporation")
    assert actor.has_role("controller", party_kind="tenants", municipality_id=here.id)


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2019, 12, 31), False),
        (date(2020, 1, 1), True),
        (date(2020, 5, 31), True),
        (date(2020, 6, 1), False),
    ],
)
def test_a_role_counts_from_its_first_day_until_the_day_it_ends(day, counts):
    party = make_party(municipality=make_municipality())
    user = make_user()
    join(user, party, "editor", from_on=date(2020, 1, 1), until_on=date(2020, 6, 1))

    actor = selectors.get_actor(user_id=user.pk, on=day)

    assert actor.has_role("editor") is counts


def test_a_party_that_left_gives_no_access_any_more():
    here = make_municipality()
    party = make_party(municipality=here, until_on=date(2020, 1, 1))
    user = make_user()
    join(user, party, "editor")

    assert not selectors.get_actor(user_id=user.pk, on=TODAY).may_read(here.id)
    assert list(selectors.list_parties(municipality_id=here.id, on=TODAY)) == []


def test_a_closed_account_acts_for_nobody():
    actor = make_actor("administrator")
    User.objects.filter(pk=actor.user_id).update(is_active=False)

    assert selectors.get_actor(user_id=actor.user_id, on=TODAY).standings == ()


def test_a_municipality_of_others_does_not_exist():
    make_municipality(code="GM9002")
    actor = make_actor("editor")

    assert selectors.find_municipality(slug="gm9001", actor=actor) is not None
    assert selectors.find_municipality(slug="gm9002", actor=actor) is None
    assert selectors.find_municipality(slug="gm9999", actor=actor) is None


def test_tenants_voices_show_also_who_has_none():
    here = make_municipality()
    a, b, c = (make_party(code=f"corporatie-{x}", municipality=here) for x in "abc")
    tenants = make_party(code="huurders", kind="tenants", municipality=here)
    make_representation(tenants=tenants, corporation=a, municipality=here)
    make_representation(tenants=tenants, corporation=c, municipality=here, track="separate")

    voices = selectors.list_tenants_voices(municipality_id=here.id, on=TODAY)

    found = [(voice.corporation, voice.tenants, voice.track) for voice in voices]
    assert found == [(a, tenants, "joint"), (b, None, ""), (c, tenants, "separate")]


def test_who_is_who_takes_few_queries(django_assert_num_queries):
    actor = make_actor("editor")

    with django_assert_num_queries(2):
        selectors.get_actor(user_id=actor.user_id, on=TODAY)


def test_setting_up_twice_changes_and_records_nothing_new():
    row = MunicipalityRow(code="GM9001", slug="stad", name="Stad")
    first = set_up_municipality(row=row, actor=SYSTEM, now=NOW)
    for _ in range(2):
        assert set_up_municipality(row=row, actor=SYSTEM, now=NOW) == first
        for code, kind in (("corporatie-a", "corporation"), ("huurders", "tenants")):
            set_up_party(
                row=PartyRow(code, code, kind),
                municipality_id=first,
                from_on=date(2019, 1, 1),
                actor=SYSTEM,
                now=NOW,
            )
        set_up_representation(
            municipality_id=first,
            tenants_code="huurders",
            corporation_code="corporatie-a",
            track="joint",
            actor=SYSTEM,
            now=NOW,
        )

    names = list(AuditEvent.objects.values_list("name", flat=True))
    assert names == ["municipality.set-up", "party.set-up", "party.set-up", "representation.set-up"]
    assert (Party.history.count(), Representation.history.count()) == (2, 1)


def test_setting_up_again_with_another_name_is_a_line_in_the_history():
    place = make_municipality()
    for name in ("Oude naam", "Nieuwe naam"):
        set_up_party(
            row=PartyRow("corporatie-a", name, "corporation"),
            municipality_id=place.id,
            from_on=date(2019, 1, 1),
            actor=SYSTEM,
            now=NOW,
        )

    names = Party.history.filter(code="corporatie-a").order_by("history_id")
    assert list(names.values_list("name", flat=True)) == ["Oude naam", "Nieuwe naam"]


def test_only_the_system_sets_up():
    row = MunicipalityRow(code="GM9001", slug="stad", name="Stad")

    with pytest.raises(NotAllowed):
        set_up_municipality(row=row, actor=make_actor("administrator"), now=NOW)


def test_another_name_kind_or_track_is_an_event_and_the_same_again_is_none():
    place = make_municipality()
    set_up = {"municipality_id": place.id, "actor": SYSTEM, "now": NOW}
    spoken = {"tenants_code": "huurders-x", "corporation_code": "corporatie-x"}
    for code, name, kind in (
        ("corporatie-x", "X", "corporation"),
        ("huurders-x", "Huurders X", "tenants"),
        ("corporatie-x", "X Wonen", "corporation"),
        ("corporatie-x", "X Wonen", "corporation"),
    ):
        set_up_party(row=PartyRow(code, name, kind), from_on=date(2019, 1, 1), **set_up)
    for track in ("joint", "separate", "separate"):
        set_up_representation(track=track, **spoken, **set_up)

    names = list(AuditEvent.objects.order_by("sequence").values_list("name", flat=True))
    assert names.count("party.set-up") == 3
    assert names.count("representation.set-up") == 2
