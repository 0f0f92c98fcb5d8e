"""Reading the history of the register: versions beside each other, and where words are from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from drieluik.apps.agreements.models import ClauseText, RegisterVersion
from drieluik.apps.agreements.proposals.sets import set_of_version
from drieluik.apps.agreements.rows import VersionRow
from drieluik.apps.agreements.selectors import known_versions, version_row
from drieluik.core.amendments import (
    AgreementSet,
    Redline,
    SourcedSpan,
    in_other_words,
    paired_by_id,
    redline,
    set_origin,
)
from drieluik.core.amendments.sets.origin import SECTION_TEXTS


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A version with what led to it.

    Attributes:
        version: The version.
        proposals: Id, number and title of the proposals that led to it.
        corrects: Number of the version of which it corrects a mistake, if it does.
        corrected_by: Number of the version that corrects it; then it no longer counts.
        recorded_by: Who recorded it; empty for the set-up.
    """

    version: VersionRow
    proposals: tuple[tuple[UUID, int, str], ...]
    corrects: int | None = None
    corrected_by: int | None = None
    recorded_by: str = ""


def list_history(municipality_id: int) -> list[HistoryLine]:
    """Return all versions of the register, newest first, each with what led to it."""
    rows = RegisterVersion.objects.filter(register__municipality_id=municipality_id)
    return [
        HistoryLine(
            version_row(row),
            tuple((one.id, one.number, one.title) for one in row.proposals.all()),
            row.corrects.number if row.corrects else None,
            next((one.number for one in row.corrections.all()), None),
            row.recorded_by.name if row.recorded_by else "",
        )
        for row in rows.select_related("corrects", "recorded_by")
        .prefetch_related("proposals", "corrections")
        .order_by("-number")
    ]


def find_redline(
    municipality_id: int, old: int, new: int, change: Callable[[str], str] = str
) -> Redline | None:
    """Return what differs between two versions, or None when one of them is not there.

    Args:
        municipality_id: The municipality.
        old: Number of the one version.
        new: Number of the other.
        change: What is done to every text of both before they are compared.
    """
    rows = RegisterVersion.objects.filter(register__municipality_id=municipality_id)
    found = {
        row.number: row for row in rows.filter(number__in=[old, new]).select_related("register")
    }
    if old not in found or new not in found:
        return None
    before, after = (in_other_words(set_of_version(found[one]), change) for one in (old, new))
    return redline(before, after, paired_by_id(before, after))


def find_set(municipality_id: int, number: int) -> AgreementSet | None:
    """Return all agreements of a version, or None when there is no such version."""
    row = (
        RegisterVersion.objects.filter(register__municipality_id=municipality_id, number=number)
        .select_related("register")
        .first()
    )
    return set_of_version(row) if row else None


def versions_behind(
    municipality_id: int, version_number: int, known_at: datetime | None = None
) -> dict[UUID, VersionRow]:
    """Return for every agreement of a version the version, and so the decision, of its words.

    That is the first that has its number, heading and text as they are now, without another in
    between; as known at a moment.
    """
    shown = RegisterVersion.objects.get(
        register__municipality_id=municipality_id, number=version_number
    )
    line = known_versions(municipality_id, known_at)
    behind: dict[UUID, tuple[str, RegisterVersion]] = {}
    for version in line.filter(in_force_from__lte=shown.in_force_from):
        texts = ClauseText.objects.filter(version=version).values_list("clause_id", "content_hash")
        words = dict(texts)
        behind = {
            clause_id: behind[clause_id]
            if clause_id in behind and behind[clause_id][0] == content
            else (content, version)
            for clause_id, content in words.items()
        }
        if version.number == version_number:
            break
    return {clause_id: version_row(version) for clause_id, (_, version) in behind.items()}


Pieces = tuple[tuple[str, VersionRow], ...]


@dataclass(frozen=True, slots=True)
class Sourced:
    """The texts of an agreement in pieces, each with the version that brought it.

    Attributes:
        heading: Its heading.
        spans: Its words.
        section: The texts of its section that say something, by name, such as ``goal``.
        versions: The versions that brought any of it, oldest first.
    """

    heading: Pieces
    spans: Pieces
    section: tuple[tuple[str, Pieces], ...]
    versions: tuple[VersionRow, ...]


def words_with_source(
    municipality_id: int, clause_id: UUID, on: date, known_at: datetime | None = None
) -> Sourced | None:
    """Return for every word of an agreement the version, and so the decision, that brought it.

    With the goal and the how that it serves. Of the words in force on a day, as known at a moment or now; None when the agreement was not
    in force then. Words that it took over from those it was split from or made of keep their
    source.
    """
    rows = known_versions(municipality_id, known_at).filter(in_force_from__lte=on)
    versions = list(rows.select_related("register"))
    sets = [(str(row.number), set_of_version(row)) for row in versions]
    key = str(clause_id)
    placed = sets[-1][1].placed_clauses() if sets else iter(())
    section = next((one for one, clause in placed if clause.id == key), None)
    if section is None:
        return None
    origin = set_origin(sets)
    named = {str(row.number): version_row(row) for row in versions}

    def pieces(spans: Iterable[SourcedSpan]) -> Pieces:
        return tuple((span.text, named[span.decision]) for span in spans)

    heading, words = pieces(origin.headings[key]), pieces(origin.texts[key])
    texts = ((name, pieces(origin.sections[section.id, name])) for name in SECTION_TEXTS)
    around = tuple((name, spans) for name, spans in texts if spans)
    used = {row.number for spans in (heading, words, *dict(around).values()) for _, row in spans}
    brought = tuple(row for row in named.values() if row.number in used)
    return Sourced(heading, words, around, brought)
