"""Figures per buurt over the half-years: in the borders of one year, and honest about it."""

import polars as pl
import pytest
from django.urls import reverse

from drieluik.apps.areas.services import load_addresses
from drieluik.apps.organisations.actors import SYSTEM
from tests.factories import borders as made
from tests.factories.areas import put_in_use
from tests.factories.monitor import (
    BUURTEN,
    NOW,
    accept_figures,
    calculate,
    make_place,
    make_steward,
)
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
NEW = "BU90010002"
RATIO = "affordable-dwellings-share"


def _borders(year, **shapes):
    return [
        made.made_row(at, shape=shape, code=code, wijk="WK900100", municipality="GM9001", year=year)
        for at, (code, shape) in enumerate(shapes.items())
    ]


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """In 2020 the western half of the first buurt of 2019 is a buurt of its own."""
    with world(django_db_blocker):
        place = make_place()
        steward = make_steward(place)
        first, second = BUURTEN
        before = {first: made.square(0, width=2), second: made.square(2)}
        after = {first: made.square(0), second: made.square(2), NEW: made.square(1)}
        put_in_use(steward, _borders(2019, **before), place="GM9001")
        put_in_use(steward, _borders(2020, **after), place="GM9001")
        accept_figures(place, evictions=(8, 12), period="2019-1", rents=(400.0, 900.0))
        accept_figures(place, evictions=(5, 11), rents=(400.0, 900.0))
        calculate(place, "2019-1")
        calculate(place)
        yield place


def _ask(client, name="buurten", indicator="evictions", who=None, **asked):
    sign_in(client, who or make_actor("reader", party=make_party(code="corporatie-a")))
    return client.get(reverse(f"monitor:{name}", args=["gm9001", indicator]), asked)


def _cells(answer):
    return {
        row.name: [(one.value, one.low, one.high, one.converted) for one in row.cells]
        for row in answer.context["page"].rows
    }


def test_a_half_year_in_other_borders_is_converted_with_sure_bounds(client, place):
    answer = _ask(client)

    assert answer.context["page"].periods == ("2019-1", "2019-2", "2020-1")
    assert _cells(answer) == {
        "Buurt 0": [(4.0, 0.0, 8.0, True), _NONE, (5.0, 5.0, 5.0, False)],
        "Buurt 1": [(12.0, 12.0, 12.0, False), _NONE, (11.0, 11.0, 11.0, False)],
        "Buurt 2": [(4.0, 0.0, 8.0, True), _NONE, _NONE],
    }
    assert "ongeveer 4" in answer.text
    assert "tussen 0 en 8" in answer.text


_NONE = (None, None, None, False)


def test_the_page_says_by_what_was_divided_and_how_much_is_certain(client, place):
    (words,) = _ask(client).context["conversions"]

    assert words.startswith("2019-1: geteld binnen de grenzen van 2019.")
    assert "40,0%" in words
    assert "oppervlakte" in words


def test_the_reader_chooses_whose_borders_count(client, place):
    answer = _ask(client, grenzen="2019")

    assert _cells(answer) == {
        "Buurt 0": [(8.0, 8.0, 8.0, False), _NONE, (5.0, 5.0, 5.0, True)],
        "Buurt 1": [(12.0, 12.0, 12.0, False), _NONE, (11.0, 11.0, 11.0, False)],
    }


@pytest.mark.parametrize("asked", ["1900", "gisteren", "²", ""])
def test_borders_that_are_not_there_are_those_of_the_latest_year(client, place, asked):
    assert _ask(client, grenzen=asked).context["page"].year == 2020


def test_a_share_is_carried_as_what_is_counted_and_of_what(client, place):
    cells = _cells(_ask(client, indicator=RATIO))

    assert cells["Buurt 0"][0] == (0.5, 0.0, 1.0, True)
    assert cells["Buurt 2"][0] == (0.5, 0.0, 1.0, True)


def test_addresses_of_both_years_tell_more_than_surface(client, place):
    columns = ["postcode", "house_number", "area_code"]
    books = {2019: (BUURTEN[0],) * 4, 2020: (BUURTEN[0],) * 3 + (NEW,)}
    for year, codes in books.items():
        rows = [("9001AA", number, code) for number, code in enumerate(codes)]
        table = pl.DataFrame(rows, schema=columns, orient="row")
        load_addresses(
            municipality_id=place.id, year=year, table=table, source="CBS", actor=SYSTEM, now=NOW
        )

    answer = _ask(client)

    assert _cells(answer)["Buurt 0"][0] == (6.0, 0.0, 8.0, True)
    assert "aantal adressen" in answer.text
    # of the second buurt there is no address: it is named, and never a guess
    assert "Niet omgerekend" in answer.text
    assert next(one.why for one in answer.context["page"].rows[1].cells) == (
        "andere grenzen, niet omgerekend"
    )


def test_the_file_holds_the_same_and_says_what_was_converted(client, place):
    lines = _ask(client, name="buurten_csv").content.decode("utf-8-sig").splitlines()

    assert "2019-1;BU90010002;Buurt 2;4,0;0,0;8,0;ja;" in lines
    assert "2020-1;BU90010000;Buurt 0;5,0;5,0;5,0;nee;" in lines
    assert _ask(client, name="buurten_xlsx").content.startswith(b"PK")


def test_who_may_not_see_figures_per_buurt_reads_why(client, place):
    council = make_actor("reader", party=make_party(code="raad", kind="council"))

    answer = _ask(client, indicator="households-in-arrears", who=council)

    assert answer.context["page"].rows == ()
    assert answer.context["page"].lacks


def test_a_municipality_without_buurten_says_so(client):
    elsewhere = make_municipality(code="GM9005")
    who = make_actor("reader", party=make_party(code="corporatie-c", municipality=elsewhere))
    sign_in(client, who)

    answer = client.get(reverse("monitor:buurten", args=["gm9005", "evictions"]))

    assert "De buurten van deze gemeente zijn nog niet ingelezen." in answer.text
