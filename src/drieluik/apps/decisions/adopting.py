"""What stands in the way of adopting a proposal: everything at once, each at the place of the fault.

The act itself (``agreements.services.adopt_edits``) refuses the same, one at a time and under locks;
here it is told beforehand, to whoever prepares the decision.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.utils.translation import gettext as _

from drieluik.apps.agreements.policies import check_leaves_closed_years_alone
from drieluik.apps.agreements.proposals import policies
from drieluik.apps.agreements.proposals.reading import ProposalRow, get_outcome, get_standing
from drieluik.apps.agreements.proposals.wording import needed_sentences, still_needed
from drieluik.apps.agreements.selectors import find_version
from drieluik.apps.agreements.years import closed_years, first_closed

Fault = tuple[str, str]
"""A field of a decision, and what is wrong there."""


def hindrances(row: ProposalRow, now: datetime | None = None) -> list[str]:
    """Return why the whole proposal cannot be adopted now, a sentence for each reason."""
    state = _state(row)
    if not row.is_submitted:
        return state
    faults = [f"{one.message} {one.action}" for one in get_outcome(row.proposal_id).blocking]
    return [*state, *needed_sentences(get_standing(row.proposal_id, now).subjects), *faults]


def faults_of_adopting(
    row: ProposalRow,
    *,
    kind: str,
    in_force_from: date | None,
    left_out: Collection[str],
    now: datetime | None = None,
) -> list[Fault]:
    """Return everything that is wrong with adopting a proposal like this.

    Args:
        row: The proposal.
        kind: ``adopt`` or ``adopt_in_part``.
        in_force_from: First day on which the new words would count; None when it was not told.
        left_out: Ids of the changes that would stay out.
        now: At which moment; None for this one.
    """
    faults = [("kind", sentence) for sentence in _state(row)]
    if not row.is_submitted:
        return faults
    faults += [("in_force_from", sentence) for sentence in _of_day(row, in_force_from)]
    faults += [("left_out", sentence) for sentence in _of_parts(row, kind, left_out)]
    if {one.id for one in row.proposed} <= set(left_out):
        return faults
    place = "left_out" if kind == "adopt_in_part" else "kind"
    return faults + [(place, sentence) for sentence in _of_rest(row, left_out, now)]


def _of_day(row: ProposalRow, day: date | None) -> list[str]:
    if day is None:
        return [_("Say from which day the new text counts.")]
    newest = find_version(row.municipality_id)
    earliest = newest.in_force_from if newest else day
    closed = first_closed(closed_years(row.municipality_id), day, None)
    said = (
        policies.check_can_be_in_force_from.objection(day, earliest=earliest),
        check_leaves_closed_years_alone.objection(year=closed),
    )
    return [sentence for sentence in said if sentence]


def _of_parts(row: ProposalRow, kind: str, left_out: Collection[str]) -> list[str]:
    """Return what is wrong with which changes stay out, whatever the parties say of them."""
    ids = {one.id for one in row.proposed}
    said = []
    if (kind == "adopt_in_part") != bool(left_out):
        said.append(
            _("Adopting in part leaves at least one change out; adopting as it is leaves none out.")
        )
    if set(left_out) - ids:
        said.append(_("A change that is left out is not in this proposal."))
    if ids <= set(left_out):
        said.append(_("Nothing would be adopted. Reject the proposal instead."))
    torn = [
        one.subject.label
        for one in get_standing(row.proposal_id).subjects
        if len({edit.id in left_out for edit in one.subject.edits}) > 1
    ]
    together = policies.check_stay_together.objection(torn=torn)
    return [*said, *([together] if together else [])]


def _of_rest(row: ProposalRow, left_out: Collection[str], now: datetime | None) -> list[str]:
    """Return whose consent lacks for what would be adopted, and what does not fit in it."""
    unsettled = get_standing(row.proposal_id, now).unsettled_edits()
    short = {one.subject.key: one for key, one in unsettled.items() if key not in left_out}
    consent = policies.check_has_consent.objection(still_needed=still_needed(short.values()))
    blocking = get_outcome(row.proposal_id, left_out).blocking
    faults = [f"{one.message} {one.action}" for one in blocking]
    return [*([consent] if consent else []), *faults]


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
