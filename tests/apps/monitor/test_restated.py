"""What was said about a half-year on a day stays what it was; every difference names its cause."""

import json
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from drieluik.apps.deliveries import services as deliveries
from drieluik.apps.deliveries.days import RoundDays
from drieluik.apps.deliveries.models import DeliveryRound
from drieluik.apps.deliveries.selectors import (
    due_days,
    list_recorded,
    list_restatements,
)
from drieluik.apps.monitor import services
from drieluik.apps.monitor.selectors.reported import as_told, get_reported
from drieluik.apps.monitor.selectors.restated import get_restated
from drieluik.apps.monitor.services import Opinion
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import NOBODY, SYSTEM
from drieluik.apps.organisations.setting_up import PartyRow, set_up_party
from drieluik.core.tables import Period
from tests.factories.monitor import (
    EFFORT,
    NOW,
    accept_figures,
    calculate,
    correct_figures,
    make_norm,
    make_place,
    make_steward,
)
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
LATER, STILL_LATER = NOW + timedelta(days=30), NOW + timedelta(days=60)
FIRST_SAID = NOW + timedelta(hours=1)


def _said(place, known_at=None, period="2020-1", actor=SYSTEM):
    told = as_told(get_reported(period=period, sight=Sight(actor, place.id), known_at=known_at))
    return json.dumps(told, sort_keys=True).encode()


@pytest.fixture(scope="module")
def history(django_db_setup, django_db_blocker):
    """Figures with a red light; corrected once, and again; a judgement given in between."""
    with world(django_db_blocker):
        place = make_place()
        make_party(code="corporatie-b", municipality=place)
        make_norm(place)
        effort = make_norm(place, text=EFFORT)
        accept_figures(place, evictions=(4, 4))
        accept_figures(place, party_code="corporatie-b", evictions=(1,))
        calculate(place)
        before = _said(place)
        first = correct_figures(place, (2, 1), LATER)
        services.record_judgement(
            norm_id=effort.norm_id,
            party_id=first.party_id,
            opinion=Opinion("2020-1", "met", "Er is hard gewerkt."),
            actor=make_actor("controller", party=first.party),
            now=LATER,
        )
        middle = _said(place)
        second = correct_figures(
            place, (2, 0), STILL_LATER, "late", "Uitzetting ingetrokken (verzonnen)."
        )
        yield place, (before, middle), (first, second)


def test_what_was_said_comes_back_byte_for_byte_after_every_correction(history):
    place, (before, middle), _deliveries = history

    assert _said(place, FIRST_SAID) == before
    assert _said(place, LATER + timedelta(hours=1)) == middle
    assert len({before, middle, _said(place)}) == 3


def test_before_the_first_calculation_nothing_was_said(history):
    place, _said_then, _deliveries = history
    found = get_reported(
        period="2020-1", sight=Sight(SYSTEM, place.id), known_at=NOW - timedelta(days=1)
    )

    assert (found.figures, found.counted) == ({}, {})


def test_a_difference_names_the_corrections_that_changed_it_and_no_other(history):
    place, _said_then, (first, second) = history

    def causes(known_at):
        found = get_restated(period="2020-1", sight=Sight(SYSTEM, place.id), known_at=known_at)
        return {
            (row.place.level, row.place.buurt_code[-1:]): [
                one.delivery_id for step in row.steps for one in step.restatements
            ]
            for row in found.figures
            if row.place.indicator_id == "evictions"
        }

    since_first, since_second = causes(FIRST_SAID), causes(LATER + timedelta(hours=1))

    assert since_first["total", ""] == [first.id, second.id]
    assert since_first["buurt", "0"] == [first.id]
    assert since_first["buurt", "1"] == [first.id, second.id]
    assert since_second["total", ""] == [second.id]
    assert ("buurt", "0") not in since_second


def test_a_light_that_turned_names_its_correction_and_a_judgement_is_told_as_such(history):
    place, _said_then, (first, second) = history
    found = get_restated(period="2020-1", sight=Sight(SYSTEM, place.id), known_at=FIRST_SAID)
    (row,) = found.lights

    assert (row.then.norms[0].light, row.now.norms[0].light) == ("off_course", "on_course")
    named = {one.delivery_id for step in row.steps for one in step.restatements}
    assert named == {first.id, second.id}
    assert row.others == ("Wat partijen over hun eigen inspanning zeggen, is later vastgelegd.",)


def test_a_norm_that_came_later_is_no_part_of_what_was_said(history):
    place, (before, _middle), _deliveries = history
    make_norm(place, number="2.2", text=_SECOND_NORM, now=STILL_LATER)
    found = get_restated(period="2020-1", sight=Sight(SYSTEM, place.id), known_at=FIRST_SAID)
    row = next(row for row in found.lights if row.clause.number == "2.2")

    assert _said(place, FIRST_SAID) == before
    assert row.then is None
    assert row.others[0].startswith("De norm is bevestigd door")


