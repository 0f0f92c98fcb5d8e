"""Figures per buurt over the half-years: in the borders of one year, and honest about it."""

from pathlib import Path

import polars as pl
import pytest
from django.urls import reverse

from drieluik.apps.areas.models import AddressTable, BorderSet
from drieluik.apps.areas.services import load_addresses
from drieluik.apps.areas.stored import ADDRESSES_SUFFIX
from drieluik.apps.kept_files import place_of
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


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """In 2020 the western half of the first buurt of 2019 is a buurt of its own."""
    with world(django_db_blocker):
        place = make_place()
        steward = make_steward(place)
        first, second = BUURTEN
        before = {first: made.square(0, width=2), second: made.square(2)}
        after = {first: made.square(0), second: made.square(2), NEW: made.square(1)}
        put_in_use(steward, made.rows_of(2019, **before), place="GM9001")
        put_in_use(steward, made.rows_of(2020, **after), place="GM9001")
        for period, evictions in (("2019-1", (8, 12)), ("2020-1", (5, 11))):
            accept_figures(place, evictions=evictions, period=period, rents=(400.0, 900.0))
            accept_figures(place, evictions=(0, 0), period=period, party_code="corporatie-b")
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
    page = _ask(client).context["page"]

    assert page.converted == (
        "2019-1: geteld binnen de grenzen van 2019. Van wat is omgerekend lag 40,0% in buurten die "
        "gesplitst zijn; dat is verdeeld naar oppervlakte, alsof alles gelijk verspreid ligt. Van de "
        "rest staat vast in welke buurt het hoort.",
    )
    assert page.notes == ()


def test_the_reader_chooses_whose_borders_count(client, place):
    answer = _ask(client, grenzen="2019")

    assert _cells(answer) == {
        "Buurt 0": [(8.0, 8.0, 8.0, False), _NONE, (5.0, 5.0, 5.0, True)],
        "Buurt 1": [(12.0, 12.0, 12.0, False), _NONE, (11.0, 11.0, 11.0, False)],
    }


@pytest.mark.parametrize("asked", ["1900", "gisteren", "²", "9" * 5000, ""])
def test_borders_that_are_not_there_are_those_of_the_latest_year(client, place, asked):
    assert _ask(client, grenzen=asked).context["page"].year == 2020


def test_a_share_is_carried_as_what_is_counted_and_of_what(client, place):
    cells = _cells(_ask(client, indicator=RATIO))

    assert cells["Buurt 0"][0] == (0.5, 0.0, 1.0, True)
    assert cells["Buurt 2"][0] == (0.5, 0.0, 1.0, True)


def _load_addresses(place):
    books = {2019: (BUURTEN[0],) * 4, 2020: (BUURTEN[0],) * 3 + (NEW,)}
    for year, codes in books.items():
        rows = [("9001AA", number, code) for number, code in enumerate(codes)]
        table = pl.DataFrame(rows, schema=["postcode", "house_number", "area_code"], orient="row")
        load_addresses(
            municipality_id=place.id, year=year, table=table, source="CBS", actor=SYSTEM, now=NOW
        )


def test_addresses_divide_what_the_borders_cut_and_make_nothing_certain(client, place):
    _load_addresses(place)

    answer = _ask(client)

    assert _cells(answer)["Buurt 0"][0] == (6.0, 0.0, 8.0, True)
    assert _cells(answer)["Buurt 1"][0] == (12.0, 12.0, 12.0, False)
    assert "aantal adressen" in answer.text


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"anders")])
def test_a_kept_table_of_addresses_that_is_gone_or_changed_is_told(client, place, spoil):
    _load_addresses(place)
    row = AddressTable.objects.filter(year=2019).get()
    kept = place_of("originals", row.content_hash).with_suffix(ADDRESSES_SUFFIX)
    spoil(kept)

    answer = _ask(client)
    # the database takes back what a test did, the disk does not
    kept.unlink(missing_ok=True)

    assert answer.status_code == 200
    assert answer.context["page"].rows == ()
    assert answer.context["page"].lacks


def test_merged_buurten_are_added_up_and_that_is_no_guess(client, place):
    merged = made.rows_of(2021, **{BUURTEN[0]: made.square(0, width=3)})
    put_in_use(make_steward(place), merged, place="GM9001")

    answer = _ask(client)

    assert _cells(answer) == {
        "Buurt 0": [(20.0, 20.0, 20.0, True), _NONE, (16.0, 16.0, 16.0, True)],
    }
    assert "ongeveer" not in answer.text.split("data-table")[1]


def test_ground_that_was_elsewhere_gives_no_upper_bound(client, place):
    wider = {BUURTEN[0]: made.square(0), BUURTEN[1]: made.square(2, width=2), NEW: made.square(1)}
    put_in_use(make_steward(place), made.rows_of(2021, **wider), place="GM9001")

    answer = _ask(client)

    assert _cells(answer)["Buurt 1"][0] == (12.0, 12.0, None, True)
    assert "minstens 12" in answer.text


