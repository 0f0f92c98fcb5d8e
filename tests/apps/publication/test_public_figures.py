"""Figures on the public site: the same protected tables on the page, in files and on the map."""

import io
import json
import re

import fastexcel
import pytest
from django.test import Client
from pyarrow import parquet

from drieluik.apps.releases import services
from drieluik.apps.releases.files import FORMS
from drieluik.apps.releases.mapping import CRS84, RD
from drieluik.core.disclosure import audit, read_release, release_json
from tests.factories.areas import put_in_use, rows_of_the_city
from tests.factories.organisations import make_actor, make_party
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
API = "/api/v1/openbaar/gemeenten/gm9001"
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


def cells_of(content: bytes, column: str) -> list:
    return parquet.read_table(io.BytesIO(content)).column(column).to_pylist()


def flat_first(answer) -> float:
    """The first number of the first shape."""
    found = answer.json()["features"][0]["geometry"]["coordinates"]
    while isinstance(found, list):
        found = found[0]
    return found


def test_the_list_leads_to_the_figure(place):
    assert PAGE.encode() in body(SITE)


def test_the_page_shows_the_city_and_hides_the_buurten(place):
    page = body(PAGE).decode()

    cells = re.findall(r'data-label="[^"]*" class="number">(?:<span[^>]*>)?([^<]+)<', page)
    assert "24" in cells
    assert "niet getoond" in cells
    assert not SECRETS & set(cells)
    assert '"@type": "Dataset"' in page


def test_buurten_are_folded_under_their_wijk_and_the_wijk_is_seen(place):
    page = body(PAGE).decode()
    always, folded = page.split("<details", 1)

    assert 'id="WK900100"' in always
    assert 'id="BU90010000"' not in always
    assert 'id="BU90010000"' in folded.split("</details>")[0]
    assert page.count('id="BU90010000"') == 1


def test_every_area_of_the_map_leads_to_its_row_and_says_what_stands_there(place):
    page = body(PAGE).decode()
    areas = re.findall(r'<a href="#(BU\d+)" data-code="BU\d+" aria-label="([^"]+)">', page)

    assert {code for code, _words in areas} == {"BU90010000", "BU90010001"}
    assert all(f'id="{code}"' in page for code, _words in areas)
    assert all("niet getoond" in words for _code, words in areas)


def test_a_table_with_hardly_anything_to_see_says_so_above_it(place):
    publish(prepare(place, tables=("sales",), note="Erbij."))

    assert "cijfers zijn 0." in body(f"{SITE}sales/2020-1/").decode()
    assert "weinig te zien: 17 van de 18 cijfers zijn niet getoond" in body(PAGE).decode()


def test_half_years_are_written_as_people_say_them(place):
    for address in (SITE, PAGE, "/openbaar/gm9001/", "/openbaar/gm9001/zoeken/?q=huisuitzetting"):
        page = body(address).decode()
        assert "eerste halfjaar van 2020" in page, address
        assert "2020-1" not in re.sub(r"(?s)<script.*?</script>|<[^>]+>", "", page)


def test_the_map_can_be_kept_as_a_picture(place):
    answer = Client().get(f"{PAGE}kaart.png")

    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert "gm9001-evictions-2020-1-kaart.png" in answer["Content-Disposition"]


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
    in_parquet = {one for one in cells_of(body(f"{PAGE}cijfers.parquet"), "waarde") if one}
    drawn = body(f"{PAGE}kaart.svg").decode() + body(PAGE).decode()
    in_words = set(re.findall(r"Buurt \d: (\d+)", drawn))

    assert in_csv == in_xlsx == in_parquet == shown
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

    take_off(place, row)

    for address in ("", *(f"cijfers.{form}" for form in FORMS), "kaart.svg"):
        assert Client().get(f"{sales}{address}").status_code == 404
    for part in ("", "/cellen", "/geojson"):
        assert Client().get(f"{API}/cijfers/sales/2020-1{part}").status_code == 404
    assert b"sales" not in body(f"{API}/cijfers") + body(f"{API}/publicaties")
    assert b"cijfers/sales" not in body(SITE)
    assert b"sales" not in body("/openbaar/gm9001/sitemap.xml")


