"""In which buurt does this lie: the page, the file and the API; nothing of what is asked stays."""

import logging

import polars as pl
import pytest
import shapely
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from drieluik.apps.areas.services import load_addresses
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.organisations.actors import SYSTEM
from tests.factories import borders as made
from tests.factories.areas import make_steward, put_in_use
from tests.factories.organisations import make_municipality, sign_in

pytestmark = pytest.mark.django_db
PAGE = "/gm9901/gebieden/in-welke-buurt/"
API = "/api/v1/gemeenten/gm9901/plaatsbepalingen"
INSIDE = f"{made.X + 500:.0f} {made.Y + 500:.0f}"


def _in_degrees(n_digits):
    from drieluik.core.geography.projection import to_wgs84

    spot = to_wgs84(shapely.Point(made.X + 500, made.Y + 500))
    return f"{spot.y:.{n_digits}f} {spot.x:.{n_digits}f}"


@pytest.fixture
def browser(client):
    steward = make_steward()
    put_in_use(steward, made.made_rows())
    sign_in(client, steward)
    return client


def _load_addresses():
    rows = [("7511AA", 1, "BU99010000"), ("7511AA", 2, "BU99010000"), ("7511AA", 3, "BU99010001")]
    load_addresses(
        municipality_id=make_municipality(code=made.PLACE).id,
        year=2021,
        table=pl.DataFrame(rows, ["postcode", "house_number", "area_code"], orient="row"),
        source="CBS, voorbeeld",
        actor=SYSTEM,
        now=timezone.now(),
    )


def _load_streets():
    rows = [
        ("7511AA", 1, "BU99010000", "Lange Straat", "Voorbeelddorp"),
        ("7511AB", 3, "BU99010001", "Lange Straat", "Voorbeelddorp"),
        ("7599AA", 3, "BU99010002", "Lange Straat", "Anderdorp"),
        ("7511AC", 5, "BU99010000", "Kerkplein", None),
        ("7511AD", 5, "BU99010001", "Kerkplein", None),
        ("7511AD", 6, "BU99010001", "Kerkplein", None),
    ]
    columns = ["postcode", "house_number", "area_code", "street", "town"]
    load_addresses(
        municipality_id=make_municipality(code=made.PLACE).id,
        year=2021,
        table=pl.DataFrame(rows, columns, orient="row"),
        source="BAG, voorbeeld",
        actor=SYSTEM,
        now=timezone.now(),
    )


def _asked(browser, places, **more):
    return browser.post(PAGE, {"places": places, "year": 2021, **more})


def test_all_places_are_answered_at_once_with_faults_at_their_row(browser):
    _load_addresses()

    answer = _asked(browser, f"7511 AA 1\r\n7511AA\r\nLangestraat 10\r\n{INSIDE}\r\n9999 ZZ 1")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "3 van 5 plaatsen gevonden" in page
    assert "Zeker: dit adres staat in de tabel." in page
    assert "66,7% van de adressen van deze postcode" in page
    assert "Zet de postcode erbij" in page
    assert "staat niet in de tabel van 2021" in page
    assert "CBS, voorbeeld, 3 adressen" in page


STREETS = [
    ("langestr. 1", "BU99010000", "Zeker: dit adres staat in de tabel"),
    ("Lange Straat 3a, Anderdorp", "BU99010002", "Op straat en nummer"),
    ("Lange Straat 3", "", "komt voor in meer plaatsen: Anderdorp, Voorbeelddorp"),
    ("Lange Straat 3, Verderop", "", "ligt niet in Verderop, wel in: Anderdorp, Voorbeelddorp"),
    ("Lange Straat 99", "", "nummer 99 niet"),
    ("Korte Straat 1", "", "De straat Korte Straat staat niet in de tabel van 2021"),
    ("Kerkplein 5", "", "Kerkplein 5 staat in de tabel in meer dan één buurt"),
    ("Kerkplein 6, Voorbeelddorp", "BU99010001", "maar de tabel zegt niet in welke plaats"),
]


def test_a_street_with_a_number_is_found_where_the_table_has_streets(browser):
    _load_streets()
    written = [one for one, _code, _told in STREETS]

    page = _asked(browser, "\n".join(written)).content.decode()
    answers = browser.post(API, {"plaatsen": written}).json()["plaatsen"]

    assert "3 van 8 plaatsen gevonden" in page
    for (_written, code, told), answer in zip(STREETS, answers, strict=True):
        assert told in page
        assert told in answer["uitleg"]
        assert (answer["buurt"], answer["hoe"]) == (code, "street" if code else "")
        assert answer["aandeel"] is None


def test_without_a_table_a_street_says_that_there_is_none(browser):
    assert "Van 2021 is er geen adressentabel" in _asked(browser, "Langestraat 1").text


def test_without_a_table_of_addresses_the_page_says_which_file_to_load(browser):
    page = browser.get(PAGE).content.decode()

    assert "postcode-huisnummer" in page
    assert "drieluik areas addresses" in page
    assert "--municipality GM9901 --year 2021" in page


