"""Neighbourhoods by code and year."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from drieluik.apps.areas.models import Area, BorderSet
from drieluik.apps.areas.selectors import buurt_codes, buurt_names
from drieluik.apps.areas.services import BuurtRow
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed
from drieluik.apps.organisations.actors import SYSTEM
from tests.factories.buurten import load_buurten
from tests.factories.organisations import make_actor, make_municipality, make_party

pytestmark = pytest.mark.django_db

NOW = datetime(2021, 2, 15, 9, 0, tzinfo=UTC)


def _row(code: str = "BU90010001", name: str = "Centrum") -> BuurtRow:
    return BuurtRow(code, name, "WK900100", "Binnenstad", 100, None)


def _load(**known) -> int:
    return load_buurten(**known, actor=SYSTEM, now=NOW)


def test_loading_a_year_twice_keeps_one_row_per_neighbourhood():
    place = make_municipality()
    _load(municipality_id=place.id, year=2019, rows=[_row()])

    n_rows = _load(municipality_id=place.id, year=2019, rows=[_row(name="Hart")])

    assert n_rows == 1
    assert buurt_names(municipality_id=place.id) == {"BU90010001": "Hart"}
    states = BorderSet.objects.order_by("added_at", "state").values_list("state", flat=True)
    assert sorted(states) == ["in_use", "replaced"]


def test_what_the_source_keeps_back_stays_unknown():
    _load(municipality_id=make_municipality().id, year=2019, rows=[_row()])

    counts = Area.objects.get(level="buurt").counts
    assert counts["n_households"] == {"value": None, "missing": "not_given"}
    assert counts["n_inhabitants"] == {"value": 100, "missing": None}


def test_a_code_of_two_years_carries_its_latest_name():
    place = make_municipality()
    _load(municipality_id=place.id, year=2020, rows=[_row(name="Nieuwe naam")])
    _load(municipality_id=place.id, year=2019, rows=[_row(name="Oude naam")])

    assert buurt_names(municipality_id=place.id) == {"BU90010001": "Nieuwe naam"}


def test_codes_are_those_of_the_municipalities_asked_for():
    here, there = make_municipality(), make_municipality(code="GM9002")
    _load(municipality_id=here.id, year=2019, rows=[_row()])
    _load(municipality_id=there.id, year=2019, rows=[_row("BU90020001")])

    assert buurt_codes(municipality_ids=frozenset({here.id})) == {"BU90010001"}
    assert buurt_codes(municipality_ids=frozenset()) == frozenset()


def test_the_database_refuses_a_code_twice_in_a_set_and_two_sets_in_use():
    place = make_municipality()
    _load(municipality_id=place.id, year=2019, rows=[_row()])
    found = BorderSet.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Area.objects.create(border_set=found, level="buurt", code="BU90010001", name="X")
    with pytest.raises(IntegrityError), transaction.atomic():
        BorderSet.objects.create(
            municipality=place, year=2019, state="in_use", added_at=NOW, confirmed_at=NOW
        )


def test_the_database_refuses_to_delete_borders():
    _load(municipality_id=make_municipality().id, year=2019, rows=[_row()])
    Area.objects.all().delete()

    with pytest.raises(IntegrityError), transaction.atomic():
        BorderSet.objects.all().delete()


def test_a_corrected_list_takes_away_what_is_no_longer_in_it_and_tells_so():
    place = make_municipality()
    _load(municipality_id=place.id, year=2019, rows=[_row("BU90010001"), _row("BU90010009")])

    n_rows = _load(
        municipality_id=place.id, year=2019, rows=[_row("BU90010001"), _row("BU90010002")]
    )

    assert n_rows == 2
    assert sorted(buurt_names(municipality_id=place.id)) == ["BU90010001", "BU90010002"]
    facts = AuditEvent.objects.filter(name="buurten.loaded").last().facts
    assert (facts["added"], facts["removed"]) == (["BU90010002"], ["BU90010009"])


def test_a_corrected_list_leaves_other_years_and_other_municipalities_alone():
    here, there = make_municipality(), make_municipality(code="GM9002")
    _load(municipality_id=here.id, year=2018, rows=[_row("BU90010009")])
    _load(municipality_id=there.id, year=2019, rows=[_row("BU90020001")])

    _load(municipality_id=here.id, year=2019, rows=[_row("BU90010001")])

    assert buurt_codes(municipality_ids=frozenset({here.id, there.id})) == {
        "BU90010009", "BU90010001", "BU90020001"
    }  # fmt: skip


def test_the_same_list_again_is_no_event():
    place = make_municipality()
    for _ in range(2):
        _load(municipality_id=place.id, year=2019, rows=[_row()])

    assert AuditEvent.objects.filter(name="buurten.loaded").count() == 1


def test_only_the_system_loads_buurten():
    place = make_municipality()
    actor = make_actor("administrator", party=make_party(municipality=place), municipality=place)

    with pytest.raises(NotAllowed):
        load_buurten(municipality_id=place.id, year=2019, rows=[_row()], actor=actor, now=NOW)

    assert not BorderSet.objects.exists()
