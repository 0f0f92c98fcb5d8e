"""Areas of one's own: from buurten or drawn, withdrawn with a reason, never changed."""

from datetime import timedelta
from uuid import uuid4

import pytest
import shapely
from django.db import IntegrityError, transaction

from drieluik.apps.areas import services
from drieluik.apps.areas.models import Area as StoredArea
from drieluik.apps.areas.models import BorderSet, OwnArea
from drieluik.apps.areas.selectors import (
    Lacks,
    areas_to_draw_anew,
    list_own_areas,
    outlines_with,
    own_on_map,
)
from drieluik.apps.areas.services import NewArea
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.core.geography import Area, Level, schematic_borders
from drieluik.core.geography.drawing.as_geojson import geojson_of
from tests.factories import borders as made
from tests.factories.areas import NOW, make_steward, put_in_use
from tests.factories.organisations import make_actor, make_municipality, make_party

pytestmark = pytest.mark.django_db
DRAWING = geojson_of([Area("A", "A", Level.OWN, 2021, made.square(height=2))], {})
CODES = ("BU99010000", "BU99010001")


def _add(actor, now=NOW, **said):
    given = {"kind": "dia", "name": "DIA-gebied West", "purpose": "Samen investeren"}
    return services.add_own_area(
        municipality_id=_place(), area=NewArea(**given | said), actor=actor, now=now
    )


def _place():
    return make_municipality(code=made.PLACE).id


def _on_map(year=None):
    """The shape on the map of the one area there is."""
    (area,) = own_on_map(municipality_id=_place(), year=year).areas
    return shapely.MultiPolygon([(rings[0], rings[1:]) for rings in area.polygons])


def _schematic_map(now=NOW - timedelta(days=9)):
    """The map that a municipality begins with: cells around the middles of its buurten."""
    listed = [Area(code, code, Level.BUURT, 2021, parent_code="WK990100") for code in CODES]
    middles = {code: (made.X + 400 + 1000 * at, made.Y + 500) for at, code in enumerate(CODES)}
    services.load_borders(
        municipality_id=_place(),
        borders=schematic_borders(2021, listed, middles),
        provenance=services.Provenance("CBS, middelpunten"),
        actor=SYSTEM,
        now=now,
    )


def test_an_area_of_buurten_follows_the_borders_that_are_read_in_later():
    _schematic_map()
    steward = make_steward()
    _add(steward, codes=CODES)
    before = _on_map()

    put_in_use(steward, made.made_rows(2))

    assert _on_map().equals(made.square(width=2))
    assert not before.equals(_on_map())
    assert own_on_map(municipality_id=_place()).lacking == ()
    (row,) = list_own_areas(municipality_id=_place())
    assert (row.lacks, row.to_draw_anew) == ("", False)
    assert row.hectares == pytest.approx(200)


def test_an_area_of_buurten_follows_the_borders_of_the_year_on_the_map():
    steward = make_steward()
    put_in_use(steward, made.made_rows(2))
    _add(steward, codes=CODES)
    moved = [
        {**row, "year": 2022, "shape": made.square(at, row=3)}
        for at, row in enumerate(made.made_rows(2))
    ]
    put_in_use(steward, moved)

    assert _on_map(2021).equals(made.square(width=2))
    assert _on_map(2022).equals(made.square(row=3, width=2))


def test_buurten_with_another_code_by_now_still_lie_where_they_lay():
    steward = make_steward()
    put_in_use(steward, made.made_rows(2))
    _add(steward, codes=CODES)
    recoded = [
        {**row, "year": 2022, "code": f"BU990155{at:02d}"}
        for at, row in enumerate(made.made_rows(2))
    ]
    put_in_use(steward, recoded)

    assert _on_map(2022).equals(made.square(width=2))


def test_schematic_cells_of_a_buurt_that_is_gone_are_on_no_real_map():
    _schematic_map()
    steward = make_steward()
    _add(steward, codes=CODES)

    put_in_use(steward, made.made_rows(1))

    found = own_on_map(municipality_id=_place())
    assert found.areas == ()
    assert found.lacking == (("DIA-gebied West", Lacks.BUURT_GONE),)


def test_what_was_drawn_on_a_schematic_map_is_asked_anew_on_real_borders():
    _schematic_map()
    steward = make_steward()
    area_id = _add(steward, drawing=DRAWING, now=NOW - timedelta(days=1))
    assert len(own_on_map(municipality_id=_place()).areas) == 1
    assert areas_to_draw_anew(municipality_id=_place()) == ()

    put_in_use(steward, made.made_rows(2))

    found = own_on_map(municipality_id=_place())
    assert (found.areas, found.lacking) == ((), (("DIA-gebied West", Lacks.DRAWN_ON_SCHEMATIC),))
    (row,) = areas_to_draw_anew(municipality_id=_place())
    assert (row.area_id, row.hectares) == (area_id, None)

    anew = _add(steward, drawing=DRAWING, instead_of=area_id, now=NOW + timedelta(days=1))

    assert areas_to_draw_anew(municipality_id=_place()) == ()
    assert [area.code for area in own_on_map(municipality_id=_place()).areas] == [str(anew)]
    assert OwnArea.objects.get(id=area_id).withdrawn_at is not None
    assert AuditEvent.objects.last().name == "own_area.withdrawn"


def test_what_was_drawn_on_real_borders_is_on_no_schematic_map():
    steward = make_steward()
    put_in_use(steward, made.made_rows(2))
    _add(steward, drawing=DRAWING)
    BorderSet.objects.update(year=2020)
    _schematic_map(now=NOW + timedelta(days=1))

    assert own_on_map(municipality_id=_place(), year=2021).lacking == (
        ("DIA-gebied West", Lacks.MAP_IS_SCHEMATIC),
    )
    assert len(own_on_map(municipality_id=_place(), year=2020).areas) == 1


def test_an_area_that_was_withdrawn_cannot_be_made_anew():
    steward = make_steward()
    area_id = _add(steward, drawing=DRAWING)
    services.withdraw_own_area(area_id=area_id, reason="Besluit BO", actor=steward, now=NOW)

    with pytest.raises(WrongState):
        _add(steward, drawing=DRAWING, instead_of=area_id)

    assert OwnArea.objects.count() == 1


def test_buurten_become_one_area():
    steward = make_steward()
    put_in_use(steward, made.made_rows())

    _add(steward, codes=CODES)

    (row,) = list_own_areas(municipality_id=_place())
    assert (row.name, row.kind_label, row.codes, row.year) == (
        "DIA-gebied West", "DIA-gebied", CODES, 2021
    )  # fmt: skip
    assert row.hectares == pytest.approx(200)
    assert _on_map().equals(made.square(width=2))
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

    (area,) = own_on_map(municipality_id=_place()).areas
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

    assert own_on_map(municipality_id=_place()).areas == ()
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
