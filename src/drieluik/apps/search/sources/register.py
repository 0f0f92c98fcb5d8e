"""The agreements that are in force now or will be, and the focus projects."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from drieluik.apps.agreements import selectors
from drieluik.apps.agreements.focus import list_focus_projects
from drieluik.apps.agreements.rows import ClauseRow, FocusProjectRow, VersionRow
from drieluik.apps.agreements.subjects import place_of_proposal, place_of_register
from drieluik.apps.search.audience import EVERYONE
from drieluik.apps.search.rows import Bundle, NewEntry
from drieluik.apps.search.sources.source import Source

if TYPE_CHECKING:
    from drieluik.apps.audit.models import AuditEvent

REGISTER, FOCUS_PROJECTS = "register", "focus_projects"


def bundles(municipality_id: int) -> Iterator[Bundle]:
    """Return the agreements and the focus projects of a municipality."""
    yield Bundle(municipality_id, REGISTER, tuple(_clauses(municipality_id)))
    projects = list_focus_projects(municipality_id)
    yield Bundle(municipality_id, FOCUS_PROJECTS, tuple(_project(row) for row in projects))


def stretches(
    versions: list[VersionRow],
) -> list[tuple[VersionRow, date | None, date | None]]:
    """Return the versions that hold, each with its first day and the first day it does not.

    Of versions for the same day the one recorded last holds. Before the first day nothing is in
    force; the pages of the register then show what is coming, and so does the index.
    """
    by_day = {one.in_force_from: one for one in sorted(versions, key=lambda one: one.number)}
    days = sorted(by_day)
    return [
        (by_day[day], day if at else None, days[at + 1] if at + 1 < len(days) else None)
        for at, day in enumerate(days)
    ]


def _clauses(municipality_id: int) -> Iterator[NewEntry]:
    for version, holds_from, holds_until in stretches(selectors.list_versions(municipality_id)):
        for clause in selectors.list_clauses(municipality_id, version.in_force_from):
            yield _clause(clause, version, holds_from, holds_until)


def _clause(
    clause: ClauseRow, version: VersionRow, holds_from: date | None, holds_until: date | None
) -> NewEntry:
    return NewEntry(
        kind="clause",
        audience=EVERYONE,
        number=clause.number,
        title=clause.heading,
        body=clause.text,
        themes=(clause.theme_number,),
        dated_on=version.in_force_from,
        holds_from=holds_from,
        holds_until=holds_until,
        place={"number": clause.number},
        facts={"version": clause.version_number},
    )


def _project(row: FocusProjectRow) -> NewEntry:
    words = (
        row.theme,
        row.goal,
        row.problem,
        row.results,
        row.way_of_working,
        *(action.text for action in row.actions),
        row.demarcation,
        row.preconditions,
        row.communication,
        row.further,
        row.leads,
        row.parties,
    )
    return NewEntry(
        kind="focus_project",
        audience=EVERYONE,
        title=row.focus,
        body="\n".join(part for part in words if part),
        themes=(row.theme_number,) if row.theme_number else (),
        dated_on=date(row.year, 1, 1),
        place={"year": row.year, "position": row.position},
        facts={"year": row.year},
    )


def _of_register(event: "AuditEvent") -> Iterator[Bundle]:
    return bundles(place_of_register(int(event.subject_id)))


def _of_proposal(event: "AuditEvent") -> Iterator[Bundle]:
    return bundles(place_of_proposal(UUID(event.subject_id)))


SOURCE = Source(
    bundles=bundles,
    reactions={
        "register.recorded": _of_register,
        "register.imported": _of_register,
        "register.corrected": _of_register,
        "proposal.adopted": _of_proposal,
    },
)
