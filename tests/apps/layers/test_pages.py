"""Pages, files and API of layers: from card to map, and what other programmes get."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from drieluik.apps.layers.models import Card, Layer, Version
from tests.factories import borders as made
from tests.factories.layers import (
    CODES,
    figures_file,
    hand_in,
    make_borders,
    make_layer,
    make_maker,
    put_figures,
    read_now,
    whole,
)
from tests.factories.organisations import sign_in

pytestmark = pytest.mark.django_db
SLUG = made.PLACE.lower()
BASE = f"/{SLUG}/kaartlagen/"
API = f"/api/v1/gemeenten/{SLUG}/kaartlagen"
CARD = {
    "name": "Bankjes", "meaning": "Hoeveel bankjes er staan.", "theme": "space", "kind": "count", "level": "buurt",
    "unit": "bankjes", "source": "Telling", "publicness": "public", "refresh": "yearly",
}  # fmt: skip


@pytest.fixture
def maker(client):
    make_borders()
    maker = make_maker()
    sign_in(client, maker)
    return maker


def _file(content, name="cijfers.csv"):
    return SimpleUploadedFile(name, content)


def test_from_card_to_map_through_the_pages(client, maker):
    party = str(next(iter(maker.party_ids)))
    added = client.post(f"{BASE}toevoegen/", {**CARD, "party": party})
    layer = Layer.objects.get()
    assert added.url == f"{BASE}{layer.id}/inlezen/"

    sent = client.post(added.url, {"file": _file(whole(12, 3, 0)), "about_from": "2021-01-01"})
    version = Version.objects.get()
    assert "hx-get" in client.get(sent.url).text
    read_now(version.id)
    page = client.get(sent.url).text
    assert "Neem deze cijfers in gebruik" in page
    assert "van 3 van de 3 gebieden van 2021 is er een cijfer" in page
    assert client.get(f"{sent.url}voortgang/").headers["HX-Refresh"] == "true"

    taken = client.post(f"{sent.url}overnemen/", {}, follow=True)
    assert "De cijfers zijn in gebruik." in taken.text
    assert 'aria-label="Buurt 0: 12"' in taken.text
    assert f'href="#{CODES[0]}"' in taken.text
    assert "Bankjes" in client.get(BASE).text


def test_the_preview_says_every_fault_at_its_cell(client, maker):
    layer_id = make_layer(maker)
    content = figures_file([(CODES[0], "veel"), ("99010001", 2), ("BU99019999", 3)])
    version_id = hand_in(maker, layer_id, content)
    read_now(version_id)

    page = client.get(f"{BASE}{layer_id}/versies/{version_id}/").text

    for cell in ("Cel B2", "Cel A3", "Cel A4"):
        assert cell in page
    assert "verbeter eerst wat fout is" in page
    assert "Neem deze cijfers in gebruik" not in page


def test_a_column_is_chosen_on_the_page(client, maker):
    layer_id = make_layer(maker)
    rows = [(code, "1;2") for code in CODES]
    version_id = hand_in(maker, layer_id, figures_file(rows, "buurtcode;stoelen;banken"))
    read_now(version_id)
    address = f"{BASE}{layer_id}/versies/{version_id}/"
    assert "In welke kolom staat het cijfer?" in client.get(address).text

    assert client.post(f"{address}kolom/", {"column": "tafels"}).status_code == 400
    chosen = client.post(f"{address}kolom/", {"column": "banken"})
    read_now(version_id)

    assert chosen.url == address
    assert Version.objects.get().report["column"] == "banken"


def test_a_form_that_lacks_something_keeps_its_words(client, maker):
    party = str(next(iter(maker.party_ids)))
    closed = {**CARD, "party": party, "publicness": "owner", "name": "Stoelen <b>"}

    answer = client.post(f"{BASE}toevoegen/", closed)

    assert answer.status_code == 400
    assert "Schrijf op waarom de laag niet openbaar is." in answer.text
    assert 'value="Stoelen &lt;b&gt;"' in answer.text
    assert Card.objects.count() == 0


def test_a_refused_file_leaves_the_form_with_the_reason(client, maker):
    layer_id = make_layer(maker)

    answer = client.post(
        f"{BASE}{layer_id}/inlezen/", {"file": _file(b"x", "a.docx"), "about_from": "2021-01-01"}
    )

    assert answer.status_code == 400
    assert "kunnen wij niet lezen" in answer.text


def test_an_earlier_version_has_an_address_and_says_what_it_is(client, maker):
    layer_id = make_layer(maker)
    put_figures(maker, layer_id, whole(11, 2, 3))
    put_figures(maker, layer_id, whole(44, 5, 6))

    old, odd = (client.get(f"{BASE}{layer_id}/?versie={n}").text for n in ("1", "9"))

    assert "U bekijkt een eerdere versie" in old
    assert 'aria-label="Buurt 0: 11"' in old
    assert 'aria-label="Buurt 0: 44"' in odd


def test_the_table_to_keep_names_its_source_and_is_no_formula(client, maker):
    layer_id = make_layer(maker, name="=1+1", kind="share", unit="%")
    put_figures(maker, layer_id, whole("12,5", "-99997", 3))

    answer = client.get(f"{BASE}{layer_id}/cijfers.csv")

    text = answer.content.decode("utf-8-sig")
    assert "laag;'=1+1" in text
    assert "bron;Telling van de gemeente" in text
    assert f"{CODES[0]};Buurt 0;0,125;" in text
    assert f"{CODES[1]};Buurt 1;;door de bron niet gepubliceerd" in text


def test_the_map_can_be_kept_and_moved(client, maker):
    layer_id = make_layer(maker)
    put_figures(maker, layer_id, whole(1, 2, ""))

    svg, png, degrees = (
        client.get(f"{BASE}{layer_id}/kaart.{form}") for form in ("svg", "png", "geojson")
    )
    again = client.get(
        f"{BASE}{layer_id}/kaart.geojson", headers={"If-None-Match": degrees["ETag"]}
    )

    assert b"Bron: Telling van de gemeente (CC BY 4.0)" in svg.content
    assert png.content.startswith(b"\x89PNG")
    found = [one["properties"] for one in degrees.json()["features"]]
    assert [one.get("waarde") for one in found if one["laag"] == "cijfers"] == [1, 2, None]
    assert again.status_code == 304


def test_classes_in_words_are_named_in_the_legend(client, maker):
    layer_id = make_layer(maker, kind="class", unit="klasse")
    put_figures(maker, layer_id, whole("2 hoog", "1 laag", "2 hoog"))

    page = client.get(f"{BASE}{layer_id}/")

    legend = [(row.label, row.n) for _patch, row in page.context["one"].legend]
    assert legend[:2] == [("2 hoog", 2), ("1 laag", 1)]
    assert "3 van de 3 gebieden met een klasse" in page.text


def test_the_list_narrows_by_subject_and_organisation(client, maker):
    for name, theme in (("Bankjes", "space"), ("Bewoners", "people")):
        put_figures(maker, make_layer(maker, name=name, theme=theme), whole(1, 2, 3))

    both, one, none = (
        client.get(BASE, asked).context["layers"]
        for asked in ({"onderwerp": "<b>"}, {"onderwerp": "people"}, {"onderwerp": "care"})
    )

    assert [row.card.name for row, _about in both] == ["Bankjes", "Bewoners"]
    assert [row.card.name for row, _about in one] == ["Bewoners"]
    assert len(none) == 2


def test_what_is_late_stands_in_a_list_of_its_own(client, maker):
    put_figures(maker, make_layer(maker, refresh="monthly"), whole(1, 2, 3))

    assert "te laat" in client.get(f"{BASE}verversen/").text
    assert "(1 te laat)" in client.get(BASE).text


def test_the_list_asks_the_database_a_fixed_number_of_questions(
    client, maker, django_assert_max_num_queries
):
    for n in range(4):
        put_figures(maker, make_layer(maker, name=f"Laag {n}"), whole(1, 2, 3))

    client.get(BASE)
    with django_assert_max_num_queries(25):
        client.get(BASE)


def test_an_indicator_and_a_layer_or_two_layers_stand_beside_each_other(client, maker):
    first = make_layer(maker)
    second = make_layer(maker, name="Stoelen", kind="mean", unit="per huis")
    put_figures(maker, first, whole(1, 2, 3))
    put_figures(maker, second, whole("2,5", 3, 4))
    address = reverse("monitor:map", args=[SLUG])

    page = client.get(address, {"cijfer": f"laag-{first}", "naast": f"laag-{second}"})
    shown = page.context["map"]
    again = client.get(f"{address}?{page.context['map_query']}").context["map"]

    assert [one.words.title.split(",")[0] for one in shown.maps] == ["Bankjes", "Stoelen"]
    assert [one.classes.uppers for one in shown.maps] == [(1, 2, 3), (2.5, 3, 4)]
    assert again.choice == shown.choice
    assert 'aria-label="Buurt 0: 2,5"' in page.text
    assert f'<optgroup label="Kaartlagen"><option value="laag-{first}" selected>' in page.text
    svg = client.get(
        f"{reverse('monitor:map_svg', args=[SLUG])}?{page.context['map_query']}&kaart=2"
    )
    assert b"Stoelen" in svg.content


@pytest.mark.parametrize("odd", ["laag-", "laag-x", f"laag-{'0' * 8}-0000-4000-8000-{'0' * 12}"])
def test_a_layer_that_is_not_there_is_not_on_the_map(client, maker, odd):
    assert client.get(reverse("monitor:map", args=[SLUG]), {"cijfer": odd}).status_code == 404


def test_a_layer_that_is_not_shared_is_neither_offered_nor_drawn(client, maker):
    closed = {"publicness": "owner", "ground": "klein", "decided_by": "directeur"}
    own, public = make_layer(maker, name="Geheim", **closed), make_layer(maker)
    put_figures(maker, own, whole(8_765_432, 2, 3))
    put_figures(maker, public, whole(1, 2, 3))
    sign_in(client, make_maker(kind="corporation", role="reader"))
    address = reverse("monitor:map", args=[SLUG])

    page = client.get(address, {"cijfer": f"laag-{public}", "naast": f"laag-{own}"})

    assert len(page.context["map"].maps) == 1
    assert "Geheim" not in page.text
    assert "8.765.432" not in "".join(one.picture for one in page.context["drawn_maps"])
    assert client.get(f"{BASE}{own}/").status_code == 404


def test_other_programmes_add_hand_in_accept_and_read(client, maker):
    card = {
        "partij": "partij-municipality", "naam": "Bomen", "betekenis": "Bomen.", "onderwerp": "space",
        "soort": "count", "eenheid": "bomen", "bron": "Telling",
    }  # fmt: skip
    layer = client.post(API, card).json()
    said = {"bestand": _file(whole(1, "", 3)), "van": "2021-01-01"}
    sent = client.post(f"{API}/{layer['id']}/versies", said)
    version = sent.json()
    assert (sent.status_code, version["stand"]) == (202, "reading")
    read_now(version["id"])
    address = f"{API}/{layer['id']}/versies/{version['id']}"
    assert client.get(address).json()["met_cijfer"] == 2

    taken = client.post(f"{address}/overname", {"toelichting": "Nagekeken"})
    figures = client.get(f"{API}/{layer['id']}/cijfers").json()
    back = client.post(f"{address}/intrekking", {"reden": "Fout"})

    assert taken.json()["stand"] == "in_use"
    assert [(one["waarde"], one["reden"]) for one in figures] == [
        (1.0, ""), (None, "not_given"), (3.0, ""),
    ]  # fmt: skip
    assert back.json()["stand"] == "withdrawn"
    assert client.get(f"{API}/{layer['id']}/cijfers").status_code == 404


@pytest.mark.parametrize(
    "odd",
    [
        {"soort": "x"}, {"bronadres": "javascript:alert(1)"}, {"naam": "x" * 121}, {"tot": "gisteren"},
    ],
)  # fmt: skip
def test_a_card_that_is_not_right_is_refused_by_the_api(client, maker, odd):
    card = {
        "partij": "partij-municipality", "naam": "Bomen", "betekenis": "Bomen.", "onderwerp": "space",
        "soort": "count", "eenheid": "bomen", "bron": "Telling",
    }  # fmt: skip

    assert client.post(API, {**card, **odd}).status_code == 400
    assert Layer.objects.count() == 0
