"""Neighbourhoods by code and year."""

import pytest
from django.db import IntegrityError, transaction

from drieluik.apps.areas.models import Buurt
from drieluik.apps.areas.selectors import buurt_codes, buurt_names
from drieluik.apps.areas.services import BuurtRow, load_buurten
from tests.factories.organisations import make_municipality

pytestmark = pytest.mark.django_db


def _row(code: str = "BU90010001", name: str = "Centrum") -> BuurtRow:
    return BuurtRow(code, name, "WK900100", "Binnenstad", 100, None)


def test_loading_a_year_twice_keeps_one_row_per_neighbourhood():
    place = make_municipality()
    load_buurten(municipality_id=place.id, year=2019, rows=[_row()])

    n_rows = load_buurten(municipality_id=place.id, year=2019, rows=[_row(name="Hart")])

    assert n_rows == 1
    assert Buurt.objects.get().name == "Hart"


def test_what_the_source_keeps_back_stays_unknown():
    load_buurten(municipality_id=make_municipality().id, year=2019, rows=[_row()])

    assert Buurt.objects.get().n_households is None


def test_a_code_of_two_years_carries_its_latest_name():
    place = make_municipality()
    load_buurten(municipality_id=place.id, year=2020, rows=[_row(name="Nieuwe naam")])
    load_buurten(municipality_id=place.id, year=2019, rows=[_row(name="Oude naam")])

    assert buurt_names(municipality_id=place.id) == {"BU90010001": "Nieuwe naam"}


def test_codes_are_those_of_the_municipalities_asked_for():
    here, there = make_municipality(), make_municipality(code="GM9002")
    load_buurten(municipality_id=here.id, year=2019, rows=[_row()])
    load_buurten(municipality_id=there.id, year=2019, rows=[_row("BU90020001")])

    assert buurt_codes(municipality_ids=frozenset({here.id})) == {"BU90010001"}
    assert buurt_codes(municipality_ids=frozenset()) == frozenset()


def test_the_database_refuses_a_code_twice_in_a_year():
    place = make_municipality()
    load_buurten(municipality_id=place.id, year=2019, rows=[_row()])

    with pytest.raises(IntegrityError), transaction.atomic():
        Buurt.objects.create(
            municipality=place, year=2019, code="BU90010001", name="X", wijk_code="WK900100"
        )
