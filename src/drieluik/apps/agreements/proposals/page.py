"""How consent is shown: an overview of sides and parties, and what this reader can do."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from drieluik.apps.agreements.proposals import policies
from drieluik.apps.agreements.proposals.consent import Standing
from drieluik.apps.agreements.proposals.standing import (
    PositionRow,
    ProposalStanding,
)
from drieluik.apps.organisations.actors import Actor
from drieluik.core.amendments.edits.conflicts import Touch


@dataclass(frozen=True, slots=True)
class Approving:
    """Positions of an own party that wait for one of its bodies."""

    party_name: str
    body: str
    position_ids: tuple[int, ...]
    labels: tuple[str, ...]
    objection: str


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
