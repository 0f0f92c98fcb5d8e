"""Before a correction is accepted people see what it changes, and it changes exactly that."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from django.utils import timezone

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.deliveries import services as deliveries
from drieluik.apps.deliveries.models import Acceptance, Delivery
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.monitor import services
from drieluik.apps.monitor.models import Calculation, Consequences, Norm
from drieluik.apps.monitor.selectors.foreseen import _own_lights, find_change
from drieluik.apps.monitor.selectors.reported import get_reported
from drieluik.apps.monitor.services import foreseeing
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import SYSTEM
from tests.factories.monitor import (
    EFFORT,
    NOW,
    accept_figures,
    calculate,
    check_figures,
    make_norm,
    make_place,
    make_steward,
    sign_figures,
)
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
PERIODS = ("2019-1", "2019-2", "2020-1", "2020-2")
LATER = NOW + timedelta(days=3)


@pytest.fixture(scope="module")
def laid(django_db_setup, django_db_blocker):
    """Two years of figures of two corporations, a norm per half-year and one beside last year."""
    with world(django_db_blocker):
        place = make_place()
        make_party(code="corporatie-b", municipality=place)
        make_norm(place)
        make_norm(place, number="2.2", text=_BESIDE_LAST_YEAR)
        for period in PERIODS:
            accept_figures(place, period=period, evictions=(2, 1))
            accept_figures(place, period=period, party_code="corporatie-b", evictions=(1,))
            calculate(place, period)
        correction = sign_figures(check_figures(place, period="2019-2", evictions=(6, 1)))
        yield place, correction


_BESIDE_LAST_YEAR = (
    'afspraak: 2.2\ncitaat: "hulp bij één loket"\nsoort: resultaat\nindicator: evictions\n'
    "norm: lager dan vorig jaar\nperiode: jaar\nvoor: elke corporatie"
)


def _foresee(place, correction, now=NOW):
    return services.foresee(delivery_id=correction.id, municipality_id=place.id, now=now)


def _accept(place, correction, seen):
    deliveries.accept_delivery(
        delivery_id=correction.id,
        municipality_id=place.id,
        actor=make_steward(place),
        now=LATER,
        seen=seen,
    )


def _change(place, correction, actor=None):
    return find_change(
        delivery_id=correction.id,
        municipality_id=place.id,
        actor=actor or make_steward(place),
    )


def _all_said(place):
    said = {
        period: get_reported(period=period, sight=Sight(SYSTEM, place.id)) for period in PERIODS
    }
    return {
        period: (
            one.figures,
            {row.clause.number: (row.light, row.reason) for row in one.standings if row.norms},
        )
        for period, one in said.items()
    }


def test_what_was_foreseen_is_exactly_what_accepting_changes(laid):
    place, correction = laid
    before = _all_said(place)
    n_calculations = Calculation.objects.count()
    assert _foresee(place, correction)
    assert (_all_said(place), Calculation.objects.count()) == (before, n_calculations)
    outcome = Consequences.objects.get().outcome

    change = _change(place, correction)
    _accept(place, correction, change.fingerprint)
    for period in services.periods_to_recalculate(municipality_id=place.id, period="2019-2"):
        calculate(place, period, LATER)
    after = _all_said(place)

    for period in PERIODS:
        (was, lit), (now, lit_now) = before[period], after[period]
        told = next((one for one in outcome if one["period"] == period), None)
        differing = {place for place in {**was, **now} if was.get(place) != now.get(place)}
        foreseen = told["figures"] if told else []
        assert {tuple(one[name] for name in _PLACE) for one in foreseen} == {
            tuple(asdict(one).values()) for one in differing
        }
        for one in foreseen:
            found = next(
                key
                for key in differing
                if tuple(asdict(key).values()) == tuple(one[n] for n in _PLACE)
            )
            assert one["now"] == (asdict(now[found]) if found in now else None)
        turned = {number for number in lit if lit[number] != lit_now[number]}
        lights = {one["number"]: one["now"] for one in (told["lights"] if told else [])}
        assert {n for n, one in lights.items() if (one["light"], one["reason"]) != lit[n]} == turned
        assert all((lights[n]["light"], lights[n]["reason"]) == lit_now[n] for n in turned)
    assert {one["period"] for one in outcome} >= {"2019-2", "2020-2"}


_PLACE = ("indicator_id", "period", "level", "party_code", "buurt_code", "breakdown")


def test_a_comparison_is_made_once_and_again_after_it_broke_off(laid, monkeypatch):
    place, correction = laid
    assert _foresee(place, correction)
    assert not _foresee(place, correction)
    Consequences.objects.update(state="interrupted", outcome=None, ready_at=None)

    assert _change(place, correction).state == "interrupted"
    assert _foresee(place, correction)
    assert _change(place, correction).state == "ready"


def test_what_another_job_ended_meanwhile_is_left_as_it_is(laid, monkeypatch):
    place, correction = laid
    _foresee(place, correction)
    ready = Consequences.objects.get()
    read_before = Consequences.objects.get()
    read_before.state = "calculating"
    monkeypatch.setattr(
        type(Consequences.objects), "get_or_create", lambda _self, **_: (read_before, False)
    )

    assert not _foresee(place, correction)
    assert Consequences.objects.get().outcome == ready.outcome


def test_what_breaks_off_does_not_undo_what_another_job_ended(laid, monkeypatch):
    place, correction = laid

    def broken(order, tell):
        Consequences.objects.update(state="ready", share=1, outcome=[], ready_at=NOW)
        raise OSError("no space left")

    monkeypatch.setattr(foreseeing, "_compared", broken)

    with pytest.raises(OSError, match="no space"):
        _foresee(place, correction)
    assert Consequences.objects.get().state == "ready"


def test_what_a_party_says_of_its_own_effort_makes_a_comparison_stale(laid):
    place, correction = laid
    effort = make_norm(place, text=EFFORT)
    _foresee(place, correction)
    assert _change(place, correction).state == "ready"

    services.record_judgement(
        norm_id=effort.norm_id,
        party_id=correction.party_id,
        opinion=services.Opinion("2020-1", "not_met", "Niet gelukt."),
        actor=make_actor("controller", party=correction.party),
        now=LATER,
    )

    assert _change(place, correction).state == "waiting"


def test_a_comparison_is_stale_once_a_light_by_hand_has_expired_and_only_then(laid):
    place, correction = laid
    services.set_light(
        norm_id=Norm.objects.earliest("texts__id").id,
        said=services.SaidByHand("2020-1", "attention", "Eerst.", timezone.localdate(LATER)),
        actor=make_steward(place),
        now=NOW,
    )

    def fingerprint(days):
        now = NOW + timedelta(days=days)
        return foreseeing.foreseen(
            delivery_id=correction.id, municipality_id=place.id, now=now
        ).fingerprint

    assert fingerprint(0) == fingerprint(2) != fingerprint(9)


def test_lights_of_one_party_are_held_against_those_of_the_same_norm():
    good, bad = ["a", "A", "on_course", "goed"], ["a", "A", "off_course", "mis"]
    told = {
        "number": "1",
        "name": "n",
        "then": {"parties": [["two", *good], ["two", "b", *good[1:]]]},
        "now": {"parties": [["one", *bad], ["two", *good]]},
    }

    (found,) = _own_lights(told, "a")

    assert (found.then, found.now, found.now_reason) == ("", "off_course", "mis")


def test_what_is_stale_is_not_accepted_and_changes_nothing(laid):
    place, correction = laid
    _foresee(place, correction)
    seen = _change(place, correction).fingerprint
    accept_figures(place, period="2020-2", party_code="corporatie-b", evictions=(9,))

    assert _change(place, correction).state == "waiting"
    with pytest.raises(WrongState, match="wordt berekend"):
        _accept(place, correction, seen)
    _foresee(place, correction)
    with pytest.raises(WrongState, match="anders dan wat u is getoond"):
        _accept(place, correction, seen)
    assert Acceptance.objects.get(delivery=correction).verdict == "pending"

    _accept(place, correction, _change(place, correction).fingerprint)
    assert Acceptance.objects.get(delivery=correction).verdict == "accepted"


def test_a_correction_nobody_looked_at_is_not_accepted_by_a_page(client, laid):
    place, correction = laid
    sign_in(client, make_steward(place))
    address = f"/{place.slug}/aanleveringen/{correction.id}/accepteren/"

    waiting = client.get(address).text
    refused = client.post(address, {"version": correction.version})
    _foresee(place, correction)
    asked = client.get(address).text
    seen = _change(place, correction).fingerprint
    accepted = client.post(address, {"version": correction.version, "seen": seen})

    assert "wordt berekend" in waiting
    assert refused.status_code == 409
    assert "Ja, zet deze cijfers in de plaats van bestand 1" in asked
    assert accepted.status_code == 302
    assert (
        AuditEvent.objects.filter(name="delivery.accepted").latest("sequence").facts["seen"] == seen
    )


def test_the_corporation_sees_its_own_figures_and_lights_and_nobody_elses(client, laid):
    place, correction = laid
    _foresee(place, correction)
    controller = make_actor("controller", party=correction.party)
    own = _change(place, correction, controller)
    everything = _change(place, correction)

    codes = {line.where for one in own.periods for line in one.figures}
    assert codes == {"Corporatie a"}
    assert own.own_only
    assert 0 < own.n_figures < everything.n_figures
    assert {light.whose for one in own.periods for light in one.lights} == {"Corporatie a"}
    for stranger in (
        make_actor("controller", party=make_party(code="corporatie-b")),
        make_actor("reader", party=make_party(code="raad", kind="council", municipality=place)),
    ):
        assert _change(place, correction, stranger) is None
        with pytest.raises(NotAllowed):
            services.ask_consequences(
                delivery_id=correction.id, municipality_id=place.id, actor=stranger, now=NOW
            )


def test_before_the_signature_only_the_corporation_itself_sees_it(laid):
    place, _correction = laid
    draft = check_figures(place, period="2019-1", evictions=(7,))
    _foresee(place, draft)

    assert _change(place, draft) is None
    own = _change(place, draft, make_actor("editor", party=draft.party))
    assert own.state == "ready"


def test_what_corrects_nothing_has_no_consequences_and_none_can_be_asked(laid):
    place, _correction = laid
    first = sign_figures(check_figures(place, period="2021-1"))

    assert not _foresee(place, first)
    assert _change(place, first) is None
    with pytest.raises(WrongState):
        services.ask_consequences(
            delivery_id=first.id, municipality_id=place.id, actor=make_steward(place), now=NOW
        )
    _accept(place, first, "")
    assert Delivery.objects.get(id=first.id).parts.get().verdict == "accepted"


def test_page_and_api_show_old_beside_new_and_can_ask_again(client, laid):
    place, correction = laid
    sign_in(client, make_steward(place))
    page = f"/{place.slug}/monitor/herzieningen/{correction.id}/"
    api = f"/api/v1/gemeenten/{place.slug}/aanleveringen/{correction.id}/gevolgen"

    waiting = client.get(page).text
    asked = client.post(page)
    _foresee(place, correction)
    shown = client.get(page).text
    ready = Consequences.objects.filter(state="ready")
    kept = ready.values("outcome", "ready_at").get()
    ready.update(state="calculating", outcome=None, ready_at=None)
    standing_still = client.get(page).text
    Consequences.objects.update(state="ready", **kept)
    told = client.get(api).json()
    accepted = client.post(
        api.replace("gevolgen", "acceptatie"),
        {"versie": correction.version, "vergelijking": told["vergelijking"]},
    )

    assert "Wacht op de berekening" in waiting
    assert asked.status_code == 302
    assert AuditEvent.objects.filter(name="consequences.asked").exists()
    assert "Na accepteren" in shown
    assert "Opnieuw berekenen" not in shown
    assert "Laat het dan opnieuw berekenen" in standing_still
    assert '<form method="post">' in standing_still
    assert told["stand"] == "ready"
    moved = {
        (one["nu"], one["straks"])
        for one in told["perioden"][0]["cijfers"]
        if (one["indicator"], one["periode"]) == ("evictions", "2019-2")
    }
    assert moved == {(4.0, 8.0), (3.0, 7.0)}
    assert accepted.json()["besluit"] == "accepted"
