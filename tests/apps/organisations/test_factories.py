"""The factories that other tests lean on."""

import pytest
from django.test import Client

from tests.factories.organisations import ROLES, make_actor, make_municipality, sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES)
def test_an_actor_has_the_role_in_the_municipality(role):
    enschede = make_municipality()

    actor = make_actor(role)

    assert actor.has_role(role, municipality_id=enschede.id)
    assert make_actor(role) == actor


def test_an_actor_can_open_a_page(client: Client):
    actor = make_actor("reader")

    assert sign_in(client, actor).get("/ik/").status_code == 200
