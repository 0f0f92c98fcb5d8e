"""A municipality of which some things are public and some are not; every secret holds a marker."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from drieluik.apps.agreements.selectors import list_clauses
from drieluik.apps.agreements.services import ProposalWords
from drieluik.apps.decisions import services as decisions
from drieluik.apps.organisations.models import Municipality
from tests.factories.decisions import decide, make_item, make_meeting, open_meeting, secretary
from tests.factories.proposals import adopt, all_agree, change_words, make_proposal
from tests.factories.publication import lay_adopted, shut
from tests.factories.reports import begin, freeze, place_with_figures, write, writer
from tests.factories.worlds import world


@dataclass(frozen=True)
class Shown:
    """What is there, by name; what is not public bears a marker in its words."""

    place: Municipality
    clause_id: UUID
    open_meeting_id: UUID
    shut_meeting_id: UUID
    held_meeting_id: UUID
    report_id: UUID
    partners_report_id: UUID
    draft_report_id: UUID


@pytest.fixture(scope="module")
def shown(django_db_setup, django_db_blocker):
    with world(django_db_blocker):
        yield lay_shown()


def lay_shown() -> Shown:
    """Lay a register of three versions (the second shut), meetings and reports."""
    place = place_with_figures()
    clauses = {row.number: row for row in list_clauses(place.id)}
    _change(clauses["1.1"], "KANARIE-VERSIE spreken elkaar elke maand.", date(2020, 4, 1))
    now = {row.number: row for row in list_clauses(place.id)}
    _change(now["1.1"], "Partijen spreken elkaar OPENBARE-WOORDEN.", date(2020, 7, 1))
    shut(place, "agreements", 2, reason="Op verzoek.")
    later = {row.number: row for row in list_clauses(place.id)}
    words = ProposalWords("KANARIE-TITEL", "KANARIE-MOTIEF", "law")
    make_proposal(change_words(later["2.1"], "KANARIE-VOORSTEL"), words=words)
    make_proposal(change_words(later["2.2"], "KANARIE-CONCEPT"), words=words, submitted=False)
    opened, hidden = (
        lay_adopted(words=words, first=datetime(2019, 5, day, 12, 0, tzinfo=UTC))
        for day, words in ((9, "OPENBAAR-BESLUIT"), (16, "KANARIE-DICHT"))
    )
    shut(place, "decisions", hidden.id, reason="Op verzoek.")
    held = make_meeting(starts_at=datetime(2020, 2, 6, 12, 0, tzinfo=UTC))
    item = make_item(held, "KANARIE-PUNT")
    open_meeting(held)
    decide(item, text="KANARIE-BESLUIT")
    decisions.close_meeting(
        meeting_id=held.id, actor=secretary(), now=datetime(2020, 2, 6, 14, 0, tzinfo=UTC)
    )
    _cancelled()
    author = writer("gemeente-voorbeeld", "municipality", place)
    report = begin(place, "woondebat", audience="open")
    return Shown(
        place=place,
        clause_id=clauses["1.1"].clause_id,
        open_meeting_id=opened.id,
        shut_meeting_id=hidden.id,
        held_meeting_id=held.id,
        report_id=_frozen(report, author).id,
        partners_report_id=freeze(begin(place)).id,
        draft_report_id=begin(place, "start", audience="open", period="2019-2").id,
    )


def _change(clause, text, on):
    proposal = make_proposal(change_words(clause, text))
    all_agree(proposal)
    adopt(proposal, in_force_from=on)


def _frozen(report, author):
    write(report, author, "OPENBARE-TOELICHTING van de gemeente.")
    return freeze(report)


def _cancelled():
    meeting = make_meeting(starts_at=datetime(2099, 3, 12, 13, 0, tzinfo=UTC))
    decisions.cancel_meeting(
        meeting_id=meeting.id, reason="KANARIE-AFGELAST", to_meeting_id=None,
        actor=secretary(), now=datetime(2020, 2, 3, 9, 0, tzinfo=UTC),
    )  # fmt: skip
