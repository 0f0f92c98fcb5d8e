"""Which parties the agreements name now, and what that means for edits that name others. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from drieluik.apps.agreements.proposals.editing import (
    Parties,
    ProposedEdit,
    SetParties,
    SubjectKind,
    norm_edits,
    subjects_of,
)
from drieluik.core.amendments.edits.edit import (
    AddClause,
    AddSection,
    RepealClause,
    ReplaceClause,
)
from drieluik.core.amendments.sets.rows import AgreementSet

Wrong = tuple[str, str, str]
"""Id of an edit, what is wrong with it, and what to do."""


@dataclass(frozen=True, slots=True)
class PartiesNow:
    """The parties as they are recorded.

    Attributes:
        named: The parties of every agreement, by id of the agreement.
        here: Names of the parties that take part, by code.
        left: Names of the parties that took part before, by code.
        heirs: Code of who stands for a party that merged, by the code of that party.
    """

    named: Mapping[str, Parties] = field(default_factory=dict)
    here: Mapping[str, str] = field(default_factory=dict)
    left: Mapping[str, str] = field(default_factory=dict)
    heirs: Mapping[str, str] = field(default_factory=dict)

    def of(self, clause_id: str) -> Parties:
        """Return the parties of an agreement; nobody when none were recorded."""
        return self.named.get(clause_id, Parties())

    def changed_since(self, edit: SetParties) -> bool:
        """Tell whether the parties are others than the writer of an edit had in view."""
        if edit.was is None:
            return False
        return not edit.was.with_heirs(self.heirs).names_the_same(self.of(edit.clause_id))

    def told(self, parties: Parties) -> str:
        """Name parties in a sentence, per kind."""
        labels = {
            "bound": _("bound"),
            "consent": _("must agree to a change"),
            "not_party": _("not a party"),
        }
        names = {**self.left, **self.here}
        found = [
            f"{labels[kind]}: {', '.join(dict.fromkeys(names.get(code, code) for code in codes))}"
            for kind, codes in parties.by_kind().items()
            if codes
        ]
        return "; ".join(found) or _("nobody")


def parties_changed(number: str, edit: SetParties, now: PartiesNow) -> str:
    """Say that the parties of an agreement changed since an edit was written, and from what."""
    return _(
        "The parties of %(number)s changed since this was written. Then: %(then)s. Now: %(now)s."
    ) % {
        "number": number,
        "then": now.told(edit.was or Parties()),
        "now": now.told(now.of(edit.clause_id)),
    }


def party_faults(
    before: AgreementSet, edits: Sequence[ProposedEdit], now: PartiesNow
) -> Iterator[Wrong]:
    """Yield what is wrong with the parties of agreements, each at its edit.

    Args:
        before: The version the edits are made on.
        edits: The edits in order.
        now: The parties of now.
    """
    yield from _changed(before, edits, now)
    yield from _no_longer_here(edits, now)
    yield from _bound_to_nobody(before, edits, now)


def _changed(
    before: AgreementSet, edits: Sequence[ProposedEdit], now: PartiesNow
) -> Iterator[Wrong]:
    numbers = {clause.id: clause.number for clause in before.clauses}
    for one in edits:
        if isinstance(one.edit, SetParties) and now.changed_since(one.edit):
            said = parties_changed(numbers.get(one.edit.clause_id, ""), one.edit, now)
            yield (
                one.id,
                said,
                _(
                    "Look at it again: take this change out, or fill it in anew on the parties of now."
                ),
            )


def _no_longer_here(edits: Sequence[ProposedEdit], now: PartiesNow) -> Iterator[Wrong]:
    for one in edits:
        codes = [code for said in one.parties.by_kind().values() for code in said]
        gone = [now.left.get(code, code) for code in dict.fromkeys(codes) if code not in now.here]
        if gone:
            said = _("These parties no longer take part here: %(names)s.")
            yield one.id, said % {"names": ", ".join(gone)}, _("Name other parties.")


def _bound_to_nobody(
    before: AgreementSet, edits: Sequence[ProposedEdit], now: PartiesNow
) -> Iterator[Wrong]:
    naming = {clause_id: one for one in edits for clause_id in _named_by(one)}
    subjects = {
        one.key: one for one in subjects_of(edits, before) if one.kind is not SubjectKind.SECTION
    }
    labels = {key: one.label for key, one in subjects.items()} | {
        clause.id: f"{clause.number} {clause.heading}".strip()
        for one in edits
        if isinstance(one.edit, AddSection)
        for clause in one.edit.section.clauses
    }
    kinds = (SubjectKind.CLAUSE, SubjectKind.NEW_CLAUSE)
    keys = [key for key, one in subjects.items() if one.kind in kinds]
    falls_away = {
        one.edit.clause_id for one in edits if isinstance(one.edit, RepealClause | ReplaceClause)
    }
    known = {clause.id for clause in before.clauses}
    # a norm whose agreement is not there is a fault of the norm, not of the parties
    lost = {one.clause_id for one in norm_edits(edits) if one.clause_id not in {*known, *naming}}
    for key in dict.fromkeys((*keys, *naming)):
        if key in falls_away | lost:
            continue
        said = naming[key].parties if key in naming else now.of(key)
        if any(code in now.here for code in said.bound):
            continue
        place = naming[key].id if key in naming else subjects[key].edits[0].id
        yield place, _nobody(labels[key], said, now), _("Say which parties must act on it.")


def _nobody(label: str, said: Parties, now: PartiesNow) -> str:
    gone = [now.left.get(code, code) for code in said.bound]
    if gone:
        return _("Agreement %(name)s binds nobody: %(gone)s no longer takes part here.") % {
            "name": label,
            "gone": ", ".join(gone),
        }
    return _("Agreement %(name)s binds nobody.") % {"name": label}


def _named_by(one: ProposedEdit) -> list[str]:
    """Return the ids of the agreements whose parties an edit names."""
    if isinstance(one.edit, SetParties):
        return [one.edit.clause_id]
    if isinstance(one.edit, AddClause):
        return [one.edit.clause.id]
    if isinstance(one.edit, AddSection):
        return [clause.id for clause in one.edit.section.clauses]
    return []
