"""From what a person filled in to edits that rebuild the document: split, merge, new section."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _

from drieluik.apps.agreements.proposals.desk import (
    Choices,
    Desk,
    clause_label,
    new_id,
)
from drieluik.apps.agreements.proposals.editing import ProposedEdit
from drieluik.apps.agreements.proposals.places import (
    free_number,
    section_places,
    with_what_is_added,
)
from drieluik.apps.agreements.proposals.rebuilding_forms import (
    IN_THEME,
    NEW_THEME,
    MergeForm,
    NewSectionForm,
    SplitForm,
)
from drieluik.core.amendments.edits.edit import AddSection, MergeClauses, SplitClause
from drieluik.core.amendments.sets.rows import SetClause, SetSection
from drieluik.core.amendments.words.tokens import sentence_starts


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked before the form opens.

    Attributes:
        label: The question.
        groups: Names with what can be chosen under them; those nearest to the subject first.
        several: Whether more than one answer can be given.
    """

    label: str
    groups: tuple[tuple[str, Choices], ...]
    several: bool = False

    def accepts(self, answers: Sequence[str]) -> bool:
        """Tell whether these answers can be given."""
        offered = {value for _name, choices in self.groups for value, _label in choices}
        within = bool(answers) and offered.issuperset(answers)
        return within and (self.several or len(answers) == 1)


def ask_where_to_split(desk: Desk) -> Question | None:
    """Ask with which sentence the new agreement begins; nothing when there is only one."""
    sentences = _sentences(desk.clause.text)
    choices = [(str(at), words) for at, (_start, words) in enumerate(sentences, start=1)][1:]
    if not choices:
        return None
    return Question(_("With which sentence does the new agreement begin?"), (("", choices),))


def split_form(desk: Desk, given: Any) -> forms.Form:
    """Ask for the words of both agreements, divided where it was chosen."""
    clause = desk.clause
    initial = {"heading": clause.heading, "number": free_number(desk, clause.number)}
    old = _own_split(desk)
    if old:
        first, second = old.parts[0], old.parts[1]
        initial = {"heading": first.heading, "text": first.text, "number": second.number}
        initial |= {"new_heading": second.heading, "new_text": second.text}
    if desk.answers or not old:
        at = _place_of_split(desk)
        initial |= {"text": clause.text[:at].strip(), "new_text": clause.text[at:].strip()}
    return SplitForm(given, initial=initial)


def build_split(desk: Desk, given: Mapping[str, Any]) -> list[ProposedEdit]:
    """Return the edit that makes two agreements of the chosen one."""
    clause, old = desk.clause, _own_split(desk)
    second_id = old.parts[1].id if old else str(uuid4())
    parts = (
        SetClause(clause.id, clause.number, given["heading"], given["text"]),
        SetClause(second_id, given["number"], given["new_heading"], given["new_text"]),
    )
    edit_id = new_id(desk.own(SplitClause))
    return [ProposedEdit(SplitClause(edit_id, clause.id, clause.text, parts))]


def _own_split(desk: Desk) -> SplitClause | None:
    return next(
        (one.edit for one in desk.own(SplitClause) if isinstance(one.edit, SplitClause)), None
    )


def _place_of_split(desk: Desk) -> int:
    text = desk.clause.text
    return _sentences(text)[int(desk.answers[0]) - 1][0] if desk.answers else len(text)


def _sentences(text: str) -> list[tuple[int, str]]:
    """Return where each sentence or line of a text begins, and its words."""
    starts = (*sentence_starts(text), len(text))
    found = [(start, text[start:end].strip()) for start, end in pairwise(starts)]
    return [(start, words) for start, words in found if words]


def ask_what_to_merge(desk: Desk) -> Question:
    """Ask which agreements are taken up; those of the own theme first."""
    home = next(
        section.theme
        for section, clause in desk.current.placed_clauses()
        if clause.id == desk.subject
    )
    by_theme: dict[tuple[str, str], Choices] = {home: []}
    for section, clause in desk.current.placed_clauses():
        if clause.id != desk.subject:
            by_theme.setdefault(section.theme, []).append((clause.id, clause_label(clause)))
    groups = tuple(
        (f"{number}. {title}", choices) for (number, title), choices in by_theme.items() if choices
    )
    return Question(_("Which agreements are taken up in this one?"), groups, several=True)


def merge_form(desk: Desk, given: Any) -> forms.Form:
    """Ask for the words of the one agreement; at first all texts under each other."""
    old, clauses = _own_merge(desk), _merged_clauses(desk)
    initial = {
        "number": old.number if old else clauses[0].number,
        "heading": old.heading if old else clauses[0].heading,
        "text": "\n".join(one.text for one in clauses),
    }
    if old and not desk.answers:
        initial["text"] = old.text
    return MergeForm(given, initial=initial)


def build_merge(desk: Desk, given: Mapping[str, Any]) -> list[ProposedEdit]:
    """Return the edit that makes one agreement of the chosen ones."""
    clauses = _merged_clauses(desk)
    edit = MergeClauses(
        new_id(desk.own(MergeClauses)),
        tuple(one.id for one in clauses),
        tuple(one.text for one in clauses),
        given["number"],
        given["heading"],
        given["text"],
    )
    return [ProposedEdit(edit)]


def _own_merge(desk: Desk) -> MergeClauses | None:
    own = (one.edit for one in desk.own(MergeClauses))
    return next((edit for edit in own if isinstance(edit, MergeClauses)), None)


def _merged_clauses(desk: Desk) -> list[SetClause]:
    """Return the agreement that stays and those that are taken up, in the order of the document."""
    old = _own_merge(desk)
    taken = set(desk.answers or (old.clause_ids if old else ()))
    others = [one for one in desk.current.clauses if one.id in taken and one.id != desk.subject]
    return [desk.clause, *others]


def section_form(desk: Desk, given: Any) -> forms.Form:
    """Ask where a new section comes and what it is called."""
    initial: dict[str, Any] = {}
    old = _own_section(desk)
    if old:
        section = old.section
        initial = {name: getattr(section, name) for name in ("letter", "goal", "how")}
        initial["section_title"] = section.title
        others = with_what_is_added(desk).sections
        after = next((one for one in others if one.id == old.after_id), None)
        is_part = after is not None and after.theme == section.theme
        initial["place"] = f"{IN_THEME if is_part else NEW_THEME}/{old.after_id or ''}"
        if not is_part:
            initial |= {"theme_number": section.theme_number, "theme_title": section.theme_title}
    sections = with_what_is_added(desk).sections
    return NewSectionForm(given, initial=initial, places=section_places(desk), sections=sections)


def build_section(desk: Desk, given: Mapping[str, Any]) -> list[ProposedEdit]:
    """Return the edit that adds a section; its agreements are edits of their own."""
    where, _slash, after = given["place"].partition("/")
    theme = (given["theme_number"].strip(), given["theme_title"].strip())
    if where == IN_THEME:
        sections = with_what_is_added(desk).sections
        theme = next(one.theme for one in sections if one.id == after)
    old = _own_section(desk)
    section = SetSection(
        old.section.id if old else str(uuid4()),
        *theme,
        given["letter"].strip(),
        given["section_title"].strip(),
        "",
        given["goal"],
        given["how"],
        (),
    )
    return [ProposedEdit(AddSection(new_id(desk.own(AddSection)), section, after or None))]


def _own_section(desk: Desk) -> AddSection | None:
    own = (one.edit for one in desk.own(AddSection))
    return next((edit for edit in own if isinstance(edit, AddSection)), None)
