"""Figures on the public site: the same protected tables on the page, in files and on the map."""

import json
import re

import fastexcel
import pytest
from django.test import Client

from drieluik.apps.releases import services
from drieluik.core.disclosure import audit, read_release, release_json
from tests.factories.areas import put_in_use, rows_of_the_city
from tests.factories.releases import (
    OUT,
    accept_counts,
    make_steward,
    place_with_counts,
    prepare,
    publish,
)
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
SITE = "/openbaar/gm9001/cijfers/"
PAGE = f"{SITE}evictions/2020-1/"
SECRETS = {"21", "12", "3"}
"""The first buurt, the one corporation in it, and the second buurt; the city has 24."""


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """A municipality of which the evictions over a half-year are public."""
    with world(django_db_blocker):
        place = place_with_counts()
        publish(prepare(place))
        yield place


def body(address):
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content


def test_the_list_leads_to_the_figure(place):
    assert PAGE.encode() in body(SITE)


def test_the_page_shows_the_city_and_hides_the_buurten(place):
    page = body(PAGE).decode()

    cells = re.findall(r'data-label="[^"]*" class="number">(?:<span[^>]*>)?([^<]+)<', page)
    assert "24" in cells
    assert "niet getoond" in cells
    assert not SECRETS & set(cells)
    assert '"@type": "Dataset"' in page


def test_no_file_holds_a_number_that_the_release_does_not_show(place):
    release = read_release(
        json.dumps(json.loads(body(f"{PAGE}cijfers.json"))["tabellen"][0]["publicatie"])
    )
    shown = {one for one in release.shown if one is not None}

    lines = body(f"{PAGE}cijfers.csv").decode("utf-8-sig").splitlines()
    in_csv = {float(line.split(";")[-2]) for line in lines if re.search(r";\d+;ja$", line)}
    sheet = fastexcel.read_excel(body(f"{PAGE}cijfers.xlsx")).load_sheet(0, header_row=None)
    in_xlsx = {
        float(cell)
        for column in sheet.to_polars().get_columns()
        for cell in column
        if isinstance(cell, str) and re.fullmatch(r"\d+(\.0)?", cell)
    }
    drawn = body(f"{PAGE}kaart.svg").decode() + body(PAGE).decode()
    in_words = set(re.findall(r"Buurt \d: (\d+)", drawn))

    assert in_csv == in_xlsx == shown
    assert "niet getoond" in drawn
    assert not in_words


def test_what_is_in_the_json_can_be_audited_by_everybody(place):
    content = json.loads(body(f"{PAGE}cijfers.json"))

    release = read_release(json.dumps(content["tabellen"][0]["publicatie"]))

    assert content["tabellen"][0]["vingerafdruk"] == release.id
    assert json.loads(release_json(release)) == content["tabellen"][0]["publicatie"]
    assert not [one for one in audit([release]).intervals if one.exact]


def test_what_was_withdrawn_is_gone_from_every_channel(place):
    row = publish(prepare(place, tables=("sales",), note="Erbij."))
    sales = f"{SITE}sales/2020-1/"
    assert Client().get(sales).status_code == 200

    services.withdraw(publication_id=row.id, reason="Verkeerd.", actor=make_steward(place), now=OUT)

    for address in ("", "cijfers.csv", "cijfers.xlsx", "cijfers.json", "kaart.svg"):
        assert Client().get(f"{sales}{address}").status_code == 404
    assert b"sales" not in body(SITE)
    assert b"sales" not in body("/openbaar/gm9001/sitemap.xml")


def test_a_correction_says_what_is_different(place):
    accept_counts(place, (13, 2), now=OUT)
    publish(prepare(place, note="Een huisuitzetting was <vergeten>."))

    assert "Een huisuitzetting was &lt;vergeten&gt;." in body(PAGE).decode()


def test_what_is_only_prepared_answers_as_what_does_not_exist(place):
    prepare(place, tables=("sales",), note="Erbij.")

    waiting, missing = (Client().get(f"{SITE}{one}/2020-1/") for one in ("sales", "niets"))

    assert (waiting.status_code, waiting.content) == (404, missing.content)


def test_public_figures_set_no_cookie_and_say_how_long_they_hold(place):
    for address in ("", "cijfers.csv", "cijfers.json", "kaart.svg"):
        answer = Client().get(f"{PAGE}{address}")
        assert not answer.cookies, address
        assert answer.headers["Cache-Control"].startswith("public, max-age=300"), address
        again = Client().get(f"{PAGE}{address}", headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304, address


def test_new_borders_leave_older_figures_readable(place):
    rows = [{**row, "code": f"BU900199{at:02d}"} for at, row in enumerate(rows_of_the_city())]
    put_in_use(make_steward(place), [{**row, "year": 2026} for row in rows], place=place.code)

    for address in ("", "cijfers.csv", "cijfers.json"):
        assert Client().get(f"{PAGE}{address}").status_code == 200


def test_figures_are_news_and_can_be_found(place):
    home = body("/openbaar/gm9001/").decode()
    found = body("/openbaar/gm9001/zoeken/?q=huisuitzettingen").decode()

    assert "Cijfers over 2020-1" in home
    assert PAGE in found
