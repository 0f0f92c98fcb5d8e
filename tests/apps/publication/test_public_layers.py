"""Layers on the public site: only what its source made public itself, and gone at once with its ground."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import fastexcel
import pyshacl
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pyarrow import parquet
from rdflib import DCAT, DCTERMS, RDF, Graph, URIRef

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.layers import services as layers
from drieluik.apps.publication.models import LayerConfirmation, LayerStatement
from drieluik.apps.publication.open_layers.files import CRS84, FORMS, RD
from drieluik.apps.publication.open_layers.open_now import find_shared
from drieluik.apps.publication.open_layers.rows import Way
from tests.factories.layers import (
    CODES,
    hand_in,
    make_card,
    make_layer,
    make_maker,
    put_figures,
    read_now,
    whole,
)
from tests.factories.open_layers import (
    OPEN_CARD,
    SOURCE,
    confirm,
    make_open_layer,
    place_with_layers,
    second_person,
    state,
    take_off,
)
from tests.factories.organisations import make_actor, make_municipality, make_party
from tests.factories.publication import shut
from tests.factories.worlds import world

pytestmark = [
    pytest.mark.django_db,
    # the parser of rdflib itself uses what rdflib is going to take away
    pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning:rdflib"),
    pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning:pyshacl"),
]
SITE = "/openbaar/gm9901/"
API = "/api/v1/openbaar/gemeenten/gm9901"
LATER = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
NAME = "Bankjes van de bron"
SHUT = {"publicness": "partners", "ground": "klein", "decided_by": "de steward"}


@pytest.fixture(scope="module")
def laid(django_db_setup, django_db_blocker):
    """A municipality, who makes its layers, and a layer that everybody sees."""
    with world(django_db_blocker):
        place, maker = place_with_layers()
        make_municipality()
        yield place, maker, make_open_layer(place, maker, name=NAME, quality="Geteld <in> mei.")


@pytest.fixture
def place(laid):
    return laid[0]


@pytest.fixture
def maker(laid):
    return laid[1]


@pytest.fixture
def layer_id(laid):
    return laid[2]


def body(address: str) -> bytes:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content


def way(place, layer_id) -> Way:
    return find_shared(municipality_id=place.id, layer_id=layer_id)[1].way


def addresses(layer_id, slug="gm9901") -> list[str]:
    """Every address of a layer: its page, its map, its files and its data."""
    page = f"/openbaar/{slug}/kaartlagen/{layer_id}/"
    data = f"/api/v1/openbaar/gemeenten/{slug}/kaartlagen/{layer_id}"
    files = [f"{page}laag.{form}" for form in FORMS]
    return [page, f"{page}kaart.svg", *files, data, f"{data}/geojson"]


def lists() -> str:
    """All that leads to layers: lists, site map, search, news, English, catalogue and data."""
    pages = (
        "", "kaartlagen/", "sitemap.xml", "zoeken/?q=bankjes", "over/", "english/",
        "catalogus.jsonld",
    )  # fmt: skip
    found = [Client().get(f"{SITE}{one}").content for one in pages]
    found += [Client().get(f"{API}{one}").content for one in ("", "/kaartlagen", "/ingetrokken")]
    return b" ".join(found).decode()


def put_later(maker, layer_id, *figures):
    version_id = hand_in(maker, layer_id, whole(*figures))
    read_now(version_id)
    layers.accept_version(version_id=version_id, explanation="Goed", actor=maker, now=LATER)
    return version_id


def in_use(place, layer_id):
    return find_shared(municipality_id=place.id, layer_id=layer_id)[1].version.version_id


def test_a_layer_stands_on_its_page_with_map_table_and_where_it_comes_from(layer_id):
    page = body(f"{SITE}kaartlagen/{layer_id}/").decode()

    for words in ("1.234", "niet ingevuld", "CC BY 4.0", SOURCE, "Geteld &lt;in&gt; mei."):
        assert words in page, words
    for code in CODES:
        assert f'href="#{code}"' in page
        assert f'id="{code}"' in page
    assert "<svg" in page
    assert '"@type": "Dataset"' in page
    assert "<script src" not in page


def test_every_list_leads_to_it_and_back(layer_id):
    page = f"{SITE}kaartlagen/{layer_id}/"

    for address in ("", "kaartlagen/", "sitemap.xml", "zoeken/?q=bankjes"):
        assert page in body(f"{SITE}{address}").decode(), address
    assert f'href="{SITE}kaartlagen/"' in body(page).decode()
    assert f'href="{SITE}"' in body(f"{SITE}kaartlagen/").decode()


def test_no_file_holds_another_figure_than_the_layer(layer_id):
    page = f"{SITE}kaartlagen/{layer_id}/"
    told = json.loads(body(f"{page}laag.json"))
    table = parquet.read_table(io.BytesIO(body(f"{page}laag.parquet")))
    sheet = fastexcel.read_excel(body(f"{page}laag.xlsx")).load_sheet(0, header_row=None)
    rows = list(csv.reader(io.StringIO(body(f"{page}laag.csv").decode("utf-8-sig")), delimiter=";"))
    drawn = json.loads(body(f"{page}laag.geojson"))

    expected = dict(zip(CODES, (11, None, 1234), strict=True))
    assert {one["code"]: one["waarde"] for one in told["cijfers"]} == expected
    codes, values = (table.column(name).to_pylist() for name in ("code", "waarde"))
    assert dict(zip(codes, values, strict=True)) == expected
    in_csv = {row[0]: row[2] for row in rows if row and row[0] in CODES}
    assert in_csv == dict(zip(CODES, ("11", "", "1234"), strict=True))
    assert {"11", "1234"} <= {str(cell) for row in sheet.to_polars().rows() for cell in row}
    assert {one["id"]: one["properties"]["waarde"] for one in drawn["features"]} == expected
    about = json.loads(
        parquet.read_schema(io.BytesIO(body(f"{page}laag.parquet"))).metadata[b"drieluik"]
    )
    for whole_told in (told, about, drawn):
        assert whole_told["eerder_openbaar_op"] == SOURCE
        assert whole_told["licentieadres"] == "https://creativecommons.org/licenses/by/4.0/"
    assert any(SOURCE in " ".join(row) for row in rows[:12])


def test_pages_and_files_set_no_cookie_and_are_asked_anew_by_their_mark(layer_id):
    for address in addresses(layer_id):
        answer = Client().get(address)
        assert not answer.cookies, address
        assert answer["Cache-Control"].startswith("public, max-age=300"), address
        assert answer["Last-Modified"], address
        again = Client().get(address, headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304, address


def test_names_of_persons_stay_inside(place, maker):
    name = make_actor("reader", party=make_party(code="corporatie-a", municipality=place)).name
    layer_id = make_open_layer(place, maker, name="Bomen", quality=f"Geteld door {name}.")

    for address in addresses(layer_id):
        text = Client().get(address).content.decode("utf-8", "replace")
        for hidden in (name, maker.name, second_person(place).name, "cijfers.csv</"):
            assert hidden not in text, address


def shut_it(place, maker, layer_id):
    layers.change_card(layer_id=layer_id, card=make_card(name=NAME, **SHUT), actor=maker, now=LATER)


def own_it(place, maker, layer_id):
    shut_it(place, maker, layer_id)
    card = make_card(name=NAME, **(SHUT | {"publicness": "owner"}))
    layers.change_card(layer_id=layer_id, card=card, actor=maker, now=LATER)


def shut_and_open_it_again(place, maker, layer_id):
    shut_it(place, maker, layer_id)
    reword(place, maker, layer_id)


def reword(place, maker, layer_id):
    card = make_card(name=NAME, meaning="Iets anders.", **OPEN_CARD)
    layers.change_card(layer_id=layer_id, card=card, actor=maker, now=LATER)


def withdraw(place, maker, layer_id):
    layers.withdraw_layer(layer_id=layer_id, reason="Verouderd", actor=maker, now=LATER)


def take_figures_back(place, maker, layer_id):
    layers.withdraw_version(
        version_id=in_use(place, layer_id), reason="Fout", actor=maker, now=LATER
    )


def replace_figures(place, maker, layer_id):
    put_later(maker, layer_id, 77, 78, 79)


def replace_and_take_back(place, maker, layer_id):
    version_id = put_later(maker, layer_id, 77, 78, 79)
    layers.withdraw_version(version_id=version_id, reason="Fout", actor=maker, now=LATER)


ENDS = (
    *(shut_it, own_it, shut_and_open_it_again, reword, withdraw, take_figures_back),
    *(replace_figures, replace_and_take_back),
)


@pytest.mark.parametrize("end", ENDS, ids=lambda one: one.__name__)
def test_what_ends_is_the_same_as_what_never_was_there(laid, settings, end):
    settings.OPEN_DATA_LICENCE = "https://example.org/licentie"
    place, maker, layer_id = laid
    assert str(layer_id) in lists()

    end(place, maker, layer_id)

    check_is_not_there(layer_id)
    assert str(layer_id) not in lists()
    assert NAME not in lists()


def check_is_not_there(layer_id, slug="gm9901"):
    page, *_others, data = addresses(uuid4(), slug)
    missing = {kind: Client().get(one) for kind, one in (("/openbaar", page), ("/api/v1/o", data))}
    for asked in addresses(layer_id, slug):
        one, other = Client().get(asked), missing[asked[:9]]
        assert one.status_code == 404, asked
        assert one.content == other.content, asked
        assert dict(one.headers) == dict(other.headers), asked


def test_what_was_never_fit_is_not_there_whatever_its_card_says(place, maker):
    cases = {
        "own figures": {},
        "partners only": SHUT,
        "made up": OPEN_CARD | {"fictitious": True},
        "no licence": OPEN_CARD | {"licence": ""},
    }
    for name, card in cases.items():
        layer_id = make_layer(maker, name=f"KANARIE {name}", **card)
        put_figures(maker, layer_id, whole(1, 2, 3))
        with pytest.raises(WrongState):
            state(place, layer_id, maker)
        check_is_not_there(layer_id)
    assert "KANARIE" not in lists()


def test_a_layer_of_another_municipality_is_not_there(layer_id):
    check_is_not_there(layer_id, "gm9001")


def test_one_person_alone_opens_nothing(place, maker):
    layer_id = make_layer(maker, name="KANARIE", **OPEN_CARD)
    put_figures(maker, layer_id, whole(1, 2, 3))
    state(place, layer_id, maker)

    check_is_not_there(layer_id)
    with pytest.raises(WrongState, match="zelf"):
        confirm(place, layer_id, maker)
    statement = LayerStatement.objects.get(layer_id=layer_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        LayerConfirmation.objects.create(
            statement=statement, confirmed_by_id=maker.user_id, confirmed_at=LATER
        )

    confirm(place, layer_id, second_person(place))

    assert way(place, layer_id) is Way.OPEN


def test_of_a_layer_of_another_party_the_steward_is_the_second_person(place, maker):
    controller = make_maker(kind="corporation", role="controller")
    layer_id = make_layer(controller, name="Bomen", **OPEN_CARD)
    put_figures(controller, layer_id, whole(1, 2, 3))
    with pytest.raises(NotAllowed):
        state(place, layer_id, maker)
    state(place, layer_id, controller)
    with pytest.raises(NotAllowed):
        confirm(place, layer_id, second_person(place))

    confirm(place, layer_id, maker)

    assert b"Bomen" in body(f"{SITE}kaartlagen/")
    take_off(place, layer_id, controller)
    check_is_not_there(layer_id)


def test_nobody_states_or_confirms_what_they_did_not_see(place, maker):
    layer_id = make_layer(maker, name="Bomen", **OPEN_CARD)
    put_figures(maker, layer_id, whole(1, 2, 3))
    with pytest.raises(WrongState, match="Kijk opnieuw"):
        state(place, layer_id, maker, seen="0" * 64)
    with pytest.raises(WrongState, match="adres"):
        state(place, layer_id, maker, address=" ")
    state(place, layer_id, maker)
    with pytest.raises(WrongState, match="tweede"):
        state(place, layer_id, maker)

    put_later(maker, layer_id, 4, 5, 6)

    with pytest.raises(WrongState):
        confirm(place, layer_id, second_person(place))
    state(place, layer_id, maker, now=LATER)
    confirm(place, layer_id, second_person(place), now=LATER)
    assert way(place, layer_id) is Way.OPEN


def test_what_was_taken_off_is_told_with_its_day_and_reason_and_can_be_stated_anew(
    laid,
):
    place, maker, layer_id = laid
    take_off(place, layer_id, maker, reason="De bron <trok> het terug.")

    check_is_not_there(layer_id)
    about = body(f"{SITE}over/").decode()
    assert NAME in about
    assert "De bron &lt;trok&gt; het terug." in about
    (gone,) = json.loads(body(f"{API}/ingetrokken?soort=layer"))["items"]
    assert gone["reden"] == "De bron <trok> het terug."
    with pytest.raises(WrongState):
        take_off(place, layer_id, maker)
    state(place, layer_id, maker, now=LATER)
    confirm(place, layer_id, second_person(place), now=LATER)
    assert body(f"{SITE}kaartlagen/{layer_id}/")


def test_a_statement_that_never_opened_anything_is_told_nowhere(place, maker):
    layer_id = make_layer(maker, name="KANARIE", **OPEN_CARD)
    put_figures(maker, layer_id, whole(1, 2, 3))
    state(place, layer_id, maker)
    take_off(place, layer_id, second_person(place), reason="KANARIE")

    assert "KANARIE" not in lists()


def test_each_act_leaves_one_line_in_the_log_and_rows_are_kept(laid):
    place, maker, layer_id = laid
    take_off(place, layer_id, maker)

    names = AuditEvent.objects.filter(subject_id=str(layer_id)).order_by("sequence")
    assert [one.name for one in names][-3:] == [
        "layer.stated_public",
        "layer.confirmed_public",
        "layer.taken_off",
    ]
    with pytest.raises(TypeError):
        LayerStatement.objects.filter(layer_id=layer_id).update(publisher="Iemand")


def test_a_shut_site_shows_no_layer(laid):
    place, _maker, layer_id = laid
    shut(place, "site", "site", reason="Wij zijn nog niet zover.")

    for address in (*addresses(layer_id), f"{SITE}kaartlagen/", f"{API}/kaartlagen"):
        assert Client().get(address).status_code == 404


def test_without_layers_the_page_says_so():
    make_municipality(code="GM9905")

    assert "Er zijn nog geen kaartlagen openbaar" in body("/openbaar/gm9905/kaartlagen/").decode()


def test_the_catalogue_has_layers_with_the_licence_of_their_source(
    place, maker, layer_id, settings
):
    settings.OPEN_DATA_LICENCE = "https://example.org/licentie"
    other = make_open_layer(place, maker, name="Bomen", licence="vraag het de bron")
    found = Graph().parse(data=body(f"{SITE}catalogus.jsonld").decode(), format="json-ld")

    shapes = Graph().parse(Path(__file__).with_name("dcat_ap_nl.ttl"))
    conforms, _graph, told = pyshacl.validate(found, shacl_graph=shapes)

    assert conforms, told
    (dataset,) = found.subjects(RDF.type, DCAT.Dataset)
    assert str(layer_id) in dataset
    assert str(other) not in " ".join(found.subjects())
    assert list(found.objects(dataset, DCTERMS.source)) == [URIRef(SOURCE)]
    files = list(found.objects(dataset, DCAT.distribution))
    assert len(files) == len(FORMS)
    assert {str(found.value(one, DCTERMS.license)) for one in files} == {
        "https://creativecommons.org/licenses/by/4.0/"
    }
    for one in files:
        path = "/" + str(found.value(one, DCAT.downloadURL)).split("/", 3)[3]
        assert body(path)


def test_the_api_gives_the_same_as_the_site(layer_id):
    (listed,) = json.loads(body(f"{API}/kaartlagen"))["items"]
    one = json.loads(body(f"{API}/kaartlagen/{layer_id}"))

    assert one | {"cijfers": None} == listed | {"cijfers": None}
    assert {row["code"]: (row["waarde"], row["reden"]) for row in one["cijfers"]} == dict(
        zip(CODES, ((11, ""), (None, "not_given"), (1234, "")), strict=True)
    )
    for address in one["bestanden"].values():
        assert body("/" + address.split("/", 3)[3])
    assert json.loads(body(f"{API}/kaartlagen?onderwerp=people"))["count"] == 0
    assert json.loads(body(f"{API}/kaartlagen?niveau=buurt"))["count"] == 1


def test_a_layer_lies_in_the_coordinates_that_were_asked(layer_id):
    address = f"{API}/kaartlagen/{layer_id}/geojson"
    degrees, metres = Client().get(address), Client().get(address, {"crs": RD})

    assert degrees["Content-Crs"] == f"<{CRS84}>"
    assert metres["Content-Crs"] == f"<{RD}>"
    assert _first(degrees.json()) < 8 < 1000 < _first(metres.json())
    assert Client().get(address, {"crs": "EPSG:3857"}).status_code == 400


def _first(found) -> float:
    """The first number of the first shape."""
    found = found["features"][0]["geometry"]["coordinates"]
    while isinstance(found, list):
        found = found[0]
    return found
