"""The document as JSON and back, with its published schema.

The keys are the names of the fields of ``model``. Findings carry their Dutch sentences too, for
readers that do not have this programme.
"""

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from drieluik.core.documents.model import AgreementsDocument
from drieluik.core.findings import Finding, action_nl, message_nl

_SIMPLE = {str: "string", int: "integer", float: "number", bool: "boolean"}


def to_json(document: AgreementsDocument) -> dict[str, Any]:
    """The document as plain values that fit in JSON.

    Holds everything, names of leads included: it is for the parties, not for publication. See
    ``without_personal_names``.
    """
    encoded: dict[str, Any] = _encoded(document)
    return encoded


def from_json(content: Mapping[str, Any]) -> AgreementsDocument:
    """The document from what ``to_json`` gave.

    Raises:
        KeyError: A field is missing.
        TypeError: A value is not of the kind the schema asks.
    """
    document: AgreementsDocument = _decoded(AgreementsDocument, content)
    return document


def without_personal_names(document: AgreementsDocument) -> AgreementsDocument:
    """The document without names of persons among the leads, for readers outside the parties."""
    projects = []
    for project in document.focus_projects:
        names = [lead.name for lead in project.leads if lead.name]
        text = project.leads_text or ""
        for name in names:
            text = text.replace(name, "")
        leads = tuple(dataclasses.replace(lead, name=None) for lead in project.leads)
        shown = text if project.leads_text is not None else None
        projects.append(dataclasses.replace(project, leads=leads, leads_text=shown))
    return dataclasses.replace(document, focus_projects=tuple(projects), source_text="")


def schema_text() -> str:
    """The JSON schema of the document, as published in ``docs/reference``."""
    definitions: dict[str, Any] = {}
    root = _schema(AgreementsDocument, definitions)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Agreements document",
        "description": "Result of `drieluik agreements read FILE --json OUT`.",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _encoded(value: Any) -> Any:
    if isinstance(value, Finding):
        sentences = {"message": message_nl(value), "action": action_nl(value)}
        return {**_fields(value), **sentences}
    if dataclasses.is_dataclass(value):
        return _fields(value)
    if isinstance(value, tuple | list):
        return [_encoded(one) for one in value]
    if isinstance(value, Mapping):
        return {key: _encoded(one) for key, one in value.items()}
    return value.value if isinstance(value, Enum) else value


def _fields(value: Any) -> dict[str, Any]:
    return {one.name: _encoded(getattr(value, one.name)) for one in dataclasses.fields(value)}


def _decoded(kind: Any, value: Any) -> Any:
    origin, args = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _decoded_choice(args, value)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return kind(
            **{
                one.name: _decoded(hints[one.name], value[one.name])
                for one in dataclasses.fields(kind)
            }
        )
    if origin is tuple:
        kinds = [args[0]] * len(value) if args[-1] is Ellipsis else args
        return tuple(_decoded(one, part) for one, part in zip(kinds, value, strict=True))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if origin is not None and issubclass(origin, Mapping):
        return {key: _decoded(args[1], part) for key, part in value.items()}
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is not {kind.__name__}")
    return value


def _decoded_choice(kinds: tuple[Any, ...], value: Any) -> Any:
    if value is None and type(None) in kinds:
        return None
    plain = [one for one in kinds if one in _SIMPLE]
    if plain and len(plain) == len([one for one in kinds if one is not type(None)]):
        if not isinstance(value, tuple(plain)):
            raise TypeError(f"{value!r} is not one of {plain}")
        return value
    return _decoded(next(one for one in kinds if one is not type(None)), value)


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, args = get_origin(kind), get_args(kind)
    if kind in _SIMPLE:
        return {"type": _SIMPLE[kind]}
    if kind is type(None):
        return {"type": "null"}
    if origin in {Union, types.UnionType}:
        return {"anyOf": [_schema(one, definitions) for one in args]}
    if origin is tuple:
        return _schema_of_row(args, definitions)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [one.value for one in kind]}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _schema(args[1], definitions)}
    return _schema_of_record(kind, definitions)


def _schema_of_row(args: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    if args[-1] is Ellipsis:
        return {"type": "array", "items": _schema(args[0], definitions)}
    parts = [_schema(one, definitions) for one in args]
    return {"type": "array", "prefixItems": parts, "minItems": len(parts), "maxItems": len(parts)}


def _schema_of_record(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}
        hints = typing.get_type_hints(kind)
        properties = {
            one.name: _schema(hints[one.name], definitions) for one in dataclasses.fields(kind)
        }
        if kind is Finding:
            properties |= {"message": {"type": "string"}, "action": {"type": "string"}}
        definitions[name] = {
            "type": "object",
            "description": (kind.__doc__ or "").strip().split("\n")[0],
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}
