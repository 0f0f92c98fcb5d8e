"""Writing, confirming, retiring and judging: allowed, refused without a trace, audited."""

from datetime import date

import pytest

from drieluik.apps.agreements.selectors import find_clause
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.monitor import services
from drieluik.apps.monitor.models import AdoptedDefinition, Judgement, Norm, NormText, Standing
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.norms import find_norm, list_norms
from drieluik.apps.monitor.services import Opinion, Wording
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import SYSTEM
from tests.factories.mergers import merge
from tests.factories.monitor import (
    EFFORT,
    NOW,
    accept_figures,
    calculate,
    make_norm,
    make_place,
    make_steward,
    norm_text,
)
from tests.factories.organisations import ROLES, make_actor, make_municipality, make_party

pytestmark = pytest.mark.django_db


def _write(place, actor, *, text="", number="2.1", norm_id=None):
    clause = find_clause(place.id, number)
    return services.write_norm(
        municipality_id=place.id,
        clause_id=clause.clause_id,
        norm_id=norm_id,
        wording=Wording(text or norm_text(), "", "2020-1"),
        actor=actor,
        now=NOW,
    )


def _municipal(role, place):
    party = make_party(code="gemeente-voorbeeld", kind="municipality", municipality=place)
    return make_actor(role, party=party, municipality=place)


def test_editors_and_stewards_of_the_municipality_write_norms_and_nobody_else():
    place = make_place()
    allowed = []
    for party in ("gemeente-voorbeeld", "corporatie-a", "huurders-a"):
        for role in ROLES:
            try:
                _write(place, make_actor(role, party=make_party(code=party)))
            except NotAllowed:
                continue
            allowed.append((party, role))

    assert allowed == [("gemeente-voorbeeld", "editor"), ("gemeente-voorbeeld", "steward")]


def test_a_refused_writer_leaves_nothing_behind():
    place = make_place()

    with pytest.raises(NotAllowed):
        _write(place, make_actor("editor", party=make_party(code="corporatie-a")))

    assert not Norm.objects.exists()
    assert not AuditEvent.objects.filter(name="norm.written").exists()


def test_a_steward_of_elsewhere_writes_no_norms_here():
    place = make_place()
    elsewhere = make_municipality(code="GM9002")
    other = make_party(code="elders", kind="municipality", municipality=elsewhere)

    with pytest.raises(NotAllowed):
        _write(place, make_actor("steward", party=other))


def test_a_written_norm_is_a_draft_on_record():
    place = make_place()

    draft = _write(place, _municipal("editor", place))

    assert (draft.state, draft.kind, draft.indicator_id) == ("draft", "result", "evictions")
    assert draft.quotation == "vijfhonderd woningen betaalbaar"
    event = AuditEvent.objects.get(name="norm.written")
    assert event.facts == {"clause": "2.1", "number": 1}


def test_all_faults_come_at_once_and_nothing_is_kept():
    place = make_place()
    text = norm_text(number="9.9", quotation="dit staat er niet")

    faults = _write(place, make_steward(place), text=text)

    assert [fault.line for fault in faults] == [1, 2]
    assert all(fault.sentence and fault.advice for fault in faults)
    assert not NormText.objects.exists()


def test_a_text_that_cannot_be_read_is_told_line_by_line():
    place = make_place()

    faults = _write(place, make_steward(place), text="afspraak: 2.1\nsoort: iets\nzomaar")

    assert {fault.line for fault in faults} >= {2, 3}


def test_a_newer_draft_takes_the_place_of_an_older_one():
    place = make_place()
    first = _write(place, make_steward(place))

    second = _write(place, make_steward(place), norm_id=first.norm_id)

    first.refresh_from_db()
    assert (first.state, second.number) == ("retired", 2)
    assert find_norm(municipality_id=place.id, norm_id=first.norm_id).draft.id == second.id


def test_only_the_steward_confirms():
    place = make_place()
    draft = _write(place, make_steward(place))

    for role in ROLES:
        if role != "steward":
            with pytest.raises(NotAllowed):
                services.confirm_norm(norm_text_id=draft.id, actor=_municipal(role, place), now=NOW)
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert not AuditEvent.objects.filter(name="norm.confirmed").exists()


