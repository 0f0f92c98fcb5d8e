"""What stands in the way of adopting a proposal: everything at once, each at the place of the fault.

The act itself (``agreements.services.adopt_edits``) refuses the same, one at a time and under locks;
here it is told beforehand, to whoever prepares the decision.
"""

from datetime import datetime

from drieluik.apps.agreements.proposals import policies
from drieluik.apps.agreements.proposals.reading import (
    ProposalRow,
    get_outcome,
    get_standing,
)
from drieluik.apps.agreements.proposals.wording import needed_sentences
from drieluik.apps.agreements.selectors import find_version


def hindrances(row: ProposalRow, now: datetime | None = None) -> list[str]:
    """Return why the whole proposal cannot be adopted now, a sentence for each reason."""
    state = _state(row)
    if not row.is_submitted:
        return state
    faults = [f"{one.message} {one.action}" for one in get_outcome(row.proposal_id).blocking]
    return [*state, *needed_sentences(get_standing(row.proposal_id, now).subjects), *faults]


def _state(row: ProposalRow) -> list[str]:
    """Return that it is not open, or made on older words."""
    newest = find_version(row.municipality_id)
    said = (
        policies.check_is_submitted.objection(row),
        policies.check_stands_on_newest.objection(
            base_number=row.base_number,
            newest_number=newest.number if newest else row.base_number,
        ),
    )
    return [sentence for sentence in said if sentence][:1]
