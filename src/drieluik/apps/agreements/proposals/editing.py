"""The edits of a proposal as the register keeps them, and what each of them is about.

Pure: an edit of ``core.amendments`` or other parties for an agreement, as frozen values and as
JSON; the subjects that parties take a position on; and the fingerprint of the words of a subject.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from drieluik.apps.agreements.proposals.defining import (
    DEFINING,
    DefinitionEdit,
    EndDefinition,
    SetDefinition,
)
from drieluik.apps.agreements.proposals.norming import (
    NORMING,
    AddNorm,
    ChangeNorm,
    EndNorm,
    NormEdit,
    norm_name,
)
from drieluik.apps.agreements.proposals.planning import (
    PLANNING,
    CarryProject,
    MoveAction,
    PlanningEdit,
)
from drieluik.core.amendments.edits.edit import (
    AddClause,
    AddSection,
    ChangeSection,
    ChangeWords,
    Edit,
    MergeClauses,
    SplitClause,
    touched_clauses,
)
from drieluik.core.amendments.edits.exchange import edit_from_json, edit_to_json, kind_of
from drieluik.core.amendments.sets.rows import AgreementSet

SET_PARTIES = "set_parties"


@dataclass(frozen=True, slots=True)
class Parties:
    """Codes of the parties of an agreement; ``reason`` says why the last ones are no party."""

    bound: tuple[str, ...] = ()
    consent: tuple[str, ...] = ()
    not_party: tuple[str, ...] = ()
    reason: str = ""

    def by_kind(self) -> dict[str, list[str]]:
        """Return the codes per kind of binding."""
        return {
            "bound": list(self.bound),
            "consent": list(self.consent),
            "not_party": list(self.not_party),
        }

    def with_heirs(self, heirs: Mapping[str, str]) -> "Parties":
        """Return the parties with everyone that merged replaced by the heir, by code."""
        bound, consent = (
            tuple(dict.fromkeys(heirs.get(code, code) for code in codes))
            for codes in (self.bound, self.consent)
        )
        taken_over = {heirs[code] for code in (*self.bound, *self.consent) if code in heirs}
        not_party = [one for one in self.not_party if one not in heirs and one not in taken_over]
        return Parties(bound, consent, tuple(not_party), self.reason if not_party else "")

    def names_the_same(self, other: "Parties") -> bool:
        """Tell whether both name the same parties, in whatever order and for whatever reason."""
        mine, theirs = self.by_kind(), other.by_kind()
        return all(set(mine[kind]) == set(theirs[kind]) for kind in mine)


@dataclass(frozen=True, slots=True)
class SetParties:
    """Bind or release parties: the parties of an agreement become these.

    ``was`` are the parties the writer had in view; None in a proposal of before that was kept.
    """

    id: str
    clause_id: str
    was: Parties | None = None


AnyEdit = Edit | SetParties | PlanningEdit | NormEdit | DefinitionEdit
_PlainEdit = PlanningEdit | NormEdit | DefinitionEdit
NORM_EDITS = (ChangeNorm, AddNorm, EndNorm)
BESIDE_THE_TEXT = (
    SetParties,
    MoveAction,
    CarryProject,
    *NORM_EDITS,
    SetDefinition,
    EndDefinition,
)
"""Edits that change no words of the set of agreements."""
_PLAIN: dict[str, type[_PlainEdit]] = {**PLANNING, **NORMING, **DEFINING}


@dataclass(frozen=True, slots=True)
class ProposedEdit:
    """One edit of a proposal; ``parties`` only with new agreements and with ``SetParties``."""

    edit: AnyEdit
    parties: Parties = Parties()

    @property
    def id(self) -> str:
        """Its id."""
        return self.edit.id

    @property
    def kind(self) -> str:
        """Its kind, such as ``change_words``."""
        if isinstance(self.edit, SetParties):
            return SET_PARTIES
        if isinstance(self.edit, _PlainEdit):
            return next(name for name, kind in _PLAIN.items() if kind is type(self.edit))
        return kind_of(self.edit)


def to_json(one: ProposedEdit) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the edit and its parties as plain values."""
    if isinstance(one.edit, SetParties):
        plain = {name: value for name, value in asdict(one.edit).items() if value is not None}
        return {"kind": SET_PARTIES, **plain}, asdict(one.parties)
    if isinstance(one.edit, _PlainEdit):
        return {"kind": one.kind, **asdict(one.edit)}, {}
    parties = asdict(one.parties) if one.parties != Parties() else {}
    return edit_to_json(one.edit), parties


def from_json(payload: Mapping[str, Any], parties: Mapping[str, Any]) -> ProposedEdit:
    """Return the edit from what ``to_json`` gave, also after it went through the database."""
    named = _parties(parties)
    if payload["kind"] == SET_PARTIES:
        was = _parties(payload["was"]) if "was" in payload else None
        return ProposedEdit(SetParties(payload["id"], payload["clause_id"], was), named)
    if payload["kind"] in _PLAIN:
        return ProposedEdit(_plain_edit(payload))
    return ProposedEdit(edit_from_json(payload), named)


def _parties(plain: Mapping[str, Any]) -> Parties:
    return Parties(
        bound=tuple(plain.get("bound", ())),
        consent=tuple(plain.get("consent", ())),
        not_party=tuple(plain.get("not_party", ())),
        reason=plain.get("reason", ""),
    )


def _plain_edit(payload: Mapping[str, Any]) -> _PlainEdit:
    plain: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in payload.items()
        if name != "kind"
    }
    return _PLAIN[payload["kind"]](**plain)


