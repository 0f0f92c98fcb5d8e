"""Calculating: once per input, nothing old is lost, silence is never green."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.monitor import services
from drieluik.apps.monitor.models import Calculation, Value
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.series import leading, list_calculations
from drieluik.apps.monitor.services import Opinion
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import SYSTEM
from tests.factories.monitor import (
    EFFORT,
    NOW,
    accept_figures,
    calculate,
    make_norm,
    make_place,
    norm_text,
)
from tests.factories.organisations import make_actor, make_party

pytestmark = pytest.mark.django_db


def _light(place, period="2020-1"):
    lights = Lights(Sight(SYSTEM, place.id))
    clause = next(clause for clause in lights.clauses if clause.number == "2.1")
    return lights.standing(clause, period)


def _judge(place):
    party = make_party(code="corporatie-a", municipality=place)
    norm = make_norm(place, text=EFFORT)
    services.record_judgement(
        norm_id=norm.norm_id,
        party_id=party.id,
        opinion=Opinion("2020-1", "met", "Gedaan."),
        actor=make_actor("controller", party=party, municipality=place),
        now=NOW,
    )


def test_figures_are_kept_per_corporation_per_buurt_and_in_total():
    place = make_place()
    accept_figures(place, evictions=(1, 2))
    accept_figures(place, party_code="corporatie-b", evictions=(4,))

    calculate(place)

    evictions = Value.objects.filter(indicator_id="evictions", breakdown="all")
    assert evictions.get(level="total").value == 7
    assert evictions.get(party_code="corporatie-b").value == 4
    assert sorted(evictions.filter(level="buurt").values_list("value", flat=True)) == [2, 5]


def test_the_same_deliveries_give_the_calculation_that_is_there():
    place = make_place()
    accept_figures(place)

    first = calculate(place)
    again = calculate(place, now=NOW + timedelta(days=1))

    assert again == first
    assert Calculation.objects.count() == 1
    assert AuditEvent.objects.filter(name="figures.calculated").count() == 1


def test_of_many_calculations_of_one_moment_the_last_one_counts():
    place = make_place()
    made = []
    for n in range(8):
        accept_figures(place, evictions=(n,))
        made.append(calculate(place))

    listed = list_calculations(municipality_id=place.id)

    assert [row.id for row in listed] == [row.id for row in made]
    assert leading(listed, "evictions")["2020-1"] == made[-1]


def test_a_calculation_carries_all_that_is_needed_to_repeat_it():
    place = make_place()
    delivery = accept_figures(place)

    row = calculate(place)

    kept = Calculation.objects.get()
    assert row.delivery_ids == {str(delivery.id)}
    assert kept.inputs[0]["tables_hash"] == delivery.tables_hash
    assert kept.definition_versions["evictions"] == 1
    assert str(kept.parameters_on) == "2020-06-30"
    assert kept.code_version
    assert kept.missing_parties == ["corporatie-b"]


def test_a_calculation_is_never_changed_or_deleted():
    place = make_place()
    accept_figures(place)
    calculate(place)
    kept = Calculation.objects.get()

    with pytest.raises(TypeError):
        kept.delete()
    with pytest.raises(TypeError):
        Value.objects.update(value=0)
    with pytest.raises(TypeError):
        kept.save()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE monitor_calculation SET cause = 'anders'",
        "UPDATE monitor_value SET value = 0",
        "UPDATE monitor_standing SET light = 'on_course'",
        "UPDATE monitor_judgement SET reason = 'anders'",
        "DELETE FROM monitor_standing",
        "DELETE FROM monitor_value",
    ],
)
def test_the_database_itself_refuses_to_change_or_delete_figures_and_lights(statement):
    place = make_place()
    make_norm(place)
    accept_figures(place)
    calculate(place)
    _judge(place)

    with (
        pytest.raises(IntegrityError, match="kept for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_missing_corporation_is_unknown_and_never_green():
    place = make_place()
    make_norm(place)
    accept_figures(place, evictions=(0,))

    calculate(place)

    standing = _light(place)
    assert standing.light == "unknown"
    assert standing.missing == ("Corporatie b",)
    assert "Corporatie b" in standing.reason


def test_with_all_corporations_the_light_follows_the_norm():
    place = make_place()
    make_norm(place)
    accept_figures(place, evictions=(1,))
    accept_figures(place, party_code="corporatie-b", evictions=(2,))

    calculate(place)

    assert _light(place).light == "on_course"
    assert _light(place).norms[0].value == 3


def test_a_norm_for_each_corporation_gives_each_its_own_light():
    place = make_place()
    make_norm(place, text=norm_text(for_whom="elke corporatie", target="hoogstens 2"))
    accept_figures(place, evictions=(1,))
    accept_figures(place, party_code="corporatie-b", evictions=(9,))

    calculate(place)

    parties = {p.party_code: p.light for p in _light(place).norms[0].parties}
    assert parties == {"corporatie-a": "on_course", "corporatie-b": "off_course"}
    assert _light(place).light == "off_course"


def test_a_corrected_delivery_gives_a_new_light_and_keeps_the_old_one_readable():
    place = make_place()
    text = make_norm(place)
    accept_figures(place, evictions=(1,))
    accept_figures(place, party_code="corporatie-b", evictions=(2,))
    calculate(place)
    accept_figures(place, evictions=(9,))

    calculate(place, now=NOW + timedelta(days=3))

    lights = Lights(Sight(SYSTEM, place.id))
    clause = next(clause for clause in lights.clauses if clause.number == "2.1")
    assert lights.standing(clause, "2020-1").light == "off_course"
    wording = lights.norms_of(clause.clause_id)[0].latest
    assert wording.id == text.id
    ((earlier, standing),) = lights.earlier_lights(wording, "2020-1")
    assert standing.light == "on_course"
    assert earlier.calculated_at == NOW


def test_a_later_wording_does_not_change_the_light_of_earlier_periods():
    place = make_place()
    text = make_norm(place)
    for period in ("2019-2", "2020-1"):
        for code in ("corporatie-a", "corporatie-b"):
            accept_figures(place, party_code=code, period=period, evictions=(2,))
        calculate(place, period)

    make_norm(
        place, text=norm_text(target="hoogstens 1"), from_period="2020-1", norm_id=text.norm_id
    )

    assert _light(place, "2019-2").light == "on_course"
    assert _light(place, "2020-1").light == "off_course"


def test_confirming_a_norm_gives_the_periods_already_calculated_their_light():
    place = make_place()
    accept_figures(place, evictions=(1,))
    accept_figures(place, party_code="corporatie-b", evictions=(1,))
    calculate(place)

    make_norm(place)

    assert _light(place).light == "on_course"


def test_a_period_without_calculation_is_unknown():
    place = make_place()
    make_norm(place)

    assert _light(place).light == "unknown"


def test_an_agreement_without_norm_has_no_light():
    place = make_place()

    assert _light(place).light == ""


def test_a_delivery_touches_every_half_year_that_is_compared_with_its_year():
    place = make_place()
    for period in ("2019-1", "2019-2", "2020-1", "2020-2", "2021-1", "2021-2"):
        accept_figures(place, period=period)

    touched = services.periods_to_recalculate(municipality_id=place.id, period="2019-2")

    assert touched == ["2019-2", "2020-1", "2020-2", "2021-1"]


def test_the_figure_of_the_year_adds_both_halves():
    place = make_place()
    accept_figures(place, period="2020-1", evictions=(3,))
    accept_figures(place, period="2020-2", evictions=(4,))

    calculate(place, "2020-2")

    year = Value.objects.get(
        indicator_id="evictions", period="2020", level="total", breakdown="all"
    )
    assert year.value == 7


def test_the_database_refuses_a_second_figure_for_the_same_place():
    place = make_place()
    accept_figures(place)
    calculate(place)
    one = Value.objects.first()
    copy = {f.name: getattr(one, f.name) for f in Value._meta.fields if f.name != "id"}

    with pytest.raises(IntegrityError), transaction.atomic():
        Value.objects.create(**copy)
    assert connection.vendor in ("sqlite", "postgresql")
