"""Opening lights to everybody: what is let through, what is frozen, and what stays inside."""

import re
from datetime import UTC, datetime

import pytest

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.monitor.services import Opinion, record_judgement
from drieluik.apps.organisations.models import Party
from drieluik.apps.publication.lights.drafting import draft_of
from drieluik.apps.publication.lights.open_now import (
    find_opened,
    list_opened,
    list_withdrawn_lights,
)
from drieluik.apps.publication.models import LightOpening
from tests.factories.lights import (
    BOTH,
    DAY,
    EACH,
    LATER,
    PERIOD,
    SAFE,
    add_effort,
    clause_id,
    count,
    open_lights,
    place_with_lights,
    withdraw_lights,
)
from tests.factories.organisations import make_actor, make_party
from tests.factories.publication import shut
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
ON = LATER.date()


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    with world(django_db_blocker):
        yield place_with_lights()


def draft(place, now=DAY):
    return draft_of(municipality_id=place.id, period=PERIOD, now=now)


def outcomes(place, now=DAY):
    """Light or reason by number of the agreement."""
    names = {clause_id(place, number): number for number in (SAFE, BOTH, EACH)}
    return {
        names[one.clause_id]: one.light or [each.not_shown for each in one.norms]
        for one in draft(place, now).frozen.clauses
    }


def opened(place):
    return list_opened(municipality_id=place.id, on=ON)


def test_only_a_light_that_a_few_households_cannot_change_is_shown(place):
    assert outcomes(place) == {
        SAFE: "on_course",
        BOTH: ["few", ""],
        EACH: ["per_corporation"],
    }


def test_what_is_kept_for_everybody_holds_no_figure(place):
    row = open_lights(place)

    told = re.sub(r"[0-9a-f-]{36}", "", row.shown)
    assert not re.search(r"\b(24|12|14|10)\b", told)
    assert "value" not in told
    assert "24" in row.weighed


def test_what_parties_say_of_their_own_effort_is_shown_as_such(place):
    add_effort(place)

    found = [one for one in draft(place).frozen.norms.values() if not one.figure_id]
    assert [(one.light, one.rests_on) for one in found] == [("unknown", "nothing")]
    for code in ("corporatie-a", "corporatie-b"):
        party = make_party(code=code)
        record_judgement(
            norm_id=found[0].norm_id,
            party_id=party.id,
            opinion=Opinion(PERIOD, "partly", "KANARIE-REDEN"),
            actor=make_actor("controller", party=party),
            now=DAY,
        )

    frozen = draft(place).frozen

    said = frozen.norms[found[0].norm_id]
    assert (said.light, said.rests_on) == ("attention", "judged")
    assert "KANARIE" not in frozen.to_json()


def test_of_an_agreement_that_is_not_public_nothing_is_opened_or_shown(place):
    open_lights(place)
    shut(place, "agreements", 1, reason="Op verzoek.", now=LATER)

    assert opened(place)[0].clauses == ()
    assert draft(place, LATER).frozen.clauses == ()
    with pytest.raises(WrongState, match="Geen licht"):
        open_lights(place, now=LATER, note="Anders.")


def test_the_same_is_not_opened_twice_but_may_come_back_after_it_was_withdrawn(place):
    open_lights(place)
    with pytest.raises(WrongState, match="ziet iedereen al"):
        open_lights(place, now=LATER, note="Niets.")
    withdraw_lights(place)

    open_lights(place, now=LATER, note="Toch goed.")

    assert opened(place)[0].edition.number == 2
    # what was withdrawn does not come back as an earlier edition
    assert [one.number for one in opened(place)[0].editions] == [2]
    assert find_opened(municipality_id=place.pk, period=PERIOD, on=ON, number=1) is None


def test_before_there_were_rules_nothing_can_be_opened(place):
    with pytest.raises(WrongState, match="geen regels"):
        draft(place, datetime(2021, 3, 1, tzinfo=UTC))


def test_each_act_leaves_one_line_in_the_log(place):
    open_lights(place)
    withdraw_lights(place)

    rows = AuditEvent.objects.filter(name__startswith="lights.").order_by("sequence")
    assert [one.name for one in rows] == ["lights.opened", "lights.withdrawn"]
    assert all("24" not in str(one.facts.get("number")) for one in rows)


def test_what_is_open_stays_as_it_was_until_a_next_opening_marks_it_as_replaced(place):
    assert opened(place) == ()
    open_lights(place)
    before, seen = opened(place), draft(place).frozen.fingerprint

    count(place, (80, 2), now=LATER)

    assert outcomes(place, LATER)[SAFE] == "off_course"
    assert opened(place) == before
    with pytest.raises(WrongState, match="andere lichten"):
        open_lights(place, seen=seen, note="Anders.", now=LATER)
    with pytest.raises(WrongState, match="anders"):
        open_lights(place, now=LATER, note=" ")

    open_lights(place, now=LATER, note="Een corporatie had te weinig geteld.")

    (now,), was = opened(place), edition(place, 1)
    assert [one.number for one in now.editions] == [2, 1]
    assert [light(place, one) for one in (before[0], was, now)] == [
        "on_course", "on_course", "off_course",
    ]  # fmt: skip
    assert (was.edition.replaced_at, now.edition.replaced_at) == (LATER, None)
    assert edition(place, 3) is None

    withdraw_lights(place, "Verkeerd geteld.")

    assert opened(place) == ()
    assert [edition(place, number) for number in (None, 1, 2)] == [None] * 3
    (gone,) = list_withdrawn_lights(municipality_id=place.id)
    assert (gone.period, gone.number, gone.reason) == (PERIOD, 2, "Verkeerd geteld.")
    with pytest.raises(WrongState, match="geen lichten openbaar"):
        withdraw_lights(place)


def edition(place, number):
    return find_opened(municipality_id=place.id, period=PERIOD, on=ON, number=number)


def light(place, one):
    return one.of_clause(clause_id(place, SAFE)).light


def test_an_agreement_with_a_norm_that_is_not_shown_has_no_light_of_the_whole(place):
    found = next(
        one for one in draft(place).frozen.clauses if one.clause_id == clause_id(place, BOTH)
    )

    assert (found.light, [one.light for one in found.norms]) == ("", ["", "on_course"])


def test_only_the_steward_of_the_municipality_opens_and_withdraws_and_says_why(place):
    open_lights(place)
    own = Party.objects.get(code="gemeente-voorbeeld")
    roles = ("reader", "editor", "controller", "delegate", "administrator")
    others = [make_actor(role, party=own) for role in roles]
    others.append(make_actor("steward", party=make_party(code="corporatie-a")))

    for actor in others:
        with pytest.raises(NotAllowed):
            open_lights(place, seen="0", now=LATER, note="Anders.", actor=actor)
        with pytest.raises(NotAllowed):
            withdraw_lights(place, actor=actor)
    with pytest.raises(WrongState, match="reden"):
        withdraw_lights(place, "  ")

    assert LightOpening.objects.count() == 1
    assert len(opened(place)) == 1
