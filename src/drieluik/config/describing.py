"""How the API describes itself: OpenAPI, with what the Dutch API Design Rules ask of it."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from drieluik.apps.connections.access import OAuth2
from drieluik.config.answers import API_VERSION, PROBLEM

BASE = "/api/v1"
_GEOJSON = "application/geo+json"
OPEN = "openbaar"
"""Tag of what asks no sign-in."""
POLICY = """Agreements of Dutch municipalities on social housing, and how they are kept.

Names are Dutch, as in the law and in the glossary of the product. Addresses under `/openbaar` ask
no sign-in and give what stands on the public sites. All others ask the session of somebody who
signed in and give what that person may read, or the token of a programme and give what its party
may read. Programmes get a token by OAuth 2 (client credentials).

**Versions.** The number follows semantic versioning; every answer carries it as `API-Version`.
Within `v1` parts are added and never taken away or changed. What will go is marked as deprecated
here, carries the headers `Deprecation` and `Sunset`, and stays for at least 12 months. When there
is a `v2`, `v1` stays for 12 months beside it; no more than two major versions exist at once. What
changed between versions stands in the changelog of the product. Nothing is deprecated now.
"""
_VERSION_HEADER = {
    "API-Version": {
        "description": "The full version of the API",
        "schema": {"type": "string", "examples": [API_VERSION]},
    }
}
_PROBLEM = {
    "title": "Problem",
    "description": "An error, as in RFC 9457",
    "type": "object",
    "required": ["status", "title", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "invalidParams": {
            "description": "With 400: every part of the question that is not right",
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "reason"],
                "properties": {"name": {"type": "string"}, "reason": {"type": "string"}},
            },
        },
    },
}
_UNCHANGED = {
    "description": "It did not change since the ETag that was sent",
    "headers": _VERSION_HEADER,
}
_WHY = {
    "400": "Part of the question is not right",
    "401": "Not signed in",
    "403": "Not allowed",
    "404": "This does not exist, or it is not shared with who asks",
    "405": "This address cannot be asked with this method",
    "406": "Coordinates cannot be had like that",
    "409": "This is not possible now",
    "413": "The file is too large",
}


def described(api: NinjaAPI) -> dict[str, Any]:
    """Return the description of the API: every operation with its errors and its headers."""
    found: dict[str, Any] = dict(_Description(api, ""))
    found["info"] = {
        **found["info"],
        "description": POLICY,
        "contact": contact(),
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    }
    found["servers"] = [{"url": f"{settings.SITE_ADDRESS}{BASE}"}]
    for method, operation in _operations(found):
        _add_errors(method, operation)
    found["tags"] = [{"name": name} for name in sorted(_tags(found))]
    found["paths"]["/openapi.json"] = {"get": _OF_ITSELF}
    components = found["components"]
    for schema in components["schemas"].values():
        _name_times(schema)
    components["schemas"] = {**components["schemas"], "Problem": _PROBLEM}
    components["responses"] = {
        f"Problem{status}": {
            "description": why,
            "headers": _VERSION_HEADER,
            "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, why in _WHY.items()
    }
    return found


class _Description(OpenAPISchema):
    """Tells of every operation which scope a programme needs, and which only people do."""

    def operation_security(self, operation: Operation) -> list[dict[str, Any]] | None:
        """Name the ways to sign in for an operation."""
        told = super().operation_security(operation)
        for auth in operation.auth_callbacks:
            if isinstance(auth, OAuth2):
                (way,) = (one for one in told or () if OAuth2.__name__ in one)
                if not auth.methods & set(operation.methods):
                    told = [one for one in told or () if one is not way]
                else:
                    way[OAuth2.__name__] = [auth.scope.value]
        return told


def contact() -> dict[str, str]:
    """Return whom to ask about the API of this installation."""
    return {
        "name": settings.API_CONTACT_NAME,
        "url": settings.API_CONTACT_URL,
        "email": settings.API_CONTACT_MAIL,
    }


_OF_ITSELF = {
    "operationId": "getOpenapi",
    "summary": "This description",
    "tags": ["openapi"],
    "parameters": [],
    "responses": {
        "200": {
            "description": "OK",
            "headers": {
                **_VERSION_HEADER,
                "Access-Control-Allow-Origin": {
                    "description": "Every site may read this",
                    "schema": {"const": "*"},
                },
            },
            "content": {"application/json": {"schema": {"type": "object"}}},
        }
    },
}


def _operations(found: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for methods in found["paths"].values():
        yield from methods.items()


def _tags(found: dict[str, Any]) -> set[str]:
    named = {tag for _method, one in _operations(found) for tag in one.get("tags", ())}
    return named | {"openapi"}


def _add_errors(method: str, operation: dict[str, Any]) -> None:
    given = {str(status): answer for status, answer in operation["responses"].items()}
    for status, answer in given.items():
        _keep_what_was_told(answer.get("content", {}))
        answer["headers"] = {**answer.get("headers", {}), **_VERSION_HEADER}
        if status >= "400":
            # what an operation itself tells of an error stands beside the usual fields; a fault
            # in the question itself comes before the operation, and has none of it
            own = answer["content"]["application/json"]["schema"]
            usual = {"$ref": "#/components/schemas/Problem"}
            either = [{"allOf": [usual, own]}, usual]
            answer["content"] = {PROBLEM: {"schema": {"anyOf": either}}}
    if operation.get("tags") == [OPEN]:
        given["304"] = _UNCHANGED
    for status in _errors(method, operation):
        given.setdefault(status, {"$ref": f"#/components/responses/Problem{status}"})
    operation["responses"] = dict(sorted(given.items()))


def _keep_what_was_told(content: dict[str, Any]) -> None:
    """Leave out that an answer can be any JSON, where it was told what it is."""
    if len(content) > 1 and set(content["application/json"]["schema"]) <= {"title"}:
        del content["application/json"]


def _name_times(schema: dict[str, Any]) -> None:
    """Say of a time of a day that it is that of the place: it has no offset from UTC."""
    for field in schema.get("properties", {}).values():
        for one in field.get("anyOf", [field]):
            if one.get("format") == "time":
                one["format"] = "time-local"


def _errors(method: str, operation: dict[str, Any]) -> Iterator[str]:
    """Give the errors that an operation can answer with."""
    if operation["parameters"] or method != "get":
        yield "400"
    if operation.get("security"):
        yield from ("401", "403")
    if any(one["in"] == "path" for one in operation["parameters"]):
        yield "404"
    if method != "get":
        yield "409"
    if "multipart/form-data" in operation.get("requestBody", {}).get("content", ()):
        yield "413"
    if operation.get("tags") == [OPEN] and _GEOJSON in _answers(operation):
        yield "406"
    yield "405"


def _answers(operation: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = operation["responses"].get(200, {}).get("content", {})
    return found