_SECOND_NORM = (
    'afspraak: 2.2\ncitaat: "hulp bij één loket"\nsoort: resultaat\nindicator: evictions\n'
    "norm: hoogstens 4\nperiode: halfjaar\nvoor: alle corporaties samen"
)


def test_who_may_not_see_figures_per_corporation_does_not_see_them_restated_either(history):
    place, _said_then, _deliveries = history
    seen = get_restated(period="2020-1", sight=Sight(NOBODY, place.id), known_at=FIRST_SAID)
    all_of_it = get_restated(period="2020-1", sight=Sight(SYSTEM, place.id), known_at=FIRST_SAID)

    levels = {row.place.level for row in seen.figures if row.place.indicator_id == "evictions"}
    assert "total" in levels
    assert len(seen.figures) < len(all_of_it.figures)


def test_every_accepted_part_has_the_two_moments_between_which_it_counted(history):
    place, _said_then, (_first, _second) = history
    parts = [
        row for row in list_recorded(municipality_id=place.id) if row.party_code == "corporatie-a"
    ]

    assert [(row.accepted_at, row.superseded_at) for row in parts] == [
        (NOW, LATER),
        (LATER, STILL_LATER),
        (STILL_LATER, None),
    ]
    assert [row.was_known(LATER) for row in parts] == [False, True, False]
    causes = [cause.cause for _part, cause in list_restatements(municipality_id=place.id)]
    assert causes == ["late", "administration"]


def test_a_day_of_a_round_that_was_moved_later_leaves_what_was_said(history):
    place, _said_then, _deliveries = history
    steward = make_steward(place)
    opened = NOW - timedelta(days=180)
    deliveries.open_round(
        municipality_id=place.id,
        period=Period(2019, 1),
        days=RoundDays(date(2019, 9, 1)),
        actor=steward,
        now=opened,
    )
    first, then = LATER, STILL_LATER
    for day, at in ((date(2027, 1, 1), first), (date(2027, 2, 1), then)):
        deliveries.change_days(
            round_id=DeliveryRound.objects.get(year=2019, municipality=place).id,
            days=RoundDays(day),
            reason="Later.",
            actor=steward,
            now=at,
        )

    def due(known_at):
        return due_days(municipality_id=place.id, known_at=known_at)["2019-1"]

    assert [due(at) for at in (NOW, first, then, None)] == [
        date(2019, 9, 1),
        date(2027, 1, 1),
        date(2027, 2, 1),
        date(2027, 2, 1),
    ]


def _day(at):
    return timezone.localdate(at).isoformat()


def test_the_page_shows_both_beside_each_other_with_cause_and_who(client, history):
    place, _said_then, _deliveries = history
    sign_in(client, make_steward(place))

    page = client.get(f"/{place.slug}/monitor/gemeld/?periode=2020-1&bekend={_day(NOW)}").text
    same = client.get(
        f"/{place.slug}/monitor/gemeld/?periode=2020-1&bekend={_day(STILL_LATER)}"
    ).text
    future = client.get(f"/{place.slug}/monitor/gemeld/?periode=2020-1&bekend=2999-01-01").text

    assert "Dubbel geteld (verzonnen)." in page
    assert "Uitzetting ingetrokken (verzonnen)." in page
    assert "Veranderd" in page
    assert "is wat nu bekend is" in same
    assert "Kies een dag voor vandaag" in future


def test_the_api_tells_what_was_said_and_what_was_restated(client, history):
    place, (_before, _middle), (_first, _second) = history
    sign_in(client, make_steward(place))
    base = f"/api/v1/gemeenten/{place.slug}"

    then = client.get(f"{base}/gemeld?periode=2020-1&bekend={_day(NOW)}").json()
    changed = client.get(f"{base}/herzieningen?periode=2020-1&bekend={_day(NOW)}").json()

    told = json.loads(
        _said(
            place,
            datetime.combine(
                date.fromisoformat(_day(NOW)), time.max, timezone.get_current_timezone()
            ),
            actor=make_steward(place),
        )
    )
    assert then["cijfers"] == told["cijfers"]
    assert [
        one["toelichting"] for step in changed["lichten"][0]["door"] for one in step["herzieningen"]
    ] == [
        "Dubbel geteld (verzonnen).",
        "Uitzetting ingetrokken (verzonnen).",
    ]
    assert client.get(f"{base}/gemeld?periode=1999-1").status_code == 404


def test_who_was_recorded_later_was_not_missing_in_what_was_said_before(history):
    place = history[0]
    DeliveryRound.objects.create(
        municipality=place, year=2020, half=2, due_on=NOW.date(), opened_at=NOW
    )
    told = _said(place, NOW + timedelta(days=1), period="2020-2")
    set_up_party(
        row=PartyRow("corporatie-z", "Corporatie z", "corporation"),
        municipality_id=place.id,
        from_on=date(2020, 1, 1),
        actor=SYSTEM,
        now=LATER,
    )

    assert "Corporatie a" in told.decode()
    assert _said(place, NOW + timedelta(days=1), period="2020-2") == told
    assert "Corporatie z" in _said(place, LATER, period="2020-2").decode()
