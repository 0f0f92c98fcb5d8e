"""Words under a norm that a proposal changes: the page warns beforehand, and the norm waits after."""

import pytest
from django.urls import reverse

from drieluik.apps.agreements.selectors import list_clauses
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import SYSTEM
from tests.factories.monitor import make_norm, make_place
from tests.factories.organisations import make_party, sign_in
from tests.factories.proposals import adopt, all_agree, change_words, delegate, make_proposal

pytestmark = pytest.mark.django_db


def test_changing_the_sentence_under_a_norm_asks_to_confirm_the_norm_again(client):
    place = make_place()
    make_party(code="huurders-a", kind="tenants", municipality=place)
    norm = make_norm(place)
    clause = next(one for one in list_clauses(place.id) if one.clause_id == norm.norm.clause_id)
    proposal = make_proposal(change_words(clause, "De corporaties doen het heel anders."))
    sign_in(client, delegate("huurders-a"))

    page = client.get(reverse("agreements:proposal", args=[place.slug, proposal.id]))
    assert "moet de norm opnieuw worden bevestigd" in page.content.decode()

    all_agree(proposal)
    adopt(proposal)
    lights = Lights(Sight(SYSTEM, place.id))
    new = next(one for one in lights.clauses if one.clause_id == norm.norm.clause_id)
    assert new.text == "De corporaties doen het heel anders."
    assert lights.standing(new, "2020-1").norms[0].must_be_confirmed
