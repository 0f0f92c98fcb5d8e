"""The catalogue of public figures for data portals, held against the mandatory part of DCAT-AP-NL 3."""

import json
from pathlib import Path

import pyshacl
import pytest
from django.test import Client
from rdflib import DCAT, DCTERMS, RDF, Graph

from drieluik.apps.releases.files import FORMS
from tests.factories.releases import place_with_counts, prepare, publish
from tests.factories.worlds import world

pytestmark = [
    pytest.mark.django_db,
    # the parser of rdflib itself uses what rdflib is going to take away
    pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning:rdflib"),
    pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning:pyshacl"),
]
CATALOGUE = "/openbaar/gm9001/catalogus.jsonld"
SHAPES = Path(__file__).with_name("dcat_ap_nl.ttl")
LICENCE = "https://example.org/licentie"


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """A municipality of which two figures over a half-year are public."""
    with world(django_db_blocker):
        place = place_with_counts()
        publish(prepare(place, tables=("evictions", "sales")))
        yield place


@pytest.fixture
def chosen(settings):
    """The municipality chose a licence."""
    settings.OPEN_DATA_LICENCE = LICENCE


def graph_of(text: str) -> Graph:
    return Graph().parse(data=text, format="json-ld")


def test_the_catalogue_has_all_that_the_profile_makes_mandatory(place, chosen):
    answer = Client().get(CATALOGUE)
    assert answer.headers["Content-Type"] == "application/ld+json"
    found = graph_of(answer.content.decode())

    conforms, _graph, told = pyshacl.validate(found, shacl_graph=Graph().parse(SHAPES))

    assert conforms, told
    datasets = set(found.subjects(RDF.type, DCAT.Dataset))
    assert len(datasets) == 2
    (service,) = found.subjects(RDF.type, DCAT.DataService)
    assert set(found.objects(service, DCAT.servesDataset)) == datasets
    assert len(set(found.subjects(RDF.type, DCAT.Distribution))) == 2 * len(FORMS)
    assert {str(one) for one in found.objects(None, DCTERMS.license)} == {LICENCE}


def test_the_shapes_see_what_is_missing(place, chosen):
    content = json.loads(Client().get(CATALOGUE).content)
    del content["dcat:dataset"][0]["dct:creator"]
    del content["dcat:dataset"][1]["dcat:distribution"][0]["dct:license"]
    del content["dcat:service"][0]["dcat:endpointURL"]

    _conforms, _graph, told = pyshacl.validate(
        graph_of(json.dumps(content)), shacl_graph=Graph().parse(SHAPES)
    )

    assert told.count("Constraint Violation") == 3


def test_every_address_in_the_catalogue_answers(place, chosen):
    found = graph_of(Client().get(CATALOGUE).content.decode())

    kinds = (DCAT.downloadURL, DCAT.accessURL, DCAT.endpointURL, DCAT.endpointDescription)
    for address in {one for kind in kinds for one in found.objects(None, kind)}:
        path = "/" + str(address).split("/", 3)[3]
        assert Client().get(path).status_code == 200, path


def test_without_a_licence_there_is_no_catalogue(place, settings):
    settings.OPEN_DATA_LICENCE = ""

    assert Client().get(CATALOGUE).status_code == 404
    assert b"catalogus.jsonld" not in Client().get("/openbaar/gm9001/cijfers/").content