def test_a_norm_is_confirmed_once():
    place = make_place()
    text = make_norm(place)

    with pytest.raises(WrongState):
        services.confirm_norm(norm_text_id=text.id, actor=make_steward(place), now=NOW)
    assert AuditEvent.objects.filter(name="norm.confirmed").count() == 1


def test_a_quotation_that_no_longer_stands_is_not_confirmed_and_gives_no_light():
    place = make_place()
    text = make_norm(place)
    draft = _write(place, make_steward(place), norm_id=text.norm_id)
    NormText.objects.filter(norm_id=text.norm_id).update(quotation="verdwenen woorden")
    for code in ("corporatie-a", "corporatie-b"):
        accept_figures(place, party_code=code, evictions=(1,))
    calculate(place)

    with pytest.raises(WrongState):
        services.confirm_norm(norm_text_id=draft.id, actor=make_steward(place), now=NOW)
    lights = Lights(Sight(SYSTEM, place.id))
    clause = next(clause for clause in lights.clauses if clause.number == "2.1")
    standing = lights.standing(clause, "2020-1")
    assert standing.light == "unknown"
    assert standing.norms[0].must_be_confirmed


def test_a_retired_norm_keeps_its_earlier_lights_and_gives_no_new_ones():
    place = make_place()
    text = make_norm(place)
    for code in ("corporatie-a", "corporatie-b"):
        accept_figures(place, party_code=code, period="2020-1", evictions=(1,))
        accept_figures(place, party_code=code, period="2020-2", evictions=(1,))
    calculate(place, "2020-1")

    services.retire_norm(
        norm_text_id=text.id,
        from_period="2020-2",
        reason="Vervallen.",
        actor=make_steward(place),
        now=NOW,
    )
    calculate(place, "2020-2")

    lights = Lights(Sight(SYSTEM, place.id))
    clause = next(clause for clause in lights.clauses if clause.number == "2.1")
    assert lights.standing(clause, "2020-1").light == "on_course"
    assert lights.standing(clause, "2020-2").light == ""
    with pytest.raises(WrongState):
        services.retire_norm(
            norm_text_id=text.id,
            from_period="2020-2",
            reason="x",
            actor=make_steward(place),
            now=NOW,
        )


def test_retiring_wants_a_reason():
    place = make_place()
    text = make_norm(place)

    with pytest.raises(WrongState):
        services.retire_norm(
            norm_text_id=text.id,
            from_period="2020-2",
            reason=" ",
            actor=make_steward(place),
            now=NOW,
        )


def _judge(norm, actor, party, **how):
    opinion = Opinion(
        how.get("period", "2020-1"), how.get("verdict", "met"), how.get("reason", "Gedaan.")
    )
    return services.record_judgement(
        norm_id=norm.norm_id, party_id=party.id, opinion=opinion, actor=actor, now=NOW
    )


def test_controller_and_delegate_judge_their_own_bound_party_and_nobody_else_does():
    place = make_place()
    norm = make_norm(place, text=EFFORT)
    own = make_party(code="corporatie-a")
    allowed = []
    for code in ("corporatie-a", "corporatie-b", "gemeente-voorbeeld", "huurders-a"):
        for role in ROLES:
            try:
                _judge(norm, make_actor(role, party=make_party(code=code)), own)
            except NotAllowed:
                continue
            allowed.append((code, role))

    assert allowed == [("corporatie-a", "controller"), ("corporatie-a", "delegate")]
    assert Judgement.objects.count() == 2
    assert (
        AuditEvent.objects.filter(name="judgement.recorded", party_code="corporatie-a").count() == 2
    )


def test_a_party_that_is_not_bound_does_not_judge():
    place = make_place()
    norm = make_norm(place, text=EFFORT)
    tenants = make_party(code="huurders-a", kind="tenants")

    with pytest.raises(NotAllowed):
        _judge(norm, make_actor("delegate", party=tenants), tenants)


def test_a_measured_norm_is_not_judged():
    place = make_place()
    norm = make_norm(place)
    own = make_party(code="corporatie-a")

    with pytest.raises(WrongState):
        _judge(norm, make_actor("controller", party=own), own)


