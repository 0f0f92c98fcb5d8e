"""The overview as a file: what the page shows, with the same choice and the same sight."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from drieluik.apps.monitor import services
from drieluik.apps.monitor.overview_files import as_json, overview_tables, read_overview
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.overview import Choice, Overview
from drieluik.apps.monitor.services import SaidByHand
from drieluik.apps.monitor.sight import Sight
from tests.factories.monitor import (
    accept_figures,
    calculate,
    make_norm,
    make_place,
    make_steward,
    norm_text,
)
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
FORMULA = "=HYPERLINK(1)"
KINDS = {
    "gemeente-voorbeeld": "municipality",
    "corporatie-a": "corporation",
    "huurders-a": "tenants",
    "raad": "council",
    "hogeschool": "other",
}
BESIDE = ("raad", "hogeschool")


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """Two corporations with evictions, one of them with a name that looks like a formula."""
    with world(django_db_blocker):
        place = make_place()
        place.fictitious = True
        place.save()
        make_norm(place, text=norm_text(target="hoogstens 1", for_whom="elke corporatie"))
        by_hand = make_norm(place, text=norm_text(target="hoogstens 5"))
        other = make_party(code="corporatie-b")
        other.name = FORMULA
        other.save()
        accept_figures(place, evictions=(2,))
        accept_figures(place, party_code="corporatie-b", evictions=(1,))
        calculate(place)
        now = timezone.now()
        until = timezone.localdate(now) + timedelta(days=9)
        services.set_light(
            norm_id=by_hand.norm_id,
            said=SaidByHand("2020-1", "attention", "Telling loopt nog.", until),
            actor=make_steward(place),
            now=now,
        )
        yield place


def _of(code):
    return make_actor("reader", party=make_party(code=code, kind=KINDS[code]))


def _get(client, form, **choice):
    return client.get(reverse(f"monitor:overview_{form}", args=["gm9001"]), choice)


def _json(client, **choice):
    return json.loads(_get(client, "json", **{"periode": "2020-1", **choice}).content)


def _book(client, **choice):
    content = _get(client, "xlsx", **{"periode": "2020-1", **choice}).content
    return openpyxl.load_workbook(io.BytesIO(content))


def _lines(client, **choice):
    text = _get(client, "csv", **{"periode": "2020-1", **choice}).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_the_three_files_tell_the_lights_of_the_page_with_reason_and_figure(client, place):
    sign_in(client, make_steward(place))
    page = client.get(reverse("monitor:overview", args=["gm9001"]), {"periode": "2020-1"})
    (standing,) = [row for row in page.context["found"].chosen if row.norms]

    (clause,) = [row for row in _json(client)["afspraken"] if row["normen"]]
    told = [line for line in _lines(client) if "vijfhonderd woningen betaalbaar" in line[4:5]]
    cells = [row for row in _book(client)["Lampjes"].values if row[4]]

    assert (clause["licht"], clause["reden"]) == (standing.light, standing.reason)
    assert [norm["waarde"] for norm in clause["normen"]] == [None, 3.0]
    assert [norm["reden"] for norm in clause["normen"]] == [row.reason for row in standing.norms]
    assert [line[8] for line in told] == [row.reason for row in standing.norms]
    assert [line[9] for line in told] == ["", "3,0"]
    assert [row[8] for row in cells[1:]] == [row.reason for row in standing.norms]
    assert [row[9] for row in cells[1:]] == [None, 3]


def test_a_light_set_by_hand_stands_beside_the_one_that_was_worked_out(client, place):
    sign_in(client, make_steward(place))

    (clause,) = [row for row in _json(client)["afspraken"] if row["normen"]]
    told = [line for line in _lines(client) if "vijfhonderd woningen betaalbaar" in line[4:5]]

    assert [norm["met_de_hand"] for norm in clause["normen"]] == [False, True]
    assert clause["normen"][1]["licht"] == "attention"
    assert clause["normen"][1]["uitgerekend"] == "on_course"
    assert [line[6:8] for line in told] == [["Niet op koers", ""], ["Aandacht nodig", "Op koers"]]


def test_the_files_say_what_they_are(client, place):
    sign_in(client, make_steward(place))
    day = timezone.localdate()

    content, notes = _json(client, licht="off_course"), _lines(client, licht="off_course")[:7]

    assert (content["gemeentecode"], content["halfjaar"]) == ("GM9001", "2020-1")
    assert (content["fictief"], content["dag"]) == (True, day.isoformat())
    assert content["fictief_label"] == notes[1][0] == "Fictieve cijfers van de voorbeeldstad"
    assert content["keuze"] == {"thema": None, "licht": "off_course", "partij": None}
    assert "2020-1" in notes[0][0]
    assert str(day.year) in notes[2][0]
    assert ["Licht: Niet op koers"] in notes


def test_the_definitions_go_along_once(client, place):
    sign_in(client, make_steward(place))

    (card,) = _json(client)["definities"]
    rows = [row for row in _book(client)["Definities"].values if row[1] == card["versie"]]

    assert (card["indicator"], card["eenheid"]) == ("evictions", "households")
    assert card["formule"]
    assert card["bronnen"]
    assert len(rows) == 1
    assert card["betekenis"] in rows[0]
    assert card["formule"] in rows[0]


def test_a_figure_that_counts_by_another_version_than_its_definition_says_so(place):
    found = Overview.of(Lights(Sight(make_steward(place), place.id)), Choice("2020-1"))
    rows = tuple(
        replace(
            row, norms=tuple(replace(norm, counts_by=(("evictions", 7),)) for norm in row.norms)
        )
        for row in found.rows
    )

    told = read_overview(replace(found, rows=rows), place, on=timezone.localdate())

    assert [sentence.count("versie 7") for sentence in told.differing] == [1]
    assert told.differing[0] in overview_tables(told)[2].notes
    assert json.loads(as_json(told))["andere_versies"] == list(told.differing)


def test_the_choice_of_the_page_is_the_choice_of_the_file(client, place):
    sign_in(client, make_steward(place))

    of_party = _json(client, partij="corporatie-a")["afspraken"]
    of_light = _json(client, licht="no_norm")["afspraken"]
    theme = of_light[0]["thema"].partition(".")[0]
    of_theme = _json(client, thema=theme)["afspraken"]

    assert [row["licht"] for row in of_party] == ["off_course"]
    assert [party["partij"] for party in of_party[0]["normen"][0]["partijen"]] == ["corporatie-a"]
    assert {row["licht"] for row in of_light} == {"no_norm"}
    assert {row["thema"].partition(".")[0] for row in of_theme} == {theme}
    assert _json(client, thema="99")["afspraken"] == []


def test_the_links_of_the_page_keep_the_choice(client, place):
    sign_in(client, make_steward(place))

    page = client.get(
        reverse("monitor:overview", args=["gm9001"]), {"licht": "attention", "periode": "2020-1"}
    )

    assert "overzicht.json?licht=attention&amp;periode=2020-1" in page.text


def test_a_half_year_that_does_not_exist_gives_no_file_of_another(client, place):
    sign_in(client, make_steward(place))

    assert _get(client, "csv", periode="1999-1").status_code == 404


def test_no_name_starts_a_formula(client, place):
    sign_in(client, make_steward(place))

    cells = [cell for row in _book(client)["Partijen"] for cell in row if cell.value == FORMULA]

    assert cells
    assert {cell.data_type for cell in cells} == {"s"}
    in_csv = {cell for line in _lines(client) for cell in line if cell.endswith(FORMULA)}
    assert in_csv == {f"'{FORMULA}"}


@pytest.mark.parametrize("code", KINDS)
def test_a_file_holds_no_detail_that_the_page_hides(client, place, code):
    sign_in(client, _of(code))
    partner = code not in BESIDE

    content = _json(client)
    norm = next(row for row in content["afspraken"] if row["normen"])["normen"][0]
    sheets = [str(row) for sheet in _book(client) for row in sheet.values]

    assert bool(norm["partijen"]) == partner
    assert (FORMULA in norm["reden"] or "Corporatie a" in norm["reden"]) == partner
    assert bool(norm["niet_getoond"]) != partner
    for text in (json.dumps(content), str(_lines(client)), str(sheets)):
        assert ("Corporatie a" in text) == partner
