"""Who may, as a table: every role of every kind of party, here and elsewhere."""

import pytest

from drieluik.apps.decisions import policies
from tests.factories.decisions import make_table
from tests.factories.organisations import ROLES, make_actor, make_municipality, make_party

pytestmark = pytest.mark.django_db
HERE = {
    "municipality": "gemeente-voorbeeld",
    "corporation": "corporatie-a",
    "tenants": "huurders-a",
    "council": "raad",
    "other": "zorg",
}
PLAN = {("municipality", role) for role in ("editor", "delegate", "steward")}
RECORD = {("municipality", role) for role in ("editor", "steward")}
READ = {
    (kind, role) for kind in ("municipality", "corporation", "tenants", "other") for role in ROLES
}
SPEAK = {
    (kind, role)
    for kind in ("municipality", "corporation", "tenants")
    for role in ("editor", "delegate")
}
OWN_PAPER = RECORD | {(kind, role) for kind in HERE for role in ("editor", "delegate")}
OWN_TASK = RECORD | {
    (kind, role) for kind in HERE for role in ("editor", "delegate", "controller", "steward")
}
EVERYBODY = {(kind, role) for kind in HERE for role in ROLES}
TABLE = [
    ("check_may_plan", PLAN, False),
    ("check_may_record", RECORD, False),
    ("check_may_read", READ, False),
    ("check_may_read_decisions", EVERYBODY, False),
    ("check_may_give_input", SPEAK, True),
    ("check_may_record_delivery", OWN_PAPER, True),
    ("check_may_finish_task", OWN_TASK, True),
]
NAMES = [name for name, _allowed, _of_party in TABLE]


@pytest.fixture
def place():
    return make_table()


@pytest.mark.parametrize(("name", "allowed", "of_party"), TABLE, ids=NAMES)
def test_exactly_these_roles_may(place, name, allowed, of_party):
    rule, may = getattr(policies, name), set()
    for kind, code in HERE.items():
        party = make_party(code=code, kind=kind, municipality=place)
        for role in ROLES:
            about = {"party_id": party.pk} if of_party else {}
            actor = make_actor(role, party=party)
            if rule.allows(actor, municipality_id=place.id, **about):
                may.add((kind, role))

    assert may == allowed


@pytest.mark.parametrize(("name", "allowed", "of_party"), TABLE, ids=NAMES)
def test_nobody_from_elsewhere_may(place, name, allowed, of_party):
    rule, elsewhere = getattr(policies, name), make_municipality(code="GM9002")
    for kind in HERE:
        party = make_party(code=f"{kind}-elders", kind=kind, municipality=elsewhere)
        for role in ROLES:
            about = {"party_id": party.pk} if of_party else {}
            actor = make_actor(role, party=party)

            assert not rule.allows(actor, municipality_id=place.id, **about), (kind, role)


def test_a_party_speaks_for_itself_only(place):
    other = make_party(code="corporatie-b")
    actor = make_actor("delegate", party=make_party(code="corporatie-a"))
    about = {"municipality_id": place.id, "party_id": other.pk}

    assert not policies.check_may_give_input.allows(actor, **about)
    assert not policies.check_may_record_delivery.allows(actor, **about)
    assert not policies.check_may_finish_task.allows(actor, **about)
