"""What is not right in a question is told in Dutch, at its place, whatever kind of fault it is."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

import pytest
from django.test import Client
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from drieluik.config.faults import reason_of

PUBLIC = "/api/v1/openbaar/gemeenten"


class Fields(BaseModel):
    """Any fields."""

    one: int


def told(kind: object, given: object) -> str:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(given)
    return reason_of(refused.value.errors()[0])


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        (Fields, {}, "Dit ontbreekt."),
        (Fields, [], "Geef velden met hun naam."),
        (int, "nul", "Schrijf een heel getal."),
        (float, "nul", "Schrijf een getal, met een punt voor de decimalen."),
        (bool, "misschien", "Schrijf true of false."),
        (date, "gisteren", "Schrijf een dag als 2021-01-31."),
        (datetime, "nu", "Schrijf een moment als 2021-01-31T09:30:00Z."),
        (UUID, "77", "Dit is geen id."),
        (str, 4, "Schrijf tekst."),
        (list[int], 4, "Geef een lijst."),
        (Literal["a", "b"], "c", "Kies een van: 'a', 'b'."),
        (Annotated[int, Field(ge=1)], 0, "Dit moet 1 of meer zijn."),
        (Annotated[int, Field(le=9)], 10, "Dit moet 9 of minder zijn."),
        (Annotated[str, Field(max_length=2)], "abc", "Dit mag hoogstens 2 tekens hebben."),
        (Annotated[list[int], Field(min_length=1)], [], "Het moeten er minstens 1 zijn."),
        (Annotated[str, Field(pattern="a")], "b", "Dit klopt niet."),
        (bytes, 4, "Dit klopt niet."),
    ],
)
def test_a_fault_is_told_in_dutch(kind, given, expected):
    assert told(kind, given) == expected


@pytest.mark.django_db
def test_every_fault_of_a_question_is_told_at_its_place():
    answer = Client().get(PUBLIC, {"page": "nul", "page_size": "veel"})

    assert answer.json()["invalidParams"] == [
        {"name": "page", "reason": "Schrijf een heel getal."},
        {"name": "page_size", "reason": "Schrijf een heel getal."},
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_the_description_is_only_read(method):
    answer = getattr(Client(enforce_csrf_checks=True), method)("/api/v1/openapi.json")

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer["Content-Type"] == "application/problem+json"
