"""How consent is shown: per subject the sides with their parties, and what this reader can do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from drieluik.apps.agreements.proposals import policies
from drieluik.apps.agreements.proposals.consent import KINDS, PartyConsent, Standing
from drieluik.apps.agreements.proposals.standing import (
    PositionRow,
    ProposalStanding,
    SubjectStanding,
)
from drieluik.apps.agreements.proposals.wording import (
    side_label,
    side_sentence,
    standing_label,
    why_asked,
)
from drieluik.apps.organisations.actors import Actor
from drieluik.core.amendments.edits.conflicts import Touch

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
    """One asked party: its newest position and the earlier ones."""

    name: str
    why: str
    label: str
    state_kind: str
    newest: PositionRow | None
    earlier: tuple[PositionRow, ...]


@dataclass(frozen=True, slots=True)
class SideLine:
    """One of the three sides with its parties; ``met`` is None once the proposal is closed."""

    sentence: str
    met: bool | None
    parties: tuple[PartyLine, ...]


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A party that is not asked, why not, and what it said when it still was."""

    name: str
    why: str
    said: tuple[PositionRow, ...]


@dataclass(frozen=True, slots=True)
class ConsentTable:
    """Consent to one subject, and who is not asked."""

    label: str
    settled: bool
    sides: tuple[SideLine, ...]
    not_asked: tuple[NotAsked, ...]

    @property
    def anything_from_not_asked(self) -> bool:
        """Tell whether somebody who is not asked any more said something before."""
        return any(one.said for one in self.not_asked)


@dataclass(frozen=True, slots=True)
class Approving:
    """Positions of an own party that wait for one of its bodies."""

    party_name: str
    body: str
    position_ids: tuple[int, ...]
    labels: tuple[str, ...]
    objection: str


def consent_table(one: SubjectStanding, *, is_open: bool = True) -> ConsentTable:
    """Return the table of one subject.

    Of a proposal that has been closed only what parties said: who was asked then, and what was
    enough, was judged at the decision and is not judged again.
    """
    if not is_open:
        return _as_it_was_said(one)
    sides = tuple(
        SideLine(
            side_sentence(side),
            side.met,
            tuple(
                _party_line(row, one.positions.get(row.partner.party_id, ()))
                for row in one.consent.asked
                if row.partner.kind == side.kind
            ),
        )
        for side in one.consent.sides
    )
    return ConsentTable(
        one.subject.label,
        one.consent.settled,
        sides,
        tuple(
            NotAsked(row.partner.name, why_asked(row), one.positions.get(row.partner.party_id, ()))
            for row in one.consent.parties
            if not row.asked
        ),
    )


def _as_it_was_said(one: SubjectStanding) -> ConsentTable:
    said = [row for row in one.consent.parties if row.partner.party_id in one.positions]
    sides = tuple(
        SideLine(
            side_label(kind),
            None,
            tuple(
                replace(
                    _party_line(row, one.positions[row.partner.party_id]),
                    why="",
                    label=one.positions[row.partner.party_id][0].verdict_label.lower(),
                    state_kind=_SAID[one.positions[row.partner.party_id][0].verdict],
                )
                for row in said
                if row.partner.kind == kind
            ),
        )
        for kind in KINDS
    )
    return ConsentTable(one.subject.label, True, tuple(s for s in sides if s.parties), ())


def _party_line(row: PartyConsent, positions: Sequence[PositionRow]) -> PartyLine:
    return PartyLine(
        name=row.partner.name,
        why=why_asked(row),
        label=standing_label(row),
        state_kind=_STATE_KINDS[row.standing] if row.standing else "",
        newest=positions[0] if positions else None,
        earlier=tuple(positions[1:]),
    )


def asked_of(
    standing: ProposalStanding, party_id: int, *, only_missing: bool = False
) -> list[tuple[str, str]]:
    """Return the subjects on which a party is asked, by key and label."""
    return [
        (one.subject.key, one.subject.label)
        for one in standing.subjects
        for row in one.consent.asked
        if row.partner.party_id == party_id
        and (not only_missing or row.standing in (Standing.SILENT, Standing.OTHER_WORDS))
    ]


def approving(standing: ProposalStanding, actor: Actor, municipality_id: int) -> list[Approving]:
    """Return the approvals that this person could give, and why not if not."""
    waiting: dict[tuple[int, str], list[tuple[PositionRow, str]]] = {}
    for one in standing.subjects:
        for party_id, rows in one.positions.items():
            newest = rows[0]
            for body in newest.missing if newest.on_these_words else ():
                waiting.setdefault((party_id, body), []).append((newest, one.subject.label))
    names = {one.party_id: one.name for one in standing.partners.values()}
    return [
        Approving(
            names.get(party_id, ""),
            body,
            tuple(row.position_id for row, _label in rows),
            tuple(label for _row, label in rows),
            _objection(actor, [row for row, _label in rows]),
        )
        for (party_id, body), rows in waiting.items()
        if policies.check_may_approve.allows(
            actor, party_id=party_id, municipality_id=municipality_id
        )
    ]


def _objection(actor: Actor, rows: Sequence[PositionRow]) -> str:
    if any(row.taken_by_id == actor.user_id for row in rows):
        return _("Whoever took the position does not approve it too.")
    if any(row.in_place_of_id == actor.user_id for row in rows):
        return _("This position was given in your place: let somebody else approve it.")
    if any(user_id == actor.user_id for row in rows for user_id in row.approved_by):
        return _("You have approved this position for another body already.")
    return ""


def touch_label(touch: Touch) -> str:
    """Say how two proposals touch each other."""
    return {
        Touch.EXCLUDES: _("One takes away what the other changes"),
        Touch.SAME_WORDS: _("Both change the same words"),
        Touch.SAME_NUMBER: _("Both give the same number"),
        Touch.SAME_MATTER: _("Both settle the same thing, each in its own way"),
        Touch.SAME_SENTENCE: _("Both change the same sentence, in different words"),
        Touch.SAME_CLAUSE: _("Both change the same agreement, in different places"),
        Touch.SAME_CHANGE: _("Both propose the very same"),
    }[touch]
