"""Opened lights on the public site, and the steward's page to open and withdraw them."""

import json
import re

import pytest
from django.test import Client

from drieluik.apps.publication.lights.open_now import list_editions
from tests.factories.lights import (
    DAY,
    PERIOD,
    SAFE,
    clause_id,
    open_lights,
    place_with_lights,
    withdraw_lights,
)
from tests.factories.monitor import make_steward
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.publication import shut
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
SITE = "/openbaar/gm9001/"
STAND = f"{SITE}stand/"
PAGE = f"{STAND}{PERIOD}/"
OPEN = f"/gm9001/openbaarheid/lichten/{PERIOD}/"


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    with world(django_db_blocker):
        yield place_with_lights()


@pytest.fixture
def opened(place):
    open_lights(place)
    return place


@pytest.fixture
def steward(place):
    return sign_in(Client(), make_steward(place))


def text_of(address, client=None):
    answer = (client or Client()).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_without_an_opening_the_site_tells_no_light(place):
    assert "Er zijn nog geen lichten openbaar" in text_of(STAND)
    for address in (f"{SITE}afspraken/", f"{SITE}afspraken/{clause_id(place, SAFE)}/"):
        assert "Op koers" not in text_of(address), address
    assert Client().get(PAGE).status_code == 404


def test_the_page_tells_words_and_reasons_and_no_figure(opened):
    for address in (STAND, PAGE):
        page = text_of(address)
        main = page[page.index("<main") : page.index("</main>")]
        assert "Op koers" in main
        assert "Niet getoond: het licht zou iets kunnen zeggen" in main
        assert "Niet getoond: dit gaat over elke corporatie apart" in main
        assert "Huisuitzettingen" in main
        assert "1 december 2026" in main
        assert "<script" not in main
        words = re.sub(r"<[^>]+>", " ", main)
        assert not re.search(r"\b(24|12|14|10|60|28)\b", words.replace("12-2026", ""))


def test_the_page_describes_itself_and_has_a_file(opened):
    page = text_of(STAND)
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', page)[1])
    file = Client().get(f"{PAGE}stand.csv")
    lines = file.content.decode("utf-8-sig").splitlines()

    assert data["@type"] == "Dataset"
    assert data["distribution"][0]["contentUrl"].endswith(f"{PAGE}stand.csv")
    assert any(";2.1;" in line and ";Op koers;2020-1;" in line for line in lines)
    assert sum("Niet getoond" in line for line in lines) == 4
    assert not any(";24;" in line for line in lines)


def test_lights_stand_beside_the_agreement_in_news_search_sitemap_and_english(opened):
    clause = f"{SITE}afspraken/{clause_id(opened, SAFE)}/"

    assert "Op koers" in text_of(clause)
    assert f"{clause}#stand" in text_of(f"{SITE}afspraken/")
    assert "Op koers" not in text_of(f"{SITE}afspraken/?op=2020-02-01")
    assert PAGE in text_of(SITE)
    assert PAGE in text_of(f"{SITE}zoeken/?q=lichten")
    assert PAGE in text_of(f"{SITE}sitemap.xml")
    assert "On course: 1" in text_of(f"{SITE}english/")


@pytest.mark.parametrize(
    "address",
    [
        f"{STAND}2019-2/", f"{STAND}2020-1/2/", f"{STAND}2020-1/0/", f"{STAND}2020-1/99999999/",
        f"{STAND}2019-2/stand.csv", f"{STAND}nooit/", f"{STAND}2020-3/", "/openbaar/gm9002/stand/",
    ],
)  # fmt: skip
def test_a_guessed_address_answers_as_what_does_not_exist(opened, address):
    answer = Client().get(address)

    assert answer.status_code == 404
    assert answer.content == Client().get(f"{SITE}bestaat/niet/").content


def test_public_lights_set_no_cookie_and_are_not_sent_twice(opened):
    for address in (STAND, PAGE, f"{PAGE}1/", f"{PAGE}stand.csv"):
        answer = Client().get(address)
        assert not answer.cookies, address
        again = Client().get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304, address


