"""What a change would give, while it is being written: nothing of it is kept."""

from collections.abc import Sequence

from drieluik.apps.agreements.proposals.desk import Desk
from drieluik.apps.agreements.proposals.editing import ProposedEdit, subjects_of
from drieluik.apps.agreements.proposals.reading import outcome_of_edits
from drieluik.apps.agreements.proposals.redlines import ShownSubject, shown_subjects


def previewed(
    municipality_id: int, desk: Desk, edits: Sequence[ProposedEdit], kinds: tuple[type, ...]
) -> list[ShownSubject]:
    """Return the subjects that the change on the desk touches, as the proposal would show them.

    Args:
        municipality_id: Where.
        desk: What lies before the writer.
        edits: All edits of the proposal with the change worked in.
        kinds: The kinds of edits that the change is written in.
    """
    before, own = set(desk.edits), desk.own(*kinds)
    written = [one for one in edits if one not in before or one in own]
    outcome = outcome_of_edits(municipality_id, desk.current, edits)
    subjects = [
        one
        for one in subjects_of(edits, desk.current)
        if any(edit in one.edits for edit in written)
    ]
    return shown_subjects(desk.current, subjects, outcome)
