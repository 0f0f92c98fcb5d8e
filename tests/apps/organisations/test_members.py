"""Who may add members and end their roles, and what is left on record."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from drieluik.apps.accounts.models import User
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations import policies
from drieluik.apps.organisations.actors import NOBODY, SYSTEM
from drieluik.apps.organisations.models import Membership, Participation, Party, Representation
from drieluik.apps.organisations.services import add_member, end_membership
from tests.factories.accounts import make_user
from tests.factories.organisations import (
    ROLES,
    START,
    join,
    make_actor,
    make_municipality,
    make_party,
    make_representation,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 6, 1, 12, tzinfo=UTC)


def _add(actor, party, role="editor", email="nieuw@voorbeeld.example") -> Membership:
    return add_member(
        party_id=party.id, email=email, name="Nieuw Lid", role=role, actor=actor, now=NOW
    )


def test_an_administrator_adds_a_member_with_one_event():
    administrator = make_actor("administrator")
    party = make_party()

    membership = _add(administrator, party)

    assert (membership.role, membership.from_on) == ("editor", date(2020, 6, 1))
    event = AuditEvent.objects.get()
    assert (event.name, event.party_code) == ("membership.added", "corporatie-a")
    assert event.facts == {
        "user_id": membership.user_id,
        "role": "editor",
        "membership_id": membership.id,
    }


def test_a_role_starts_on_the_dutch_day():
    late_in_the_evening = datetime(2020, 5, 31, 22, 30, tzinfo=UTC)

    membership = add_member(
        party_id=make_party().id, email="a@b.example", name="A", role="reader",
        actor=make_actor("administrator"), now=late_in_the_evening,
    )  # fmt: skip

    assert membership.from_on == date(2020, 6, 1)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_other_roles_add_nobody_and_leave_no_trace(role):
    actor = make_actor(role)

    with pytest.raises(NotAllowed):
        _add(actor, make_party())

    assert not AuditEvent.objects.exists()
    assert not User.objects.filter(email="nieuw@voorbeeld.example").exists()


def test_an_administrator_of_another_party_adds_nobody():
    other = make_actor("administrator", party=make_party(code="corporatie-b"))

    with pytest.raises(NotAllowed):
        _add(other, make_party())

    assert not AuditEvent.objects.exists()


def test_nobody_manages_members_and_the_set_up_does():
    party_id = make_party().id

    assert not policies.check_may_manage_members.allows(NOBODY, party_id=party_id)
    assert policies.check_may_manage_members.allows(SYSTEM, party_id=party_id)


def test_the_reason_of_a_refusal_is_a_dutch_sentence():
    objection = policies.check_may_manage_members.objection(
        make_actor("reader"), party_id=make_party().id
    )

    assert objection == "Alleen een beheerder van deze partij kan de leden beheren."


def test_a_known_person_gets_a_second_role_with_the_same_account():
    administrator, party = make_actor("administrator"), make_party()
    known = make_user(email="nieuw@voorbeeld.example")

    first = _add(administrator, party, email="NIEUW@voorbeeld.example")
    second = _add(administrator, party, role="controller")

    assert first.user_id == second.user_id == known.pk


def test_the_same_role_twice_is_refused():
    administrator, party = make_actor("administrator"), make_party()
    _add(administrator, party)

    with pytest.raises(WrongState):
        _add(administrator, party)

    assert AuditEvent.objects.count() == 1


def test_an_ended_role_stays_on_record():
    administrator = make_actor("administrator")
    membership = _add(administrator, make_party())

    end_membership(membership_id=membership.id, actor=administrator, now=NOW)

    membership.refresh_from_db()
    assert membership.until_on == date(2020, 6, 1)
    names = list(AuditEvent.objects.values_list("name", flat=True))
    assert names == ["membership.added", "membership.ended"]


def test_a_role_ends_once():
    administrator = make_actor("administrator")
    membership = _add(administrator, make_party())
    end_membership(membership_id=membership.id, actor=administrator, now=NOW)

    with pytest.raises(WrongState):
        end_membership(membership_id=membership.id, actor=administrator, now=NOW)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_other_roles_end_nothing(role):
    membership = join(make_user(), make_party(), "editor")

    with pytest.raises(NotAllowed):
        end_membership(membership_id=membership.id, actor=make_actor(role), now=NOW)

    membership.refresh_from_db()
    assert membership.until_on is None


def test_a_party_keeps_its_last_administrator():
    administrator = make_actor("administrator")
    own = Membership.objects.get(user_id=administrator.user_id)

    with pytest.raises(WrongState):
        end_membership(membership_id=own.id, actor=administrator, now=NOW)


def test_an_administrator_whose_account_is_closed_does_not_count():
    administrator = make_actor("administrator")
    closed = make_user(email="weg@voorbeeld.example")
    join(closed, make_party(), "administrator")
    User.objects.filter(pk=closed.pk).update(is_active=False)
    own = Membership.objects.get(user_id=administrator.user_id)

    with pytest.raises(WrongState):
        end_membership(membership_id=own.id, actor=administrator, now=NOW)


@pytest.mark.parametrize("somewhere", [False, True], ids=["everywhere", "one municipality"])
def test_the_database_refuses_a_double_current_role(somewhere):
    user, party = make_user(), make_party()
    place = make_municipality() if somewhere else None
    join(user, party, "editor", place)

    with pytest.raises(IntegrityError), transaction.atomic():
        join(user, party, "editor", place)


def test_a_role_may_be_given_again_after_it_ended():
    user, party = make_user(), make_party()
    join(user, party, "editor", until_on=date(2019, 1, 1))

    join(user, party, "editor", from_on=date(2020, 1, 1))

    assert Membership.objects.count() == 2


def test_the_database_refuses_what_cannot_be():
    user, party, place = make_user(), make_party(), make_municipality()
    impossible = [
        lambda: join(user, party, "keizer"),
        lambda: join(user, party, "editor", until_on=date(2017, 1, 1)),
        lambda: Party.objects.create(code="x", name="X", kind="kasteel"),
        lambda: make_representation(tenants=party, corporation=party, municipality=place),
        lambda: Representation.objects.create(
            tenants=make_party(code="hv", kind="tenants"),
            corporation=party,
            municipality=place,
            track="zijpad",
        ),
        lambda: Participation.objects.create(
            party=party, municipality=place, from_on=START, until_on=START
        ),
    ]

    for act in impossible:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