def test_what_was_withdrawn_is_told_with_its_day_and_words_for_everybody(place):
    row = publish(prepare(place, tables=("sales",), note="Erbij."))
    name = make_actor("reader", party=make_party(code="corporatie-a")).name

    take_off(place, row, told=f"Verkeerd <geteld>, zag {name}.")

    for address in (SITE, "/openbaar/gm9001/over/"):
        page = body(address).decode()
        assert "Verkochte woningen" in page, address
        assert "1 december 2026" in page, address
        assert "Verkeerd &lt;geteld&gt;, zag" in page, address
        assert name not in page, address
        assert "KANARIE-REDEN" not in page, address


def take_off(place, row, told="Verkeerd."):
    services.withdraw(
        publication_id=row.id,
        reason="KANARIE-REDEN",
        told=told,
        actor=make_steward(place),
        now=OUT,
    )


def test_a_correction_says_what_is_different(place):
    before = json.loads(body(f"{API}/publicaties"))["items"]
    accept_counts(place, (13, 2), now=OUT)
    publish(prepare(place, note="Een huisuitzetting was <vergeten>."))
    (after,) = json.loads(body(f"{API}/publicaties"))["items"]

    assert "Een huisuitzetting was &lt;vergeten&gt;." in body(PAGE).decode()
    assert [one["stand"] for one in before] == ["published"]
    assert (after["stand"], after["cijfers"]) == ("correction", ["evictions"])
    assert after["verbetering"] == "Een huisuitzetting was <vergeten>."


def test_what_is_only_prepared_answers_as_what_does_not_exist(place):
    prepare(place, tables=("sales",), note="Erbij.")

    for base, end in ((SITE, "/"), (f"{API}/cijfers/", ""), (f"{API}/cijfers/", "/geojson")):
        waiting, missing = (Client().get(f"{base}{one}/2020-1{end}") for one in ("sales", "niets"))
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

    for address in ("", "cijfers.csv", "cijfers.json", "cijfers.parquet"):
        assert Client().get(f"{PAGE}{address}").status_code == 200


def test_figures_are_news_and_can_be_found(place):
    home = body("/openbaar/gm9001/").decode()
    found = body("/openbaar/gm9001/zoeken/?q=huisuitzettingen").decode()

    assert "Cijfers over het eerste halfjaar van 2020" in home
    assert PAGE in found


def test_everyday_words_find_a_figure_and_a_name_finds_a_buurt(place):
    found = body("/openbaar/gm9001/zoeken/?q=uitzetting").decode()
    area = body("/openbaar/gm9001/zoeken/?q=buurt+1").decode()

    assert PAGE in found
    assert "<mark>Huisuitzettingen</mark>" in found
    assert "/openbaar/gm9001/gebieden/BU90010001/" in area


def test_the_page_of_a_buurt_tells_what_is_public_about_it_and_nothing_else(place):
    page = body("/openbaar/gm9001/gebieden/BU90010000/").decode()
    told = re.findall(r"<dd>([^<]+)</dd>", page)

    assert f'href="{PAGE}#BU90010000"' in page
    assert set(told) == {"niet getoond"}
    assert not SECRETS & set(re.findall(r"\d+", re.sub(r"<[^>]+>", " ", page.split("<main")[1])))
    assert "/openbaar/gm9001/gebieden/WK900100/" in page
    assert "BU90010000" in body("/openbaar/gm9001/gebieden/WK900100/").decode()
    assert "/gebieden/BU90010000/" in body("/openbaar/gm9001/sitemap.xml").decode()


