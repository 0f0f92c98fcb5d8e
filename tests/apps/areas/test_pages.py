"""Pages and API of areas: upload, look, confirm, and what other programmes get."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet
from django.utils import timezone

from drieluik.apps.areas.models import Area as StoredArea
from drieluik.apps.areas.models import BorderSet
from drieluik.apps.areas.selectors import list_own_areas
from drieluik.core.geography import Area, Level
from drieluik.core.geography.drawing.as_geojson import geojson_of
from tests.factories import borders as made
from tests.factories.areas import hand_in, make_steward, put_in_use, read_now
from tests.factories.kept_rows import keeping_set_aside
from tests.factories.organisations import sign_in

pytestmark = pytest.mark.django_db
BASE = "/gm9901/gebieden/"
API = "/api/v1/gemeenten/gm9901/"


@pytest.fixture
def steward():
    return make_steward()


@pytest.fixture
def browser(client, steward):
    sign_in(client, steward)
    return client


def _text(answer):
    return answer.content.decode()


def test_a_file_is_handed_in_looked_at_and_taken_in_use(browser):
    file = SimpleUploadedFile("<b>grenzen.geojson", made.geojson(made.made_rows()))
    sent = browser.post(f"{BASE}inlezen/", {"file": file, "source": "CBS en Kadaster"})
    row = BorderSet.objects.get()
    assert sent.url == f"{BASE}inlezen/{row.id}/"
    assert "hx-get" in _text(browser.get(sent.url))

    read_now(row.id)
    page = _text(browser.get(sent.url))
    assert "Neem deze grenzen in gebruik" in page
    assert "aantal_inwoners" in page
    assert "<b>grenzen" not in page
    assert browser.get(f"{sent.url}voortgang/").headers["HX-Refresh"] == "true"

    taken = browser.post(f"{sent.url}bevestigen/", {}, follow=True)
    assert "De grenzen zijn in gebruik." in _text(taken)
    assert "CBS en Kadaster" in _text(taken)


def test_a_file_that_is_refused_leaves_the_form_with_the_reason(browser):
    file = SimpleUploadedFile("kaart.docx", b"x")

    answer = browser.post(f"{BASE}inlezen/", {"file": file, "source": "CBS"})

    assert answer.status_code == 400
    assert "kunnen wij niet lezen" in _text(answer)


def test_doubts_ask_for_a_reason_on_the_page(browser, steward):
    set_id = hand_in(steward, [made.made_row(0, code="99010000")])
    read_now(set_id)

    answer = browser.post(f"{BASE}inlezen/{set_id}/bevestigen/", {"explanation": ""})

    assert answer.status_code == 400
    assert "Schrijf op waarom de punten om te bevestigen geen fout zijn." in _text(answer)


def test_a_page_of_an_area_shows_why_a_number_is_missing(browser, steward):
    put_in_use(steward, [made.made_row(0, n_inhabitants=-99997)])

    page = _text(browser.get(f"{BASE}BU99010000/"))

    assert "door de bron niet gepubliceerd" in page
    assert "-99997" not in page
    assert browser.get(f"{BASE}BU99019999/").status_code == 404


def test_other_programmes_get_numbers_with_their_reason_and_borders(browser, steward):
    put_in_use(steward, [made.made_row(0, n_inhabitants=-99995), made.made_row(1)])

    areas = browser.get(f"{API}gebieden?niveau=buurt").json()
    borders = browser.get(f"{API}gebieden/geojson?jaar=2025")

    assert areas[0]["inwoners"] == {"waarde": None, "reden": "later"}
    assert areas[1]["inwoners"] == {"waarde": 101, "reden": ""}
    assert borders.headers["Content-Type"] == "application/geo+json"
    assert (borders.json()["jaar"], len(borders.json()["features"])) == (2021, 2)
    assert browser.get(f"{API}gebieden/geojson?niveau=straat").status_code == 400
    assert browser.get(f"{API}indelingen").json()[0]["buurten"] == 2


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("gebieden/BU99010000'--", 404), ("gebieden?jaar=x", 400),
        (f"gebieden?jaar={10**30}", 200), (f"gebieden/geojson?jaar={10**30}", 404),
    ],
)  # fmt: skip
def test_odd_questions_get_a_plain_answer(browser, asked, status):
    assert browser.get(f"{API}{asked}").status_code == status


def test_without_borders_there_is_no_geojson(browser):
    assert browser.get(f"{API}gebieden/geojson").status_code == 404
    assert browser.get(f"{API}gebieden").json() == []


def test_a_drawing_is_asked_on_a_map_where_there_are_borders(browser, steward):
    assert "data-draw" not in _text(browser.get(f"{BASE}eigen/toevoegen/"))

    put_in_use(steward, made.made_rows())
    page = _text(browser.get(f"{BASE}eigen/toevoegen/"))
    assert 'data-draw="id_drawing"' in page
    assert f'data-geojson="{API}gebieden/geojson"' in page


def test_the_overview_asks_the_database_a_fixed_number_of_questions(
    browser, steward, django_assert_max_num_queries
):
    for n in (1, 2, 3):
        put_in_use(steward, made.made_rows(n))

    browser.get(BASE)
    with django_assert_max_num_queries(25):
        browser.get(BASE)


def test_a_whole_wijk_is_chosen_at_once(browser, steward):
    put_in_use(steward, made.made_rows(3))

    page = _text(browser.get(f"{BASE}eigen/toevoegen/"))
    said = {"kind": "dia", "name": "West", "purpose": "Samen investeren", "codes": ["WK990100"]}
    sent = browser.post(f"{BASE}eigen/toevoegen/", said)

    assert "De hele wijk" in page
    assert page.index("data-draw") < page.index("De hele wijk")
    assert page.count("vul een van beide in") == 2
    (row,) = list_own_areas(municipality_id=BorderSet.objects.get().municipality_id)
    assert row.codes == ("BU99010000", "BU99010001", "BU99010002")
    assert sent.url.endswith(f"{row.area_id}/")


@pytest.mark.parametrize(
    ("is_list", "said"),
    [
        (True, "Van 2022 is er alleen een lijst van buurten, zonder grenzen."),
        (False, "Van 2022 is er alleen een schematische kaart"),
    ],
)
def test_buurten_are_chosen_of_the_borders_that_the_area_is_made_of(
    browser, steward, is_list, said
):
    put_in_use(steward, made.made_rows(2))
    later = [
        {**row, "year": 2022, "code": f"BU990155{at:02d}"}
        for at, row in enumerate(made.made_rows(2))
    ]
    set_id = put_in_use(steward, later)
    BorderSet.objects.filter(id=set_id).update(schematic=True)
    if is_list:
        with keeping_set_aside("areas_area"):
            QuerySet(StoredArea).filter(border_set_id=set_id).update(shape=None, outline=None)

    page = _text(browser.get(f"{BASE}eigen/toevoegen/"))
    codes = ["BU99010000", "BU99010001"]
    asked = {"kind": "dia", "name": "West", "purpose": "Samen investeren", "codes": codes}
    browser.post(f"{BASE}eigen/toevoegen/", asked)

    assert "Dit zijn de buurten van 2021." in page
    assert said in page
    assert all(code in page for code in codes)
    assert "BU99015500" not in page
    (row,) = list_own_areas(municipality_id=BorderSet.objects.first().municipality_id)
    assert (row.year, row.codes) == (2021, tuple(codes))


def test_without_borders_of_buurten_the_page_says_that_none_can_be_chosen(browser):
    assert "Er zijn nog geen grenzen van buurten" in _text(browser.get(f"{BASE}eigen/toevoegen/"))


def test_what_was_chosen_stands_open_after_a_fault(browser, steward):
    put_in_use(steward, made.made_rows(2))

    answer = browser.post(f"{BASE}eigen/toevoegen/", {"kind": "dia", "codes": ["BU99010001"]})

    assert answer.status_code == 400
    assert '<details class="choice-group" open>' in _text(answer)


def test_a_drawing_on_a_schematic_map_is_drawn_anew_from_what_it_was(browser, steward):
    set_id = put_in_use(steward, made.made_rows(2))
    BorderSet.objects.update(schematic=True)
    drawing = geojson_of([Area("A", "A", Level.OWN, 2021, made.square())], {})
    said = {"kind": "dia", "name": "West", "purpose": "Samen investeren", "drawing": drawing}
    former = browser.post(f"{BASE}eigen/toevoegen/", said).url
    assert "opnieuw" not in _text(browser.get(BASE))
    BorderSet.objects.update(state="replaced")
    put_in_use(steward, made.made_rows(2))
    BorderSet.objects.exclude(id=set_id).update(confirmed_at=timezone.now(), replaces_id=set_id)

    assert "moet opnieuw worden getekend" in _text(browser.get(BASE))
    assert "Opnieuw tekenen" in _text(browser.get(former))
    assert "West opnieuw op de echte grenzen" in _text(browser.get("/"))
    anew = f"{BASE}eigen/toevoegen/?van={former.split('/')[-2]}"
    assert "MultiPolygon" in _text(browser.get(anew)) or "Polygon" in _text(browser.get(anew))
    browser.post(anew, said)

    assert "moet opnieuw" not in _text(browser.get(BASE))
    assert browser.get(anew).status_code == 404
    assert browser.get(f"{BASE}eigen/toevoegen/?van=x").status_code == 404


def test_a_wijk_without_a_row_says_that_its_buurten_are_not_added_up(browser, steward):
    put_in_use(steward, made.made_rows(2))

    (wijk,) = browser.get(f"{API}gebieden?niveau=wijk").json()

    assert wijk["inwoners"] == {"waarde": None, "reden": "not_added_up"}
    assert "niet opgeteld" in _text(browser.get(f"{BASE}WK990100/"))
