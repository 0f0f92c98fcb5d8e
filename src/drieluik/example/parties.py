"""The organisations of the example, who speaks for whose tenants, and the made-up persons.

Comes in: ``data/parties.yaml``. Goes out: frozen rows. Knows no agreement and no delivery.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

import yaml

from drieluik.example.places import CITY


class PartyKind(StrEnum):
    """What kind of organisation a party is."""

    MUNICIPALITY = "municipality"
    CORPORATION = "corporation"
    TENANTS = "tenants"
    COUNCIL = "council"
    OTHER = "other"


class Track(StrEnum):
    """Whether tenants take part in the joint consultation or in one with their landlord only."""

    JOINT = "joint"
    SEPARATE = "separate"


class Role(StrEnum):
    """What a person may do for a party."""

    READER = "reader"
    EDITOR = "editor"
    CONTROLLER = "controller"
    DELEGATE = "delegate"
    STEWARD = "steward"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Party:
    """One organisation.

    Attributes:
        code: Short name used in files and addresses, such as ``ons-huis``.
        name: Name for people.
        kind: What kind of organisation.
        cbs_code: CBS code of a municipality, else None.
        delivers: Ids of the tables that a corporation delivers; the other tables do not apply
            to it and stay empty.
        not_applicable: Table -> reason, of the tables of which it recorded that they do not apply;
            of others that it does not deliver it said nothing.
        houses: ``students`` for a corporation that houses students, else None.
        fictitious: True when the name is made up.
        places: Codes of the municipalities it takes part in.
    """

    code: str
    name: str
    kind: PartyKind
    cbs_code: str | None = None
    delivers: tuple[str, ...] = ()
    not_applicable: Mapping[str, str] = field(default_factory=dict, hash=False)
    houses: str | None = None
    fictitious: bool = False
    places: tuple[str, ...] = (CITY.code,)


@dataclass(frozen=True, slots=True)
class Representation:
    """A tenants' party speaks for the tenants of a corporation somewhere, along a track."""

    tenants: str
    corporation: str
    track: Track
    place: str = CITY.code


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up person with a made-up address.

    Attributes:
        name: Made-up name.
        email: Address under ``voorbeeld.example``, which can never exist.
        task_nl: What the person does, in Dutch.
        party: Code of the party.
        roles: What the person may do for that party.
    """

    name: str
    email: str
    task_nl: str
    party: str
    roles: tuple[Role, ...]


@cache
def parties() -> tuple[Party, ...]:
    """Return all organisations of the example: municipality, corporations, tenants, others."""
    return tuple(
        Party(
            **{
                **entry,
                "kind": PartyKind(entry["kind"]),
                "delivers": tuple(entry.get("delivers", ())),
                "places": tuple(entry.get("places", (CITY.code,))),
            }
        )
        for entry in _content()["parties"]
    )


@cache
def representation() -> tuple[Representation, ...]:
    """Return who speaks for the tenants of which corporation; De Veste has nobody."""
    return tuple(
        Representation(**{**entry, "track": Track(entry["track"])})
        for entry in _content()["representation"]
    )


@cache
def persons() -> tuple[Person, ...]:
    """Return the made-up persons, at least one for every role."""
    return tuple(
        Person(**{**entry, "roles": tuple(Role(role) for role in entry["roles"])})
        for entry in _content()["persons"]
    )


def party(code: str) -> Party:
    """Return the organisation with this code.

    Raises:
        KeyError: There is no such organisation.
    """
    for organisation in parties():
        if organisation.code == code:
            return organisation
    raise KeyError(code)


def corporations() -> tuple[Party, ...]:
    """Return the five corporations."""
    return _of_kind(PartyKind.CORPORATION)


def tenants_parties() -> tuple[Party, ...]:
    """Return the parties that speak for tenants in the city."""
    return tuple(one for one in _of_kind(PartyKind.TENANTS) if CITY.code in one.places)


def _of_kind(kind: PartyKind) -> tuple[Party, ...]:
    return tuple(organisation for organisation in parties() if organisation.kind is kind)


@cache
def _content() -> dict[str, Any]:
    text = (resources.files("drieluik.example") / "data" / "parties.yaml").read_text("utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content
