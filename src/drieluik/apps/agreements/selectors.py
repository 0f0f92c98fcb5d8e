"""Reading the register: as in force on a day, as known at a moment."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from drieluik.apps.agreements.heirs import with_heirs
from drieluik.apps.agreements.models import (
    Binding,
    Clause,
    ClauseText,
    RegisterVersion,
    SectionText,
)
from drieluik.apps.agreements.rows import (
    BindingRow,
    ClauseRow,
    RegisterRow,
    SearchHit,
    SectionRow,
    ThemeRow,
    VersionRow,
)
from drieluik.apps.audit.remembering import remembered
from drieluik.apps.organisations.mergers import heirs
from drieluik.core.searching import Query, excerpt, how_well, marked

LINE = ("in_force_from", "turn", "number")
BINDING_COLUMNS = (
    "clause_id",
    "party_id",
    "party__code",
    "party__name",
    "party__kind",
    "kind",
    "reason",
)


class NoRegister(LookupError):  # noqa: N818 - named for what it tells the reader
    """There is no register for this municipality on that day, as known at that moment."""


def find_version(
    municipality_id: int, on: date | None = None, known_at: datetime | None = None
) -> RegisterVersion | None:
    """Return the version in force on a day as known at a moment, or None.

    Without ``on`` the version with the latest starting day counts; without ``known_at`` all that
    is known now. Of versions of one day the one that was decided last counts.
    """
    versions = known_versions(municipality_id, known_at)
    if on is not None:
        versions = versions.filter(in_force_from__lte=on)
    return versions.select_related("register").last()


def known_versions(
    municipality_id: int, known_at: datetime | None = None
) -> QuerySet[RegisterVersion]:
    """Return the versions that were known at a moment, and not yet corrected; or are so now.

    In the order in which each takes the place of the one before it.
    """
    versions: QuerySet[RegisterVersion] = RegisterVersion.objects.filter(
        register__municipality_id=municipality_id
    ).order_by(*LINE)
    if known_at is None:
        return versions.filter(corrections__isnull=True)
    corrected = versions.filter(recorded_at__lte=known_at, corrects__isnull=False)
    return versions.filter(recorded_at__lte=known_at).exclude(id__in=corrected.values("corrects"))


@remembered
def get_register(
    municipality_id: int, on: date | None = None, known_at: datetime | None = None
) -> RegisterRow:
    """Return the whole register as in force on ``on`` and known at ``known_at``.

    Raises:
        NoRegister: There is none.
    """
    version = find_version(municipality_id, on, known_at)
    if version is None:
        raise NoRegister(municipality_id)
    clauses: dict[int, list[ClauseRow]] = {}
    for text in _texts(version):
        clauses.setdefault(text.section_text_id, []).append(_clause_row(text, version.number))
    sections = list(SectionText.objects.filter(version=version).order_by("position"))
    return RegisterRow(
        municipality_id=municipality_id,
        title=version.register.title,
        source=version.register.source,
        introduction=version.register.introduction,
        version=version_row(version),
        themes=tuple(_themes(sections, clauses)),
    )


def find_register(
    municipality_id: int, on: date | None = None, known_at: datetime | None = None
) -> RegisterRow | None:
    """Return the register as ``get_register`` does, or None when there is none."""
    try:
        return get_register(municipality_id, on, known_at)
    except NoRegister:
        return None


def list_clauses(
    municipality_id: int, on: date | None = None, known_at: datetime | None = None
) -> tuple[ClauseRow, ...]:
    """Return all agreements in the order of the document; empty when there is no register."""
    version = find_version(municipality_id, on, known_at)
    if version is None:
        return ()
    return tuple(_clause_row(text, version.number) for text in _texts(version))


def list_themes(municipality_id: int, on: date) -> list[tuple[str, str]]:
    """Return number and title of the themes in force on a day, or else of the last version."""
    version = find_version(municipality_id, on) or find_version(municipality_id)
    sections = SectionText.objects.filter(version=version).order_by("position")
    return list(dict.fromkeys(sections.values_list("theme_number", "theme_title")))


def find_clause(
    municipality_id: int, number: str, on: date | None = None, known_at: datetime | None = None
) -> ClauseRow | None:
    """Return the agreement with this number, or None."""
    version = find_version(municipality_id, on, known_at)
    text = _texts(version).filter(number=number).first() if version else None
    return _clause_row(text, version.number) if version and text else None


def list_all_clauses(municipality_id: int) -> tuple[ClauseRow, ...]:
    """Return every agreement that was, is or will be in force, each in its newest words.

    In the order of the document.
    """
    texts = ClauseText.objects.filter(version__in=known_versions(municipality_id))
    newest = {
        text.clause_id: _clause_row(text, text.version.number)
        for text in texts.select_related("section_text", "version").order_by(
            *(f"version__{name}" for name in LINE)
        )
    }
    return tuple(sorted(newest.values(), key=lambda one: one.position))


def find_clause_by_id(municipality_id: int, clause_id: UUID) -> ClauseRow | None:
    """Return the newest words of the agreement with this stable id, or None."""
    texts = ClauseText.objects.filter(
        clause_id=clause_id, version__register__municipality_id=municipality_id
    )
    text = (
        texts.select_related("section_text", "version")
        .order_by(*(f"version__{name}" for name in LINE))
        .last()
    )
    return _clause_row(text, text.version.number) if text else None


def words_of_clauses(
    municipality_id: int, clause_ids: Iterable[UUID]
) -> list[tuple[UUID, int, ClauseRow]]:
    """Return agreements as each version has them, also versions that were corrected: id, version, words."""
    texts = ClauseText.objects.filter(
        clause_id__in=list(clause_ids), version__register__municipality_id=municipality_id
    ).select_related("section_text", "version")
    return [
        (text.clause_id, text.version.number, _clause_row(text, text.version.number))
        for text in texts.order_by(*(f"version__{name}" for name in LINE))
    ]


@remembered
def list_clause_versions(clause_id: UUID) -> tuple[tuple[VersionRow, ClauseRow], ...]:
    """Return the versions in which the words of an agreement changed, newest first."""
    texts = (
        ClauseText.objects.filter(clause_id=clause_id, version__corrections__isnull=True)
        .select_related("section_text", "version__register")
        .order_by(*(f"version__{name}" for name in LINE))
    )
    changed: list[tuple[VersionRow, ClauseRow]] = []
    before = None
    for text in texts:
        if text.content_hash != before:
            row = _clause_row(text, text.version.number)
            changed.append((version_row(text.version), row))
        before = text.content_hash
    return tuple(changed[::-1])


def list_versions(municipality_id: int) -> list[VersionRow]:
    """Return all versions of the register, newest first."""
    versions = RegisterVersion.objects.filter(register__municipality_id=municipality_id)
    return [version_row(version) for version in versions.order_by("-number")]


def search_clauses(clauses: Iterable[ClauseRow], query: Query) -> tuple[SearchHit, ...]:
    """Return the agreements that hold all terms, best first: the hits that the search gives.

    Whoever asks chooses the agreements: of today, or as in force on a day and known on another.
    An agreement whose number was typed goes first.
    """
    rated = ((how_well(query, f"{one.number} {one.heading}", one.text), one) for one in clauses)
    found = sorted(
        ((well, one) for well, one in rated if well),
        key=lambda hit: (hit[1].number.lower() not in query.numbers, -hit[0], hit[1].position),
    )
    return tuple(
        SearchHit(one, marked(one.heading, query), excerpt(one.text, query)) for _, one in found
    )


@remembered
def list_bindings(clause_id: UUID) -> tuple[BindingRow, ...]:
    """Return which parties an agreement binds today, whose consent it needs, and who is no party."""
    place = Clause.objects.values_list("municipality_id", flat=True).get(id=clause_id)
    return list_bindings_of(place, [clause_id])


def list_bindings_of(
    municipality_id: int, clause_ids: Iterable[UUID], on: date | None = None
) -> tuple[BindingRow, ...]:
    """Return the bindings of agreements as recorded now, with who stands on a day for whom."""
    rows = Binding.objects.filter(clause_id__in=list(clause_ids))
    return with_heirs(_binding_rows(rows), heirs(municipality_id, on or timezone.localdate()))


def version_row(version: RegisterVersion) -> VersionRow:
    """Return what people need to know of a version."""
    return VersionRow(
        number=version.number,
        in_force_from=version.in_force_from,
        recorded_at=version.recorded_at,
        reason=version.reason,
        reason_label=str(RegisterVersion.Reason(version.reason).label),
        explanation=version.explanation,
        content_hash=version.content_hash,
        decision_id=version.decision_id,
        decision_name=version.decision_name,
        decided_on=version.decided_on,
    )


def _texts(version: RegisterVersion) -> QuerySet[ClauseText]:
    texts: QuerySet[ClauseText] = ClauseText.objects.filter(version=version)
    return texts.select_related("section_text").order_by("position")


def _clause_row(text: ClauseText, version_number: int) -> ClauseRow:
    section = text.section_text
    return ClauseRow(
        clause_id=text.clause_id,
        number=text.number,
        heading=text.heading,
        text=text.text,
        theme_number=section.theme_number,
        theme_title=section.theme_title,
        section_letter=section.letter,
        section_title=section.title,
        position=text.position,
        version_number=version_number,
    )


def _themes(sections: list[SectionText], clauses: dict[int, list[ClauseRow]]) -> Iterable[ThemeRow]:
    for (number, title), parts in groupby(
        sections, key=lambda section: (section.theme_number, section.theme_title)
    ):
        rows = (
            SectionRow(
                section_id=part.section,
                letter=part.letter,
                title=part.title,
                introduction=part.introduction,
                goal=part.goal,
                how=part.how,
                clauses=tuple(clauses.get(part.id, ())),
            )
            for part in parts
        )
        yield ThemeRow(number=number, title=title, sections=tuple(rows))


def _binding_rows(bindings: QuerySet[Binding]) -> tuple[BindingRow, ...]:
    """Return rows without making model objects: a register has a thousand bindings."""
    current = bindings.filter(ended_at=None).order_by("kind", "party__name")
    return tuple(BindingRow(*row) for row in current.values_list(*BINDING_COLUMNS))
