"""The consolidated set: what the agreements are after a row of edits, or all that is wrong.

Comes in: a set and edits in the order they were decided. Goes out: the new set with what someone
should look at, or, when anything blocks, no set and every fault at once. No clause is ever lost:
what leaves stays in ``departed`` with its last words and its successors.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import singledispatchmethod

from drieluik.core.amendments.edits.draft import Draft
from drieluik.core.amendments.edits.edit import (
    AddClause,
    AddSection,
    ChangeHeading,
    ChangeNumber,
    ChangeSection,
    ChangeWords,
    Edit,
    MergeClauses,
    MoveClause,
    RepealClause,
    ReplaceClause,
    SplitClause,
)
from drieluik.core.amendments.edits.faults import double_edits, faults_of
from drieluik.core.amendments.sets.rows import AgreementSet, Departure, SetClause
from drieluik.core.amendments.words.merging import merged
from drieluik.core.findings import Finding, Severity, worst_severity


@dataclass(frozen=True, slots=True)
class Consolidation:
    """The outcome of a row of edits.

    Attributes:
        after: The set after all edits; None when a finding blocks.
        findings: What is wrong or should be read; facts hold ``edit`` (id) and ``number``.
    """

    after: AgreementSet | None
    findings: tuple[Finding, ...]


def consolidated(before: AgreementSet, edits: Sequence[Edit]) -> Consolidation:
    """Apply edits to a set, in order, all or nothing.

    An edit of words that were changed by an earlier edit is brought over when the two keep apart;
    when they touch the same words, that is a finding that blocks. Two edits in one sentence are a
    finding to confirm.

    Args:
        before: The set in force.
        edits: The edits in the order they were decided.
    """
    applying = _Applying(before)
    for edit in edits:
        applying.apply(edit)
    after = applying.draft.finished()
    findings = (*applying.findings, *double_edits(edits), *faults_of(after))
    blocked = worst_severity(findings) is Severity.BLOCKS
    return Consolidation(None if blocked else after, findings)


def replayed(first: AgreementSet, decisions: Iterable[Sequence[Edit]]) -> AgreementSet:
    """The set after a row of decisions, each of which was applied as a whole.

    Raises:
        ValueError: A decision cannot be applied, so it cannot have been adopted on this set.
    """
    current = first
    for number, edits in enumerate(decisions, start=1):
        after = consolidated(current, edits).after
        if after is None:
            raise ValueError(f"decision {number} does not apply to the set before it")
        current = after
    return current


class _Applying:
    def __init__(self, before: AgreementSet) -> None:
        self.draft = Draft(before)
        self.findings: list[Finding] = []
        self._gone: dict[str, str] = {}

    @singledispatchmethod
    def apply(self, edit: Edit) -> None:
        """Apply one edit to the draft, or record why it cannot be applied."""
        raise TypeError(f"not an edit: {edit!r}")

    @apply.register
    def _(self, edit: ChangeWords) -> None:
        clause = self._clause(edit.id, edit.clause_id)
        if clause is None:
            return
        if not edit.new_text.strip():
            self._object("empty_text", edit.id, number=clause.number)
            return
        text = self._brought_over(edit.id, clause.number, edit.old_text, edit.new_text, clause.text)
        if text is not None:
            self.draft.change(replace(clause, text=text))

    @apply.register
    def _(self, edit: ChangeHeading) -> None:
        clause = self._clause(edit.id, edit.clause_id)
        if clause is not None:
            heading = self._brought_over(
                edit.id, clause.number, edit.old_heading, edit.new_heading, clause.heading
            )
            if heading is not None:
                self.draft.change(replace(clause, heading=heading))

    @apply.register
    def _(self, edit: ChangeNumber) -> None:
        clause = self._clause(edit.id, edit.clause_id)
        if clause is not None:
            self.draft.change(replace(clause, number=edit.new_number))

    @apply.register
    def _(self, edit: ChangeSection) -> None:
        section = self.draft.sections.get(edit.section_id)
        if section is None:
            self._object("unknown_section", edit.id, section=edit.section_id)
            return
        name = " ".join(part for part in (section.theme_number, section.letter) if part)
        current: str = getattr(section, edit.field)
        text = self._brought_over(edit.id, name, edit.old_text, edit.new_text, current)
        if text is not None:
            changed = {edit.field: text}
            self.draft.sections[section.id] = replace(section, **changed)  # type: ignore[arg-type]  # all its text fields

    @apply.register
    def _(self, edit: AddClause) -> None:
        clause = edit.clause
        if self._is_new(edit.id, clause) and self._has_place(
            edit.id, edit.section_id, edit.after_id
        ):
            self.draft.put(clause, edit.section_id, edit.after_id)

    @apply.register
    def _(self, edit: AddSection) -> None:
        section = edit.section
        if section.id in self.draft.sections:
            self._object("known_section", edit.id, section=section.id)
        elif edit.after_id is not None and edit.after_id not in self.draft.sections:
            self._object("unknown_section", edit.id, section=edit.after_id)
        else:
            self.draft.add_section(replace(section, clauses=()), edit.after_id)
            after: str | None = None
            for clause in section.clauses:
                if self._is_new(edit.id, clause):
                    self.draft.put(clause, section.id, after)
                    after = clause.id

    @apply.register
    def _(self, edit: RepealClause) -> None:
        if self._clause(edit.id, edit.clause_id) is not None:
            self._depart(edit.id, edit.clause_id, Departure.REPEALED, ())

    @apply.register
    def _(self, edit: ReplaceClause) -> None:
        clause = self._clause(edit.id, edit.clause_id)
        if clause is None:
            return
        if not edit.successor_ids:
            self._object("no_successor", edit.id, number=clause.number)
        else:
            self._depart(edit.id, clause.id, Departure.REPLACED, edit.successor_ids)

    @apply.register
    def _(self, edit: MoveClause) -> None:
        clause = self._clause(edit.id, edit.clause_id)
        if clause is None or not self._has_place(edit.id, edit.section_id, edit.after_id):
            return
        if edit.after_id == clause.id:
            self._object("after_itself", edit.id, number=clause.number)
            return
        self.draft.take_out(clause.id)
        moved = replace(clause, number=edit.new_number)
        self.draft.put(moved, edit.section_id, edit.after_id)

    @apply.register
    def _(self, edit: SplitClause) -> None:
        clause = self._clause(edit.id, edit.clause_id)
        if clause is None:
            return
        ids = [part.id for part in edit.parts]
        if len(set(ids)) < max(2, len(ids)) or ids[0] != clause.id:
            self._object("split_without_parts", edit.id, number=clause.number)
        elif edit.old_text != clause.text:
            self._object("words_changed_since", edit.id, number=clause.number)
        else:
            taken = [part for part in edit.parts[1:] if not self._is_new(edit.id, part)]
            if not taken:
                self._split(clause, edit.parts)

    @apply.register
    def _(self, edit: MergeClauses) -> None:
        clauses = [self._clause(edit.id, one) for one in edit.clause_ids]
        found = [one for one in clauses if one is not None]
        if len(found) < len(clauses):
            return
        if len(set(edit.clause_ids)) < 2 or len(set(edit.clause_ids)) < len(edit.clause_ids):
            self._object("merge_of_one", edit.id)
        elif tuple(one.text for one in found) != edit.old_texts:
            numbers = ", ".join(one.number for one in found)
            self._object("words_changed_since", edit.id, number=numbers)
        else:
            first, others = found[0], found[1:]
            for one in others:
                self._depart(edit.id, one.id, Departure.MERGED, (first.id,))
            taken = (*first.predecessors, *(one.id for one in others))
            self.draft.change(
                replace(
                    first,
                    number=edit.number,
                    heading=edit.heading,
                    text=edit.text,
                    predecessors=taken,
                )
            )

    def _split(self, clause: SetClause, parts: tuple[SetClause, ...]) -> None:
        home, after = self.draft.home_of(clause.id), clause.id
        self.draft.change(replace(parts[0], predecessors=clause.predecessors))
        for part in parts[1:]:
            self.draft.put(replace(part, predecessors=(clause.id,)), home, after)
            after = part.id

    def _depart(
        self, edit_id: str, clause_id: str, how: Departure, successors: tuple[str, ...]
    ) -> None:
        self._gone[clause_id] = self.draft.clauses[clause_id].number
        self.draft.depart(clause_id, how, successors, edit_id)

    def _clause(self, edit_id: str, clause_id: str) -> SetClause | None:
        clause = self.draft.clauses.get(clause_id)
        if clause is None and clause_id in self._gone:
            self._object("gone_by_earlier_edit", edit_id, number=self._gone[clause_id])
        elif clause is None:
            past = [one.clause for one in self.draft.departed if one.clause.id == clause_id]
            if past:
                self._object("no_longer_in_force", edit_id, number=past[-1].number)
            else:
                self._object("unknown_clause", edit_id, clause=clause_id)
        return clause

    def _is_new(self, edit_id: str, clause: SetClause) -> bool:
        if self.draft.knows(clause.id):
            self._object("known_clause", edit_id, number=clause.number)
            return False
        return True

    def _has_place(self, edit_id: str, section_id: str, after_id: str | None) -> bool:
        if section_id not in self.draft.sections:
            self._object("unknown_section", edit_id, section=section_id)
            return False
        if after_id is not None and after_id not in self.draft.order[section_id]:
            self._object("place_is_gone", edit_id)
            return False
        return True

    def _brought_over(
        self, edit_id: str, name: str, old: str, new: str, current: str
    ) -> str | None:
        """The new words on what the earlier edits made of the old ones; None when they clash."""
        result = merged(old, new, current)
        for clash in result.clashes:
            self._object(
                "overlapping_edits", edit_id, number=name, ours=clash.ours, theirs=clash.theirs
            )
        for sentence in result.shared_sentences:
            facts = {"edit": edit_id, "number": name}
            self.findings.append(
                Finding("amendments.shared_sentence", Severity.CONFIRM, value=sentence, facts=facts)
            )
        return result.text

    def _object(self, rule: str, edit_id: str, **facts: str) -> None:
        self.findings.append(
            Finding(f"amendments.{rule}", Severity.BLOCKS, facts={"edit": edit_id, **facts})
        )