def core_edits(edits: Sequence[ProposedEdit]) -> list[Edit]:
    """Return the edits that change text."""
    return [one.edit for one in edits if not isinstance(one.edit, BESIDE_THE_TEXT)]


def planning_edits(edits: Sequence[ProposedEdit]) -> list[PlanningEdit]:
    """Return the edits that change the planning of focus projects."""
    return [one.edit for one in edits if isinstance(one.edit, PlanningEdit)]


def norm_edits(edits: Sequence[ProposedEdit]) -> list[NormEdit]:
    """Return the edits that change norms."""
    return [one.edit for one in edits if isinstance(one.edit, NormEdit)]


def definition_edits(edits: Sequence[ProposedEdit]) -> list[DefinitionEdit]:
    """Return the edits that change definitions."""
    return [one.edit for one in edits if isinstance(one.edit, DefinitionEdit)]


class SubjectKind(StrEnum):
    """What parties take a position on."""

    CLAUSE = "clause"
    NEW_CLAUSE = "new_clause"
    SECTION = "section"
    NEW_SECTION = "new_section"
    ACTION = "action"
    PROJECT = "project"
    DEFINITION = "definition"


@dataclass(frozen=True, slots=True)
class Subject:
    """An agreement, section, action, focus project or definition that a proposal changes.

    Attributes:
        key: Its id.
        kind: What it is.
        label: Number with heading, theme and letter of the section, or name of the project.
        edits: The edits that touch it.
        stands: The words of the agreement as they are; empty for what is new and for a section.
    """

    key: str
    kind: SubjectKind
    label: str
    edits: tuple[ProposedEdit, ...]
    stands: str = ""

    @property
    def words_hash(self) -> str:
        """Fingerprint of what is proposed for it: a position counts for these words only.

        Edits that hold no words, such as letting an agreement go or binding a party to it, are
        about the words that stand.
        """
        plain: list[object] = [to_json(one) for one in self.edits]
        if not any(isinstance(one.edit, _WITH_WORDS) for one in self.edits):
            plain.append(self.stands)
        written = json.dumps(plain, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


_WITH_WORDS = (ChangeWords, SplitClause, MergeClauses, AddClause, AddSection, ChangeSection)


def subjects_of(edits: Sequence[ProposedEdit], current: AgreementSet) -> tuple[Subject, ...]:
    """Return what the edits are about, in the order in which they come to it.

    Args:
        edits: The edits of one proposal, in order.
        current: The version they are made on, for names and for the words that stand.
    """
    labels = _labels(edits, current)
    texts = {clause.id: clause.text for clause in current.clauses}
    new = {one.edit.clause.id for one in edits if isinstance(one.edit, AddClause)}
    found: dict[str, Subject] = {}
    for one in edits:
        for key, kind in _touches(one.edit, new):
            empty = Subject(key, kind, labels.get(key, key), (), texts.get(key, ""))
            before = found.get(key, empty)
            found[key] = replace(before, edits=(*before.edits, one))
    return tuple(found.values())


def _touches(edit: AnyEdit, new: set[str]) -> list[tuple[str, SubjectKind]]:
    if isinstance(edit, AddClause):
        return [(edit.clause.id, SubjectKind.NEW_CLAUSE)]
    if isinstance(edit, AddSection):
        return [(edit.section.id, SubjectKind.NEW_SECTION)]
    if isinstance(edit, ChangeSection):
        return [(edit.section_id, SubjectKind.SECTION)]
    if isinstance(edit, MoveAction):
        return [(edit.subject, SubjectKind.ACTION)]
    if isinstance(edit, CarryProject):
        return [(edit.subject, SubjectKind.PROJECT)]
    if isinstance(edit, DefinitionEdit):
        return [(edit.subject, SubjectKind.DEFINITION)]
    if isinstance(edit, SetParties | NormEdit):
        return [(edit.clause_id, _kind_of_clause(edit.clause_id, new))]
    return [(one, _kind_of_clause(one, new)) for one in touched_clauses(edit)]


def _kind_of_clause(clause_id: str, new: set[str]) -> SubjectKind:
    return SubjectKind.NEW_CLAUSE if clause_id in new else SubjectKind.CLAUSE


def _labels(edits: Sequence[ProposedEdit], current: AgreementSet) -> dict[str, str]:
    labels = {
        one.clause.id: f"{one.clause.number} {one.clause.heading}" for one in current.departed
    }
    labels |= {clause.id: f"{clause.number} {clause.heading}" for clause in current.clauses}
    sections = [*current.sections]
    for one in edits:
        if isinstance(one.edit, AddClause):
            labels[one.edit.clause.id] = f"{one.edit.clause.number} {one.edit.clause.heading}"
        elif isinstance(one.edit, AddSection):
            sections.append(one.edit.section)
        elif isinstance(one.edit, SplitClause):
            labels |= {part.id: f"{part.number} {part.heading}" for part in one.edit.parts[1:]}
        elif isinstance(one.edit, MoveAction | CarryProject | DefinitionEdit):
            labels[one.edit.subject] = one.edit.label
        elif isinstance(one.edit, AddNorm):
            labels.setdefault(one.edit.clause_id, norm_name(one.edit.becomes))
    labels |= {
        section.id: " ".join(
            part
            for part in (
                section.theme_number,
                section.letter,
                section.title or section.theme_title,
            )
            if part
        )
        for section in sections
    }
    return {key: label.strip() for key, label in labels.items()}