@pytest.mark.parametrize("code", ["BU99999999", "GM9001", "niets"])
def test_what_is_no_buurt_or_wijk_has_no_page(place, code):
    assert Client().get(f"/openbaar/gm9001/gebieden/{code}/").status_code == 404


def test_the_first_page_leads_to_figures_and_map(place):
    page = body("/openbaar/gm9001/").decode()

    assert 'href="/openbaar/gm9001/cijfers/"' in page.split("<main")[1]
    assert f'href="{PAGE}#kaart"' in page
    assert "Woningcorporaties" in page


def test_a_parquet_file_says_itself_what_it_is(place):
    content = body(f"{PAGE}cijfers.parquet")

    about = json.loads(parquet.read_schema(io.BytesIO(content)).metadata[b"drieluik"])
    whole = json.loads(body(f"{PAGE}cijfers.json"))

    assert {name: about[name] for name in ("cijfer", "halfjaar", "gemeente", "fictief")} == {
        name: whole[name] for name in ("cijfer", "halfjaar", "gemeente", "fictief")
    }
    assert {one["vingerafdruk"] for one in about["tabellen"].values()} == {
        one["vingerafdruk"] for one in whole["tabellen"]
    }
    assert set(cells_of(content, "getoond")) == {True, False}


def test_the_api_gives_no_number_that_the_release_does_not_show(place):
    figure = json.loads(body(f"{API}/cijfers/evictions/2020-1"))
    (table,) = figure["inhoud"]
    release = read_release(
        json.dumps(json.loads(body(f"{PAGE}cijfers.json"))["tabellen"][0]["publicatie"])
    )
    shown = {one for one in release.shown if one is not None}
    whole = {cell["waarde"] for row in table["rijen"] for cell in row["cellen"]} - {None}
    flat = json.loads(body(f"{API}/cijfers/evictions/2020-1/cellen"))["items"]
    drawn = [
        json.loads(body(f"{API}/cijfers/evictions/2020-1/geojson?niveau={level}"))
        for level in ("buurt", "wijk", "municipality")
    ]
    on_map = {one["properties"]["waarde"] for level in drawn for one in level["features"]}

    assert whole == {one["waarde"] for one in flat} - {None} == shown
    assert on_map - {None} <= shown
    assert table["vingerafdruk"] == release.id
    assert table["niet_getoond"] == sum(not one["getoond"] for one in flat)
    assert {one["waarde"] for one in flat if not one["getoond"]} == {None}


def test_cells_can_be_narrowed(place):
    address = f"{API}/cijfers/evictions/2020-1/cellen"

    city = json.loads(body(f"{address}?niveau=municipality&kolom=alle"))["items"]
    whole = json.loads(body(address))["items"]
    hidden = json.loads(body(f"{address}?getoond=false&niveau=buurt"))["items"]
    page = json.loads(body(f"{address}?page_size=2&page=2"))

    assert [one["waarde"] for one in city] == [24]
    assert hidden
    assert hidden == [one for one in whole if not one["getoond"] and one["niveau"] == "buurt"]
    assert len(page["items"]) == 2 < page["count"]
    assert json.loads(body(f"{address}?code=BU00000000"))["count"] == 0
    assert json.loads(body(f"{API}/cijfers?halfjaar=1999-1"))["count"] == 0


def test_a_map_lies_in_the_coordinates_that_were_asked(place):
    address = f"{API}/cijfers/evictions/2020-1/geojson"
    degrees = Client().get(address)
    metres = Client().get(address, {"crs": RD})

    assert degrees["Content-Type"] == "application/geo+json"
    assert degrees["Content-Crs"] == f"<{CRS84}>"
    assert metres["Content-Crs"] == f"<{RD}>"
    assert flat_first(degrees) < 8
    assert flat_first(metres) > 1000
    assert Client().get(address, {"crs": "EPSG:3857"}).status_code == 400
    assert Client().get(address, {"kolom": "bestaat-niet"}).status_code == 404
