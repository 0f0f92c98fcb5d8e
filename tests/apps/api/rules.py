"""The rules of the Dutch API Design Rules, each with what shows whether the API keeps it.

The 26 rules of version 2.1.0 (27 August 2025) and the 10 that the working version 2.2 adds, by the
names of the standard. What no machine can see is named, and stands in ``docs/developers/api.md``
with how it is met or not.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator

from drieluik.config.answers import API_VERSION, PROBLEM

BASE = "/api/v1"
OPEN = f"{BASE}/openbaar/gemeenten"
SHUT = f"{BASE}/aanleveringen"
DESCRIPTION = f"{BASE}/openapi.json"
BY_PEOPLE = "no machine can see this"
SNAKE_KEYS = {"page_size"}
"""Known: the one key that 2.2 wants otherwise; it changes with a next major version."""

_KEBAB = re.compile(r"^(/([a-z0-9]+(-[a-z0-9]+)*|\{[^}]+\}|openapi\.json|geojson))+$")
_CAMEL = re.compile(r"^[a-z][a-zA-Z0-9]*$")
_SEMVER = re.compile(r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$")
Description = dict[str, Any]


def operations(found: Description) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every path, method and operation."""
    for path, methods in found["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def answers() -> dict[str, Any]:
    """One answer of every sort: what is open and shut, there and not there, right and wrong."""
    client = Client()
    return {
        "open": client.get(OPEN, secure=True),
        "description": client.get(DESCRIPTION, secure=True),
        "head": client.head(OPEN, secure=True),
        "not signed in": client.get(SHUT, secure=True),
        "not there": client.get(f"{BASE}/bestaat-niet", secure=True),
        "not public": client.get(f"{OPEN}/bestaat-niet", secure=True),
        "root": client.get(f"{BASE}/", secure=True),
        "not valid": client.get(OPEN, {"page": "nul"}, secure=True),
        "not this way": client.delete(SHUT, secure=True),
        "nothing to send": client.post(OPEN, secure=True),
        "no address": client.get(f"{BASE}/a%00b", secure=True),
        "no host": client.get(OPEN, secure=True, headers={"host": "elders.example"}),
    }


def no_trailing_slash(found: Description) -> None:
    assert [path for path in found["paths"] if path.endswith("/")] == []
    plain = [
        path for path, method, _one in operations(found) if method == "get" and "{" not in path
    ]
    for path in plain:
        assert Client().get(f"{BASE}{path}/").status_code == 404, path


def http_methods(found: Description) -> None:
    assert {method for _p, method, _o in operations(found)} <= {
        "get",
        "post",
        "put",
        "patch",
        "delete",
    }
    told = answers()
    assert (told["head"].status_code, told["head"].content) == (200, b"")
    assert int(told["head"]["Content-Length"]) == len(told["open"].content)
    assert told["not this way"]["Allow"] == "GET"
    assert told["nothing to send"].status_code == 405


def http_safety(found: Description) -> None:
    """Only GET and POST: that looking changes nothing is tried for every address in tests/apps/rights."""
    assert {method for _path, method, _one in operations(found)} == {"get", "post"}


def http_response_code(found: Description) -> None:
    statuses = {name: answer.status_code for name, answer in answers().items()}
    assert statuses == {
        "open": 200, "description": 200, "head": 200, "not signed in": 401, "not there": 404,
        "not public": 404, "root": 404, "not valid": 400, "not this way": 405,
        "nothing to send": 405, "no address": 400, "no host": 400,
    }  # fmt: skip


def hide_implementation(found: Description) -> None:
    words = json.dumps(found).lower()
    assert [
        one
        for one in ("drieluik_apps", "django", "ninja", "pydantic", "sqlite", "postgres")
        if one in words
    ] == []
    for answer in answers().values():
        assert not {"Server", "X-Powered-By"} & set(answer.headers)


def doc_openapi(found: Description) -> None:
    assert found["openapi"].startswith("3.1")
    assert list(OpenAPIV31SpecValidator(found).iter_errors()) == []
    names = [one["operationId"] for _path, _method, one in operations(found)]
    assert len(names) == len(set(names))


def doc_openapi_contact(found: Description) -> None:
    assert {name for name, told in found["info"]["contact"].items() if told} == {
        "name",
        "url",
        "email",
    }


def publish_openapi(found: Description) -> None:
    answer = answers()["description"]
    assert answer["Content-Type"].startswith("application/json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json() == found


def uri_version(found: Description) -> None:
    (server,) = found["servers"]
    assert server["url"].endswith(f"/v{API_VERSION.split('.')[0]}")
    assert [path for path in found["paths"] if re.search(r"/v\d", path)] == []


def semver(found: Description) -> None:
    assert _SEMVER.match(found["info"]["version"])


def version_header(found: Description) -> None:
    assert {answer["API-Version"] for answer in answers().values()} == {found["info"]["version"]}
    for path, method, one in operations(found):
        for status, told in one["responses"].items():
            assert status >= "400" or "API-Version" in told["headers"], (path, method, status)


def deprecation_schedule(found: Description) -> None:
    assert "at least 12 months" in found["info"]["description"]
    assert [path for path, _method, one in operations(found) if one.get("deprecated")] == []


def tls(found: Description) -> None:
    assert found["servers"][0]["url"].startswith("https://")
    for answer in answers().values():
        assert "max-age=31536000" in answer["Strict-Transport-Security"]


def security_headers(found: Description) -> None:
    for name, answer in answers().items():
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"], name
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["Content-Type"]
        kept = "public" if name in ("open", "head", "not public") else "no-store"
        assert answer["Cache-Control"].startswith(kept), name


def cors(found: Description) -> None:
    told = answers()
    for name in ("open", "description", "not public", "nothing to send"):
        assert told[name]["Access-Control-Allow-Origin"] == "*", name
    for name in ("not signed in", "not there", "not this way"):
        assert "Access-Control-Allow-Origin" not in told[name], name
    before = Client().options(OPEN, headers={"origin": "https://elders.example"})
    assert before.status_code == 204
    assert "If-None-Match" in before["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Origin" not in Client().options(SHUT)


def kebab_case(found: Description) -> None:
    assert [path for path in found["paths"] if not _KEBAB.match(path)] == []


def camel_case(found: Description) -> None:
    keys = {
        one["name"] for _p, _m, operation in operations(found)
        for one in operation["parameters"] if one["in"] == "query"
    }  # fmt: skip
    assert {key for key in keys if not _CAMEL.match(key)} == SNAKE_KEYS


def date_time_format(found: Description) -> None:
    kinds = {one["format"] for _name, one in _fields(found) if "format" in one}
    assert kinds <= {"date", "date-time", "time-local", "uuid", "binary", "uri-reference"}


def date_omit_time(found: Description) -> None:
    named = [one for name, one in _fields(found) if re.search(r"datum|date", name, re.IGNORECASE)]
    assert named
    assert {one.get("format") for one in named} <= {"date", None}


def problem_details(found: Description) -> None:
    assert {"status", "title", "detail"} <= set(
        found["components"]["schemas"]["Problem"]["required"]
    )
    for path, method, one in operations(found):
        for status, told in one["responses"].items():
            if status >= "400" and "$ref" not in told:
                assert PROBLEM in told["content"], (path, method, status)
    for name, answer in answers().items():
        if answer.status_code >= 400:
            assert answer["Content-Type"] == PROBLEM, name
            assert {"status", "title", "detail"} <= set(answer.json()), name
            assert answer.json()["status"] == answer.status_code


def invalid_input(found: Description) -> None:
    for path, method, one in operations(found):
        if one["parameters"] or method != "get":
            assert "400" in one["responses"], (path, method)
            assert "422" not in one["responses"], (path, method)


def all_errors(found: Description) -> None:
    answer = Client().get(OPEN, {"page": "nul", "page_size": "veel"})
    assert {one["name"] for one in answer.json()["invalidParams"]} == {"page", "page_size"}


def _fields(found: Description) -> Iterator[tuple[str, dict[str, Any]]]:
    for schema in found["components"]["schemas"].values():
        for name, field in schema.get("properties", {}).items():
            for one in field.get("anyOf", [field]):
                yield name, one


Check = Callable[[Description], None]
V2_1: dict[str, Check | str] = {
    "/core/naming-resources": BY_PEOPLE,
    "/core/naming-collections": BY_PEOPLE,
    "/core/interface-language": BY_PEOPLE,
    "/core/no-trailing-slash": no_trailing_slash,
    "/core/hide-implementation": hide_implementation,
    "/core/http-methods": http_methods,
    "/core/http-safety": http_safety,
    "/core/http-response-code": http_response_code,
    "/core/stateless": BY_PEOPLE,
    "/core/nested-child": BY_PEOPLE,
    "/core/resource-operations": BY_PEOPLE,
    "/core/doc-openapi": doc_openapi,
    "/core/doc-openapi-contact": doc_openapi_contact,
    "/core/doc-language": BY_PEOPLE,
    "/core/publish-openapi": publish_openapi,
    "/core/deprecation-schedule": deprecation_schedule,
    "/core/transition-period": BY_PEOPLE,
    "/core/uri-version": uri_version,
    "/core/changelog": BY_PEOPLE,
    "/core/semver": semver,
    "/core/version-header": version_header,
    "/core/transport/tls": tls,
    "/core/transport/no-sensitive-uris": BY_PEOPLE,
    "/core/transport/security-headers": security_headers,
    "/core/transport/cors": cors,
    "/core/modules/geospatial": BY_PEOPLE,
}
V2_2: dict[str, Check | str] = {
    "/core/path-segments-kebab-case": kebab_case,
    "/core/query-keys-camel-case": camel_case,
    "/core/date-time/format": date_time_format,
    "/core/date-time/timezone": BY_PEOPLE,
    "/core/date-time/date-omit-time-portion": date_omit_time,
    "/core/error-handling/problem-details": problem_details,
    "/core/error-handling/invalid-input": invalid_input,
    "/core/error-handling/all-errors": all_errors,
    "/core/modules/signing": BY_PEOPLE,
    "/core/modules/encryption": BY_PEOPLE,
}
RULES = V2_1 | V2_2