def test_silence_is_unknown_and_the_gravest_verdict_counts():
    place = make_place()
    norm = make_norm(place, text=EFFORT)
    lights = []
    first, second = make_party(code="corporatie-a"), make_party(code="corporatie-b")
    for party, verdict in ((first, "met"), (second, "partly"), (second, "not_met")):
        _judge(norm, make_actor("controller", party=party), party, verdict=verdict)
        found = Lights(Sight(SYSTEM, place.id))
        clause = next(clause for clause in found.clauses if clause.number == "2.1")
        lights.append(found.standing(clause, "2020-1").light)

    assert lights == ["unknown", "attention", "off_course"]


def test_a_judgement_about_one_period_says_nothing_about_the_next():
    place = make_place()
    norm = make_norm(place, text=EFFORT)
    for code in ("corporatie-a", "corporatie-b"):
        party = make_party(code=code)
        _judge(norm, make_actor("controller", party=party), party)

    found = Lights(Sight(SYSTEM, place.id))
    clause = next(clause for clause in found.clauses if clause.number == "2.1")
    assert found.standing(clause, "2020-1").light == "on_course"
    assert found.standing(clause, "2020-2").light == "unknown"


def test_after_a_merger_only_the_heir_is_asked_and_earlier_half_years_stay_as_they_were():
    place = make_place()
    norm = make_norm(place, text=EFFORT)
    for code in ("corporatie-a", "corporatie-b"):
        party = make_party(code=code)
        _judge(norm, make_actor("controller", party=party), party)
    merge(on=date(2020, 10, 1), place=place)
    heir = make_party(code="corporatie-b")
    _judge(norm, make_actor("controller", party=heir), heir, period="2020-2")

    found = Lights(Sight(SYSTEM, place.id))
    clause = next(clause for clause in found.clauses if clause.number == "2.1")
    asked = {
        period: [row.party_code for row in found.standing(clause, period).norms[0].parties]
        for period in ("2020-1", "2020-2")
    }
    assert asked == {"2020-1": ["corporatie-a", "corporatie-b"], "2020-2": ["corporatie-b"]}
    assert found.standing(clause, "2020-2").light == "on_course"


def test_a_joint_judgement_in_the_text_counts_for_the_year_before_it():
    place = make_place()
    text = f"{EFFORT}\noordeel: aandacht\noordeel reden: te laat\noordeel door: kernteam\noordeel op: 10-02-2021"
    make_norm(place, text=text)

    found = Lights(Sight(SYSTEM, place.id))
    clause = next(clause for clause in found.clauses if clause.number == "2.1")
    lights = [
        found.standing(clause, period).light for period in ("2019-2", "2020-1", "2020-2", "2021-1")
    ]
    assert lights == ["unknown", "attention", "attention", "unknown"]


def test_the_first_definition_is_put_on_record_once_by_the_steward_and_says_where():
    place = make_place()
    act = {"municipality_id": place.id, "indicator_id": "evictions", "now": NOW}

    with pytest.raises(NotAllowed):
        services.record_first_definition(grounds="x", actor=_municipal("editor", place), **act)
    assert not AdoptedDefinition.objects.exists()
    with pytest.raises(WrongState):
        services.record_first_definition(grounds="", actor=make_steward(place), **act)
    services.record_first_definition(grounds="Overleg", actor=make_steward(place), **act)
    with pytest.raises(WrongState):
        services.record_first_definition(grounds="Overleg", actor=make_steward(place), **act)

    assert AdoptedDefinition.objects.get().version == 1
    assert AuditEvent.objects.filter(name="definition.recorded").count() == 1


def test_a_preview_stores_nothing():
    place = make_place()
    for code in ("corporatie-a", "corporatie-b"):
        accept_figures(place, party_code=code, evictions=(1,))
    calculate(place)

    from drieluik.apps.monitor.services.standings import preview

    status = preview("evictions", norm_text(), place.id, "2020-1")

    assert status.light.value == "on_course"
    assert not Standing.objects.exists()
    assert list_norms(municipality_id=place.id) == []
