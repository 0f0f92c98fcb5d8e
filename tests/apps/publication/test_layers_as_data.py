"""Public layers as files, in the catalogue and in the API: the same figures, with where they come from."""

import csv
import io
import json
from pathlib import Path

import fastexcel
import pyshacl
import pytest
from django.test import Client
from pyarrow import parquet
from rdflib import DCAT, DCTERMS, RDF, Graph, URIRef
from shapely.geometry import shape

from drieluik.apps.publication.open_layers.files import FORMS
from drieluik.apps.releases.mapping import CRS84, RD
from tests.factories.layers import CODES
from tests.factories.open_layers import (
    SOURCE,
    addresses,
    body,
    make_open_layer,
    place_with_layers,
)
from tests.factories.worlds import world

pytestmark = [
    pytest.mark.django_db,
    # the parser of rdflib itself uses what rdflib is going to take away
    pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning:rdflib"),
    pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning:pyshacl"),
]
SITE = "/openbaar/gm9901/"
API = "/api/v1/openbaar/gemeenten/gm9901"


@pytest.fixture(scope="module")
def laid(django_db_setup, django_db_blocker):
    """A municipality, who makes its layers, and a layer that everybody sees."""
    with world(django_db_blocker):
        yield place_with_layers()


@pytest.fixture
def layer_id(laid):
    return laid[2]


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


def test_a_file_says_how_shares_are_written(laid):
    place, maker, _layer_id = laid
    share = make_open_layer(place, maker, figures=(5, 10, 12.5), name="Alleen", kind="share")

    text = body(f"{SITE}kaartlagen/{share}/laag.csv").decode("utf-8-sig")

    assert "een aandeel als deel van 1" in text
    assert f"{CODES[2]};" in text
    assert ";0,125;" in text


def test_pages_and_files_set_no_cookie_and_are_asked_anew_by_their_mark(layer_id):
    for address in addresses(layer_id):
        answer = Client().get(address)
        assert not answer.cookies, address
        assert answer["Cache-Control"].startswith("public, max-age=300"), address
        assert answer["Last-Modified"], address
        again = Client().get(address, headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304, address


def test_the_catalogue_has_layers_with_the_licence_of_their_source(laid, settings):
    place, maker, layer_id = laid
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


def test_coordinates_can_be_asked_in_a_header_as_well(layer_id):
    address = f"{API}/kaartlagen/{layer_id}/geojson"
    metres = Client().get(address, {"crs": RD})

    asked = Client().get(address, headers={"Accept-Crs": f"<{RD}>"})
    both = Client().get(address, {"crs": CRS84}, headers={"Accept-Crs": RD})
    other = Client().get(
        address, headers={"Accept-Crs": "http://www.opengis.net/def/crs/EPSG/0/3857"}
    )

    assert asked.content == metres.content
    assert asked["Content-Crs"] == f"<{RD}>"
    assert "Accept-Crs" in asked["Vary"]
    assert asked["ETag"] != Client().get(address)["ETag"]
    assert both["Content-Crs"] == f"<{CRS84}>"
    assert other.status_code == 406
    assert other["Content-Type"] == "application/problem+json"
    assert [one["name"] for one in other.json()["invalidParams"]] == ["Accept-Crs"]


@pytest.mark.parametrize(
    ("path", "asked", "header", "status"),
    [
        ("kaartlagen/{layer}/geojson", {}, "EPSG:3857", 406),
        ("kaartlagen/{layer}/geojson", {"bbox": "1,2"}, RD, 400),
        ("kaartlagen/00000000-0000-4000-8000-000000000000/geojson", {}, "", 404),
        ("kaartlagen/00000000-0000-4000-8000-000000000000/geojson", {}, "EPSG:3857", 406),
        ("cijfers/bestaat-niet/2020-1/geojson", {}, RD, 404),
        ("gebieden/geojson", {"niveau": "straat"}, "", 400),
    ],
)
def test_a_refusal_says_that_other_coordinates_could_be_answered_otherwise(
    layer_id, path, asked, header, status
):
    headers = {"Accept-Crs": header} if header else {}

    answer = Client().get(f"{API}/{path.format(layer=layer_id)}", asked, headers=headers)

    assert answer.status_code == status
    assert _by(answer) == {"Accept-Crs"}
    assert answer["Content-Type"] == "application/problem+json"


def test_an_answer_that_did_not_change_and_a_head_say_so_as_well(layer_id):
    address = f"{API}/kaartlagen/{layer_id}/geojson"
    mark = Client().get(address)["ETag"]

    unchanged = Client().get(address, headers={"If-None-Match": mark})
    head = Client().head(address)

    assert (unchanged.status_code, _by(unchanged)) == (304, {"Accept-Crs"})
    assert (head.status_code, _by(head)) == (200, {"Accept-Crs"})


def test_an_answer_without_coordinates_depends_on_no_header(layer_id):
    assert _by(Client().get(f"{API}/kaartlagen/{layer_id}")) == set()


@pytest.mark.parametrize("crs", [CRS84, RD])
def test_a_box_gives_the_areas_that_touch_it_and_no_others(layer_id, crs):
    address = f"{API}/gebieden/geojson"
    everything = Client().get(address, {"crs": crs}).json()
    one, *others = everything["features"]
    left, low, right, high = shape(one["geometry"]).bounds
    middle = ((left + right) / 2, (low + high) / 2)

    found = Client().get(address, {"crs": crs, "bbox": ",".join(map(str, middle * 2))}).json()
    whole = Client().get(address, {"crs": crs, "bbox": ",".join(map(str, everything["bbox"]))})
    nowhere = Client().get(address, {"crs": crs, "bbox": "1,1,2,2"}).json()

    assert others
    assert [each["id"] for each in found["features"]] == [one["id"]]
    assert found["bbox"] == pytest.approx([left, low, right, high])
    assert whole.json()["features"] == everything["features"]
    assert nowhere["features"] == []
    assert "bbox" not in nowhere


@pytest.mark.parametrize(
    "box", ["1,2,3", "a,b,c,d", "3,0,1,2", "nan,0,1,2", "1,2,3,4,5", "-inf,0,inf,1"]
)
def test_a_box_that_is_none_is_refused_in_words(layer_id, box):
    answer = Client().get(f"{API}/kaartlagen/{layer_id}/geojson", {"bbox": box})

    assert answer.status_code == 400
    assert "vier getallen" in answer.json()["invalidParams"][0]["reason"]


def test_the_areas_are_those_of_the_map(layer_id):
    listed = json.loads(body(f"{API}/gebieden?niveau=buurt"))["items"]
    drawn = json.loads(body(f"{API}/gebieden/geojson"))["features"]

    assert {one["code"]: one["naam"] for one in listed} == {
        one["id"]: one["properties"]["naam"] for one in drawn
    }
    assert Client().get(f"{API}/gebieden", {"niveau": "straat"}).status_code == 400
    assert Client().get(f"{API}/gebieden/geojson", {"jaar": "x"}).status_code == 400


def _first(found) -> float:
    """The first number of the first shape."""
    found = found["features"][0]["geometry"]["coordinates"]
    while isinstance(found, list):
        found = found[0]
    return found


def _by(answer):
    """The headers by which an answer differs, beside how it is packed."""
    return {one.strip() for one in answer.get("Vary", "").split(",")} - {"", "Accept-Encoding"}
