"""Meetings in every state, and the people who keep them, for tests."""

from datetime import UTC, datetime, timedelta

from drieluik.apps.agreements.models import Proposal
from drieluik.apps.decisions import services
from drieluik.apps.decisions.models import AgendaItem, Decision, Meeting, PaperVersion, PartyInput
from drieluik.apps.decisions.selectors.expected import expected_parties
from drieluik.apps.decisions.services import (
    Arrival,
    MeetingFacts,
    NewDecision,
    NewItem,
    NewPaper,
    NewTask,
    Presence,
)
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.models import Municipality
from tests.factories.agreements import make_parties
from tests.factories.organisations import make_actor, make_municipality, make_party

NOW = datetime(2020, 2, 3, 9, 0, tzinfo=UTC)
STARTS = datetime(2020, 3, 12, 13, 0, tzinfo=UTC)
"""Thirteen hundred in London is two in the afternoon in Amsterdam: the day is 12 March."""
LATER = datetime(2020, 10, 8, 12, 0, tzinfo=UTC)


def make_table(municipality: Municipality | None = None) -> Municipality:
    """A municipality, two corporations, and tenants of one of them, with a term of 14 days."""
    place = municipality or make_municipality()
    make_parties(place)
    services.set_paper_term(
        municipality_id=place.id,
        days=14,
        from_on=datetime(2018, 1, 1).date(),
        grounds="Verzonnen afspraak",
        actor=secretary(place),
        now=NOW,
    )
    return place


def secretary(municipality: Municipality | None = None) -> Actor:
    """The editor of the municipality."""
    place = municipality or make_municipality()
    own = make_party(code="gemeente-voorbeeld", kind="municipality", municipality=place)
    return make_actor("editor", party=own)


def make_meeting(*, kind: str = "bo", starts_at: datetime = STARTS, chair: bool = True) -> Meeting:
    """A planned meeting of ``GM9001`` with the municipality in the chair."""
    place = make_municipality()
    actor = secretary(place)
    party = make_party(code="gemeente-voorbeeld").pk if chair else None
    return services.plan_meeting(
        municipality_id=place.id,
        facts=MeetingFacts(kind, starts_at, "Stadhuis", party, "Wethouder"),
        actor=actor,
        now=NOW,
    )


def make_item(meeting: Meeting, title: str = "Wachttijden", **words: object) -> AgendaItem:
    """An item at the end of the agenda."""
    return services.add_item(
        meeting_id=meeting.id, item=NewItem(title, **words), actor=secretary(), now=NOW
    )


def take_up(proposal: Proposal) -> AgendaItem:
    """A proposal on the agenda of a meeting that is in session."""
    meeting = make_meeting()
    item = put_on(meeting, proposal)
    open_meeting(meeting)
    return item


def put_on(meeting: Meeting, proposal: Proposal, now: datetime = NOW) -> AgendaItem:
    """A proposal at the end of an agenda."""
    return services.add_suggestion(
        meeting_id=meeting.id,
        source="proposal",
        source_id=str(proposal.id),
        actor=secretary(),
        now=now,
    )


def make_paper(
    item: AgendaItem, title: str = "Notitie", words: str = "Een korte notitie.", **when: datetime
) -> PaperVersion:
    """A paper of plain text; the same title again makes a next version."""
    return services.add_paper(
        item_id=item.id,
        paper=NewPaper(title, "notitie.txt", words.encode()),
        actor=secretary(),
        now=when.get("now", NOW),
    )


def deliver(version: PaperVersion, code: str, at: datetime, reason: str = "") -> None:
    """Record that a version reached a party."""
    services.record_paper_delivery(
        version_id=version.pk,
        arrival=Arrival((make_party(code=code).pk,), at, "mail", reason),
        actor=secretary(),
        now=max(at, NOW) + timedelta(hours=1),
    )


def open_meeting(meeting: Meeting, *, present: bool = True) -> Meeting:
    """Open a meeting and note all parties as present."""
    actor = secretary()
    services.open_meeting(meeting_id=meeting.id, actor=actor, now=meeting.starts_at)
    if present:
        services.record_attendance(
            meeting_id=meeting.id,
            attendance=[Presence(party.id, "present") for party in expected_parties(meeting)],
            actor=actor,
            now=meeting.starts_at,
        )
    meeting.refresh_from_db()
    return meeting


