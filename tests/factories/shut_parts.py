"""A municipality of which one agreement and one decision can be shut, each told in many places."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from drieluik.apps.agreements.selectors import find_clause
from drieluik.apps.agreements.services import ProposalWords
from drieluik.apps.decisions import services as decisions
from drieluik.apps.decisions.models import Decision, Meeting
from drieluik.apps.decisions.services import NewDecision
from drieluik.apps.organisations.models import Municipality
from tests.factories.decisions import (
    LATER,
    STARTS,
    close_meeting,
    decide,
    make_item,
    make_meeting,
    make_table,
    open_meeting,
    secretary,
    take_up,
)
from tests.factories.lights import open_lights, place_with_lights
from tests.factories.proposals import all_agree, change_words, make_proposal
from tests.factories.publication import choose, lay_adopted
from tests.factories.reports import begin, freeze

HEADING = "Eén loket"
WORDS = "Wie huurschuld heeft, vindt hulp bij één loket, en dat heet KANARIE-AFSPRAAK."
TITLE = "Proef met zonnepanelen"
"""Of the agenda item of the decision, as ``lay_adopted`` names it."""


@dataclass(frozen=True)
class Parts:
    """What is there, all of it public: agreement 2.2 with a light, in a report and in a decision."""

    place: Municipality
    clause_id: UUID
    changed_in: UUID
    changing_id: UUID
    decided_in: UUID
    decision_id: UUID
    report_id: UUID


def lay_parts() -> Parts:
    """Lay it: the agreement got other words by a decision, of which the minutes were approved."""
    place = place_with_lights()
    make_table(place)
    clause = find_clause(place.id, "2.2")
    words = ProposalWords(f"{HEADING} krijgt een naam", "Dat is duidelijker.", "theme_session")
    proposal = make_proposal(change_words(clause, WORDS), words=words, place=place)
    all_agree(proposal)
    item = take_up(proposal)
    changing = decisions.take_decision(
        item_id=item.id,
        decision=NewDecision("adopt", f"Akkoord met 2.2 {HEADING}.", date(2020, 4, 1)),
        actor=secretary(),
        now=STARTS,
    )
    _approve(close_meeting(item.meeting))
    other = lay_adopted(words="KANARIE-BESLUIT staat vast.")
    open_lights(place)
    report = freeze(begin(place, "woondebat", audience="open"))
    choose(place, "report", report.id, reason="Nagekeken.")
    return Parts(
        place=place,
        clause_id=clause.clause_id,
        changed_in=item.meeting_id,
        changing_id=changing.id,
        decided_in=other.id,
        decision_id=Decision.objects.get(meeting=other).id,
        report_id=report.id,
    )


def _approve(meeting: Meeting) -> None:
    later = make_meeting(starts_at=LATER)
    noted = make_item(later, "Verslag van het vorige overleg")
    open_meeting(later)
    decisions.approve_minutes(
        meeting_id=meeting.id, in_meeting_id=later.id, remarks="", actor=secretary(), now=LATER
    )
    decide(noted)
    close_meeting(later)