def test_nothing_read_in_yet_leads_to_reading_in(client):
    sign_in(client, make_steward())

    page = client.get(PAGE).content.decode()

    assert "/gm9901/gebieden/inlezen/" in page
    assert "<textarea" not in page


def test_a_list_is_answered_and_can_be_fetched(browser):
    list_of_two = SimpleUploadedFile("l.csv", f"adres;naam\n{INSIDE};Jansen\n=1+1;x\n".encode())

    page = browser.post(PAGE, {"file": list_of_two, "year": 2021}).content.decode()
    file = _asked(browser, f"{INSIDE}\n=1+1", als="csv")

    assert "1 van 2 plaatsen gevonden" in page
    assert "Jansen" not in page
    rows = file.content.decode("utf-8-sig")
    assert file.headers["Cache-Control"] == "no-store"
    assert "BU99010000;Buurt 0;WK990100" in rows
    assert "'=1+1" in rows
    assert _asked(browser, INSIDE, als="xlsx").content[:2] == b"PK"


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "een van beide"),
        ({"places": "\n".join(["7511 AA"] * 2001)}, "hoogstens 2000"),
        ({"file": SimpleUploadedFile("l.csv", b"x" * 2_000_001)}, "groter dan 2000 kB"),
        ({"file": SimpleUploadedFile("l.csv", b"")}, "leeg"),
    ],
)
def test_too_much_or_nothing_is_told_at_the_field(browser, sent, told):
    answer = browser.post(PAGE, {"year": 2021, **sent})

    assert answer.status_code == 400
    assert told in answer.content.decode()


def test_a_list_that_cannot_be_read_says_why(browser):
    file = SimpleUploadedFile("l.csv", b"a;b\n1;2\n")

    page = browser.post(PAGE, {"file": file, "year": 2021}).content.decode()

    assert "geen kolom met plaatsen" in page


def test_the_file_of_a_list_keeps_the_row_numbers_of_that_list(browser):
    rows = f"Onze lijst;\nadres;naam\n;\n{INSIDE};Jansen\n;\nergens;x\n"
    asked = SimpleUploadedFile("l.csv", rows.encode())

    page = browser.post(PAGE, {"file": asked, "year": 2021})
    file = _asked(browser, page.context["again"], als="csv").content.decode("utf-8-sig")

    assert [one.place.asked.line for one in page.context["answers"]] == [4, 6]
    assert f"\n4;{INSIDE};" in file.replace("\r", "")
    assert "\n6;ergens;" in file.replace("\r", "")


def test_a_point_that_was_written_coarsely_is_not_called_sure(browser):
    asked = f"{INSIDE}\n{_in_degrees(4)}\n{_in_degrees(2)}"

    *fine, coarse = _asked(browser, asked).context["answers"]

    assert [one.sure.split(":")[0] for one in fine] == ["Zeker", "Zeker"]
    assert "tot op ongeveer 555 meter" in coarse.sure


def test_other_programmes_get_as_many_answers_as_they_asked_in_order(browser):
    asked = ["", INSIDE, "  ", *["ergens"] * 897]

    answers = browser.post(API, {"plaatsen": asked}).json()["plaatsen"]

    assert len(answers) == 900
    assert [one["hoe"] for one in answers[:4]] == ["", "point", "", ""]
    assert answers[0]["uitleg"].startswith("Hier staat geen postcode")
    assert browser.post(API, {"plaatsen": ["ergens"] * 901}).status_code == 400


def test_what_is_asked_is_neither_kept_nor_logged(browser, caplog):
    _load_addresses()
    events = AuditEvent.objects.count()

    with caplog.at_level(logging.DEBUG):
        answer = _asked(browser, "7511 AA 1\nGeheimestraat 1")
        browser.post(API, {"plaatsen": ["7511 AA 1"]})

    assert AuditEvent.objects.count() == events
    assert "no-store" in answer.headers["Cache-Control"]
    logged = " ".join(
        record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    )
    assert "7511" not in logged
    assert "Geheimestraat" not in logged


def test_other_programmes_get_the_same_answer(browser):
    _load_addresses()
    asked = {"plaatsen": ["7511AA", INSIDE, "Langestraat 10"]}

    answer = browser.post(API, asked)

    found = answer.json()
    assert (found["jaar"], found["grenzen"], found["adressentabel"]) == (
        2021,
        True,
        "CBS, voorbeeld",
    )
    by_postcode, by_point, wrong = found["plaatsen"]
    assert (by_postcode["buurt"], by_postcode["hoe"]) == ("BU99010000", "postcode")
    assert by_postcode["aandeel"] == pytest.approx(2 / 3)
    assert (by_point["buurtnaam"], by_point["hoe"], by_point["aandeel"]) == (
        "Buurt 0",
        "point",
        None,
    )
    assert wrong["buurt"] == ""
    assert "postcode erbij" in wrong["uitleg"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_year_without_areas_is_not_found_by_other_programmes(browser):
    asked = {"plaatsen": ["7511AA"], "jaar": 2003}

    assert browser.post(API, asked).status_code == 404
