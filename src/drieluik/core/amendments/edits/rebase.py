"""Carrying the edits of a proposal over to a newer version of the set.

Every edit comes out clean, to be read once more, or as a conflict with both readings kept. What
cannot be carried stays as it was written: nothing of a proposal is ever dropped.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from drieluik.core.amendments.edits.edit import (
    AddClause,
    AddSection,
    ChangeHeading,
    ChangeSection,
    ChangeWords,
    Edit,
    MergeClauses,
    MoveClause,
    ReplaceClause,
    SplitClause,
    numbers_given,
    touched_clauses,
)
from drieluik.core.amendments.sets.rows import AgreementSet, SetClause, standing_successors
from drieluik.core.amendments.words.merging import Clash, merged
from drieluik.core.findings import Fact, Finding, Severity, worst_severity


class RebaseOutcome(StrEnum):
    """How an edit came over."""

    CLEAN = "clean"
    TO_READ = "to_read"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class RebasedEdit:
    """One edit on the newer version.

    Attributes:
        edit: The edit as it now is; as it was written when it could not be carried.
        outcome: Clean, to be read, or in conflict.
        findings: Why it must be read, or why it conflicts.
        clashes: The words both the proposal and the newer version changed, both readings kept.
        successors: Ids of the clauses that took the place of a clause that left.
    """

    edit: Edit
    outcome: RebaseOutcome
    findings: tuple[Finding, ...] = ()
    clashes: tuple[Clash, ...] = ()
    successors: tuple[str, ...] = ()


def rebased(edits: Sequence[Edit], old: AgreementSet, new: AgreementSet) -> tuple[RebasedEdit, ...]:
    """Carry edits made against one version over to a newer one.

    Args:
        edits: The edits of one proposal, in order.
        old: The version they were made against.
        new: The version to carry them to.
    """
    carrying = _Carrying(edits, old, new)
    return tuple(carrying.carried(edit) for edit in edits)


class _Carrying:
    def __init__(self, edits: Sequence[Edit], old: AgreementSet, new: AgreementSet) -> None:
        self._new = new
        self._before = {clause.id: clause for clause in old.clauses}
        self._after = {clause.id: clause for clause in new.clauses}
        self._sections = {section.id: section for section in new.sections}
        self._home = {clause.id: section.id for section, clause in new.placed_clauses()}
        self._added = {edit.clause.id for edit in edits if isinstance(edit, AddClause)}
        self._added |= {
            part.id for edit in edits if isinstance(edit, SplitClause) for part in edit.parts[1:]
        }
        self._new_sections = {edit.section.id for edit in edits if isinstance(edit, AddSection)}

    def carried(self, edit: Edit) -> RebasedEdit:
        """The edit on the newer version."""
        gone = [one for one in touched_clauses(edit) if one not in self._after]
        gone = [one for one in gone if one not in self._added]
        if gone:
            return self._gone(edit, gone[0])
        if isinstance(edit, ChangeWords) and edit.clause_id in self._after:
            current = self._after[edit.clause_id].text
            return _words_carried(edit, self._after[edit.clause_id].number, current)
        if isinstance(edit, ChangeHeading) and edit.clause_id in self._after:
            return self._heading_carried(edit, self._after[edit.clause_id])
        if isinstance(edit, ChangeSection):
            return self._section_carried(edit)
        if isinstance(edit, SplitClause | MergeClauses):
            return self._rewriting_carried(edit)
        return self._placed(edit)

    def _gone(self, edit: Edit, clause_id: str) -> RebasedEdit:
        before = self._before.get(clause_id)
        finding = _finding(
            "no_longer_in_force",
            Severity.BLOCKS,
            edit,
            number=before.number if before else clause_id,
        )
        successors = standing_successors(self._new, clause_id)
        return RebasedEdit(edit, RebaseOutcome.CONFLICT, (finding,), (), successors)

    def _heading_carried(self, edit: ChangeHeading, clause: SetClause) -> RebasedEdit:
        result = merged(edit.old_heading, edit.new_heading, clause.heading)
        if result.text is None:
            return _clashed(edit, clause.number, result.clashes)
        carried = replace(edit, old_heading=clause.heading, new_heading=result.text)
        return _read_again(carried, clause.number, result.shared_sentences)

    def _section_carried(self, edit: ChangeSection) -> RebasedEdit:
        section = self._sections.get(edit.section_id)
        if section is None and edit.section_id in self._new_sections:
            return RebasedEdit(edit, RebaseOutcome.CLEAN)
        if section is None:
            finding = _finding("unknown_section", Severity.BLOCKS, edit, section=edit.section_id)
            return RebasedEdit(edit, RebaseOutcome.CONFLICT, (finding,))
        name = " ".join(part for part in (section.theme_number, section.letter) if part)
        return _words_carried(edit, name, getattr(section, edit.field))

    def _rewriting_carried(self, edit: SplitClause | MergeClauses) -> RebasedEdit:
        """A split or merge holds whole texts: it comes over only when these did not change."""
        old_texts = (edit.old_text,) if isinstance(edit, SplitClause) else edit.old_texts
        new_text = (
            "\n".join(part.text for part in edit.parts)
            if isinstance(edit, SplitClause)
            else edit.text
        )
        ids = touched_clauses(edit)
        clashes = tuple(
            Clash((0, len(text)), text, new_text, self._after[one].text)
            for one, text in zip(ids, old_texts, strict=True)
            if one in self._after and self._after[one].text != text
        )
        if not clashes:
            return self._placed(edit)
        numbers = ", ".join(self._after[one].number for one in ids if one in self._after)
        finding = _finding("words_changed_since", Severity.BLOCKS, edit, number=numbers)
        return RebasedEdit(edit, RebaseOutcome.CONFLICT, (finding,), clashes)

    def _placed(self, edit: Edit) -> RebasedEdit:
        """Whatever keeps no words: read again when the words or the place changed meanwhile."""
        findings = [
            _finding("touched_text_changed", Severity.CONFIRM, edit, number=clause.number)
            for clause in (self._after[one] for one in touched_clauses(edit) if one in self._after)
            if clause.id in self._before and self._before[clause.id].text != clause.text
        ]
        findings += self._numbers_taken(edit)
        if isinstance(edit, AddClause) and edit.clause.id in self._after:
            findings.append(
                _finding("known_clause", Severity.BLOCKS, edit, number=edit.clause.number)
            )
        if isinstance(edit, AddClause | MoveClause):
            edit, more = self._in_place(edit)
            findings += more
        if isinstance(edit, ReplaceClause):
            edit, more = self._with_successors(edit)
            findings += more
        worst = worst_severity(findings)
        outcome = RebaseOutcome.TO_READ if findings else RebaseOutcome.CLEAN
        outcome = RebaseOutcome.CONFLICT if worst is Severity.BLOCKS else outcome
        return RebasedEdit(edit, outcome, tuple(findings))

    def _in_place(
        self, edit: AddClause | MoveClause
    ) -> tuple[AddClause | MoveClause, list[Finding]]:
        number = edit.clause.number if isinstance(edit, AddClause) else edit.new_number
        findings: list[Finding] = []
        if edit.section_id in self._new_sections:
            return edit, findings
        section = self._sections.get(edit.section_id)
        if section is None:
            findings.append(
                _finding("unknown_section", Severity.BLOCKS, edit, section=edit.section_id)
            )
        elif not self._is_place(edit.after_id, section.id):
            last = section.clauses[-1].id if section.clauses else None
            edit = replace(edit, after_id=last)
            findings.append(_finding("put_at_the_end", Severity.CONFIRM, edit, number=number))
        return edit, findings

    def _numbers_taken(self, edit: Edit) -> list[Finding]:
        own = touched_clauses(edit)
        return [
            _finding("number_taken", Severity.CONFIRM, edit, number=clause.number)
            for clause in self._after.values()
            if clause.number in numbers_given(edit)
            and clause.id not in own
            and self._had_other_number(clause)
        ]

    def _is_place(self, after_id: str | None, section_id: str) -> bool:
        if after_id is None or after_id in self._added:
            return True
        return self._home.get(after_id) == section_id

    def _had_other_number(self, clause: SetClause) -> bool:
        """Whether the number was free, or another's, when the edit was written."""
        before = self._before.get(clause.id)
        return before is None or before.number != clause.number

    def _with_successors(self, edit: ReplaceClause) -> tuple[ReplaceClause, list[Finding]]:
        standing: list[str] = []
        for one in edit.successor_ids:
            standing += [one] if one in self._added else standing_successors(self._new, one)
        if tuple(standing) == edit.successor_ids:
            return edit, []
        number = self._after[edit.clause_id].number if edit.clause_id in self._after else ""
        if not standing:
            return edit, [_finding("unknown_successor", Severity.BLOCKS, edit, number=number)]
        carried = replace(edit, successor_ids=tuple(dict.fromkeys(standing)))
        return carried, [_finding("successor_followed", Severity.CONFIRM, edit, number=number)]


