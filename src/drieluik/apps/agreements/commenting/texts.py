"""The texts that comments hang on: of agreements as they stand, or as a proposal would make them."""

from uuid import UUID

from drieluik.apps.agreements.proposals.reading import get_base_set, get_outcome
from drieluik.apps.agreements.selectors import find_clause_by_id
from drieluik.core.amendments.sets.rows import AgreementSet


def texts_of(current: AgreementSet) -> dict[str, str]:
    """Return the text that comments hang on, per id of an agreement or section."""
    texts = {one.id: one.text for one in current.clauses}
    return texts | {
        one.id: "\n".join(part for part in (one.goal, one.how) if part) for one in current.sections
    }


def proposal_texts(proposal_id: UUID) -> dict[str, str]:
    """Return the texts of a proposal as they would become; as they are, of what falls away."""
    base, after = get_base_set(proposal_id), get_outcome(proposal_id).after
    return texts_of(base) | (texts_of(after) if after else {})


def text_now(municipality_id: int, subject: UUID, proposal_id: UUID | None) -> str:
    """Return the text of an agreement, or of a proposal for it; empty when it is not there."""
    if proposal_id is not None:
        return proposal_texts(proposal_id).get(str(subject), "")
    row = find_clause_by_id(municipality_id, subject)
    return row.text if row else ""
