"""A light set by hand: with a reason, until a day, beside the light that was worked out."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from drieluik.apps.agreements.selectors import find_clause
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.monitor import services
from drieluik.apps.monitor.models import LightByHand, Signal
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.services import SaidByHand
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import NOBODY
from tests.factories.monitor import (
    NOW,
    accept_figures,
    calculate,
    make_norm,
    make_place,
    make_steward,
    norm_text,
)
from tests.factories.organisations import ROLES, make_actor, make_party, sign_in

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate(NOW)
WORDS = "vindt hulp bij één loket"
WRONG = "De levering telde een project dubbel."


@pytest.fixture
def world():
    """A municipality with one norm that is off course over 2020-1."""
    place = make_place()
    accept_figures(place, evictions=(4, 4))
    norm = make_norm(place)
    calculate(place)
    return place, make_steward(place), norm.norm


def _set(norm, actor, *, light="on_course", reason=WRONG, days=30, period="2020-1", now=NOW):
    said = SaidByHand(period, light, reason, timezone.localdate(now) + timedelta(days=days))
    return services.set_light(norm_id=norm.id, said=said, actor=actor, now=now)


def _standing(place, *, on=TODAY, number="2.1"):
    lights = Lights(Sight(NOBODY, place.id), on=on)
    return lights.standing(find_clause(place.id, number), "2020-1")


def test_the_light_by_hand_is_shown_with_the_one_that_was_worked_out(world):
    place, steward, norm = world
    before = _standing(place)

    _set(norm, steward)

    after = _standing(place)
    assert after.light == "on_course" != before.light
    assert after.is_by_hand
    assert after.norms[0].worked_out == before.light
    assert WRONG in after.reason
    assert before.reason in after.reason


def test_it_stops_by_itself_after_its_last_day(world):
    place, steward, norm = world
    before = _standing(place)

    _set(norm, steward, days=30)

    assert _standing(place, on=TODAY + timedelta(days=30)).light == "on_course"
    assert _standing(place, on=TODAY + timedelta(days=31)) == _standing(
        place, on=TODAY - timedelta(1)
    )
    assert _standing(place, on=TODAY + timedelta(days=31)).light == before.light


def test_it_is_taken_back_with_a_reason_and_stays_readable(world):
    place, steward, norm = world
    before = _standing(place)
    _set(norm, steward)

    services.take_back_light(
        norm_id=norm.id, period="2020-1", reason="Toch juist.", actor=steward, now=NOW
    )

    assert _standing(place) == before
    said = Lights(Sight(NOBODY, place.id), on=TODAY).by_hand(norm.id)
    assert [(one.light, one.ended_because) for one in said] == [("on_course", "Toch juist.")]


def test_a_moment_of_before_knows_nothing_of_what_was_set_or_taken_back_after_it(world):
    place, steward, norm = world
    before = _standing(place)
    _set(norm, steward, now=NOW + timedelta(hours=1))
    services.take_back_light(
        norm_id=norm.id,
        period="2020-1",
        reason="Toch juist.",
        actor=steward,
        now=NOW + timedelta(hours=2),
    )

    def as_known(hours):
        sight = Sight(NOBODY, place.id)
        lights = Lights(sight, on=TODAY, known_at=NOW + timedelta(hours=hours))
        return lights.standing(find_clause(place.id, "2.1"), "2020-1")

    assert as_known(0.5) == before
    assert as_known(1.5).is_by_hand
    assert as_known(3) == before


def test_another_one_takes_the_place_of_the_one_before(world):
    place, steward, norm = world

    _set(norm, steward)
    _set(norm, steward, light="attention", now=NOW + timedelta(days=1))

    assert _standing(place, on=TODAY).light == "on_course"
    assert _standing(place, on=TODAY + timedelta(days=1)).light == "attention"
    assert LightByHand.objects.count() == 2


def test_only_the_steward_of_the_municipality_sets_it_or_takes_it_back(world):
    _place, steward, norm = world
    _set(norm, steward)
    allowed = []
    for party in ("gemeente-voorbeeld", "corporatie-a", "huurders-a"):
        for role in ROLES:
            actor = make_actor(role, party=make_party(code=party))
            try:
                _set(norm, actor)
                services.take_back_light(
                    norm_id=norm.id, period="2020-1", reason="Weg.", actor=actor, now=NOW
                )
            except NotAllowed:
                continue
            allowed.append((party, role))

    assert allowed == [("gemeente-voorbeeld", "steward")]


@pytest.mark.parametrize(
    "wrong",
    [{"reason": "  "}, {"days": -1}, {"days": 367}, {"period": "2015-1"}],
    ids=["no reason", "past", "more than a year", "no norm then"],
)
def test_what_cannot_be_said_leaves_nothing_behind(world, wrong):
    _place, steward, norm = world

    with pytest.raises(WrongState):
        _set(norm, steward, **wrong)

    assert not LightByHand.objects.exists()
    assert not AuditEvent.objects.filter(name="light.set_by_hand").exists()


def test_nothing_is_taken_back_where_nothing_was_set(world):
    _place, steward, norm = world

    with pytest.raises(WrongState):
        services.take_back_light(
            norm_id=norm.id, period="2020-1", reason="Weg.", actor=steward, now=NOW
        )


def test_the_database_keeps_what_was_said_and_that_it_ended(world):
    _place, steward, norm = world
    row = _set(norm, steward)
    rows = LightByHand.objects.filter(id=row.id)

    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(light="off_course")
    with pytest.raises(DatabaseError), transaction.atomic():
        rows._raw_delete("default")
    services.take_back_light(
        norm_id=norm.id, period="2020-1", reason="Weg.", actor=steward, now=NOW
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(ended_because="Iets anders.")


def test_a_signal_is_not_silenced_by_hand_and_adds_nothing_for_it(world):
    place, steward, norm = world
    services.notice_signals(municipality_id=place.id, now=NOW)
    _set(norm, steward)

    services.notice_signals(municipality_id=place.id, now=NOW)

    [raised] = Signal.objects.filter(kind=Signal.Kind.BREACH)
    assert raised.state == Signal.State.OPEN
    [fact] = raised.facts.all()
    assert WRONG not in fact.told


def test_the_reason_is_that_of_the_norm_that_decides(world):
    place, _steward, _norm = world
    shared = {"number": "2.2", "quotation": WORDS, "for_whom": "samen: corporatie-a"}
    for target, name in (("hoogstens 1", "proef"), ("hoogstens 20", "proef"), ("hoogstens 7", "")):
        text = norm_text(target=target, **shared)
        make_norm(place, number="2.2", text=f"{text}\neen van: {name}" if name else text)

    standing = _standing(place, number="2.2")

    assert standing.light == "off_course"
    assert "hoogstens 7" in standing.reason
    assert "hoogstens 7" in standing.told


def test_what_has_expired_is_not_taken_back_and_makes_room_for_another(world):
    _place, steward, norm = world
    later = NOW + timedelta(days=40)
    _set(norm, steward, days=30)

    with pytest.raises(WrongState):
        services.take_back_light(
            norm_id=norm.id, period="2020-1", reason="Weg.", actor=steward, now=later
        )
    _set(norm, steward, now=later)

    assert [row.ended_because for row in LightByHand.objects.order_by("set_at")] == [
        "De laatste dag was voorbij.",
        "",
    ]


def test_of_norms_that_share_a_name_the_best_counts_for_light_and_signal(world):
    place, _steward, _norm = world
    for target in ("hoogstens 0", "hoogstens 100"):
        make_norm(
            place,
            number="2.2",
            text=norm_text(
                number="2.2", target=target, quotation=WORDS, for_whom="samen: corporatie-a"
            )
            + "\neen van: proef",
        )

    standing = _standing(place, number="2.2")
    services.notice_signals(municipality_id=place.id, now=NOW)

    assert [norm.light for norm in standing.norms] == ["off_course", "on_course"]
    assert standing.light == "on_course"
    assert not Signal.objects.filter(clause_id=standing.clause.clause_id).exists()


def test_the_page_shows_it_and_the_steward_takes_it_back(client, world):
    place, steward, norm = world
    sign_in(client, steward)
    address = reverse("monitor:set_light", args=["gm9001", norm.id])
    last_day = timezone.localdate() + timedelta(days=30)
    given = {"period": "2020-1", "light": "on_course", "reason": WRONG, "last_day": str(last_day)}

    answer = client.post(address, given)

    assert answer.status_code == 302
    assert WRONG in client.get(reverse("agreements:clause", args=["gm9001", "2.1"])).text
    back = reverse("monitor:take_back_light", args=["gm9001", norm.id])
    client.post(back, {"period": "2020-1", "reason": "Toch juist."})
    assert "Toch juist." in client.get(address).text
    assert not _standing(place, on=timezone.localdate()).is_by_hand


def test_what_was_typed_stays_when_it_is_refused(client, world):
    _place, steward, norm = world
    sign_in(client, steward)
    far = str(timezone.localdate() + timedelta(days=900))

    answer = client.post(
        reverse("monitor:set_light", args=["gm9001", norm.id]),
        {"period": "2020-1", "light": "on_course", "reason": WRONG, "last_day": far},
    )

    assert answer.status_code == 200
    assert WRONG in answer.text
    assert "hoogstens een jaar vooruit" in answer.text


def test_other_programmes_set_it_read_it_and_take_it_back(client, world):
    _place, steward, norm = world
    sign_in(client, steward)
    address = f"/api/v1/gemeenten/gm9001/normen/{norm.id}/met-de-hand"
    last_day = str(timezone.localdate() + timedelta(days=30))
    given = {"periode": "2020-1", "licht": "attention", "reden": WRONG, "tot_en_met": last_day}

    made = client.post(address, given)
    lights = client.get("/api/v1/gemeenten/gm9001/statussen?periode=2020-1").json()
    taken = client.post(f"{address}/2020-1/intrekking", {"reden": "Toch juist."})

    assert made.status_code == 201, made.text
    assert [one["tot_en_met"] for one in made.json()] == [last_day]
    [told] = [one for one in lights if one["afspraak"] == "2.1"]
    assert (told["normen"][0]["licht"], told["normen"][0]["uitgerekend"]) == (
        "attention",
        "off_course",
    )
    assert [one["waarom_beeindigd"] for one in taken.json()] == ["Toch juist."]
    wrong = client.post(address, given | {"licht": "paars", "tot_en_met": "morgen"})
    assert wrong.status_code == 400
    assert {one["name"] for one in wrong.json()["invalidParams"]} == {"licht", "tot_en_met"}
