"""What must be true of a register file as a whole, beyond the form of each value.

Every function yields the faults of one subject, so that all are told at once.
"""

from collections.abc import Hashable, Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from drieluik.apps.agreements.contents import (
    Contents,
    NewClause,
    NewSection,
    is_usable_number,
)
from drieluik.apps.agreements.exchange.checking_bases import faults_in_bases
from drieluik.apps.agreements.exchange.form import (
    ClausePart,
    FocusProjectPart,
    RegisterFile,
    SectionPart,
    VersionPart,
)
from drieluik.apps.agreements.exchange.reading import Fault, json_path

Step = str | int


def faults_in(whole: RegisterFile, *, now: datetime) -> list[Fault]:
    """Return everything that keeps the file from being a register that could have grown here."""
    return [
        *_faults_in_versions(whole, now),
        *_faults_in_links(whole),
        *_faults_in_bindings(whole),
        *_faults_in_projects(whole),
        *faults_in_bases(whole, clause_ids(whole), now),
    ]


def content_hash(sections: Iterable[SectionPart]) -> str:
    """Return the fingerprint of the texts of a version, as the register makes it."""
    made = tuple(
        NewSection(
            one.theme_number,
            one.theme_title,
            one.letter,
            one.title,
            one.introduction,
            one.goal,
            one.how,
            tuple(NewClause(row.number, row.heading, row.text) for row in one.agreements),
        )
        for one in sections
    )
    return Contents("", "", made, ()).content_hash


def _double(keys: Iterable[tuple[Hashable, tuple[Step, ...]]]) -> Iterator[Fault]:
    """Yield a fault for every value that stood somewhere before."""
    seen: dict[Hashable, str] = {}
    for key, steps in keys:
        path = json_path(*steps)
        if key in seen:
            yield Fault(path, _("This stands already at %(path)s.") % {"path": seen[key]})
        seen.setdefault(key, path)


def _faults_in_versions(whole: RegisterFile, now: datetime) -> Iterator[Fault]:
    last: datetime | None = None
    for at, version in enumerate(whole.versions):
        here: tuple[Step, ...] = ("versions", at)
        if version.number != at + 1:
            yield Fault(
                json_path(*here, "number"),
                _("Versions are numbered on from 1: %(number)s belongs here.") % {"number": at + 1},
            )
        moment = json_path(*here, "recorded_at")
        if last and version.recorded_at < last:
            yield Fault(moment, _("This lies before the version above it."))
        if version.recorded_at > now:
            yield Fault(moment, _("This lies in the future."))
        last = version.recorded_at
        yield from _faults_in_texts(version, here)
        yield from _faults_in_correction(whole, version, here)
    corrections = [(one.corrects, at) for at, one in enumerate(whole.versions) if one.corrects]
    yield from _double((number, ("versions", at, "corrects")) for number, at in corrections)


def _faults_in_texts(version: VersionPart, here: tuple[Step, ...]) -> Iterator[Fault]:
    placed = _placed(version, here)
    yield from _double(
        (section.id, (*here, "sections", place, "id"))
        for place, section in enumerate(version.sections)
    )
    yield from _double((clause.id, (*steps, "id")) for clause, steps in placed)
    yield from _double((clause.number, (*steps, "number")) for clause, steps in placed)
    for clause, steps in placed:
        if not is_usable_number(clause.number):
            yield Fault(json_path(*steps, "number"), _("This cannot be used as a number."))
    if content_hash(version.sections) != version.content_hash:
        yield Fault(
            json_path(*here, "content_hash"),
            _("The texts of this version are not those that this fingerprint was made of."),
        )


def _faults_in_correction(
    whole: RegisterFile, version: VersionPart, here: tuple[Step, ...]
) -> Iterator[Fault]:
    path = json_path(*here, "corrects")
    if (version.reason == "correction") != (version.corrects is not None):
        yield Fault(path, _("A correction, and nothing else, names the version it corrects."))
        return
    if version.corrects is None:
        return
    corrected = [one for one in whole.versions if one.number == version.corrects < version.number]
    if not corrected:
        yield Fault(path, _("There is no earlier version with this number."))
    elif corrected[0].in_force_from != version.in_force_from:
        yield Fault(path, _("A correction counts from the same day as what it corrects."))
    if not version.explanation.strip():
        yield Fault(json_path(*here, "explanation"), _("A correction says why."))


def _faults_in_links(whole: RegisterFile) -> Iterator[Fault]:
    """Yield what refers to an agreement that is not there, or left before it came."""
    known = clause_ids(whole)
    came: set[UUID] = set()
    for at, version in enumerate(whole.versions):
        here: tuple[Step, ...] = ("versions", at)
        present = {clause.id for clause, _steps in _placed(version, here)}
        yield from _faults_in_departures(version, here, came - present)
        yield from _faults_in_circles(version, here)
        for one, others, steps in _links(version, here):
            for n, other in enumerate(others):
                if other not in known or other == one:
                    yield Fault(json_path(*steps, n), _unknown())
        came |= present