def _words_carried(edit: ChangeWords | ChangeSection, name: str, current: str) -> RebasedEdit:
    result = merged(edit.old_text, edit.new_text, current)
    if result.text is None:
        return _clashed(edit, name, result.clashes)
    carried = replace(edit, old_text=current, new_text=result.text)
    return _read_again(carried, name, result.shared_sentences)


def _clashed(edit: Edit, name: str, clashes: tuple[Clash, ...]) -> RebasedEdit:
    findings = tuple(
        _finding(
            "clash_with_newer", Severity.BLOCKS, edit, number=name, ours=one.ours, theirs=one.theirs
        )
        for one in clashes
    )
    return RebasedEdit(edit, RebaseOutcome.CONFLICT, findings, clashes)


def _read_again(edit: Edit, name: str, sentences: tuple[str, ...]) -> RebasedEdit:
    findings = tuple(
        _finding("sentence_changed_since", Severity.CONFIRM, edit, number=name, sentence=one)
        for one in sentences
    )
    outcome = RebaseOutcome.TO_READ if findings else RebaseOutcome.CLEAN
    return RebasedEdit(edit, outcome, findings)


def _finding(name: str, severity: Severity, edit: Edit, **facts: Fact) -> Finding:
    return Finding(f"amendments.{name}", severity, facts={"edit": edit.id, **facts})
