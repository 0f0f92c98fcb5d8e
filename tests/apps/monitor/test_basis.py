"""What a calculation follows from: a correction gives a new one, and the earlier one still follows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieluik.apps.areas.services import BuurtRow
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.deliveries import kept_files
from drieluik.apps.monitor import services
from drieluik.apps.monitor.models import Calculation, Standing, Value
from drieluik.apps.monitor.selectors.changes import change_sentences, changed_parts
from drieluik.apps.monitor.selectors.repeated import repeat, repeat_all
from drieluik.apps.monitor.selectors.series import leading, list_calculations
from drieluik.apps.monitor.services import basis
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.apps.organisations.models import Party
from drieluik.core.parameters import PARAMETERS
from drieluik.core.tables import Period
from tests.factories.buurten import load_buurten
from tests.factories.monitor import (
    BUURTEN,
    NOW,
    accept_figures,
    calculate,
    make_norm,
    make_place,
)
from tests.factories.organisations import make_party

pytestmark = pytest.mark.django_db

CHEAP = "rent_limits.kwaliteitskortingsgrens"
LATER = NOW + timedelta(days=30)


@pytest.fixture
def place():
    return make_place()


def _correct(monkeypatch, amount: float, year: int = 2020) -> None:
    """Correct the legal value of a year, as a new version of the product would."""
    entry = PARAMETERS[CHEAP]
    values = tuple(
        replace(value, value=amount) if value.from_on.year == year else value
        for value in entry.values
    )
    monkeypatch.setitem(PARAMETERS, CHEAP, replace(entry, values=values))


def _load(place, *codes: str) -> None:
    rows = [BuurtRow(code, code.title(), "WK900100", "Midden", None, None) for code in codes]
    load_buurten(municipality_id=place.id, year=2020, rows=rows, actor=SYSTEM, now=NOW)


def _cheap(calculation) -> float:
    return Value.objects.get(
        calculation_id=calculation.id,
        indicator_id="dwellings-by-rent-class",
        level="total",
        breakdown="GOE",
        period="2020-1",
    ).value


def test_a_corrected_legal_value_gives_a_new_calculation_with_its_reason(place, monkeypatch):
    accept_figures(place, rents=(400.0, 432.0))
    first = calculate(place)

    _correct(monkeypatch, 431.0)
    second = calculate(place, now=LATER)

    assert (_cheap(first), _cheap(second)) == (2, 1)
    assert leading(list_calculations(municipality_id=place.id), "evictions")["2020-1"] == second
    event = AuditEvent.objects.filter(name="figures.calculated").last()
    assert event.facts["changed"] == ["law_values"]
    assert [line.replace("\u00a0", " ") for line in change_sentences(first, second)] == [
        "Verbeterd: kwaliteitskortingsgrens over 2020-1 was € 432,51 en is € 431,00.",
        "Verbeterd: de vaste kwaliteitskortingsgrens was € 432,51 en is € 431,00.",
    ]


def test_a_corrected_list_of_buurten_gives_a_new_calculation(place):
    _load(place, BUURTEN[0])
    accept_figures(place, evictions=(1, 2))
    first = calculate(place)

    _load(place, *BUURTEN)
    second = calculate(place, now=LATER)

    assert _buurten_of(first) == {BUURTEN[0]: 1.0, "unknown": 2.0}
    assert _buurten_of(second) == dict(zip(BUURTEN, (1.0, 2.0), strict=True))
    assert changed_parts(first, second) == ["buurten"]


def _buurten_of(calculation) -> dict[str, float]:
    rows = Value.objects.filter(
        calculation_id=calculation.id, indicator_id="evictions", level="buurt", breakdown="all"
    )
    return {code: value for code, value in rows.values_list("buurt_code", "value") if value}


def test_a_corporation_that_takes_part_after_all_makes_the_light_unknown(place):
    make_norm(place)
    accept_figures(place, evictions=(1,))
    accept_figures(place, party_code="corporatie-b", evictions=(1,))
    first = calculate(place)

    make_party(code="corporatie-c", municipality=place)
    second = calculate(place, now=LATER)

    lights = {row.calculation_id: row.light for row in Standing.objects.filter(party_code="")}
    assert (lights[first.id], lights[second.id]) == ("on_course", "unknown")
    assert second.missing_parties == ("corporatie-c",)
    assert change_sentences(first, second) == ["Ook om cijfers gevraagd: Corporatie c."]


def test_a_correction_that_is_taken_back_counts_again(place, monkeypatch):
    accept_figures(place, rents=(430.0,))
    first = calculate(place)
    with monkeypatch.context() as patch:
        _correct(patch, 420.0)
        calculate(place, now=LATER)

    third = calculate(place, now=LATER + timedelta(days=1))

    assert third.id != first.id
    assert third.input_hash == first.input_hash
    assert leading(list_calculations(municipality_id=place.id), "evictions")["2020-1"] == third
    assert _cheap(third) == 1


def test_a_legal_value_of_another_year_is_no_reason(place, monkeypatch):
    accept_figures(place)
    calculate(place)

    _correct(monkeypatch, 1.0, year=2024)

    assert services.outdated_periods(municipality_id=place.id) == []


def test_a_legal_value_of_last_year_is_a_reason_because_norms_compare_with_it(place, monkeypatch):
    for period in ("2019-1", "2020-1", "2021-1", "2021-2"):
        accept_figures(place, period=period)
        calculate(place, period)

    _correct(monkeypatch, 1.0, year=2019)

    outdated = services.outdated_periods(municipality_id=place.id)
    assert outdated == ["2019-1", "2020-1", "2021-1"]


def test_every_calculation_can_be_repeated_after_all_that_changed(place, monkeypatch):
    _load(place, BUURTEN[0])
    accept_figures(place, rents=(430.0,))
    calculate(place)
    accept_figures(place, rents=(430.0, 500.0))
    calculate(place)
    _correct(monkeypatch, 420.0)
    _load(place, *BUURTEN)
    calculate(place)

    repeated = list(repeat_all(place))

    assert len(repeated) == 3
    assert all(row.recorded and row.n_same > 0 and not row.differing for row in repeated)


def test_a_figure_that_does_not_follow_is_named(place):
    accept_figures(place)
    row = calculate(place)
    added = Value.objects.first()
    added.pk, added._state.adding = None, True
    added.breakdown = "verzonnen"
    added.save()

    repetition = repeat(row, place)

    assert [each[-1] for each in repetition.differing] == ["verzonnen"]


def test_a_calculation_whose_tables_were_touched_cannot_be_repeated(place):
    delivery = accept_figures(place)
    row = calculate(place)
    table = kept_files.table_paths(delivery.tables_hash)["arrears"]
    content = table.read_bytes()
    table.write_bytes(content + b"x")

    repetition = repeat(row, place)

    table.write_bytes(content)
    assert "changed on disk" in repetition.objection
    assert repetition.n_same == 0


def test_other_versions_of_definitions_are_told_and_not_compared(place):
    accept_figures(place)
    row = calculate(place)
    elsewhere = replace(row, definition_versions=row.definition_versions | {"evictions": 9})

    repetition = repeat(elsewhere, place)

    assert repetition.other_versions == ("evictions",)
    assert repetition.n_same > 0
    assert not repetition.differing


def test_a_calculation_of_before_this_was_kept_says_so_and_is_outdated(place):
    accept_figures(place)
    Calculation.objects.create(
        municipality=place,
        period="2020-1",
        number=1,
        input_hash="f" * 64,
        definition_versions={"evictions": 1},
        parameters_on=Period(2020, 1).last_day,
        code_version="0.0.1",
        calculated_at=NOW,
    )
    (old,) = list_calculations(municipality_id=place.id)

    assert not repeat(old, place).recorded
    assert services.outdated_periods(municipality_id=place.id) == ["2020-1"]
    new = calculate(place, now=LATER)
    assert change_sentences(old, new)[-1] == (
        "Vanaf hier zijn wetswaarden en buurten bij de berekening bewaard."
    )


def test_between_two_calculations_of_before_this_was_kept_nothing_began_to_be_kept(place):
    for number in (1, 2):
        Calculation.objects.create(
            municipality=place,
            period="2020-1",
            number=number,
            input_hash=str(number) * 64,
            definition_versions={"evictions": 1},
            parameters_on=Period(2020, 1).last_day,
            code_version="0.0.1",
            calculated_at=NOW,
        )
    older, old = list_calculations(municipality_id=place.id)

    assert change_sentences(older, old) == []


def test_another_name_of_a_corporation_is_the_reason_of_a_new_calculation(place):
    accept_figures(place)
    first = calculate(place)

    code, was = next(iter(first.expected_parties.items()))
    Party.objects.filter(code=code).update(name="Samen Wonen")
    second = calculate(place, now=LATER)

    assert change_sentences(first, second) == [f"Andere naam: {was} heet Samen Wonen."]


@given(st.integers(2015, 2035), st.sampled_from((1, 2)))
def test_a_half_year_counts_in_those_that_look_back_as_far_as_it(year, half):
    when = Period(year, half)

    last = basis.last_compared(when)

    assert basis.first_compared(last) <= when
    assert all(
        basis.first_compared(each) > when for each in (last.next(), last.next().next().next())
    )
