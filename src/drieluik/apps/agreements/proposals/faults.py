"""What is wrong with the edits of a proposal: everything at once, each at the place of the fault.

The core says what is wrong with the text; here is added what only the register knows: numbers that
cannot be an address, and agreements that would bind nobody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from drieluik.apps.agreements.contents import is_usable_number
from drieluik.apps.agreements.proposals.defining import DefinitionsNow, definition_faults
from drieluik.apps.agreements.proposals.editing import (
    BESIDE_THE_TEXT,
    ProposedEdit,
    core_edits,
    definition_edits,
    norm_edits,
    planning_edits,
)
from drieluik.apps.agreements.proposals.norming import NormsNow, norm_faults
from drieluik.apps.agreements.proposals.parties import PartiesNow, party_faults
from drieluik.apps.agreements.proposals.planning import Planned, planning_faults
from drieluik.core.amendments.edits.consolidation import consolidated
from drieluik.core.amendments.edits.edit import AddSection, numbers_given, touched_clauses
from drieluik.core.amendments.sets.rows import AgreementSet
from drieluik.core.findings import Finding, Severity, action_nl, message_nl


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong or has to be read.

    Attributes:
        edit_id: The edit where it lies; empty when it concerns the whole proposal.
        severity: ``blocks`` or ``confirm``.
        message: What is wrong.
        action: What to do about it.
    """

    edit_id: str
    severity: str
    message: str
    action: str


@dataclass(frozen=True, slots=True)
class RegisterNow:
    """How the register stands beside its words: parties, focus projects, norms and definitions."""

    parties: PartiesNow
    planned: Planned
    norms: NormsNow
    definitions: DefinitionsNow = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the edits give: the set afterwards, or None when a fault blocks."""

    after: AgreementSet | None
    faults: tuple[Fault, ...]

    @property
    def blocking(self) -> tuple[Fault, ...]:
        """The faults that stand in the way."""
        return tuple(one for one in self.faults if one.severity == "blocks")

    @property
    def objection(self) -> str:
        """All that blocks, in sentences; empty when nothing does."""
        return " ".join(f"{one.message} {one.action}" for one in self.blocking)


def outcome_of(
    before: AgreementSet, edits: Sequence[ProposedEdit], now: RegisterNow | None
) -> Outcome:
    """Work the edits in and say all that is wrong.

    Args:
        before: The version the edits are made on.
        edits: The edits in order.
        now: How the register stands now; None for edits that were decided on, which are not
            judged again by what came after.
    """
    if not edits:
        empty = _("There is no change in this proposal yet.")
        return Outcome(before, (_blocks("", empty, _("Add at least one change.")),))
    result = consolidated(before, core_edits(edits))
    faults = [_of_finding(finding, before, edits) for finding in result.findings]
    faults += _unusable_numbers(edits)
    faults += _sections_without_agreement(edits, result.after)
    if now is not None:
        faults += [_blocks(*wrong) for wrong in party_faults(before, edits, now.parties)]
        faults += [_blocks(*wrong) for wrong in planning_faults(planning_edits(edits), now.planned)]
        norms = norm_edits(edits)
        faults += [_blocks(*wrong) for wrong in norm_faults(norms, result.after, now.norms)]
        definitions = definition_faults(definition_edits(edits), now.definitions, norms)
        faults += [_blocks(*wrong) for wrong in definitions]
    blocked = any(one.severity == "blocks" for one in faults)
    return Outcome(None if blocked else result.after, tuple(faults))


def _of_finding(finding: Finding, before: AgreementSet, edits: Sequence[ProposedEdit]) -> Fault:
    edit_id = str(finding.facts.get("edit", "")) or _edit_with_number(
        str(finding.facts.get("number", "")), before, edits
    )
    severity = "blocks" if finding.severity is Severity.BLOCKS else "confirm"
    return Fault(edit_id, severity, message_nl(finding), action_nl(finding))


def _edit_with_number(number: str, before: AgreementSet, edits: Sequence[ProposedEdit]) -> str:
    """Return the last edit that gives this number or touches its agreement."""
    ids = {clause.id for clause in before.clauses if clause.number == number}
    for one in reversed(edits):
        if isinstance(one.edit, BESIDE_THE_TEXT):
            continue
        if number in numbers_given(one.edit) or ids & set(touched_clauses(one.edit)):
            return one.id
    return ""


def _unusable_numbers(edits: Sequence[ProposedEdit]) -> Iterator[Fault]:
    for one in edits:
        if isinstance(one.edit, BESIDE_THE_TEXT):
            continue
        for number in sorted(numbers_given(one.edit)):
            if not is_usable_number(number):
                message = _("%(number)s cannot be used as a number.") % {"number": number}
                action = _("Use digits, letters, points and hyphens, such as 3.2 or A-1.")
                yield _blocks(one.id, message, action)


def _sections_without_agreement(
    edits: Sequence[ProposedEdit], after: AgreementSet | None
) -> Iterator[Fault]:
    filled = {section.id for section in after.sections if section.clauses} if after else set()
    for one in edits:
        if after and isinstance(one.edit, AddSection) and one.edit.section.id not in filled:
            message = _("There is no agreement in this new section yet.")
            yield Fault(one.id, "confirm", message, _("Add one, or leave it for a later proposal."))


def _blocks(edit_id: str, message: str, action: str) -> Fault:
    return Fault(edit_id, "blocks", message, action)
