"""Whatever is asked of the API, it answers as its description says, and never breaks.

Questions are made up from the description by schemathesis and asked in this process: a few of every
operation, those that change something as the data steward. ``DRIELUIK_QUESTIONS`` asks that many of each.
"""

import json
import os
from copy import deepcopy

import pytest
import schemathesis
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis.strategies import one_of
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from drieluik.apps.agreements.selectors import list_clauses
from drieluik.config.api import api
from tests.factories.accounts import make_user
from tests.factories.layers import lay_sourced
from tests.factories.open_layers import confirm, second_person, state
from tests.factories.organisations import make_actor, make_party
from tests.factories.publication import lay_adopted
from tests.factories.releases import place_with_counts, prepare, publish
from tests.factories.worlds import world

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
TOKEN = "a" * 32
ASKED = int(os.environ.get("DRIELUIK_QUESTIONS", "0"))
DESCRIBED = json.loads(json.dumps(api.get_openapi_schema(), default=str))
ACTS = [path for path, methods in DESCRIBED["paths"].items() if "post" in methods]
READ = [path for path, methods in DESCRIBED["paths"].items() if "get" in methods]
OPEN = [path for path in READ if path.startswith("/openbaar/")]
SHUT = [path for path in READ if path not in (*OPEN, "/openapi.json")]
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]


def asking(usual: int) -> examples:
    return examples(
        max_examples=ASKED or usual,
        derandomize=not ASKED,
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(scope="module", autouse=True)
def _connection_stays():
    """A question ends with closing the connection that holds the world; a server gets a new one."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def known(django_db_setup, django_db_blocker):
    """What is there, by the name that addresses give it: public figures, agreements and decisions."""
    with world(django_db_blocker):
        place = place_with_counts()
        publish(prepare(place))
        meeting = lay_adopted()
        municipal = make_party(code="gemeente-voorbeeld", kind="municipality", municipality=place)
        maker = make_actor("steward", party=municipal)
        layer_id = lay_sourced(maker, "Huishoudens")
        state(place, layer_id, maker)
        confirm(place, layer_id, second_person(place))
        make_actor("reader", party=make_party(code="corporatie-a", municipality=place))
        yield {
            "gemeente": ["gm9001"],
            "afspraak": [str(list_clauses(place.id)[0].clause_id)],
            "overleg": [str(meeting.id)],
            "cijfer": ["evictions"],
            "kaartlaag": [str(layer_id)],
            "halfjaar": ["2020-1"],
            "periode": ["2020-1"],
            "corporatie": ["corporatie-a"],
            "nummer": ["1.1"],
            "indicator": ["evictions"],
            "code": ["BU90010000"],
        }


@pytest.fixture(scope="module")
def questions(known):
    """The description, with what is there for who makes up addresses."""
    described = deepcopy(DESCRIBED)
    described["servers"] = [{"url": "http://testserver/api/v1"}]
    for operation in (one for methods in described["paths"].values() for one in methods.values()):
        # the session is given by the test itself, always the right one
        operation.pop("security", None)
        for one in operation["parameters"]:
            if one["in"] == "path" and one["schema"]["type"] == "string":
                one["schema"] |= {"enum": known[one["name"]]} if one["name"] in known else {}
    schema = schemathesis.openapi.from_dict(described)
    schema.app = get_wsgi_application()
    return schema


def ask(operation, usual, headers=None, **more):
    """Ask right and wrong questions of one address, and hold every answer against the description."""
    said = {"Accept-Encoding": "identity", **(headers or {})}

    @given(one_of(*(operation.as_strategy(generation_mode=mode) for mode in GenerationMode)))
    @asking(usual)
    def asked(case):
        case.call_and_validate(checks=CHECKS, headers=said, **more)

    asked()


def cookies_of(email) -> dict[str, str]:
    client = Client()
    client.force_login(make_user(email=email))
    return {name: one.value for name, one in client.cookies.items()}


@pytest.mark.parametrize("path", OPEN)
def test_what_is_public(questions, path):
    ask(questions[path]["GET"], 12)


@pytest.mark.parametrize("path", SHUT)
def test_what_a_reader_may_read(questions, path):
    ask(questions[path]["GET"], 4, cookies=cookies_of("reader@corporatie-a.example"))


@pytest.mark.parametrize("path", ACTS)
def test_what_a_steward_does(questions, path):
    cookies = cookies_of("steward@gemeente-voorbeeld.example")
    cookies[settings.CSRF_COOKIE_NAME] = TOKEN

    ask(questions[path]["POST"], 4, {"X-CSRFToken": TOKEN}, cookies=cookies)