def _faults_in_departures(
    version: VersionPart, here: tuple[Step, ...], gone: set[UUID]
) -> Iterator[Fault]:
    listed = [(one.id, (*here, "departed", n, "id")) for n, one in enumerate(version.departed)]
    for clause_id, steps in listed:
        if clause_id not in gone:
            yield Fault(
                json_path(*steps),
                _("Only an agreement of an earlier version leaves, and then it is gone."),
            )
    yield from _double(listed)


def _faults_in_circles(version: VersionPart, here: tuple[Step, ...]) -> Iterator[Fault]:
    """Yield the agreements that in the end would be replaced by themselves."""
    next_of = {one.id: one.successors for one in version.departed}
    for n, gone in enumerate(version.departed):
        ahead, seen = [*gone.successors], set[UUID]()
        while ahead:
            one = ahead.pop()
            if one not in seen:
                seen.add(one)
                ahead += next_of.get(one, ())
        if gone.id in seen:
            yield Fault(
                json_path(*here, "departed", n, "successors"),
                _("This goes round in a circle: it would replace itself in the end."),
            )


def _links(
    version: VersionPart, here: tuple[Step, ...]
) -> Iterator[tuple[UUID, list[UUID], tuple[Step, ...]]]:
    """Yield an agreement with those it names as before or after it, and where it names them."""
    for clause, steps in _placed(version, here):
        yield clause.id, clause.predecessors, (*steps, "predecessors")
    for n, gone in enumerate(version.departed):
        yield gone.id, gone.successors, (*here, "departed", n, "successors")


def _placed(
    version: VersionPart, here: tuple[Step, ...]
) -> list[tuple[ClausePart, tuple[Step, ...]]]:
    return [
        (clause, (*here, "sections", place, "agreements", n))
        for place, section in enumerate(version.sections)
        for n, clause in enumerate(section.agreements)
    ]


def clause_ids(whole: RegisterFile) -> set[UUID]:
    """Return the ids of all agreements there ever were."""
    return {
        row.id
        for version in whole.versions
        for section in version.sections
        for row in section.agreements
    }


def _unknown() -> str:
    return _("There is no such other agreement in this file.")


def _faults_in_bindings(whole: RegisterFile) -> Iterator[Fault]:
    known = clause_ids(whole)
    for at, one in enumerate(whole.bindings):
        here: tuple[Step, ...] = ("bindings", at)
        if one.agreement not in known:
            yield Fault(json_path(*here, "agreement"), _unknown())
        if one.kind == "not_party" and not one.reason:
            yield Fault(
                json_path(*here, "reason"),
                _("Say why this party is no party to the agreement."),
            )
        if one.ended_at and one.ended_at < one.recorded_at:
            yield Fault(json_path(*here, "ended_at"), _("This ends before it starts."))
    yield from _double(
        ((one.agreement, one.party, one.kind), ("bindings", at))
        for at, one in enumerate(whole.bindings)
        if one.ended_at is None
    )


def _faults_in_projects(whole: RegisterFile) -> Iterator[Fault]:
    projects = {one.id: one for one in whole.focus_projects}
    numbers = {one.number for one in whole.versions}
    listed = list(enumerate(whole.focus_projects))
    yield from _double((one.id, ("focus_projects", at, "id")) for at, one in listed)
    yield from _double(
        ((one.year, one.position), ("focus_projects", at, "position")) for at, one in listed
    )
    yield from _double(
        (one.carried_from.project, ("focus_projects", at, "carried_from", "project"))
        for at, one in listed
        if one.carried_from
    )
    for at, one in listed:
        here: tuple[Step, ...] = ("focus_projects", at)
        if one.version not in numbers:
            yield Fault(json_path(*here, "version"), _no_version())
        yield from _faults_in_moves(one, numbers, here)
        yield from _faults_in_carrying(one, projects, here)


def _no_version() -> str:
    return _("There is no version with this number in this file.")


def _faults_in_moves(
    project: FocusProjectPart, numbers: set[int], here: tuple[Step, ...]
) -> Iterator[Fault]:
    for place, action in enumerate(project.actions):
        steps = (*here, "actions", place, "moves")
        for n, move in enumerate(action.moves):
            if move.version not in numbers:
                yield Fault(json_path(*steps, n, "version"), _no_version())
            if move.to_year <= move.from_year:
                yield Fault(json_path(*steps, n, "to_year"), _("This has to be a later year."))
        yield from _double(
            (move.version, (*steps, n, "version")) for n, move in enumerate(action.moves)
        )


def _faults_in_carrying(
    project: FocusProjectPart, projects: dict[UUID, FocusProjectPart], here: tuple[Step, ...]
) -> Iterator[Fault]:
    if project.carried_from is None:
        return
    origin = projects.get(project.carried_from.project)
    if origin is None or origin.year >= project.year:
        yield Fault(
            json_path(*here, "carried_from", "project"),
            _("A project goes on from one of an earlier year in this file."),
        )
        return
    for n, (new, old) in enumerate(project.carried_from.actions):
        if not (1 <= new <= len(project.actions) and 1 <= old <= len(origin.actions)):
            yield Fault(
                json_path(*here, "carried_from", "actions", n),
                _("There is no action with this number."),
            )
