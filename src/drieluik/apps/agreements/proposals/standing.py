"""How consent to a proposal stands: per subject, party and side, with every position ever taken."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from drieluik.apps.agreements.heirs import with_heirs
from drieluik.apps.agreements.models import Binding, Position, Proposal
from drieluik.apps.agreements.proposals.consent import (
    Given,
    Meaning,
    Partner,
    PartyConsent,
    Rules,
    SubjectConsent,
    Why,
    consent_of,
)
from drieluik.apps.agreements.proposals.editing import (
    ProposedEdit,
    SetParties,
    Subject,
    SubjectKind,
    from_json,
    subjects_of,
)
from drieluik.apps.agreements.proposals.partners import get_rules, list_left, list_partners
from drieluik.apps.agreements.proposals.sets import set_of_version
from drieluik.apps.agreements.rows import BindingRow
from drieluik.apps.agreements.selectors import BINDING_COLUMNS
from drieluik.apps.organisations.mergers import heir_codes, heirs
from drieluik.core.amendments.sets.rows import AgreementSet


@dataclass(frozen=True, slots=True)
class PositionRow:
    """One position as it was taken; ``missing`` are the bodies that have not approved it yet.

    Two that say the same of two subjects in one act are equal: the id is not compared.
    ``in_place_of`` names the delegate for whom somebody else spoke; empty for the own voice.
    """

    position_id: int = field(compare=False)
    party_id: int
    verdict: str
    verdict_label: str
    reason: str
    paper: str
    paper_on: date | None
    taken_at: datetime
    taken_by: str
    taken_by_id: int
    in_place_of: str
    in_place_of_id: int | None
    on_these_words: bool
    approved_by: tuple[int, ...]
    approvals: tuple[tuple[str, str, datetime], ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubjectStanding:
    """How one agreement or section of a proposal stands; positions per party, newest first.

    One from paper is as old as its paper, and comes after what a delegate said on that very day.
    """

    subject: Subject
    consent: SubjectConsent
    positions: Mapping[int, tuple[PositionRow, ...]]


@dataclass(frozen=True, slots=True)
class ProposalStanding:
    """How the whole proposal stands; ``left`` are parties that took part before."""

    subjects: tuple[SubjectStanding, ...]
    rules: Rules
    partners: Mapping[str, Partner]
    left: Mapping[str, Partner]

    @property
    def settled(self) -> bool:
        """Tell whether everything in it can be adopted."""
        return bool(self.subjects) and all(one.consent.settled for one in self.subjects)

    def unsettled_edits(self) -> dict[str, SubjectStanding]:
        """Return the edits that cannot be adopted as it stands, with the subject that lacks consent."""
        return {
            edit.id: one
            for one in self.subjects
            if not one.consent.settled
            for edit in one.subject.edits
        }


def edits_of(proposal: Proposal) -> tuple[ProposedEdit, ...]:
    """Return the edits of a proposal in order."""
    rows = proposal.edits.order_by("position").values_list("payload", "parties")
    return tuple(from_json(payload, parties) for payload, parties in rows)


def standing_of(
    proposal: Proposal,
    *,
    now: datetime,
    current: AgreementSet | None = None,
    edits: Sequence[ProposedEdit] | None = None,
) -> ProposalStanding:
    """Judge the consent to a proposal: as it is now, or as it was when the proposal was closed.

    Counted by the rule of when it was submitted: a later rule changes no proposal that runs.
    """
    at = proposal.closed_at or now
    current = current or set_of_version(proposal.base)
    edits = edits_of(proposal) if edits is None else edits
    subjects = subjects_of(edits, current)
    on, known_at = timezone.localdate(at), proposal.closed_at
    partners = list_partners(proposal.municipality_id, on, known_at)
    left = list_left(proposal.municipality_id, on, known_at)
    rules = get_rules(proposal.municipality_id, proposal.submitted_at or now)
    meant = partners | {
        code: partners[heir]
        for code, heir in heir_codes(proposal.municipality_id, on, at).items()
        if heir in partners
    }
    meanings = _meanings(proposal, subjects, current, meant, at)
    positions = _positions(proposal, subjects)
    found = []
    for subject in subjects:
        by_party = positions[subject.key]
        given = {party_id: _given(rows[0]) for party_id, rows in by_party.items()}
        consent = consent_of(tuple(partners.values()), meanings[subject.key], given, rules)
        named = {one.party_id for one in meanings[subject.key]} | by_party.keys()
        gone = [
            PartyConsent(one, asked=False, why=Why.LEFT, standing=None)
            for one in left.values()
            if one.party_id in named
        ]
        consent = replace(consent, parties=(*consent.parties, *gone))
        found.append(SubjectStanding(subject, consent, by_party))
    return ProposalStanding(tuple(found), rules, partners, left)


def bindings_at(
    municipality_id: int, at: datetime, *, before: bool = False, merged_by: datetime | None = None
) -> dict[str, list[tuple[int, str, str, str]]]:
    """Return party id, code, kind and reason of the bindings of all agreements at a moment.

    Args:
        municipality_id: Where.
        at: The moment.
        before: Leave out what was recorded at that very moment.
        merged_by: With the heirs of who had merged by this moment; ``at`` when None.
    """
    rows = Binding.objects.filter(clause__municipality_id=municipality_id)
    if before:
        rows = rows.filter(Q(ended_at=None) | Q(ended_at__gte=at), recorded_at__lt=at)
    else:
        rows = rows.filter(Q(ended_at=None) | Q(ended_at__gt=at), recorded_at__lte=at)
    standing = [BindingRow(*row) for row in rows.values_list(*BINDING_COLUMNS)]
    found: dict[str, list[tuple[int, str, str, str]]] = defaultdict(list)
    by = merged_by or at
    for row in with_heirs(standing, heirs(municipality_id, timezone.localdate(by), by)):
        found[str(row.clause_id)].append((row.party_id, row.party_code, row.kind, row.reason))
    return found


def _meanings(
    proposal: Proposal,
    subjects: Sequence[Subject],
    current: AgreementSet,
    partners: Mapping[str, Partner],
    at: datetime,
) -> dict[str, list[Meaning]]:
    bindings = bindings_at(proposal.municipality_id, at, before=proposal.closed_at is not None)
    in_section = {section.id: [one.id for one in section.clauses] for section in current.sections}
    found: dict[str, list[Meaning]] = {}
    for subject in subjects:
        keys = in_section.get(subject.key, [subject.key])
        said = [
            Meaning(party_id, kind, reason)
            for key in keys
            for party_id, _, kind, reason in bindings.get(key, ())
            if kind != "not_party" or subject.kind is not SubjectKind.SECTION
        ]
        found[subject.key] = said + _brought_in(subject, partners)
    return found


def _brought_in(subject: Subject, partners: Mapping[str, Partner]) -> list[Meaning]:
    """Return what the proposal itself says about parties."""
    found = []
    for one in subject.edits:
        said = {"bound": one.parties.bound, "consent": one.parties.consent}
        for kind, codes in said.items():
            means = "new_party" if isinstance(one.edit, SetParties) else kind
            found += [Meaning(partners[code].party_id, means) for code in codes if code in partners]
    return found


def _positions(
    proposal: Proposal, subjects: Sequence[Subject]
) -> dict[str, dict[int, tuple[PositionRow, ...]]]:
    hashes = {subject.key: subject.words_hash for subject in subjects}
    found: dict[str, dict[int, tuple[PositionRow, ...]]] = {key: {} for key in hashes}
    rows = Position.objects.filter(proposal=proposal).select_related(
        "taken_by", "delegation__given_by"
    )
    for row in sorted(rows.prefetch_related("approvals__given_by"), key=_age, reverse=True):
        key = str(row.subject)
        if key in found:
            before = found[key].get(row.party_id, ())
            found[key][row.party_id] = (*before, _row(row, row.words_hash == hashes[key]))
    return found


def _age(row: Position) -> tuple[date, bool, int]:
    day = row.paper_on or timezone.localdate(row.taken_at)
    return day, not row.paper, row.pk


def _row(row: Position, on_these_words: bool) -> PositionRow:
    approvals = tuple((one.body, one.given_by.name, one.given_at) for one in row.approvals.all())
    given = {body for body, _, _ in approvals}
    return PositionRow(
        position_id=row.pk,
        party_id=row.party_id,
        verdict=row.verdict,
        verdict_label=str(Position.Verdict(row.verdict).label),
        reason=row.reason,
        paper=row.paper,
        paper_on=row.paper_on,
        taken_at=row.taken_at,
        taken_by=row.taken_by.name,
        taken_by_id=row.taken_by_id,
        in_place_of=row.delegation.given_by.name if row.delegation else "",
        in_place_of_id=row.delegation.given_by_id if row.delegation else None,
        on_these_words=on_these_words,
        approved_by=tuple(one.given_by_id for one in row.approvals.all()),
        approvals=approvals,
        missing=tuple(body for body in row.bodies if body not in given),
    )


def _given(row: PositionRow) -> Given:
    return Given(row.verdict, row.on_these_words, len(row.missing))
