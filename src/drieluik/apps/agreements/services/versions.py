"""Writing the next version of the register from a consolidated set; a version never changes."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from drieluik.apps.agreements.contents import Contents, NewClause, NewSection
from drieluik.apps.agreements.models import (
    Clause,
    ClauseText,
    DepartedClause,
    Register,
    RegisterVersion,
    SectionText,
)
from drieluik.apps.organisations.actors import Actor
from drieluik.core.amendments.sets.rows import AgreementSet, SetClause, SetSection


@dataclass(frozen=True, slots=True)
class DecisionBehind:
    """The decision that put words in the register.

    Attributes:
        decision_id: Its id where it is kept.
        name: As people call it, such as ``Bestuurlijk Overleg 12 maart 2020, besluit 3``.
        decided_on: The day it was taken.
    """

    decision_id: UUID
    name: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class NextVersion:
    """What a new version is to be.

    Attributes:
        before: The version it follows.
        was: The set of that version.
        becomes: The set it is to hold.
        in_force_from: First day on which it counts.
        reason: One of ``RegisterVersion.Reason``.
        explanation: A sentence about why.
        decision: The decision behind it; None when there was none.
        corrects: The version of which it corrects a mistake, if it does.
    """

    before: RegisterVersion
    was: AgreementSet
    becomes: AgreementSet
    in_force_from: date
    reason: str
    explanation: str
    decision: DecisionBehind | None
    corrects: RegisterVersion | None = None


def write_version(new: NextVersion, *, actor: Actor, now: datetime) -> RegisterVersion:
    """Write a whole version; the caller has locked, checked who and checked the state."""
    register, decision = new.before.register, new.decision
    version: RegisterVersion = RegisterVersion.objects.create(
        register=register,
        number=_next_number(register),
        in_force_from=new.in_force_from,
        recorded_at=now,
        recorded_by_id=actor.user_id,
        reason=new.reason,
        explanation=new.explanation[:500],
        content_hash=_content_hash(new.becomes),
        decision_id=decision.decision_id if decision else None,
        decision_name=decision.name if decision else "",
        decided_on=decision.decided_on if decision else None,
        corrects=new.corrects,
    )
    known = {one.id for one in new.was.clauses} | {one.clause.id for one in new.was.departed}
    Clause.objects.bulk_create(
        Clause(id=UUID(one.id), municipality_id=register.municipality_id)
        for one in new.becomes.clauses
        if one.id not in known
    )
    _write_texts(version, new.becomes)
    DepartedClause.objects.bulk_create(
        DepartedClause(
            version=version,
            clause_id=UUID(one.clause.id),
            departure=one.departure.value,
            section=UUID(one.section_id),
            successors=list(one.successors),
            edit=UUID(one.edit_id),
        )
        for one in new.becomes.departed[len(new.was.departed) :]
    )
    return version


def _next_number(register: Register) -> int:
    last: int = register.versions.aggregate(last=Max("number"))["last"]
    return last + 1


def _write_texts(version: RegisterVersion, becomes: AgreementSet) -> None:
    rows = SectionText.objects.bulk_create(
        _section_text(version, place, section) for place, section in enumerate(becomes.sections)
    )
    homes = {section.id: row for section, row in zip(becomes.sections, rows, strict=True)}
    ClauseText.objects.bulk_create(
        ClauseText(
            version=version,
            clause_id=UUID(clause.id),
            section_text=homes[section.id],
            position=place,
            number=clause.number,
            heading=clause.heading,
            text=clause.text,
            content_hash=_new_clause(clause).content_hash,
            predecessors=list(clause.predecessors),
        )
        for place, (section, clause) in enumerate(becomes.placed_clauses())
    )


def _section_text(version: RegisterVersion, place: int, section: SetSection) -> SectionText:
    return SectionText(
        version=version,
        section=UUID(section.id),
        position=place,
        theme_number=section.theme_number,
        theme_title=section.theme_title,
        letter=section.letter,
        title=section.title,
        introduction=section.introduction,
        goal=section.goal,
        how=section.how,
    )


def _content_hash(becomes: AgreementSet) -> str:
    """Return the fingerprint that the first version has too: of all texts, in order."""
    sections = tuple(
        NewSection(
            section.theme_number,
            section.theme_title,
            section.letter,
            section.title,
            section.introduction,
            section.goal,
            section.how,
            tuple(_new_clause(clause) for clause in section.clauses),
        )
        for section in becomes.sections
    )
    return Contents(becomes.title, becomes.introduction, sections, ()).content_hash


def _new_clause(clause: SetClause) -> NewClause:
    return NewClause(clause.number, clause.heading, clause.text)
