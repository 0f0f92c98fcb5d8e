"""Figures per area of the parties' own: added up where buurten are whole, honest where they are not."""

import pytest
from django.db.models import QuerySet
from django.urls import reverse

from drieluik.apps.areas.models import Area as BorderArea
from drieluik.apps.areas.models import BorderSet
from drieluik.apps.areas.selectors import list_own_areas
from drieluik.apps.areas.services import NewArea, add_own_area, withdraw_own_area
from drieluik.apps.monitor.models import Calculation, Value
from drieluik.core.geography import Area, Level
from drieluik.core.geography.drawing.as_geojson import geojson_of
from tests.factories import borders as made
from tests.factories.areas import put_in_use
from tests.factories.kept_rows import keeping_set_aside
from tests.factories.monitor import (
    BUURTEN,
    NOW,
    accept_figures,
    calculate,
    make_place,
    make_steward,
)
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
FIRST, SECOND = BUURTEN
NEW = "BU90010002"
RATIO = "affordable-dwellings-share"
_NONE = (None, None, None)


def _add(place, name, **said):
    return add_own_area(
        municipality_id=place.id,
        area=NewArea("dia", name, "Samen investeren", **said),
        actor=make_steward(place),
        now=NOW,
    )


def _drawing(shape):
    return geojson_of([Area("A", "A", Level.OWN, 2020, shape)], {})


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """In 2020 the eastern half of the first buurt of 2019 is a buurt of its own."""
    with world(django_db_blocker):
        place = make_place()
        steward = make_steward(place)
        before = {FIRST: made.square(0, width=2), SECOND: made.square(2)}
        after = {FIRST: made.square(0), SECOND: made.square(2), NEW: made.square(1)}
        put_in_use(steward, made.rows_of(2019, **before), place="GM9001")
        put_in_use(steward, made.rows_of(2020, **after), place="GM9001")
        for period, evictions in (("2019-1", (8, 12)), ("2020-1", (5, 11))):
            accept_figures(place, evictions=evictions, period=period, rents=(400.0, 900.0))
            accept_figures(place, evictions=(0, 0), period=period, party_code="corporatie-b")
        calculate(place, "2019-1")
        calculate(place)
        _add(place, "Beide", codes=BUURTEN)
        _add(place, "Een", codes=(SECOND,))
        _add(place, "Nieuw", codes=(NEW,))
        _add(place, "Half", drawing=_drawing(made.square(2, width=0.4)))
        yield place


def _ask(client, name="own_areas", indicator="evictions", who=None, **asked):
    sign_in(client, who or make_actor("reader", party=make_party(code="corporatie-a")))
    return client.get(reverse(f"monitor:{name}", args=["gm9001", indicator]), asked)


def _rounded(value):
    """A drawing comes in degrees: its line is known to a tenth of a metre."""
    return None if value is None else round(value, 2)


def _cells(answer):
    return {
        row.area.name: [tuple(map(_rounded, (one.value, one.low, one.high))) for one in row.cells]
        for row in answer.context["page"].rows
    }


def test_whole_buurten_are_added_up_and_cut_ones_divided_with_bounds(client, place):
    answer = _ask(client)

    assert answer.context["page"].periods == ("2019-1", "2019-2", "2020-1")
    assert _cells(answer) == {
        "Beide": [(20.0, 20.0, 20.0), _NONE, (16.0, 16.0, 16.0)],
        "Een": [(12.0, 12.0, 12.0), _NONE, (11.0, 11.0, 11.0)],
        "Nieuw": [(4.0, 0.0, 8.0), _NONE, _NONE],
        "Half": [(4.8, 0.0, 12.0), _NONE, (4.4, 0.0, 11.0)],
    }


def test_how_each_area_was_counted_stands_beside_it(client, place):
    how = {row.area.name: row.how for row in _ask(client).context["page"].rows}

    assert how["Beide"] == "Opgeteld uit 2 hele buurten."
    assert how["Een"] == "Het is één hele buurt."
    assert how["Nieuw"].startswith("2019: Het snijdt door buurten.")
    assert "2020: Het is één hele buurt." in how["Nieuw"]
    assert "naar oppervlakte" in how["Half"]