def test_a_buurt_that_left_the_municipality_has_a_row_of_its_own(client, place):
    left = {BUURTEN[0]: made.square(0), NEW: made.square(1)}
    put_in_use(make_steward(place), made.rows_of(2021, **left), place="GM9001")

    page = _ask(client).context["page"]

    assert page.rows[-1].name == "In geen buurt van 2021"
    assert [one.value for one in page.rows[-1].cells] == [12.0, None, 11.0]


def test_half_years_without_borders_of_their_own_are_named(client, place):
    for code, evictions in (("corporatie-a", (3, 4)), ("corporatie-b", (0, 0))):
        accept_figures(place, evictions=evictions, period="2018-2", party_code=code)
    calculate(place, "2018-2")

    answer = _ask(client)

    assert answer.context["page"].notes == (
        "Van 2018-2 zijn de grenzen van dat jaar niet ingelezen; aangenomen is dat die van 2019 "
        "golden.",
    )
    assert _cells(answer)["Buurt 0"][0] == (1.5, 0.0, 3.0, True)
    assert "er is niets omgerekend" not in answer.text


def test_a_code_that_is_no_buurt_of_its_year_stands_apart(client, place):
    BorderSet.objects.get(year=2019).areas.filter(code=BUURTEN[1]).delete()

    rows = {row.name: row for row in _ask(client).context["page"].rows}

    apart = rows[f"{BUURTEN[1]}, geen buurt van zijn jaar"]
    assert [one.value for one in apart.cells] == [12.0, None, None]
    assert rows["Buurt 1"].cells[0].value is None


def test_schematic_borders_are_no_borders_and_the_page_says_so(client, place):
    BorderSet.objects.filter(year=2019).update(schematic=True)

    page = _ask(client).context["page"]

    assert page.converted == (
        "2019-1: geteld binnen de grenzen van 2019. Er kon niets worden omgerekend, omdat van "
        "beide jaren echte grenzen nodig zijn.",
    )
    assert [row.cells[0].why for row in page.rows] == ["andere grenzen, niet omgerekend"] * 2


def test_corporations_that_are_missing_are_named(client, place):
    make_party(code="corporatie-c", municipality=place)

    page = _ask(client).context["page"]

    assert page.notes == (
        "2019-1: 2 van 3 corporaties, zonder Corporatie c.",
        "2020-1: 2 van 3 corporaties, zonder Corporatie c.",
    )
    assert any("zonder Corporatie c" in line for line in _lines(client))


@pytest.mark.parametrize(
    ("indicator", "words"),
    [
        ("guaranteed-amount", "Dit cijfer wordt niet per buurt gegeven."),
        ("lettings-by-income-group", "hoe een geheel is verdeeld"),
    ],
)
def test_a_figure_that_is_never_one_figure_per_buurt_says_why(client, place, indicator, words):
    assert words in _ask(client, indicator=indicator).context["page"].lacks


def _lines(client, **asked):
    answer = _ask(client, name="buurten_csv", **asked)
    return answer.content.decode("utf-8-sig").splitlines()


def test_the_file_holds_the_same_and_says_what_was_converted(client, place):
    lines = _lines(client)

    assert "2019-1;BU90010002;Buurt 2;4,0;0,0;8,0;ja;" in lines
    assert "2020-1;BU90010000;Buurt 0;5,0;5,0;5,0;nee;" in lines
    assert _ask(client, name="buurten_xlsx").content.startswith(b"PK")


def test_who_may_not_see_figures_per_buurt_reads_why(client, place):
    council = make_actor("reader", party=make_party(code="raad", kind="council"))

    answer = _ask(client, indicator="households-in-arrears", who=council)
    lines = _lines(client, indicator="households-in-arrears", who=council)

    assert answer.context["page"].rows == ()
    assert answer.context["page"].lacks in lines
    assert lines[-1].startswith("periode;")


def test_a_municipality_without_buurten_says_so(client):
    elsewhere = make_municipality(code="GM9005")
    who = make_actor("reader", party=make_party(code="corporatie-c", municipality=elsewhere))
    sign_in(client, who)

    answer = client.get(reverse("monitor:buurten", args=["gm9005", "evictions"]))

    assert "De buurten van deze gemeente zijn nog niet ingelezen." in answer.text


def test_two_maps_of_half_years_with_other_borders_say_so(client, place):
    sign_in(client, make_actor("reader", party=make_party(code="corporatie-a")))
    asked = {"cijfer": "evictions", "periode": "2020-1"}

    both = client.get(reverse("monitor:map", args=["gm9001"]), {**asked, "naast": "2019-1"})
    alone = client.get(reverse("monitor:map", args=["gm9001"]), asked)

    told = [" ".join(one.words.notes) for one in both.context["map"].maps]
    assert all("andere grenzen geteld (2019, 2020)" in words for words in told)
    assert "andere grenzen" not in " ".join(alone.context["map"].maps[0].words.notes)
