"""What lies before whoever writes an edit: what can be chosen, and how it is named."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from django.utils.translation import gettext as _

from drieluik.apps.agreements.proposals.defining import (
    DefinitionNow,
    DefinitionsNow,
    definition_key,
)
from drieluik.apps.agreements.proposals.editing import Parties, ProposedEdit
from drieluik.apps.agreements.proposals.norming import (
    ChangeNorm,
    EndNorm,
    NormNow,
    NormsNow,
    norm_name,
)
from drieluik.apps.agreements.proposals.planning import action_key
from drieluik.apps.agreements.rows import ActionRow, FocusProjectRow
from drieluik.core.amendments.edits.edit import AddClause, AddSection, MergeClauses
from drieluik.core.amendments.sets.rows import AgreementSet, SetClause, SetSection

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before whoever writes an edit.

    Attributes:
        current: The agreements the proposal is made on.
        edits: The edits that are in the proposal already.
        parties: Codes and names of the parties that can be bound.
        parties_now: The parties of the agreement that is chosen.
        subject: Id of the agreement, section, action or focus project that is chosen; empty for
            what is written for the first time.
        projects: The focus projects.
        answers: What was answered to the second question of a kind, such as what to merge with.
        norms: The norms as they stand.
        corporations: Codes and names of the corporations, for whom a norm can hold.
        definitions: How every indicator counts.
    """

    current: AgreementSet
    edits: tuple[ProposedEdit, ...]
    parties: Choices
    parties_now: Parties
    subject: str = ""
    projects: tuple[FocusProjectRow, ...] = ()
    answers: tuple[str, ...] = ()
    norms: NormsNow = field(default_factory=NormsNow)
    corporations: Choices = field(default_factory=list)
    definitions: DefinitionsNow = field(default_factory=dict)

    @property
    def clause(self) -> SetClause:
        """The agreement that is chosen; one that the proposal adds as well."""
        every = (*self.current.clauses, *self.added_clauses)
        return next(one for one in every if one.id == self.subject)

    @property
    def section(self) -> SetSection:
        """The section that is chosen."""
        return next(one for one in self.current.sections if one.id == self.subject)

    @property
    def norm(self) -> NormNow:
        """The norm that is chosen."""
        return self.norms.counting[self.subject]

    @property
    def definition(self) -> DefinitionNow:
        """The definition that is chosen."""
        every = self.definitions.items()
        return next(one for key, one in every if definition_key(key) == self.subject)

    def own(self, *kinds: type) -> list[ProposedEdit]:
        """Return the edits of these kinds that are about the chosen subject."""
        return [
            one
            for one in self.edits
            if isinstance(one.edit, kinds) and self.subject == opened_with(one)
        ]

    @property
    def added_clauses(self) -> list[SetClause]:
        """The agreements that the proposal adds."""
        return [one.edit.clause for one in self.edits if isinstance(one.edit, AddClause)]

    @property
    def added_sections(self) -> list[SetSection]:
        """The sections that the proposal adds."""
        return [one.edit.section for one in self.edits if isinstance(one.edit, AddSection)]

    def subjects(self, about: str) -> Choices:
        """Return what can be chosen of a kind of subject, by id and name."""
        if about == "clause":
            return [(one.id, clause_label(one)) for one in self.current.clauses]
        if about == "any_clause":
            added = [(one.id, clause_label(one)) for one in self.added_clauses]
            return [*added, *self.subjects("clause")]
        if about == "section":
            return [(one.id, section_label(one)) for one in self.current.sections]
        if about == "norm":
            clauses = dict(self.subjects("clause"))
            return [
                (one.norm_id, f"{clauses[one.clause_id]} – {norm_name(one.text)}")
                for one in self.norms.counting.values()
                if one.clause_id in clauses
            ]
        if about in ("definition", "any_definition"):
            return [
                (definition_key(key), definition_label(one))
                for key, one in self.definitions.items()
                if one.counts or about == "any_definition"
            ]
        if about == "project":
            return [(str(one.project_id), project_label(one)) for one in self.projects]
        return [
            (action_key(project.project_id, action.number), action_label(project, action))
            for project in self.projects
            for action in project.actions
        ]

    def subject_label(self) -> str:
        """Name the chosen subject, whatever it is; empty when nothing is chosen."""
        added = [(one.id, clause_label(one)) for one in self.added_clauses]
        added += [(one.id, section_label(one)) for one in self.added_sections]
        kinds = ("clause", "section", "project", "action", "norm", "any_definition")
        every = (dict(self.subjects(about)) for about in kinds)
        return next(
            (names[self.subject] for names in (dict(added), *every) if self.subject in names), ""
        )


def opened_with(one: ProposedEdit) -> str:
    """Return the id of what an edit is written about: with it the form is opened again."""
    edit = one.edit
    if isinstance(edit, AddClause):
        return edit.clause.id
    if isinstance(edit, AddSection):
        return edit.section.id
    if isinstance(edit, MergeClauses):
        return edit.clause_ids[0]
    if isinstance(edit, ChangeNorm | EndNorm):
        return edit.norm_id
    keys = ("clause_id", "section_id", "subject")
    return next(str(getattr(edit, key)) for key in keys if hasattr(edit, key))


def section_label(section: SetSection) -> str:
    """Name a section with its theme."""
    part = f" {section.letter}. {section.title}" if section.letter else ""
    return f"{section.theme_number}. {section.theme_title}{part}".strip()


def clause_label(clause: SetClause) -> str:
    """Name an agreement."""
    return f"{clause.number} {clause.heading or clause.text[:60]}".strip()


def project_label(project: FocusProjectRow) -> str:
    """Name a focus project with its year."""
    return f"{project.focus} ({project.year})"


def definition_label(one: DefinitionNow) -> str:
    """Name a definition with the version that counts, if it counts."""
    names = {"name": one.card.name_nl, "version": one.version}
    if not one.version:
        return _("%(name)s (not calculated so far)") % names
    return _("%(name)s (version %(version)s)") % names


def action_label(project: FocusProjectRow, action: ActionRow) -> str:
    """Name an action with its project."""
    return f"{project_label(project)}, {action.number}. {action.text[:80]}"


def new_id(old: Sequence[ProposedEdit]) -> str:
    """Return the id of the edit that is written anew, or a fresh one."""
    return old[0].id if old else str(uuid4())
