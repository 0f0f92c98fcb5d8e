"""What lies before whoever writes an edit, from what was asked for: on a page or by a programme."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone

from drieluik.apps.agreements.extensions import definitions_now, norms_now
from drieluik.apps.agreements.focus import list_focus_projects
from drieluik.apps.agreements.proposals.desk import Desk
from drieluik.apps.agreements.proposals.editing import ProposedEdit
from drieluik.apps.agreements.proposals.partners import list_partners
from drieluik.apps.agreements.proposals.reading import parties_of_clause
from drieluik.core.amendments.sets.rows import AgreementSet


def desk_for(
    municipality_id: int,
    current: AgreementSet,
    edits: tuple[ProposedEdit, ...],
    about: str,
    answers: Sequence[str] = (),
) -> Desk:
    """Return the desk for what an edit is about; without a subject when it is not there.

    Args:
        municipality_id: Where.
        current: The agreements the proposal is made on.
        edits: The edits that are in it already.
        about: Id of an agreement, section, action, focus project, norm or definition, or number of an
            agreement.
        answers: What was answered to the second question; numbers of agreements become ids.
    """
    ids = {one.number: one.id for one in current.clauses}
    subject = ids.get(about, about)
    partners = list_partners(municipality_id, timezone.localdate())
    desk = Desk(
        current,
        edits,
        [(code, one.name) for code, one in partners.items()],
        parties_of_clause(municipality_id, subject),
        subject,
        list_focus_projects(municipality_id),
        tuple(ids.get(answer, answer) for answer in answers),
        norms_now(municipality_id),
        [(code, one.name) for code, one in partners.items() if one.kind == "corporation"],
        definitions_now(municipality_id),
    )
    return desk if desk.subject_label() else replace(desk, subject="")
