"""What a proposal changes, as a redline per agreement or section, also while it has faults."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from drieluik.apps.agreements.proposals.defining import EndDefinition, SetDefinition
from drieluik.apps.agreements.proposals.desk import opened_with
from drieluik.apps.agreements.proposals.editing import (
    ProposedEdit,
    SetParties,
    Subject,
    SubjectKind,
    core_edits,
)
from drieluik.apps.agreements.proposals.faults import Fault, Outcome
from drieluik.apps.agreements.proposals.norming import AddNorm, ChangeNorm, EndNorm
from drieluik.apps.agreements.proposals.planning import CarryProject, MoveAction
from drieluik.core.amendments.edits.consolidation import consolidated
from drieluik.core.amendments.edits.edit import (
    AddClause,
    AddSection,
    ChangeHeading,
    ChangeNumber,
    ChangeSection,
    ChangeWords,
    MergeClauses,
    MoveClause,
    RepealClause,
    ReplaceClause,
    SplitClause,
)
from drieluik.core.amendments.sets.pairing import paired_by_id
from drieluik.core.amendments.sets.redline import SectionRedline, redline
from drieluik.core.amendments.sets.rows import AgreementSet
from drieluik.reports.redline_html import clause_html, difference_html


@dataclass(frozen=True, slots=True)
class ShownEdit:
    """One edit as the page tells it: what it does, what is wrong with it."""

    proposed: ProposedEdit
    label: str
    faults: tuple[Fault, ...]

    @property
    def opened_with(self) -> str:
        """The id with which its form is opened again."""
        return opened_with(self.proposed)


@dataclass(frozen=True, slots=True)
class ShownSubject:
    """One agreement or section with its redline (ours, escaped) and its edits."""

    subject: Subject
    html: SafeString
    edits: tuple[ShownEdit, ...]

    @property
    def has_own_heading(self) -> bool:
        """Tell whether the redline begins with number and heading itself."""
        sections = (SubjectKind.SECTION, SubjectKind.NEW_SECTION)
        return bool(self.html) and self.subject.kind not in sections


def shown_subjects(
    before: AgreementSet, subjects: Sequence[Subject], outcome: Outcome
) -> list[ShownSubject]:
    """Return every subject with what would become of it.

    While a fault keeps the whole from being worked in, each subject is shown as if its own edits
    were the only ones; when even that is not possible, without a redline.
    """
    return [
        ShownSubject(
            subject,
            _html(before, subject, outcome.after),
            tuple(
                ShownEdit(
                    one,
                    edit_label(one),
                    tuple(fault for fault in outcome.faults if fault.edit_id == one.id),
                )
                for one in subject.edits
            ),
        )
        for subject in subjects
    ]


def edit_label(one: ProposedEdit) -> str:
    """Say in a few words what an edit does."""
    return {
        SetParties: _("Other parties"),
        MoveAction: _("To a later year"),
        CarryProject: _("Goes on next year"),
        ChangeNorm: _("Another norm"),
        AddNorm: _("A norm comes"),
        EndNorm: _("A norm ends"),
        SetDefinition: _("Another definition"),
        EndDefinition: _("A figure ends"),
        ChangeWords: _("Other words"),
        ChangeHeading: _("Other heading"),
        ChangeNumber: _("Other number"),
        ChangeSection: _("Other goal or how"),
        AddClause: _("New agreement"),
        AddSection: _("New section"),
        RepealClause: _("Falls away"),
        ReplaceClause: _("Is replaced"),
        MoveClause: _("Other place"),
        SplitClause: _("Split"),
        MergeClauses: _("Merged"),
    }[type(one.edit)]


def _html(before: AgreementSet, subject: Subject, after: AgreementSet | None) -> SafeString:
    if after is None:
        after = consolidated(before, core_edits(subject.edits)).after
    if after is None or not core_edits(subject.edits):
        return SafeString("")
    found = redline(before, after, paired_by_id(before, after))
    if subject.kind in (SubjectKind.SECTION, SubjectKind.NEW_SECTION):
        parts = [_section_html(row) for row in found.sections if row.section.id == subject.key]
    else:
        keys = {subject.key, *_parts(subject)}
        parts = [clause_html(row) for row in found.clauses if row.clause.id in keys]
    return mark_safe("\n".join(parts))


def _parts(subject: Subject) -> set[str]:
    """Return the ids of the agreements that are split off in this proposal."""
    return {
        part.id
        for one in subject.edits
        if isinstance(one.edit, SplitClause)
        for part in one.edit.parts
    }


def _section_html(row: SectionRedline) -> str:
    texts = (
        (_("Theme"), row.theme),
        (_("Section"), row.name),
        (_("Introduction"), row.introduction),
        (_("Goal"), row.goal),
        (_("How"), row.how),
    )
    return "".join(
        f'<p class="redline__text"><strong>{label}</strong><br><span lang="nl">{difference_html(change)}</span></p>'
        for label, change in texts
        if change.changed
    )
