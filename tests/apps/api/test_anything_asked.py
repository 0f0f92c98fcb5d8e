"""Whatever is asked of the API, it answers as its description says, and never breaks.

Questions are made up from the description by schemathesis and asked in this process: a few of every
operation that reads. ``DRIELUIK_QUESTIONS`` asks that many of each.
"""

import json
import os
from copy import deepcopy

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from drieluik.apps.agreements.selectors import list_clauses
from drieluik.config.api import api
from tests.factories.accounts import make_user
from tests.factories.organisations import make_actor, make_party
from tests.factories.publication import lay_adopted
from tests.factories.releases import place_with_counts, prepare, publish
from tests.factories.worlds import world

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
ASKED = int(os.environ.get("DRIELUIK_QUESTIONS", "0"))
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]


def asking(usual: int) -> settings:
    return settings(
        max_examples=ASKED or usual,
        deadline=None,
        derandomize=not ASKED,
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(scope="module")
def known(django_db_setup, django_db_blocker):
    """What is there, by the name that addresses give it: public figures, agreements and decisions."""
    with world(django_db_blocker):
        place = place_with_counts()
        publish(prepare(place))
        meeting = lay_adopted()
        make_actor("reader", party=make_party(code="corporatie-a", municipality=place))
        yield {
            "gemeente": ["gm9001"],
            "afspraak": [str(list_clauses(place.id)[0].clause_id)],
            "overleg": [str(meeting.id)],
            "cijfer": ["evictions"],
            "halfjaar": ["2020-1"],
            "periode": ["2020-1"],
            "corporatie": ["corporatie-a"],
            "nummer": ["1.1"],
            "indicator": ["evictions"],
            "code": ["BU90010000"],
        }


def questions_of(known, *, is_open: bool):
    """What can be read, asked of what is there as well as of what is not."""
    described = deepcopy(json.loads(json.dumps(api.get_openapi_schema(), default=str)))
    described["servers"] = [{"url": "http://testserver/api/v1"}]
    described["paths"] = {
        path: {"get": methods["get"]}
        for path, methods in described["paths"].items()
        if "get" in methods and path.startswith("/openbaar/") == is_open
    }
    for methods in described["paths"].values():
        for one in methods["get"]["parameters"]:
            if one["in"] == "path" and one["name"] in known:
                one["schema"]["enum"] = known[one["name"]]
    schema = schemathesis.openapi.from_dict(described)
    schema.app = get_wsgi_application()
    return schema


@pytest.fixture
def open_questions(known):
    return questions_of(known, is_open=True)


@pytest.fixture
def shut_questions(known):
    return questions_of(known, is_open=False)


OPEN = schemathesis.pytest.from_fixture("open_questions")
SHUT = schemathesis.pytest.from_fixture("shut_questions")


@OPEN.parametrize()
@asking(12)
def test_what_is_public(case):
    case.call_and_validate(checks=CHECKS)


@SHUT.parametrize()
@asking(3)
def test_what_a_reader_may_read(case):
    client = Client()
    client.force_login(make_user(email="reader@corporatie-a.example"))
    cookies = {name: one.value for name, one in client.cookies.items()}
    case.call_and_validate(checks=CHECKS, cookies=cookies)
