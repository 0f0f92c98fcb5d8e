"""The proposals of a year and the positions that parties took on them."""

from datetime import date

from django.utils import timezone

from drieluik.apps.agreements.proposals.reading import ProposalRow, get_standing, list_proposals
from drieluik.apps.evaluation.rows import ProposalLine
from drieluik.apps.organisations.actors import Actor


def proposals_of(*, municipality_id: int, year: int, actor: Actor) -> list[ProposalRow]:
    """Return the proposals that were submitted in a year, in order of submitting."""
    rows = list_proposals(municipality_id, actor)
    return sorted((row for row in rows if _year(row) == year), key=lambda row: row.number)


def proposal_line(row: ProposalRow) -> ProposalLine:
    """Return one proposal with its fate."""
    submitted = _submitted_on(row) or timezone.localdate(row.drafted_at)
    closed = timezone.localdate(row.closed_at) if row.closed_at else None
    return ProposalLine(
        proposal_id=row.proposal_id,
        number=row.number,
        title=row.title,
        party=row.party_name,
        state=row.state,
        state_label=row.state_label,
        submitted_on=submitted,
        days=(closed - submitted).days if closed else None,
    )


def positions(proposals: list[ProposalRow]) -> dict[int, tuple[int, int]]:
    """Return per party on how many agreements it took a position and on how many it was asked."""
    found: dict[int, tuple[int, int]] = {}
    for row in proposals:
        for subject in get_standing(row.proposal_id).subjects:
            for one in subject.consent.asked:
                party_id = one.partner.party_id
                answered, asked = found.get(party_id, (0, 0))
                found[party_id] = (answered + (party_id in subject.positions), asked + 1)
    return found


def _year(row: ProposalRow) -> int | None:
    day = _submitted_on(row)
    return day.year if day else None


def _submitted_on(row: ProposalRow) -> date | None:
    return timezone.localdate(row.submitted_at) if row.submitted_at else None
