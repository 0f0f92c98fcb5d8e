"""A proposal as minutes tell it: what the decision changed, and what the parties said of it."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.utils import formats
from django.utils.translation import gettext as _

from drieluik.apps.agreements.models import ProposalEdit
from drieluik.apps.agreements.proposals.beside import told_beside
from drieluik.apps.agreements.proposals.consent import PartyConsent, Standing
from drieluik.apps.agreements.proposals.editing import ProposedEdit, Subject
from drieluik.apps.agreements.proposals.reading import get_standing
from drieluik.apps.agreements.proposals.redlines import edit_label
from drieluik.apps.agreements.proposals.standing import PositionRow, SubjectStanding
from drieluik.apps.agreements.proposals.wording import standing_label
from drieluik.apps.organisations.selectors import party_names

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WITH_REASON = (Standing.RESERVATION, Standing.OBJECTS)


def positions_told(proposal_id: UUID) -> list[tuple[str, str]]:
    """Return for what was decided on a proposal which changes, and what the parties said of them.

    Changes of which all parties said the same stand together; the name is empty when that is so
    for the whole proposal.
    """
    labels: dict[str, list[str]] = defaultdict(list)
    for one in get_standing(proposal_id).subjects:
        labels[_positions(one)].append(one.subject.label)
    if len(labels) == 1:
        return [("", words) for words in labels if words]
    return [("; ".join(names), words) for words, names in labels.items() if words]


def changes_told(proposal_id: UUID) -> tuple[str, ...]:
    """Return what a decision on a proposal changed and what stayed out, a line for every change.

    Why something stayed out is not told here: lists of decisions are for everyone, what parties
    said of a proposal is for the parties.
    """
    edits = ProposalEdit.objects.filter(proposal_id=proposal_id)
    place = edits.values_list("proposal__municipality_id", flat=True)[0]
    applied = {
        str(edit_id) for edit_id in edits.filter(outcome="applied").values_list("id", flat=True)
    }
    names = party_names(municipality_id=place)
    without = _("%(change)s. This stays out.") if applied else _("%(change)s. This is not adopted.")
    return tuple(
        " ".join((f"{change_label(subject, one)}.", *told_beside(one, names)))
        if one.id in applied
        else without % {"change": change_label(subject, one)}
        for subject in (row.subject for row in get_standing(proposal_id).subjects)
        for one in subject.edits
    )


def ids_named_in(proposal_ids: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Return by proposal every id that its changes name: agreements, their parts, and sections."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    edits = ProposalEdit.objects.filter(proposal_id__in=list(proposal_ids))
    for proposal_id, payload in edits.values_list("proposal_id", "payload"):
        found[proposal_id].update(map(UUID, _ID.findall(json.dumps(payload))))
    return {proposal_id: frozenset(ids) for proposal_id, ids in found.items()}


def change_label(subject: Subject, one: ProposedEdit) -> str:
    """Name a change in a few words: what it is about and what it does."""
    label = edit_label(one)
    names = {"subject": subject.label, "what": label[:1].lower() + label[1:]}
    return _("%(subject)s: %(what)s") % names


def _positions(one: SubjectStanding) -> str:
    """Say who agrees, who objects and who said nothing, such as ``Stemt in: Ons Huis``."""
    said: dict[Standing, list[str]] = defaultdict(list)
    for party in one.consent.asked:
        if party.standing is not None:
            said[party.standing].append(_party(party, one))
    labels = {party.standing: standing_label(party) for party in one.consent.asked}
    return " ".join(
        f"{labels[standing].capitalize()}: {', '.join(said[standing])}."
        for standing in Standing
        if standing in said
    )


def _party(party: PartyConsent, one: SubjectStanding) -> str:
    newest = next(iter(one.positions.get(party.partner.party_id, ())), None)
    added = _added(newest, with_reason=party.standing in _WITH_REASON) if newest else ""
    return f"{party.partner.name} ({added})" if added else party.partner.name


def _added(row: PositionRow, *, with_reason: bool) -> str:
    """Say in whose place somebody spoke, of which day the paper is, and why one does not agree."""
    told = []
    if row.in_place_of:
        names = {"name": row.taken_by, "absent": row.in_place_of}
        told.append(_("%(name)s in the place of %(absent)s") % names)
    if row.paper_on:
        day = formats.date_format(row.paper_on, "j F Y")
        told.append(_("in writing, %(day)s") % {"day": day})
    elif row.paper:
        told.append(_("in writing"))
    if with_reason:
        told.append(row.reason.strip().rstrip("."))
    return "; ".join(told)
