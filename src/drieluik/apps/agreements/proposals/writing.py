"""From what a person filled in to edits, and back, for every kind of edit a page offers.

Comes in: the agreements a proposal is made on, and cleaned forms. Goes out: edits with their ids.
A form that is opened again shows what was filled in before.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _

from drieluik.apps.agreements.proposals.defining import EndDefinition, SetDefinition
from drieluik.apps.agreements.proposals.definition_writing import (
    build_definition,
    build_end_definition,
    definition_form,
    end_definition_form,
)
from drieluik.apps.agreements.proposals.desk import Desk, clause_label, new_id
from drieluik.apps.agreements.proposals.editing import Parties, ProposedEdit, SetParties
from drieluik.apps.agreements.proposals.forms import (
    NewClauseForm,
    PlaceForm,
    RepealForm,
    SectionForm,
    WordsForm,
)
from drieluik.apps.agreements.proposals.norm_writing import (
    add_norm_form,
    ask_by_what_figure,
    build_add_norm,
    build_end_norm,
    build_norm,
    end_norm_form,
    norm_form,
)
from drieluik.apps.agreements.proposals.norming import AddNorm, ChangeNorm, EndNorm
from drieluik.apps.agreements.proposals.places import place_choices
from drieluik.apps.agreements.proposals.planning import CarryProject, MoveAction
from drieluik.apps.agreements.proposals.planning_forms import (
    build_carry,
    build_move,
    carry_form,
    move_form,
)
from drieluik.apps.agreements.proposals.rebuilding import (
    Question,
    ask_what_to_merge,
    ask_where_to_split,
    build_merge,
    build_section,
    build_split,
    merge_form,
    section_form,
    split_form,
)
from drieluik.core.amendments.edits.edit import (
    AddClause,
    AddSection,
    ChangeHeading,
    ChangeSection,
    ChangeWords,
    MergeClauses,
    MoveClause,
    RepealClause,
    ReplaceClause,
    SplitClause,
)
from drieluik.core.amendments.sets.rows import SetClause
from drieluik.core.documents.pasted import plain_words


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of edit that can be written.

    Attributes:
        slug: Its place in the address.
        about: ``clause``, ``any_clause`` (also one that the proposal adds), ``section``, ``norm``,
            ``action``, ``project``, ``definition``, ``any_definition`` (also of a figure that is
            not calculated) or empty: what is chosen first.
        form: Makes the form for a desk.
        build: Makes the edits that come in the place of those of the same kinds and subject.
        replaces: The kinds of edits that it writes.
        asks: What is asked before the form opens, if anything is.
    """

    slug: str
    label: Callable[[], str]
    about: str
    form: Callable[[Desk, Any], forms.Form]
    build: Callable[[Desk, Mapping[str, Any]], list[ProposedEdit]]
    replaces: tuple[type, ...]
    asks: Callable[[Desk], Question | None] = lambda _desk: None

    def question(self, desk: Desk, *, again: bool = False) -> Question | None:
        """Return what must be answered first; a change that was written before is opened at once."""
        asked = self.asks(desk)
        if asked is None or asked.accepts(desk.answers):
            return None
        return asked if again or desk.answers or not desk.own(*self.replaces) else None


def with_edits(desk: Desk, kind: Kind, given: Mapping[str, Any]) -> list[ProposedEdit]:
    """Return the edits of the proposal with those of a form worked in, in their old place."""
    built = kind.build(desk, given)
    old = {one.id for one in desk.own(*kind.replaces)} if desk.subject else set()
    at = next((at for at, one in enumerate(desk.edits) if one.id in old), len(desk.edits))
    before = [one for one in desk.edits[:at] if one.id not in old]
    after = [one for one in desk.edits[at:] if one.id not in old]
    return [*before, *built, *after]


def _differs(given: str, before: str) -> bool:
    """Tell whether words were changed, apart from what every form makes of what it is given."""
    return given not in (before, plain_words(before).strip())


def _words_form(desk: Desk, given: Any) -> forms.Form:
    clause = desk.clause
    words, headings = desk.own(ChangeWords), desk.own(ChangeHeading)
    initial = {
        "text": words[0].edit.new_text if words else clause.text,  # type: ignore[union-attr]  # of that kind
        "heading": headings[0].edit.new_heading if headings else clause.heading,  # type: ignore[union-attr]  # of that kind
    }
    return WordsForm(given, initial=initial)


