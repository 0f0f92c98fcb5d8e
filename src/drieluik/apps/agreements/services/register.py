"""Recording a version of the register."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from drieluik.apps.agreements import policies
from drieluik.apps.agreements.contents import (
    Contents,
    NewFocusProject,
    objections_to,
    register_contents,
)
from drieluik.apps.agreements.models import (
    Action,
    Clause,
    ClauseText,
    FocusProject,
    Import,
    Register,
    RegisterVersion,
    SectionText,
)
from drieluik.apps.agreements.services.bindings import record_bindings
from drieluik.apps.audit import services as audit
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.policies import check_may_set_up
from drieluik.apps.organisations.services import lock_municipality


@dataclass(frozen=True, slots=True)
class Recorded:
    """The version that was recorded, and the stable ids of its agreements by number."""

    version_number: int
    clause_ids: Mapping[str, UUID]


@transaction.atomic
def load_register(
    *,
    municipality_id: int,
    outline: Mapping[str, Any],
    in_force_from: date,
    source: str,
    actor: Actor,
    now: datetime,
) -> Recorded:
    """Record an outline that needs no confirmation as the first version of the register.

    Only the set-up does this: for the example city, and for municipalities that move here with a
    register they already keep as data. People read a document in and confirm it instead.
    Agreements may carry ``bound`` and ``consent`` with codes of parties.

    Raises:
        NotAllowed: A person asks for it instead of the set-up.
        WrongState: There is a register already, or the outline has no usable numbers.

    Changes:
        ``Register`` with version 1, its texts, focus projects and bindings; one event
        ``register.recorded``, and one ``bindings.set`` when the outline names parties.
    """
    lock_municipality(municipality_id)
    check_may_set_up(actor)
    contents = register_contents(outline)
    policies.check_can_be_first_version(
        register_exists=Register.objects.filter(municipality_id=municipality_id).exists(),
        objections=objections_to(contents),
    )
    recorded = record_first_version(
        municipality_id=municipality_id,
        contents=contents,
        in_force_from=in_force_from,
        origin=Origin(source=source),
        actor=actor,
        now=now,
    )
    named = {
        recorded.clause_ids[clause.number]: {"bound": clause.bound, "consent": clause.consent}
        for clause in contents.clauses
        if clause.bound or clause.consent
    }
    record_bindings(municipality_id=municipality_id, by_clause=named, actor=actor, now=now)
    return recorded


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a version comes from: a sentence, and the confirmed document if there is one."""

    source: str
    document: Import | None = None
    explanation: str = ""


def record_first_version(
    *,
    municipality_id: int,
    contents: Contents,
    in_force_from: date,
    origin: Origin,
    actor: Actor,
    now: datetime,
) -> Recorded:
    """Write register and version 1; the caller has locked, checked who and checked the state."""
    register = Register.objects.create(
        municipality_id=municipality_id,
        title=contents.title,
        source=origin.source,
        introduction=contents.introduction,
    )
    version = RegisterVersion.objects.create(
        register=register,
        number=1,
        in_force_from=in_force_from,
        recorded_at=now,
        recorded_by_id=actor.user_id,
        reason=RegisterVersion.Reason.FIRST,
        explanation=origin.explanation,
        origin=origin.document,
        content_hash=contents.content_hash,
    )
    clause_ids = _write_texts(version, contents, municipality_id)
    _write_focus_projects(version, contents, municipality_id)
    audit.record(
        name="register.recorded",
        subject=("register", register.id),
        actor=actor,
        now=now,
        facts={
            "version": version.number,
            "in_force_from": in_force_from.isoformat(),
            "n_clauses": len(clause_ids),
            "content_hash": version.content_hash,
        },
    )
    return Recorded(version.number, clause_ids)


def _write_texts(
    version: RegisterVersion, contents: Contents, municipality_id: int
) -> dict[str, UUID]:
    sections = SectionText.objects.bulk_create(
        SectionText(
            version=version,
            position=position,
            theme_number=section.theme_number,
            theme_title=section.theme_title,
            letter=section.letter,
            title=section.title,
            introduction=section.introduction,
            goal=section.goal,
            how=section.how,
        )
        for position, section in enumerate(contents.sections)
    )
    placed = [
        (row, clause)
        for row, section in zip(sections, contents.sections, strict=True)
        for clause in section.clauses
    ]
    clauses = Clause.objects.bulk_create(Clause(municipality_id=municipality_id) for _ in placed)
    ClauseText.objects.bulk_create(
        ClauseText(
            version=version,
            clause=clause,
            section_text=section,
            position=position,
            number=new.number,
            heading=new.heading,
            text=new.text,
            content_hash=new.content_hash,
        )
        for position, (clause, (section, new)) in enumerate(zip(clauses, placed, strict=True))
    )
    return {new.number: clause.id for clause, (_, new) in zip(clauses, placed, strict=True)}


def _write_focus_projects(
    version: RegisterVersion, contents: Contents, municipality_id: int
) -> None:
    for position, project in enumerate(contents.focus_projects):
        row = FocusProject.objects.create(
            municipality_id=municipality_id,
            version=version,
            year=_year(project, version.in_force_from.year),
            position=position,
            **project.fields,
        )
        Action.objects.bulk_create(
            Action(
                project=row,
                position=place,
                text=action.text,
                quarters=list(action.quarters),
                when=action.when,
            )
            for place, action in enumerate(project.actions)
        )


def _year(project: NewFocusProject, register_year: int) -> int:
    """Return the year the project is of: as told, or the register's, or else of most actions."""
    if project.year:
        return project.year
    years = Counter(int(quarter[:4]) for action in project.actions for quarter in action.quarters)
    if not years or register_year in years:
        return register_year
    return min(years, key=lambda year: (-years[year], year))
