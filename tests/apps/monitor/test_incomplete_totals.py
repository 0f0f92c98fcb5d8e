"""A total without all corporations says so itself, wherever it is shown."""

import csv
import io
import xml.etree.ElementTree as ElementTree
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from drieluik.apps.monitor.models import NormText
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import SYSTEM
from tests.factories.monitor import (
    NOW,
    accept_figures,
    calculate,
    make_norm,
    make_place,
    make_steward,
)
from tests.factories.organisations import make_party, sign_in
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
WORDS = "1 van 2 corporaties, zonder Corporatie b"


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """Figures of 2019-1 by both corporations, of 2020-1 by one of two."""
    with world(django_db_blocker):
        place = make_place()
        make_party(code="corporatie-b", municipality=place)
        make_norm(place)
        for code in ("corporatie-a", "corporatie-b"):
            accept_figures(place, party_code=code, period="2019-1", evictions=(3, 1))
        calculate(place, "2019-1")
        accept_figures(place, period="2020-1", evictions=(9, 2))
        calculate(place, "2020-1", NOW + timedelta(hours=1))
        yield place


@pytest.fixture
def steward(client, place):
    return sign_in(client, make_steward(place))


def _url(name, *args):
    return reverse(f"monitor:{name}", args=["gm9001", *args])


def _read_csv(client):
    text = client.get(_url("csv", "evictions")).content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    top = next(place for place, line in enumerate(lines) if "corporaties in dit cijfer" in line)
    return lines, [dict(zip(lines[top], line, strict=True)) for line in lines[top + 1 :]]


def test_a_file_tells_in_columns_of_its_own_how_many_are_in_a_total_and_who_is_not(steward):
    lines, rows = _read_csv(steward)

    told = {
        (row["periode"], row["niveau"], row["corporatie"]): (
            row["corporaties in dit cijfer"],
            row["corporaties die ontbreken"],
        )
        for row in rows
    }
    assert told["2019-1", "totaal", ""] == ("2 van 2 corporaties", "")
    assert told["2020-1", "totaal", ""] == ("1 van 2 corporaties", "Corporatie b")
    assert told["2020-1", "buurt", ""] == ("1 van 2 corporaties", "Corporatie b")
    assert told["2020-1", "corporatie", "Corporatie a"] == ("", "")
    assert any("niet voor de hele stad" in "".join(line) for line in lines)


def test_a_workbook_tells_the_same(steward):
    content = steward.get(_url("xlsx", "evictions")).content
    rows = list(openpyxl.load_workbook(BytesIO(content)).active.iter_rows(values_only=True))

    assert any("1 van 2 corporaties" in row and "Corporatie b" in row for row in rows)


def test_other_programmes_are_told_too(steward):
    found = steward.get("/api/v1/gemeenten/gm9001/waarden?indicator=evictions&periode=2020-1")
    by_level = {row["niveau"]: row for row in found.json()["items"]}

    assert by_level["total"]["volledig"] is False
    assert by_level["total"]["corporaties"] == "1 van 2 corporaties"
    assert by_level["total"]["ontbrekende_corporaties"] == ["corporatie-b"]
    assert by_level["corporation"]["volledig"] is None


def test_a_light_of_an_incomplete_total_tells_other_programmes_who_is_missing(steward):
    (light,) = steward.get("/api/v1/gemeenten/gm9001/statussen?periode=2020-1").json()

    assert light["normen"][0]["onvolledig"] == WORDS


def test_the_words_stand_beside_the_figure_in_the_table_and_in_the_picture(steward):
    page = steward.get(_url("indicator", "evictions")).content.decode()
    picture = steward.get(_url("chart", "evictions", "verloop")).content
    described = ElementTree.fromstring(picture).find("{http://www.w3.org/2000/svg}desc").text

    assert page.count(WORDS) >= 3
    assert f"2020-1 11 ({WORDS})" in described
    assert "2019-1 8;" in described


def test_buurten_without_all_corporations_are_drawn_open(steward):
    picture = steward.get(_url("chart", "evictions", "buurten")).content.decode()

    assert "Open balk" in picture
    assert WORDS in picture


def test_the_chart_beside_a_norm_says_it_too(steward):
    norm = NormText.objects.get()

    picture = steward.get(_url("norm_chart", norm.norm_id, "verloop")).content.decode()

    assert "Open punt" in picture
    assert WORDS in picture


def test_no_arrow_is_drawn_to_or_from_an_incomplete_total(place):
    # eleven evictions of one corporation already miss the norm, so the light is known
    incomplete_now = _norm_light(place, "2020-1")
    accept_figures(place, party_code="corporatie-b", period="2020-1", evictions=(1,))
    calculate(place, "2020-1", NOW + timedelta(hours=2))
    complete = _norm_light(place, "2020-1")

    assert (incomplete_now.light, incomplete_now.trend) == ("off_course", None)
    assert complete.trend is not None


def test_a_change_since_an_incomplete_total_is_no_change(place):
    for code in ("corporatie-a", "corporatie-b"):
        accept_figures(place, party_code=code, period="2021-1", evictions=(1,))
    calculate(place, "2021-1", NOW + timedelta(hours=2))

    assert _norm_light(place, "2021-1").trend is None


def _norm_light(place, period):
    lights = Lights(Sight(SYSTEM, place.id))
    clause = next(clause for clause in lights.clauses if clause.number == "2.1")
    return lights.standing(clause, period).norms[0]
