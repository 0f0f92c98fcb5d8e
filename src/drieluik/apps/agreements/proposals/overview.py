"""The positions on a proposal as one overview: subjects that stand the same are told once.

Comes in: how every subject stands. Goes out: per group of subjects one table of the three sides
with their parties, and once, per reason, who is asked and who is not.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from drieluik.apps.agreements.proposals.consent import KINDS, PartyConsent, Rules, Standing
from drieluik.apps.agreements.proposals.standing import (
    PositionRow,
    ProposalStanding,
    SubjectStanding,
)
from drieluik.apps.agreements.proposals.wording import (
    needed_of,
    side_label,
    side_sentence,
    standing_label,
    why_asked,
)

_SAID = {"agree": "done", "reservation": "step", "object": "refused", "none": "replaced"}
_STATE_KINDS = {
    Standing.AGREES: "done",
    Standing.RESERVATION: "step",
    Standing.OBJECTS: "refused",
    Standing.ABSTAINS: "replaced",
    Standing.SILENT: "open",
    Standing.AWAITS_APPROVAL: "open",
    Standing.OTHER_WORDS: "open",
}


@dataclass(frozen=True, slots=True)
class PartyLine:
    """One asked party: its newest position, what is still needed of it, and its earlier ones."""

    name: str
    label: str
    state_kind: str
    needed: str
    newest: PositionRow | None
    earlier: tuple[PositionRow, ...]


@dataclass(frozen=True, slots=True)
class SideLine:
    """One of the three sides with its parties; ``met`` is None once the proposal is closed."""

    sentence: str
    met: bool | None
    parties: tuple[PartyLine, ...]


@dataclass(frozen=True, slots=True)
class WhyLine:
    """The parties that are asked, or are not, for one and the same reason."""

    why: str
    names: tuple[str, ...]
    asked: bool


@dataclass(frozen=True, slots=True)
class NoLongerAsked:
    """A party that is not asked any more, and what it said when it still was."""

    name: str
    said: tuple[PositionRow, ...]


@dataclass(frozen=True, slots=True)
class ConsentTable:
    """How one subject, or several that stand the same, is judged."""

    settled: bool
    sides: tuple[SideLine, ...]
    whys: tuple[WhyLine, ...] = ()
    no_longer_asked: tuple[NoLongerAsked, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsentGroup:
    """Subjects, by key and label, with the table that holds for each of them."""

    subjects: tuple[tuple[str, str], ...]
    table: ConsentTable


def consent_groups(standing: ProposalStanding, *, is_open: bool) -> list[ConsentGroup]:
    """Return the tables in the order of the subjects, equal ones once.

    Of a proposal that has been closed only what parties said: who was asked then, and what was
    enough, was judged at the decision and is not judged again.
    """
    found: dict[ConsentTable, list[tuple[str, str]]] = defaultdict(list)
    for one in standing.subjects:
        table = _table(one, standing.rules) if is_open else _as_it_was_said(one)
        found[table].append((one.subject.key, one.subject.label))
    return [ConsentGroup(tuple(subjects), table) for table, subjects in found.items()]


def _table(one: SubjectStanding, rules: Rules) -> ConsentTable:
    sides = tuple(
        SideLine(
            side_sentence(side),
            side.met,
            tuple(
                _party_line(row, one.positions.get(row.partner.party_id, ()), rules)
                for row in one.consent.asked
                if row.partner.kind == side.kind
            ),
        )
        for side in one.consent.sides
    )
    before = tuple(
        NoLongerAsked(row.partner.name, one.positions[row.partner.party_id])
        for row in one.consent.parties
        if not row.asked and row.partner.party_id in one.positions
    )
    return ConsentTable(one.consent.settled, sides, _whys(one.consent.parties), before)


def _whys(parties: Sequence[PartyConsent]) -> tuple[WhyLine, ...]:
    names: dict[tuple[bool, str], list[str]] = defaultdict(list)
    for row in parties:
        names[row.asked, why_asked(row)].append(row.partner.name)
    ordered = sorted(names.items(), key=lambda found: not found[0][0])
    return tuple(WhyLine(why, tuple(found), asked) for (asked, why), found in ordered)


def _party_line(row: PartyConsent, positions: Sequence[PositionRow], rules: Rules) -> PartyLine:
    newest = positions[0] if positions else None
    return PartyLine(
        name=row.partner.name,
        label=standing_label(row),
        state_kind=_STATE_KINDS[row.standing] if row.standing else "",
        needed=needed_of(row, rules, newest.missing if newest else ()),
        newest=newest,
        earlier=tuple(positions[1:]),
    )


def _as_it_was_said(one: SubjectStanding) -> ConsentTable:
    said = [row.partner for row in one.consent.parties if row.partner.party_id in one.positions]
    sides = tuple(
        SideLine(
            side_label(kind),
            None,
            tuple(
                _said_line(partner.name, one.positions[partner.party_id])
                for partner in said
                if partner.kind == kind
            ),
        )
        for kind in KINDS
    )
    return ConsentTable(settled=True, sides=tuple(side for side in sides if side.parties))


def _said_line(name: str, positions: tuple[PositionRow, ...]) -> PartyLine:
    newest = positions[0]
    label, kind = newest.verdict_label.lower(), _SAID[newest.verdict]
    return PartyLine(name, label, kind, "", newest, positions[1:])
