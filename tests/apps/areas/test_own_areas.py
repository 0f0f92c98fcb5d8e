"""Areas of one's own: from buurten or drawn, withdrawn with a reason, never changed."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from drieluik.apps.areas import services
from drieluik.apps.areas.models import Area as StoredArea
from drieluik.apps.areas.models import BorderSet, OwnArea
from drieluik.apps.areas.selectors import (
    list_own_areas,
    outlines_with,
    own_area_shape,
    own_map_areas,
)
from drieluik.apps.areas.services import NewArea
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.core.geography import Area, Level
from drieluik.core.geography.drawing.as_geojson import geojson_of
from tests.factories import borders as made
from tests.factories.areas import NOW, make_steward, put_in_use
from tests.factories.organisations import make_actor, make_municipality, make_party

pytestmark = pytest.mark.django_db
DRAWING = geojson_of([Area("A", "A", Level.OWN, 2021, made.square(height=2))], {})
CODES = ("BU99010000", "BU99010001")


def _add(actor, **said):
    given = {"kind": "dia", "name": "DIA-gebied West", "purpose": "Samen investeren"}
    return services.add_own_area(
        municipality_id=_place(), area=NewArea(**given | said), actor=actor, now=NOW
    )


def _place():
    return make_municipality(code=made.PLACE).id


def test_buurten_become_one_area():
    steward = make_steward()
    put_in_use(steward, made.made_rows())

    area_id = _add(steward, codes=CODES)

    (row,) = list_own_areas(municipality_id=_place())
    assert (row.name, row.kind_label, row.codes, row.year) == (
        "DIA-gebied West", "DIA-gebied", CODES, 2021
    )  # fmt: skip
    assert row.hectares == pytest.approx(200)
    assert own_area_shape(municipality_id=_place(), area_id=area_id).shape.equals(
        made.square(width=2)
    )
    assert AuditEvent.objects.last().name == "own_area.added"


def test_an_area_made_of_schematic_cells_has_no_size():
    steward = make_steward()
    put_in_use(steward, made.made_rows())
    BorderSet.objects.update(schematic=True)

    _add(steward, codes=CODES)

    (row,) = list_own_areas(municipality_id=_place())
    assert row.hectares is None


def test_real_borders_of_an_earlier_year_go_before_a_schematic_map():
    steward = make_steward()
    put_in_use(steward, made.made_rows())
    later = BorderSet.objects.get()
    areas = list(later.areas.all())
    later.pk, later.year, later.schematic = uuid4(), later.year + 1, True
    later.save(force_insert=True)
    for one in areas:
        one.pk, one.border_set = None, later
    StoredArea.objects.bulk_create(areas)

    _add(steward, codes=CODES)

    (row,) = list_own_areas(municipality_id=_place())
    assert row.year == 2021
    assert row.hectares == pytest.approx(200)


def test_a_drawing_becomes_an_area_on_the_map():
    area_id = _add(make_steward("editor"), drawing=DRAWING)

    (area,) = own_map_areas(municipality_id=_place())
    assert (area.code, area.level) == (str(area_id), "own")
    assert outlines_with(municipality_id=_place(), own_id=area_id).marked == "DIA-gebied West"


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"codes": CODES, "drawing": DRAWING},
        {"codes": CODES},
        {"drawing": "geen tekening"},
        {"drawing": DRAWING, "name": " "},
        {"drawing": DRAWING, "purpose": ""},
        {"drawing": DRAWING, "kind": "iets"},
    ],
)
def test_what_is_incomplete_or_no_area_is_refused(said):
    steward = make_steward()

    with pytest.raises(WrongState):
        _add(steward, **said)

    assert not OwnArea.objects.exists()


def test_a_withdrawn_area_leaves_the_map_and_stays_in_the_list():
    steward = make_steward()
    area_id = _add(steward, drawing=DRAWING)

    services.withdraw_own_area(area_id=area_id, reason="Besluit BO", actor=steward, now=NOW)

    assert own_map_areas(municipality_id=_place()) == ()
    assert list_own_areas(municipality_id=_place())[0].withdrawal_reason == "Besluit BO"
    with pytest.raises(WrongState):
        services.withdraw_own_area(area_id=area_id, reason="Nog eens", actor=steward, now=NOW)


def test_the_database_keeps_what_was_withdrawn_and_deletes_nothing():
    steward = make_steward()
    area_id = _add(steward, drawing=DRAWING)

    with pytest.raises(IntegrityError), transaction.atomic():
        OwnArea.objects.all().delete()
    services.withdraw_own_area(area_id=area_id, reason="Besluit BO", actor=steward, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnArea.objects.update(name="Anders")


@pytest.mark.parametrize("role", ["reader", "controller", "delegate", "administrator"])
def test_only_editors_and_stewards_of_the_municipality_add_areas(role):
    with pytest.raises(NotAllowed):
        _add(make_steward(role), drawing=DRAWING)


def test_a_corporation_adds_no_areas():
    place = make_municipality(code=made.PLACE)
    actor = make_actor("editor", party=make_party(municipality=place))

    with pytest.raises(NotAllowed):
        _add(actor, drawing=DRAWING)