def test_where_nothing_was_delivered_about_a_buurt_of_an_area_it_says_so(client, place):
    _add(place, "Deels", codes=(SECOND, NEW))

    rows = {row.area.name: row for row in _ask(client).context["page"].rows}

    assert [one.value for one in rows["Deels"].cells][-1] == 11.0
    assert "Over 2020-1 is over 1 van zijn buurten niets aangeleverd" in rows["Deels"].how
    assert "niets aangeleverd" not in rows["Beide"].how


def test_a_share_is_made_of_its_parts_and_is_no_mean_of_shares(client, place):
    parts = Value.objects.filter(
        indicator_id=RATIO, level="buurt", period="2020-1", buurt_code__in=BUURTEN
    )
    top, under = (sum(getattr(one, name) for one in parts) for name in ("numerator", "denominator"))

    value, _low, _high = _cells(_ask(client, indicator=RATIO))["Beide"][2]

    assert value == pytest.approx(top / under)


def test_a_share_is_only_a_guess_where_a_buurt_of_that_very_area_is_uncertain(client, place):
    row = Value.objects.get(
        indicator_id=RATIO, level="buurt", period="2020-1", buurt_code=FIRST, breakdown="all"
    )
    row.pk, row.buurt_code, row.n_unknown, row._state.adding = None, SECOND, 1, True
    row.save()
    _add(place, "Zeker", codes=(FIRST, NEW))

    rows = _ask(client, indicator=RATIO).context["page"].rows
    cells = {row.area.name: row.cells[2] for row in rows}

    assert (cells["Zeker"].value, cells["Zeker"].low, cells["Zeker"].high) == (0.5, 0.5, 0.5)
    assert not cells["Zeker"].is_guess
    assert (cells["Beide"].value, cells["Beide"].low) == (0.5, None)
    assert cells["Beide"].is_guess


def test_an_unknown_buurt_makes_the_area_unknown_and_is_named(client, place):
    with keeping_set_aside("monitor_value"):
        rows = QuerySet(Value).filter(period="2020-1", level="buurt", buurt_code=FIRST)
        rows.update(value=None)

    page = _ask(client).context["page"]

    both = next(row for row in page.rows if row.area.name == "Beide").cells[2]
    one = next(row for row in page.rows if row.area.name == "Een").cells[2]
    assert (both.value, both.why) == (None, "onbekend in Buurt 0")
    assert one.value == 11


def test_uncertain_rows_leave_only_what_is_sure(client, place):
    accept_figures(place, evictions=(None, 11), period="2020-1")
    calculate(place)

    assert _cells(_ask(client))["Beide"][2] == (11.0, 11.0, None)


def test_a_drawing_without_real_borders_cannot_be_counted_and_says_why(client, place):
    BorderSet.objects.filter(year=2020).update(schematic=True)

    rows = {row.area.name: row for row in _ask(client).context["page"].rows}

    assert rows["Beide"].cells[2].value == 16
    assert rows["Half"].cells[2].why == "niet te tellen"
    assert "2020: Niet te tellen. De grenzen van de buurten zijn alleen schematisch" in (
        rows["Half"].how
    )


def test_a_drawing_over_a_year_of_which_there_is_only_a_list_says_so(client, place):
    with keeping_set_aside("areas_area"):
        QuerySet(BorderArea).filter(border_set__year=2020).update(shape=None, outline=None)

    rows = {row.area.name: row for row in _ask(client).context["page"].rows}

    assert rows["Beide"].cells[2].value == 16
    assert rows["Half"].cells[2].why == "niet te tellen"
    assert "alleen een lijst" in rows["Half"].how


def test_a_figure_in_no_buurt_of_its_year_is_told(client, place):
    with keeping_set_aside("monitor_value"):
        rows = QuerySet(Value).filter(period="2020-1", level="buurt", buurt_code=FIRST)
        rows.update(buurt_code="BU90019999")

    page = _ask(client).context["page"]

    assert "Niet meegeteld in een gebied: BU90019999, geen buurt van zijn jaar." in page.notes