def _build_words(desk: Desk, given: Mapping[str, Any]) -> list[ProposedEdit]:
    clause, text = desk.clause, given["text"]
    found = []
    if _differs(given["heading"], clause.heading):
        edit_id = new_id(desk.own(ChangeHeading))
        found.append(
            ProposedEdit(ChangeHeading(edit_id, clause.id, clause.heading, given["heading"]))
        )
    if _differs(text, clause.text):
        edit_id = new_id(desk.own(ChangeWords))
        found.append(ProposedEdit(ChangeWords(edit_id, clause.id, clause.text, text)))
    return found


def _section_form(desk: Desk, given: Any) -> forms.Form:
    section = desk.section
    changed = {one.edit.field: one.edit.new_text for one in desk.own(ChangeSection)}  # type: ignore[union-attr]  # of that kind
    initial = {"goal": section.goal, "how": section.how} | changed
    return SectionForm(given, initial=initial)


def _build_section(desk: Desk, given: Mapping[str, Any]) -> list[ProposedEdit]:
    section, found = desk.section, []
    old = {one.edit.field: one for one in desk.own(ChangeSection)}  # type: ignore[union-attr]  # of that kind
    for name, before in (("goal", section.goal), ("how", section.how)):
        after = given[name]
        if _differs(after, before):
            edit_id = old[name].id if name in old else str(uuid4())
            change = ChangeSection(edit_id, section.id, name, before, after)  # type: ignore[arg-type]  # one of its fields
            found.append(ProposedEdit(change))
    return found


def _new_form(desk: Desk, given: Any) -> forms.Form:
    places, initial = place_choices(desk), dict[str, Any]()
    for one in desk.own(AddClause):
        if isinstance(one.edit, AddClause):
            clause = one.edit.clause
            initial = {"number": clause.number, "heading": clause.heading, "text": clause.text}
            initial["place"] = f"{one.edit.section_id}/{one.edit.after_id or ''}"
            initial |= {"bound": one.parties.bound, "consent": one.parties.consent}
    if desk.answers:
        in_section = [value for value, _label in places if value.startswith(f"{desk.answers[0]}/")]
        initial["place"] = in_section[-1] if in_section else ""
    return NewClauseForm(given, places=places, parties=desk.parties, initial=initial)


def _build_new(desk: Desk, given: Mapping[str, Any]) -> list[ProposedEdit]:
    section_id, _slash, after_id = given["place"].partition("/")
    old = desk.own(AddClause)
    clause_id = desk.subject if old else str(uuid4())
    clause = SetClause(clause_id, given["number"], given["heading"], given["text"])
    edit = AddClause(new_id(old), section_id, clause, after_id or None)
    return [ProposedEdit(edit, Parties(tuple(given["bound"]), tuple(given["consent"])))]


def _repeal_form(desk: Desk, given: Any) -> forms.Form:
    others = [one for one in desk.current.clauses if one.id != desk.subject]
    successors = [(one.id, clause_label(one)) for one in (*desk.added_clauses, *others)]
    old = [one.edit for one in desk.own(ReplaceClause) if isinstance(one.edit, ReplaceClause)]
    initial = {"successor": old[0].successor_ids[0]} if old else {}
    return RepealForm(given, successors=successors, initial=initial)


def _build_repeal(desk: Desk, given: Mapping[str, Any]) -> list[ProposedEdit]:
    edit_id = new_id(desk.own(RepealClause, ReplaceClause))
    if given["successor"]:
        return [ProposedEdit(ReplaceClause(edit_id, desk.subject, (given["successor"],)))]
    return [ProposedEdit(RepealClause(edit_id, desk.subject))]


def _move_form(desk: Desk, given: Any) -> forms.Form:
    initial = {"number": desk.clause.number}
    for one in desk.own(MoveClause):
        if isinstance(one.edit, MoveClause):
            place = f"{one.edit.section_id}/{one.edit.after_id or ''}"
            initial = {"number": one.edit.new_number, "place": place}
    return PlaceForm(given, places=place_choices(desk), initial=initial)


def _build_move(desk: Desk, given: Mapping[str, Any]) -> list[ProposedEdit]:
    section_id, _slash, after_id = given["place"].partition("/")
    edit_id = new_id(desk.own(MoveClause))
    edit = MoveClause(edit_id, desk.subject, section_id, after_id or None, given["number"])
    return [ProposedEdit(edit)]


