"""A version of the register as a set of ``core.amendments``, and the other way round to contents.

Ids of clauses and sections are those of the register, as texts.
"""

from collections import defaultdict

from drieluik.apps.agreements.models import (
    ClauseText,
    DepartedClause,
    RegisterVersion,
    SectionText,
)
from drieluik.apps.agreements.selectors import LINE
from drieluik.core.amendments.sets.rows import (
    AgreementSet,
    Departure,
    SetClause,
    SetSection,
)
from drieluik.core.amendments.sets.rows import DepartedClause as DepartedRow


def set_of_version(version: RegisterVersion) -> AgreementSet:
    """Return all agreements of a version, with those that left before or with it."""
    clauses: dict[int, list[SetClause]] = defaultdict(list)
    for text in ClauseText.objects.filter(version=version).order_by("position"):
        clauses[text.section_text_id].append(_clause(text))
    sections = SectionText.objects.filter(version=version).order_by("position")
    register = version.register
    return AgreementSet(
        register.title,
        register.introduction,
        tuple(_section(row, tuple(clauses[row.id])) for row in sections),
        _departed(version),
    )


def _section(row: SectionText, clauses: tuple[SetClause, ...]) -> SetSection:
    return SetSection(
        str(row.section),
        row.theme_number,
        row.theme_title,
        row.letter,
        row.title,
        row.introduction,
        row.goal,
        row.how,
        clauses,
    )


def _clause(text: ClauseText) -> SetClause:
    return SetClause(
        str(text.clause_id), text.number, text.heading, text.text, tuple(text.predecessors)
    )


def _departed(version: RegisterVersion) -> tuple[DepartedRow, ...]:
    """Return what left, in the order in which it left, with its last words.

    A correction has left what the version that it corrects had left, whatever came after that.
    """
    first = version
    while first.corrects is not None:
        first = first.corrects
    rows = list(
        DepartedClause.objects.filter(
            version__register_id=version.register_id, version__number__lte=first.number
        ).select_related("version")
    )
    texts = ClauseText.objects.filter(
        clause_id__in=[row.clause_id for row in rows],
        version__register_id=version.register_id,
    ).select_related("version")
    last: dict[object, ClauseText] = {}
    for text in texts.order_by(*(f"version__{name}" for name in LINE)):
        last[text.clause_id] = text
    return tuple(
        DepartedRow(
            _clause(last[row.clause_id]),
            str(row.section),
            Departure(row.departure),
            tuple(row.successors),
            str(row.edit),
        )
        for row in sorted(rows, key=lambda row: (row.version.number, row.id))
    )