def test_the_file_and_other_programmes_say_the_same(client, place):
    rows = _ask(client, "own_areas_csv").content.decode("utf-8-sig")
    found = client.get(
        "/api/v1/gemeenten/gm9001/waarden-per-eigen-gebied?indicator=evictions&periode=2019-1"
    )

    assert "2019-1;Beide;DIA-gebied;20,0;20,0;20,0;;Opgeteld uit 2 hele buurten." in rows
    assert _ask(client, "own_areas_xlsx").content[:2] == b"PK"
    by_name = {one["naam"]: one for one in found.json()}
    assert by_name["Half"]["waarde"] == pytest.approx(4.8, abs=0.01)
    assert (by_name["Half"]["laagste"], by_name["Half"]["hoogste"]) == (0, 12)
    assert by_name["Beide"]["hoe_geteld"] == "Opgeteld uit 2 hele buurten."
    assert client.get(found.request["PATH_INFO"] + "?indicator=bestaat-niet").status_code == 404


def test_who_may_not_see_buurten_sees_no_own_area_either(client, place):
    answer = _ask(client, who=make_actor("reader", party=make_party(code="raad", kind="council")))

    assert answer.context["page"].rows == ()
    assert answer.context["page"].lacks


def test_the_map_can_be_drawn_per_own_area(client, place):
    sign_in(client, make_actor("reader", party=make_party(code="corporatie-a")))
    address = reverse("monitor:map", args=["gm9001"])

    answer = client.get(address, {"cijfer": "evictions", "periode": "2020-1", "gebied": "eigen"})

    (drawn,) = answer.context["map"].maps
    assert {one.name: one.figure_words for one in drawn.places} == {
        "Beide": "16", "Een": "11", "Nieuw": "niets geleverd over zijn buurten",
        "Half": "ongeveer 4 (tussen 0 en 11)",
    }  # fmt: skip
    assert "per eigen gebied" in drawn.words.subtitle
    assert "gebied=eigen" in answer.context["map_query"]
    both = next(row for row in list_own_areas(municipality_id=place.id) if row.name == "Beide")
    assert f"eigen-gebieden/#{both.area_id}" in answer.text


def test_the_map_per_own_area_says_which_areas_are_not_on_it_and_what_lies_in_none(client, place):
    BorderSet.objects.filter(year=2019).update(schematic=True)
    with keeping_set_aside("monitor_value"):
        rows = QuerySet(Value).filter(period="2019-1", level="buurt", buurt_code=FIRST)
        rows.update(buurt_code="BU90019999")
    sign_in(client, make_actor("reader", party=make_party(code="corporatie-a")))
    asked = {"cijfer": "evictions", "gebied": "eigen", "lagen": "cijfers"}

    (drawn,) = (
        client.get(reverse("monitor:map", args=["gm9001"]), asked | {"periode": "2019-1"})
        .context["map"]
        .maps
    )

    assert "Half" not in {one.name for one in drawn.places}
    assert any(note.startswith("Niet op de kaart: Half.") for note in drawn.words.notes)
    nowhere = "Niet meegeteld in een gebied: BU90019999, geen buurt van zijn jaar."
    assert nowhere in drawn.words.notes

    (later,) = (
        client.get(reverse("monitor:map", args=["gm9001"]), asked | {"periode": "2020-1"})
        .context["map"]
        .maps
    )
    assert nowhere not in later.words.notes


def test_own_areas_and_buurten_tell_the_same_of_borders_and_versions(client, place):
    BorderSet.objects.filter(year=2020).update(year=2021)
    with keeping_set_aside("monitor_calculation"):
        for row in QuerySet(Calculation).filter(period="2020-1"):
            newer = row.definition_versions | {
                "evictions": row.definition_versions["evictions"] + 1
            }
            QuerySet(Calculation).filter(pk=row.pk).update(definition_versions=newer)

    own = _ask(client).context["page"].notes
    buurten = _ask(client, "buurten").context["page"].notes

    assert any("2020-1" in note and "2019" in note for note in own)
    assert any("2019-1" in note and "eerdere versie" in note for note in own)
    assert set(buurten) <= set(own)


def test_without_own_areas_the_page_says_so(client, place):
    for row in list_own_areas(municipality_id=place.id):
        withdraw_own_area(area_id=row.area_id, reason="Besluit", actor=make_steward(place), now=NOW)

    assert "nog geen eigen gebieden" in _ask(client).text


def test_the_page_says_that_it_is_not_for_the_public_site(client, place):
    assert "niet op de openbare site" in _ask(client).text
