"""The form of a register file: what stands in it, under which name and of which kind.

``docs/reference/register.schema.json`` is made from these classes. Persons are left out: who
recorded what stays in the log of the installation where it happened.
"""

import json
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from drieluik.core.documents.texts import MOST_LINES, MOST_SIGNS


def _storable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("zero byte")
    if text.count("\n") >= MOST_LINES:
        raise PydanticCustomError("too_many_lines", "too many lines")
    return text


Text = Annotated[str, Field(max_length=MOST_SIGNS), AfterValidator(_storable)]
Words = Annotated[Text, Field(min_length=1)]
Year = Annotated[int, Field(ge=1900, le=2200)]
Quarter = Annotated[str, Field(pattern=r"^[0-9]{4}-Q[1-4]$")]


class Part(BaseModel):
    """A piece of the file; a name that is not known here is a fault, for nothing may get lost."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class MunicipalityPart(Part):
    """The municipality the register is of; a file may go to another one."""

    code: Text
    name: Text


class DecisionPart(Part):
    """The decision behind a version."""

    id: UUID
    name: Annotated[Words, Field(max_length=300)]
    decided_on: date


class ClausePart(Part):
    """The words of one agreement in one version; ``id`` stays the same in all versions."""

    id: UUID
    number: Annotated[Words, Field(max_length=20)]
    heading: Text
    text: Words
    predecessors: list[UUID] = Field(description="Agreements it was split from or made of")


class SectionPart(Part):
    """A part of a theme in one version, with its agreements in order."""

    id: UUID
    theme_number: Annotated[Text, Field(max_length=20)]
    theme_title: Text
    letter: Annotated[Text, Field(max_length=8)]
    title: Text
    introduction: Text
    goal: Text
    how: Text
    agreements: list[ClausePart]


class DeparturePart(Part):
    """An agreement that left with a version, and what took its place."""

    id: UUID
    departure: Literal["repealed", "replaced", "merged"]
    section: UUID = Field(description="The section it stood in")
    successors: list[UUID]
    edit: UUID = Field(description="The edit of the proposal by which it left")


class VersionPart(Part):
    """One version: all agreements from a day on, as known from a moment on."""

    number: Annotated[int, Field(ge=1, le=2**31 - 1)]
    in_force_from: date
    recorded_at: AwareDatetime = Field(description="From when it was known")
    reason: Literal["first", "decision", "law", "national", "council", "evaluation", "correction"]
    explanation: Annotated[Text, Field(max_length=500)]
    content_hash: str = Field(description="SHA-256 of the texts, in order")
    decision: DecisionPart | None
    corrects: int | None = Field(description="Number of the version whose mistake it corrects")
    sections: list[SectionPart]
    departed: list[DeparturePart]


class BindingPart(Part):
    """What an agreement means for a party, from a moment until a moment."""

    agreement: UUID
    party: Text = Field(description="Code of the party")
    kind: Literal["bound", "consent", "not_party"]
    reason: Annotated[Text, Field(max_length=300)]
    recorded_at: AwareDatetime
    ended_at: AwareDatetime | None


class MovePart(Part):
    """An action that went to a later year with a version."""

    version: int
    from_year: Year
    to_year: Year
    quarters: list[Quarter]
    reason: Annotated[Words, Field(max_length=500)]
    edit: UUID


class ActionPart(Part):
    """One step of a focus project."""

    text: Text
    quarters: list[Quarter]
    when: Text
    moves: list[MovePart]


class CarriedPart(Part):
    """The project of the year before that a focus project goes on from."""

    project: UUID
    actions: list[tuple[int, int]] = Field(description="Number here, number there; from 1")
    edit: UUID


class FocusProjectPart(Part):
    """A focus project of a year, with its actions in order."""

    id: UUID
    version: int = Field(description="Number of the version it came with")
    year: Year
    position: Annotated[int, Field(ge=0, le=32767)]
    theme: Text
    theme_number: Annotated[Text, Field(max_length=20)]
    focus: Text
    goal: Text
    leads: Text
    problem: Text
    results: Text
    way_of_working: Text
    parties: Text
    demarcation: Text
    preconditions: Text
    communication: Text
    further: Text
    actions: list[ActionPart]
    carried_from: CarriedPart | None


class BasisPart(Part):
    """On which law or policy the agreements rest from a day on, as known from a moment on."""

    agreement: UUID | None = Field(description="Null for the whole set")
    name: Annotated[Text, Field(max_length=300)] = Field(description="Empty when it fell away")
    source: Annotated[Text, Field(max_length=300)]
    in_force_from: date
    reason: Literal["first", "law", "national", "council", "decision", "evaluation", "correction"]
    explanation: Annotated[Text, Field(max_length=500)]
    recorded_at: AwareDatetime
    corrects: int | None = Field(description="Place in this list, from 1, of what it corrects")


class RegisterFile(Part):
    """The whole register: every version, binding, focus project and basis there ever was."""

    format: Literal["drieluik-register-1"]
    municipality: MunicipalityPart
    title: Text
    source: Text
    introduction: Text
    versions: Annotated[list[VersionPart], Field(min_length=1)]
    bindings: list[BindingPart]
    focus_projects: list[FocusProjectPart]
    legal_bases: list[BasisPart] = Field([], description="In order of recording")


def schema_text() -> str:
    """Return the JSON schema of a register file, as published in ``docs/reference``."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **RegisterFile.model_json_schema(),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