def _parties_form(desk: Desk, given: Any) -> forms.Form:
    from drieluik.apps.agreements.forms import BindingsForm

    now = desk.parties_now
    initial: dict[str, Any] = now.by_kind() | {"reason": now.reason}
    for one in desk.own(SetParties):
        initial = one.parties.by_kind() | {"reason": one.parties.reason}
    form = BindingsForm(given, parties=desk.parties, initial=initial)
    del form.fields["whole_theme"]
    return form


def _build_parties(desk: Desk, given: Mapping[str, Any]) -> list[ProposedEdit]:
    codes = {kind: tuple(given[kind]) for kind in ("bound", "consent", "not_party")}
    parties = Parties(codes["bound"], codes["consent"], codes["not_party"], given["reason"].strip())
    if parties.names_the_same(desk.parties_now):
        return []
    edit = SetParties(new_id(desk.own(SetParties)), desk.subject, desk.parties_now)
    return [ProposedEdit(edit, parties)]


KINDS: dict[str, Kind] = {
    kind.slug: kind
    for kind in (
        Kind(
            "woorden",
            lambda: _("Change the words of an agreement"),
            "clause",
            _words_form,
            _build_words,
            (ChangeWords, ChangeHeading),
        ),
        Kind("nieuw", lambda: _("Add an agreement"), "", _new_form, _build_new, (AddClause,)),
        Kind(
            "splitsen",
            lambda: _("Make two agreements of one"),
            "clause",
            split_form,
            build_split,
            (SplitClause,),
            ask_where_to_split,
        ),
        Kind(
            "samenvoegen",
            lambda: _("Make one agreement of several"),
            "clause",
            merge_form,
            build_merge,
            (MergeClauses,),
            ask_what_to_merge,
        ),
        Kind(
            "vervallen",
            lambda: _("Let an agreement fall away"),
            "clause",
            _repeal_form,
            _build_repeal,
            (RepealClause, ReplaceClause),
        ),
        Kind(
            "verplaatsen",
            lambda: _("Give an agreement another place or number"),
            "clause",
            _move_form,
            _build_move,
            (MoveClause,),
        ),
        Kind(
            "partijen",
            lambda: _("Bind or release parties"),
            "clause",
            _parties_form,
            _build_parties,
            (SetParties,),
        ),
        Kind(
            "doel",
            lambda: _("Change the goal or the how of a section"),
            "section",
            _section_form,
            _build_section,
            (ChangeSection,),
        ),
        Kind(
            "onderdeel",
            lambda: _("Add a section or a theme"),
            "",
            section_form,
            build_section,
            (AddSection,),
        ),
        Kind("norm", lambda: _("Change a norm"), "norm", norm_form, build_norm, (ChangeNorm,)),
        Kind(
            "nieuwe-norm",
            lambda: _("Give an agreement a norm"),
            "any_clause",
            add_norm_form,
            build_add_norm,
            (AddNorm,),
            ask_by_what_figure,
        ),
        Kind(
            "norm-vervalt",
            lambda: _("Let a norm end"),
            "norm",
            end_norm_form,
            build_end_norm,
            (EndNorm,),
        ),
        Kind(
            "definitie",
            lambda: _("Let another definition of a figure count, or take a figure up"),
            "any_definition",
            definition_form,
            build_definition,
            (SetDefinition,),
        ),
        Kind(
            "cijfer-vervalt",
            lambda: _("Take a figure out of the catalogue"),
            "definition",
            end_definition_form,
            build_end_definition,
            (EndDefinition,),
        ),
        Kind(
            "actie",
            lambda: _("Move an action of a focus project to a later year"),
            "action",
            move_form,
            build_move,
            (MoveAction,),
        ),
        Kind(
            "speerpunt",
            lambda: _("Go on with a focus project in the next year"),
            "project",
            carry_form,
            build_carry,
            (CarryProject,),
        ),
    )
}
"""The kinds of edits by their place in the address, in the order in which they are offered."""


def slug_of(one: ProposedEdit) -> str:
    """Return the place in the address where an edit can be changed; empty when it cannot be."""
    found = (kind.slug for kind in KINDS.values() if isinstance(one.edit, kind.replaces))
    return next(found, "")