def test_what_was_withdrawn_is_gone_everywhere_and_told_in_words_for_everybody(opened):
    name = make_actor("reader", party=make_party(code="corporatie-a")).name
    assert Client().get(PAGE).status_code == 200

    withdraw_lights(opened, f"Verkeerd <geteld>, zag {name}.")

    for address in (PAGE, f"{PAGE}1/", f"{PAGE}stand.csv"):
        assert Client().get(address).status_code == 404, address
    for address in (STAND, f"{SITE}afspraken/{clause_id(opened, SAFE)}/", f"{SITE}english/"):
        page = text_of(address)
        assert "Op koers" not in page, address
        assert PAGE not in page, address
    about = text_of(f"{SITE}over/")
    assert "Lichten van afspraken" in about
    assert "Verkeerd &lt;geteld&gt;, zag" in about
    assert name not in about


def test_an_agreement_that_is_not_public_is_never_named(opened):
    shut(opened, "agreements", 1, reason="Op verzoek.", now=DAY)

    for address in (STAND, PAGE, f"{PAGE}stand.csv", f"{SITE}zoeken/?q=lichten", f"{SITE}english/"):
        page = text_of(address)
        assert "Voorraad" not in page, address
        assert "vijfhonderd" not in page, address
        assert str(clause_id(opened, SAFE)) not in page, address


def test_the_steward_looks_opens_and_withdraws(place, steward):
    page = text_of(OPEN, steward)
    assert "Zoals iedereen het ziet" in page
    assert "Wat binnen blijft" in page
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', page)[1]

    answer = steward.post(OPEN, {"seen": seen}, follow=True).content.decode()
    assert "Iedereen kan deze lichten nu zien." in answer
    assert "De lichten van nu zijn de lichten die iedereen ziet." in answer
    assert "Openbaar" in text_of("/gm9001/openbaarheid/lichten/", steward)
    assert Client().get(PAGE).status_code == 200

    empty = steward.post(f"{OPEN}intrekken/", {"reason": " "})
    assert empty.status_code == 400
    page = steward.post(f"{OPEN}intrekken/", {"reason": "Fout."}, follow=True).content.decode()
    assert "niet meer op de openbare site" in page
    assert Client().get(PAGE).status_code == 404

    again = text_of(OPEN, steward)
    assert "Wat is er nu anders?" in again
    refused = steward.post(OPEN, {"seen": seen, "note": ""})
    assert refused.status_code == 400


def test_who_is_no_steward_looks_and_cannot_open(place):
    reader = sign_in(Client(), make_actor("reader", party=make_party(code="corporatie-a")))

    assert "Alleen de gegevensbeheerder" in text_of(OPEN, reader)
    assert "Zoals iedereen het ziet" in text_of(OPEN, reader)
    for address in (OPEN, f"{OPEN}intrekken/"):
        assert reader.post(address, {"seen": "0", "reason": "x"}).status_code == 403, address
    assert reader.get("/gm9001/openbaarheid/lichten/1999-1/").status_code == 404
    assert list_editions(municipality_id=place.id) == {}


def test_the_api_tells_the_same_words_and_no_figure(opened):
    api = "/api/v1/openbaar/gemeenten/gm9001/stand"
    (listed,) = json.loads(text_of(api))["items"]
    one = json.loads(text_of(f"{api}/{PERIOD}"))

    assert {name: one[name] for name in listed} == listed
    lights = {row["afspraak"]: row["licht"] for row in one["afspraken"]}
    assert lights[str(clause_id(opened, SAFE))] == "on_course"
    assert sum(row["aantal"] for row in listed["aantallen"]) == len(lights)
    for row in one["afspraken"]:
        assert text_of("/" + row["pagina"].split("/", 3)[3])
        for norm in row["normen"]:
            assert set(norm) == {
                *("over", "indicator", "licht", "tekst", "sinds", "cijfer_over", "zekerheid"),
                "citaat",
            }
            assert bool(norm["licht"]) != norm["tekst"].startswith("Niet getoond")
    for other in ("2018-1", "nooit"):
        assert Client().get(f"{api}/{other}").status_code == 404


def test_the_api_tells_what_was_withdrawn(opened):
    api = "/api/v1/openbaar/gemeenten/gm9001"
    withdraw_lights(opened)

    (gone,) = json.loads(text_of(f"{api}/ingetrokken"))["items"]

    assert (gone["soort"], gone["halfjaar"]) == ("lights", PERIOD)
    assert gone["reden"]
    assert json.loads(text_of(f"{api}/ingetrokken?soort=figures"))["items"] == []
    assert json.loads(text_of(f"{api}/stand"))["items"] == []
    assert Client().get(f"{api}/stand/{PERIOD}").status_code == 404
