"""A letter is as old as its day: it never overrules what a delegate said later."""

from datetime import timedelta

import pytest
from django.urls import reverse

from drieluik.apps.agreements import services
from drieluik.apps.agreements.models import Position
from drieluik.apps.agreements.proposals import policies
from drieluik.apps.agreements.proposals.reading import get_standing
from drieluik.apps.agreements.services import Said
from drieluik.apps.errors import WrongState
from tests.factories.agreements import NOW, make_register
from tests.factories.organisations import (
    make_municipality,
    make_party,
    make_representation,
    sign_in,
)
from tests.factories.proposals import change_words, delegate, make_proposal, recorder, say

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def proposal():
    place, clauses = make_municipality(), make_register()
    make_representation(
        tenants=make_party(code="commissie", kind="tenants", municipality=place),
        corporation=make_party(code="corporatie-b"),
        municipality=place,
        track="separate",
    )
    return make_proposal(change_words(clauses["2.2"], "Eén loket helpt iedereen."))


def _enter(proposal, on, verdict="agree", now=NOW):
    subjects = tuple(one.subject.key for one in get_standing(proposal.id, NOW).subjects)
    said = Said(make_party(code="commissie").id, subjects, verdict, "Zo staat het er.", "Brief", on)
    services.record_written_position(proposal_id=proposal.id, said=said, actor=recorder(), now=now)


def _rows(proposal):
    (one,) = get_standing(proposal.id, NOW).subjects
    return one.positions[make_party(code="commissie").id]


@pytest.mark.parametrize(
    ("days", "verdict"), [(-3, "object"), (0, "object"), (1, "agree"), (2, "agree")]
)
def test_an_older_letter_does_not_overrule_the_delegate_and_both_stay(proposal, days, verdict):
    say(proposal, "commissie", "object", "Wij willen dit niet.")

    _enter(proposal, TODAY + timedelta(days=days), now=NOW + timedelta(days=5))

    assert _rows(proposal)[0].verdict == verdict
    assert len(_rows(proposal)) == 2


def test_a_later_word_of_the_delegate_counts_above_the_letter(proposal):
    _enter(proposal, TODAY - timedelta(days=1))

    say(proposal, "commissie", "object", "Bij nader inzien niet.")

    assert [row.paper for row in _rows(proposal)] == ["", "Brief"]


@pytest.mark.parametrize(("on", "allowed"), [(None, False), (TODAY, True)])
def test_a_paper_has_its_day(on, allowed):
    assert policies.check_paper_has_its_day.allows(on=on, today=TODAY) is allowed


def test_a_letter_of_tomorrow_is_refused_and_leaves_nothing(proposal):
    with pytest.raises(WrongState, match="toekomst"):
        _enter(proposal, TODAY + timedelta(days=1))

    assert not Position.objects.exists()


def test_the_page_says_that_the_older_letter_stands_beside_and_does_not_count(client, proposal):
    say(proposal, "commissie", "object", "Wij willen dit niet.")
    sign_in(client, recorder())
    (one,) = get_standing(proposal.id).subjects
    given = {
        "step": proposal.step,
        "schriftelijk-party": make_party(code="commissie").id,
        "schriftelijk-subjects": [one.subject.key],
        "schriftelijk-verdict": "agree",
        "schriftelijk-paper": "Brief",
        "schriftelijk-paper_on": TODAY - timedelta(days=1),
    }
    address = reverse("agreements:record_written", args=["gm9001", proposal.id])

    wrong = client.post(address, given | {"schriftelijk-paper_on": "2999-01-01"})
    page = client.post(address, given, follow=True).content.decode()

    assert "niet in de toekomst" in wrong.content.decode()
    assert "Het telt niet waar de afgevaardigde" in page
    assert "Bezwaar van Commissie" in page
    assert "Brief, van" in page


def test_a_delegate_dates_no_paper(proposal):
    say(proposal, "commissie")

    assert _rows(proposal)[0].paper_on is None
    assert delegate("commissie").user_id == _rows(proposal)[0].taken_by_id
