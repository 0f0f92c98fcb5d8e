"""What is told as the cause of a difference is its cause, and told only where it is one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from drieluik.apps.deliveries import services as deliveries
from drieluik.apps.deliveries.models import Acceptance, Restatement
from drieluik.apps.deliveries.selectors import find_restatement, restatements_of, table_verdicts
from drieluik.apps.monitor import services
from drieluik.apps.monitor.selectors.restated import get_restated
from drieluik.apps.monitor.services import SaidByHand
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import SYSTEM
from tests.factories.monitor import (
    NOW,
    accept_figures,
    calculate,
    check_figures,
    correct_figures,
    make_norm,
    make_place,
    make_steward,
    sign_figures,
)
from tests.factories.organisations import make_actor, make_municipality, make_party

pytestmark = pytest.mark.django_db
LATER, STILL_LATER = NOW + timedelta(days=30), NOW + timedelta(days=60)
FIRST_SAID = NOW + timedelta(hours=1)


def test_a_cause_is_not_told_to_a_municipality_in_which_that_file_corrected_nothing():
    here, elsewhere = make_place(), make_municipality(code="GM9002")
    steward_there = make_actor(
        "steward",
        party=make_party(code="gemeente-b", kind="municipality", municipality=elsewhere),
        municipality=elsewhere,
    )
    accept_figures(here, evictions=(4, 4))
    file = check_figures(here, evictions=(1, 1))
    Acceptance.objects.create(
        delivery=file,
        municipality=elsewhere,
        party=file.party,
        year=file.year,
        half=file.half,
        n_rows={"arrears": 2, "dwellings": 3},
        tables_hash=file.tables_hash,
    )
    sign_figures(file)
    Restatement.objects.create(
        delivery=file,
        cause="administration",
        explanation="In de ene gemeente is een huurder dubbel geteld (verzonnen).",
        stated_by_id=file.signed_by_id,
        stated_at=LATER,
    )

    def who_knows():
        told = {
            where: bool(restatements_of([file.id], municipality_id=where))
            for where in (here.id, elsewhere.id, None)
        }
        for where, knows in told.items():
            assert (find_restatement(file, municipality_id=where) is not None) == knows
        return list(told.values())

    assert who_knows() == [True, False, True]
    for place, steward in ((elsewhere, steward_there), (here, make_steward(here))):
        deliveries.accept_delivery(
            delivery_id=file.id, municipality_id=place.id, actor=steward, now=LATER
        )
    assert who_knows() == [True, False, True]
    # every table of a part shares its verdict
    verdicts = [(one.table_id, one.verdict) for one in table_verdicts(municipality_id=elsewhere.id)]
    assert sorted(verdicts) == [("arrears", "accepted"), ("dwellings", "accepted")]


def test_a_correction_of_another_half_year_is_no_cause_for_a_norm_per_half_year():
    place = make_place()
    make_norm(place)
    for period in ("2019-2", "2020-1"):
        accept_figures(place, period=period, evictions=(4, 4))
        calculate(place, period)
    accept_figures(place, period="2019-2", evictions=(1, 1), now=LATER)
    calculate(place, "2019-2", LATER)
    correct_figures(place, (1, 0), STILL_LATER)

    found = get_restated(period="2020-1", sight=Sight(SYSTEM, place.id), known_at=FIRST_SAID)

    assert {step.calculation.period for row in found.lights for step in row.steps} == {"2020-1"}


def test_another_light_by_hand_is_told_as_cause_and_one_that_stayed_is_not():
    place = make_place()
    accept_figures(place, evictions=(4, 4))
    norm_id = make_norm(place).norm_id
    calculate(place)
    today = timezone.now()
    set_at, corrected_at = today - timedelta(days=60), today - timedelta(days=20)

    def set_light(light, at):
        services.set_light(
            norm_id=norm_id,
            said=SaidByHand("2020-1", light, "Eerst.", timezone.localdate(at) + timedelta(99)),
            actor=make_steward(place),
            now=at,
        )

    def causes():
        known_at = set_at + timedelta(hours=1)
        found = get_restated(period="2020-1", sight=Sight(SYSTEM, place.id), known_at=known_at)
        (row,) = found.lights
        return len(row.steps), row.others

    set_light("attention", set_at)
    correct_figures(place, (1, 0), corrected_at)
    assert causes() == (1, ())

    set_light("unknown", today)
    assert causes() == (1, ("Een licht is met de hand gezet, of dat is afgelopen.",))
