"""Delegates who let another speak: who may, what is refused, what stays visible, and races."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from drieluik.apps.agreements import services
from drieluik.apps.agreements.delegating import policies
from drieluik.apps.agreements.delegating.policies import Wanted
from drieluik.apps.agreements.delegating.reading import list_delegations
from drieluik.apps.agreements.models import Delegation, DelegationEnd, Position, PositionApproval
from drieluik.apps.agreements.proposals.reading import get_standing
from drieluik.apps.agreements.selectors import find_clause
from drieluik.apps.agreements.services import Said
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.models import Membership
from tests.factories.agreements import NOW, make_register
from tests.factories.organisations import (
    ROLES,
    make_actor,
    make_municipality,
    make_party,
    sign_in,
)
from tests.factories.proposals import (
    adopt,
    change_words,
    delegate,
    make_proposal,
    say,
    second_delegate,
)

pytestmark = pytest.mark.django_db
FOUR = "Partijen spreken elkaar vier keer per jaar."
TODAY = NOW.date()
TENANTS = "huurders-a"


@pytest.fixture
def proposal():
    return make_proposal(change_words(make_register()["1.1"], FOUR))


def third_delegate():
    party = make_party(code=TENANTS)
    return make_actor("delegate", party=party, email="derde@huurders-a.example")


def give(proposal=None, *, actor=None, to=None, code=TENANTS, now=NOW, **other):
    wanted = {
        "party_id": make_party(code=code).id,
        "stand_in_id": (to or second_delegate(code)).user_id,
        "proposal_id": proposal.id if proposal else None,
        "from_on": TODAY,
        "until_on": TODAY + timedelta(days=30),
        "reason": "Vakantie",
    }
    return services.give_delegation(
        municipality_id=make_municipality().id,
        wanted=Wanted(**wanted | other),
        actor=actor or delegate(code),
        now=now,
    )


def end(delegation_id, actor, now=NOW):
    services.end_delegation(
        municipality_id=make_municipality().id, delegation_id=delegation_id, actor=actor, now=now
    )


def speak(proposal, actor, delegation_id=None, verdict="agree", now=NOW):
    party_id = make_party(code=TENANTS).id
    subjects = tuple(one.subject.key for one in get_standing(proposal.id, NOW).subjects)
    said = Said(party_id, subjects, verdict, "Daarom.", delegation_id=delegation_id)
    services.take_position(proposal_id=proposal.id, said=said, actor=actor, now=now)


def positions(proposal):
    (subject,) = get_standing(proposal.id, NOW).subjects
    return subject.positions[make_party(code=TENANTS).id]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("code", ["gemeente-voorbeeld", "corporatie-a", "huurders-a", "zorg"])
@pytest.mark.parametrize("elsewhere", [False, True])
def test_who_gives_and_ends_as_a_table(proposal, code, role, elsewhere):
    place, other = make_municipality(), make_municipality(code="GM9002")
    give(proposal)
    (row,) = list_delegations(place.id, TODAY)
    party = make_party(code=f"{code}-elders" if elsewhere else code, kind="tenants")
    make_party(code=party.code, municipality=other if elsewhere else place)
    actor = make_actor(role, party=party, email=f"iemand-{role}@{party.code}.example")
    own = {"party_id": party.id, "municipality_id": place.id}

    assert policies.check_may_delegate.allows(actor, **own) == (
        role == "delegate" and not elsewhere
    )
    assert policies.check_may_end.allows(actor, row, municipality_id=place.id) == (
        role == "administrator" and code == TENANTS and not elsewhere
    )


def test_the_stand_in_speaks_and_both_names_stay_with_the_position_for_ever(proposal):
    given = give(proposal)

    speak(proposal, second_delegate(TENANTS), given)
    end(given, delegate(TENANTS))
    speak(proposal, delegate(TENANTS), verdict="object")

    newest, earlier = positions(proposal)
    assert (newest.taken_by, newest.in_place_of) == ("Delegate Huurders a", "")
    assert (earlier.taken_by_id, earlier.in_place_of) == (
        second_delegate(TENANTS).user_id, "Delegate Huurders a",
    )  # fmt: skip
    names = AuditEvent.objects.filter(subject_id=str(proposal.id)).values_list("name", flat=True)
    assert list(names)[-4:] == [
        "delegation.given", "position.taken", "delegation.ended", "position.taken",
    ]  # fmt: skip


def test_whoever_lets_another_speak_does_not_speak_as_well_until_it_is_taken_back(proposal):
    given = give()

    with pytest.raises(WrongState, match="spreekt nu in uw plaats"):
        speak(proposal, delegate(TENANTS))
    assert not Position.objects.exists()
    end(given, delegate(TENANTS))
    speak(proposal, delegate(TENANTS))

    assert [row.in_place_of for row in positions(proposal)] == [""]


def test_a_stand_in_may_also_speak_for_himself_and_the_later_counts(proposal):
    given = give(proposal)

    speak(proposal, second_delegate(TENANTS), given)
    speak(proposal, second_delegate(TENANTS), verdict="object")

    assert [(row.verdict, bool(row.in_place_of)) for row in positions(proposal)] == [
        ("object", False), ("agree", True),
    ]  # fmt: skip


def test_nobody_speaks_in_a_place_that_was_not_given_or_no_longer(proposal):
    given = give(proposal)
    later = give(from_on=TODAY + timedelta(days=40), until_on=TODAY + timedelta(days=50))
    other = make_proposal(change_words(find_clause(make_municipality().id, "2.2"), "Eén loket."))

    for actor, delegation_id in (
        (third_delegate(), given),
        (second_delegate(TENANTS), later),
        (second_delegate(TENANTS), 999_999),
    ):
        with pytest.raises(WrongState, match="in de plaats van deze persoon"):
            speak(proposal, actor, delegation_id)
    with pytest.raises(WrongState, match="in de plaats van deze persoon"):
        speak(other, second_delegate(TENANTS), given)
    end(given, second_delegate(TENANTS))
    with pytest.raises(WrongState, match="in de plaats van deze persoon"):
        speak(proposal, second_delegate(TENANTS), given)
    assert not Position.objects.exists()


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"reason": "  "}, "waarom een ander"),
        ({"from_on": TODAY - timedelta(days=1)}, "in het verleden"),
        ({"until_on": TODAY}, "voor de eerste dag"),
        ({"until_on": None}, "een laatste dag nodig"),
    ],
)
def test_what_is_wrong_is_refused_with_a_sentence(proposal, other, sentence):
    with pytest.raises(WrongState, match=sentence):
        give(**other)

    assert not Delegation.objects.exists()


def test_somebody_of_another_party_or_without_the_role_never_stands_in(proposal):
    reader = make_actor("editor", party=make_party(code=TENANTS))
    for to in (delegate("corporatie-a"), delegate("gemeente-voorbeeld"), reader):
        with pytest.raises(WrongState, match="geen afgevaardigde van uw partij"):
            give(to=to)
    with pytest.raises(WrongState, match="Kies iemand anders"):
        give(to=delegate(TENANTS))
    with pytest.raises(NotAllowed):
        give(actor=reader)
    with pytest.raises(NotAllowed):
        give(actor=delegate("corporatie-a"))


def test_everything_that_is_wrong_is_named_at_once(proposal):
    with pytest.raises(WrongState) as refused:
        give(to=delegate("corporatie-a"), reason="", until_on=None, from_on=date(2019, 1, 1))

    for part in ("geen afgevaardigde", "waarom", "laatste dag nodig", "verleden"):
        assert part in str(refused.value)


def test_a_voice_lies_with_one_person_at_a_time_without_chain_or_circle(proposal):
    give(proposal)

    with pytest.raises(WrongState, match="al in uw plaats"):
        give(to=third_delegate())
    with pytest.raises(WrongState, match="zelf in de plaats van"):
        give(actor=second_delegate(TENANTS), to=delegate(TENANTS))
    with pytest.raises(WrongState, match="zelf in de plaats van"):
        give(actor=second_delegate(TENANTS), to=third_delegate())
    with pytest.raises(WrongState, match="Kies een ander"):
        give(actor=third_delegate(), to=delegate(TENANTS))
    give(from_on=TODAY + timedelta(days=30), until_on=TODAY + timedelta(days=31))
    assert Delegation.objects.count() == 2


def test_it_lapses_when_one_of_the_two_is_no_longer_a_delegate(proposal):
    given, stand_in = give(proposal), second_delegate(TENANTS)
    Membership.objects.filter(user_id=stand_in.user_id).update(until_on=TODAY)

    (row,) = list_delegations(make_municipality().id, TODAY)
    assert (row.holds, row.lapsed) == ("no_delegate", row.stand_in)
    with pytest.raises(WrongState):
        speak(proposal, stand_in, given)
    speak(proposal, delegate(TENANTS))
    assert [one.in_place_of for one in positions(proposal)] == [""]
    with pytest.raises(WrongState, match="telt al niet meer"):
        end(given, delegate(TENANTS))


def test_two_internal_approvals_are_never_given_by_the_stand_in_alone(proposal):
    party = make_party(code=TENANTS)
    services.set_approval_bodies(
        municipality_id=make_municipality().id,
        party_id=party.id,
        bodies=["bestuur", "huurdersraad"],
        actor=make_actor("administrator", party=party),
        now=NOW,
    )
    speak(proposal, second_delegate(TENANTS), give(proposal))
    position = Position.objects.get()

    def approve(body, actor):
        services.give_approval(position_ids=[position.pk], body=body, actor=actor, now=NOW)

    for actor in (second_delegate(TENANTS), delegate(TENANTS)):
        with pytest.raises(WrongState):
            approve("bestuur", actor)
    approve("bestuur", third_delegate())
    with pytest.raises(WrongState):
        approve("huurdersraad", third_delegate())
    approve("huurdersraad", make_actor("administrator", party=party))
    assert PositionApproval.objects.count() == 2


def test_after_the_decision_it_is_over_and_stays_on_the_list(proposal):
    give(proposal, until_on=None)
    for code in ("corporatie-a", "gemeente-voorbeeld"):
        say(proposal, code)
    speak(proposal, second_delegate(TENANTS), Delegation.objects.get().pk)
    adopt(proposal)

    (row,) = list_delegations(make_municipality().id, TODAY)
    assert row.holds == "decided"
    with pytest.raises(WrongState):
        give(proposal, to=third_delegate())


def test_the_database_itself_refuses_to_change_it_or_to_speak_by_one_that_was_ended(proposal):
    given = give(proposal)
    speak(proposal, second_delegate(TENANTS), given)
    position = Position.objects.get()
    end(given, delegate(TENANTS))
    with pytest.raises(TypeError):
        Delegation.objects.update(reason="Anders")
    with pytest.raises(TypeError):
        DelegationEnd.objects.get().delete()

    position.pk, position._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        position.save()


def _page(name, *args):
    return reverse(f"agreements:{name}", args=[make_municipality().slug, *args])


def _fill(to, **other):
    party_id = make_party(code=TENANTS).id
    return {
        "stand_in": f"{party_id}/{to.user_id}", "proposal": "", "from_on": "2099-01-01",
        "last_on": "2099-01-31", "reason": "Vakantie",
    } | other  # fmt: skip


def test_from_the_page_with_all_mistakes_at_their_place_and_then_well(client, proposal):
    sign_in(client, delegate(TENANTS))
    second_delegate(TENANTS)

    wrong = client.post(
        _page("delegations"), _fill(delegate("corporatie-a"), last_on="2098-01-01", reason="")
    )
    assert wrong.status_code == 400
    assert "geen afgevaardigde van uw partij" in wrong.content.decode()
    assert "Dit veld is verplicht." in wrong.content.decode()
    page = client.post(_page("delegations"), _fill(second_delegate(TENANTS)), follow=True)

    assert "begint later" in page.content.decode()
    assert "Mijn stem terugnemen" in page.content.decode()
    given = Delegation.objects.get().pk
    after = client.post(_page("delegation_end", given), follow=True).content.decode()
    assert "beëindigd door Delegate Huurders a" in after


def test_the_page_of_a_proposal_tells_who_speaks_in_whose_place(client, proposal):
    today = {"from_on": timezone.localdate(), "until_on": timezone.localdate() + timedelta(days=9)}
    given = give(proposal, **today)
    sign_in(client, delegate(TENANTS))
    page = client.get(_page("proposal", proposal.id)).content.decode()
    assert "Iemand anders spreekt in uw plaats" in page
    assert _page("take_position", proposal.id) not in page
    refused = client.post(_page("take_position", proposal.id), _position(proposal))
    assert "Neem eerst uw stem terug" in refused.content.decode()

    sign_in(client, second_delegate(TENANTS))
    page = client.get(_page("proposal", proposal.id)).content.decode()
    assert "In de plaats van Delegate Huurders a" in page
    done = client.post(
        _page("take_position", proposal.id),
        _position(proposal) | {"standpunt-speaks_as": given},
        follow=True,
    )
    assert "in de plaats van Delegate Huurders a" in done.content.decode()
    assert Position.objects.get().delegation_id == given
    rows = client.get(f"/api/v1/gemeenten/gm9001/voorstellen/{proposal.id}/instemming").json()
    said = [one for row in rows["onderwerpen"][0]["partijen"] for one in row["standpunten"]]
    assert [one["in_plaats_van"] for one in said] == ["Delegate Huurders a"]


def _position(proposal):
    return {
        "step": proposal.step,
        "standpunt-party": make_party(code=TENANTS).id,
        "standpunt-subjects": [one.subject.key for one in get_standing(proposal.id).subjects],
        "standpunt-verdict": "agree",
    }


def test_by_the_api_given_listed_and_ended_with_all_faults_at_their_names(client, proposal):
    sign_in(client, delegate(TENANTS))
    address = "/api/v1/gemeenten/gm9001/partijen/huurders-a/vervangingen"
    own = client.get("/api/v1/gemeenten/gm9001/partijen/huurders-a/afgevaardigden").json()
    assert [one["naam"] for one in own] == ["Delegate Huurders a"]
    other = delegate("corporatie-a").user_id
    wrong = client.post(
        address,
        {"vervanger": other, "vanaf": "2099-02-01", "reden": "", "tot_en_met": "2101-01-01"},
    ).json()
    assert {one["name"] for one in wrong["invalidParams"]} == {"vervanger", "reden", "tot_en_met"}

    to = second_delegate(TENANTS).user_id
    given = client.post(
        address,
        {"vervanger": to, "vanaf": "2099-02-01", "tot_en_met": "2099-02-09", "reden": "Reis"},
    )
    assert given.status_code == 201, given.content
    listed = client.get("/api/v1/gemeenten/gm9001/vervangingen").json()
    assert [(one["stand"], one["tot_en_met"]) for one in listed] == [("later", "2099-02-09")]
    ended = client.post(f"/api/v1/gemeenten/gm9001/vervangingen/{listed[0]['id']}/einde").json()
    assert ended["stand"] == "ended"
