"""The whole API keeps the Dutch API Design Rules, and the page about them says the same."""

import json
import re
from pathlib import Path

import pytest
from django.http import JsonResponse
from django.test import RequestFactory
from django.urls import get_resolver
from django.utils import translation
from ninja.openapi.schema import OpenAPISchema

from drieluik.config.answers import answers_of_the_api
from drieluik.config.api import api
from tests.apps.api.rules import BY_PEOPLE, RULES, V2_1, V2_2, operations

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parents[3] / "docs/developers/api.md"
TRIED = [name for name, check in RULES.items() if check != BY_PEOPLE]


@pytest.fixture(scope="module")
def description():
    return json.loads(json.dumps(api.get_openapi_schema(), default=str))


def clashing(api) -> set[str]:
    """The names that stand for two different things in the description."""
    noting = _Noting(api, "")
    return {name for name, meanings in noting.meanings.items() if len(meanings) > 1}


class _Noting(OpenAPISchema):
    """Notes what every name stands for, where the framework keeps the last one only."""

    def __init__(self, api, path_prefix: str) -> None:
        self.meanings: dict[str, set[str]] = {}
        super().__init__(api, path_prefix)

    def add_schema_definitions(self, definitions: dict) -> None:
        for name, meaning in definitions.items():
            told = json.dumps(meaning, sort_keys=True, default=str)
            self.meanings.setdefault(name, set()).add(told)
        super().add_schema_definitions(definitions)


@pytest.mark.parametrize("rule", TRIED)
def test_the_api_keeps_the_rule(rule, description):
    RULES[rule](description)


def test_all_rules_are_here():
    assert (len(V2_1), len(V2_2)) == (26, 10)


def test_the_page_tells_of_every_rule_how_it_is_seen():
    rows = re.findall(r"^\| `(/core/[\w/-]+)` \| (\w[\w ]*) \|", PAGE.read_text("utf-8"), re.M)

    assert [name for name, _how in rows] == list(RULES)
    for name, how in rows:
        assert how in ("test", "partly", "people", "no"), name
        if how == "test":
            assert name in TRIED
        if how == "people":
            assert name not in TRIED


def test_no_two_parts_of_answers_share_a_name(description):
    """Two classes with one name become one entry, and the description tells what is not so."""
    assert clashing(api) == set()
    assert len(description["components"]["schemas"]) > 100


def test_every_address_of_the_api_is_described(description):
    inner = next(one for one in get_resolver().url_patterns if str(one.pattern) == "api/v1/")
    routes = {
        "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(one.pattern))
        for one in inner.url_patterns
        if one.name != "api-root"
    }

    assert routes == {path for path, _method, _one in operations(description)}


@pytest.mark.parametrize("spoken", ["en", "nl"])
def test_an_error_before_the_language_is_chosen_speaks_dutch(client, spoken):
    with translation.override(spoken):
        answer = client.get("/api/v1/a%00b")

    assert answer.json()["title"] == "Niet geldig"


def test_what_an_operation_tells_never_hides_what_an_error_is():
    told = {"status": "x", "title": "y", "detail": "z", "regels": [1]}

    answer = answers_of_the_api(lambda request: JsonResponse(told, status=400))(
        RequestFactory().get("/api/v1/iets")
    )

    assert json.loads(answer.content) == {
        "type": "about:blank",
        "title": "Niet geldig",
        "status": 400,
        "detail": "Een deel van de vraag klopt niet.",
        "regels": [1],
    }