def decide(item: AgendaItem, kind: str = "note", text: str = "Ter kennisgeving.") -> Decision:
    """Take a decision while the meeting is in session."""
    return services.take_decision(
        item_id=item.id,
        decision=NewDecision(kind, text),
        actor=secretary(),
        now=item.meeting.starts_at,
    )


def close_meeting(meeting: Meeting) -> Meeting:
    """Close a meeting of which every item has an outcome."""
    services.close_meeting(
        meeting_id=meeting.id, actor=secretary(), now=meeting.starts_at + timedelta(hours=2)
    )
    meeting.refresh_from_db()
    return meeting


def make_held(**how: object) -> Meeting:
    """A meeting with one decided item that was closed."""
    meeting = make_meeting(**how)
    item = make_item(meeting)
    open_meeting(meeting)
    decide(item)
    return close_meeting(meeting)


def make_meetings(municipality: Municipality) -> dict[str, object]:
    """A meeting of each state, by the names that the table of rights uses.

    ``held`` has a late paper, a task and an item that was adjourned without a next meeting;
    ``open`` has a decided and an undecided item; ``planned`` has a final agenda and papers nobody
    received yet; ``cancelled`` has an item that waits for another meeting.
    """
    make_table(municipality)
    held, adjourned, task = _held()
    current, decision, undecided = _in_session()
    planned = make_meeting(starts_at=datetime(2021, 3, 11, 13, 0, tzinfo=UTC))
    cancelled = _cancelled()
    item = make_item(planned, "Verkoop van woningen", digest="Welke woningen?", needs_advice=True)
    make_item(planned, "Rondvraag", asks="inform")
    paper = make_paper(item)
    advice = PartyInput.objects.create(
        item=item,
        party=make_party(code="huurders-a"),
        kind="advice",
        text="Wacht een jaar.",
        recorded_by_id=secretary().user_id,
        recorded_at=NOW,
    )
    question = PartyInput.objects.create(
        item=item,
        party=make_party(code="huurders-a"),
        kind="question",
        text="Wanneer begint het?",
        recorded_by_id=secretary().user_id,
        recorded_at=NOW,
    )
    services.publish_agenda(meeting_id=planned.id, actor=secretary(), now=NOW)
    for row in (current, planned, item, undecided, cancelled):
        row.refresh_from_db()
    return {
        "held": held.id,
        "cancelled": cancelled.id,
        "cancelled_version": cancelled.version,
        "open": current.id,
        "planned": planned.id,
        "open_version": current.version,
        "planned_version": planned.version,
        "item_id": item.id,
        "item_version": item.version,
        "paper_version": paper.pk,
        "advice_id": advice.pk,
        "question_id": question.pk,
        "adjourned_thread": adjourned.thread,
        "open_item": undecided.id,
        "open_item_version": undecided.version,
        "decision_id": decision.id,
        "task_id": task,
        "tenants_party": make_party(code="huurders-a").pk,
        "municipality_party": make_party(code="gemeente-voorbeeld").pk,
    }


def _held() -> tuple[Meeting, AgendaItem, object]:
    held = make_meeting()
    item, later = make_item(held, "Wachttijden", asks="decide"), make_item(held, "Parkeren")
    deliver(make_paper(item), "huurders-a", STARTS - timedelta(days=3))
    open_meeting(held)
    task = NewTask(make_party(code="corporatie-a").pk, "Zoekt het uit.", LATER.date())
    taken = services.take_decision(
        item_id=item.id,
        decision=NewDecision("adopt", "Akkoord met de aanpak.", tasks=(task,)),
        actor=secretary(),
        now=STARTS,
    )
    services.adjourn_item(
        item_id=later.id, to_meeting_id=None, text="Geen tijd.", actor=secretary(), now=STARTS
    )
    close_meeting(held)
    return held, later, taken.tasks.get().id


def _cancelled() -> Meeting:
    """A meeting far ahead that is not held: its day has not gone by."""
    found = make_meeting(starts_at=datetime(2099, 3, 12, 13, 0, tzinfo=UTC))
    make_item(found, "Dak")
    services.cancel_meeting(
        meeting_id=found.id,
        reason="De zaal is dicht.",
        to_meeting_id=None,
        actor=secretary(),
        now=NOW,
    )
    return found


def _in_session() -> tuple[Meeting, Decision, AgendaItem]:
    current = make_meeting(starts_at=LATER)
    decided, undecided = make_item(current, "Huren"), make_item(current, "Bouwen")
    open_meeting(current)
    return current, decide(decided), undecided
