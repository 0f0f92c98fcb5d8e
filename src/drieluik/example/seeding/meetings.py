"""Holds the made-up meetings through the ordinary services: planned, prepared, held, approved."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from drieluik.apps.decisions import services
from drieluik.apps.decisions.selectors import get_agenda, list_meetings
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
from drieluik.example.meetings import (
    ExampleCancelling,
    ExampleDecision,
    ExampleItem,
    ExampleMeeting,
    ExamplePaper,
    meetings,
    paper_term,
)
from drieluik.example.parties import corporations, tenants_parties
from drieluik.example.seeding.clock import moment
from drieluik.example.seeding.people import MUNICIPALITY, actor
from drieluik.example.seeding.proposals import find_proposal_id, lay_proposal_of

if TYPE_CHECKING:
    from drieluik.apps.decisions.models import AgendaItem

_BEGINS, _ENDS = 14, 16


@transaction.atomic
def lay_meetings(municipality_id: int, party_ids: dict[str, int]) -> None:
    """Lay all meetings at once, unless there are meetings already."""
    first = meetings()[0]
    coming, held = list_meetings(
        municipality_id=municipality_id, actor=_secretary(first.planned_on)
    )
    if coming or held:
        return
    term = paper_term()
    services.set_paper_term(
        municipality_id=municipality_id,
        days=term.days,
        from_on=term.day,
        grounds=term.grounds,
        actor=_secretary(term.day),
        now=moment(term.day),
    )
    laying = _Laying(municipality_id, party_ids)
    for meeting in meetings():
        laying.plan(meeting)
    for meeting in meetings():
        laying.prepare(meeting)
        if meeting.was_held:
            laying.hold(meeting)
    for meeting in meetings():
        if meeting.cancelled:
            laying.cancel(meeting.id, meeting.cancelled)


class _Laying:
    """What is known while the meetings are laid: the ids of meetings and parties."""

    def __init__(self, municipality_id: int, party_ids: dict[str, int]) -> None:
        self._place = municipality_id
        self._party_ids = party_ids
        self._meeting_ids: dict[str, UUID] = {}

    def plan(self, meeting: ExampleMeeting) -> None:
        """Put the meeting on the calendar."""
        facts = MeetingFacts(
            kind=meeting.kind,
            starts_at=moment(meeting.day, _BEGINS),
            place=meeting.place,
            chair_party_id=self._party_ids[MUNICIPALITY],
        )
        planned = services.plan_meeting(
            municipality_id=self._place,
            facts=facts,
            actor=_secretary(meeting.planned_on),
            now=moment(meeting.planned_on),
        )
        self._meeting_ids[meeting.id] = planned.id

    def prepare(self, meeting: ExampleMeeting) -> None:
        """Make the agenda, add papers with their receipts and what parties say."""
        for item in meeting.items:
            row = self._put_on(meeting, item)
            for paper in item.papers:
                self._add_paper(row.id, paper)
            for code, text in item.input:
                self._give_input(row.id, code, text, meeting.day - timedelta(days=7))
        if meeting.was_held:
            sent_on = meeting.day - timedelta(days=paper_term().days)
            services.publish_agenda(
                meeting_id=self._meeting_ids[meeting.id],
                actor=_secretary(sent_on),
                now=moment(sent_on),
            )

    def _put_on(self, meeting: ExampleMeeting, item: ExampleItem) -> "AgendaItem":
        meeting_id = self._meeting_ids[meeting.id]
        if item.proposal:
            on = meeting.day - timedelta(days=paper_term().days + 1)
            lay_proposal_of(self._place, self._party_ids, item.proposal)
            return services.add_suggestion(
                meeting_id=meeting_id,
                source="proposal",
                source_id=str(find_proposal_id(self._place, item.proposal)),
                actor=_secretary(on),
                now=moment(on),
            )
        return services.add_item(
            meeting_id=meeting_id,
            item=NewItem(item.title, item.asks, item.digest, "", item.needs_advice),
            actor=_secretary(meeting.planned_on),
            now=moment(meeting.planned_on, 10),
        )

    def cancel(self, name: str, how: ExampleCancelling) -> None:
        """Call a meeting off; its items go to another one."""
        services.cancel_meeting(
            meeting_id=self._meeting_ids[name],
            reason=how.reason,
            to_meeting_id=self._meeting_ids[how.to],
            actor=_secretary(how.day),
            now=moment(how.day),
        )

    def hold(self, meeting: ExampleMeeting) -> None:
        """Open, note who is there, decide, approve the minutes before, and close."""
        meeting_id, secretary = self._meeting_ids[meeting.id], _secretary(meeting.day)
        now = moment(meeting.day, _BEGINS)
        services.open_meeting(meeting_id=meeting_id, actor=secretary, now=now)
        agenda = get_agenda(meeting_id, on=meeting.day)
        services.record_attendance(
            meeting_id=meeting_id,
            attendance=[Presence(row.party_id, "present") for row in agenda.attendance],
            actor=secretary,
            now=now,
        )
        if meeting.approves:
            services.approve_minutes(
                meeting_id=self._meeting_ids[meeting.approves],
                in_meeting_id=meeting_id,
                remarks="",
                actor=secretary,
                now=now,
            )
        known = {item.title: item for item in meeting.items} | dict(meeting.adjourned)
        for row in agenda.items:
            self._treat(row.item_id, known[row.title], meeting, secretary)
        services.close_meeting(
            meeting_id=meeting_id, actor=secretary, now=moment(meeting.day, _ENDS)
        )

    def _treat(
        self, item_id: UUID, item: ExampleItem, meeting: ExampleMeeting, secretary: Actor
    ) -> None:
        now = moment(meeting.day, _BEGINS)
        if item.discussion:
            services.record_discussion(
                item_id=item_id, text=item.discussion, actor=secretary, now=now
            )
        for decision in item.decisions:
            if decision.to:
                services.adjourn_item(
                    item_id=item_id,
                    to_meeting_id=self._meeting_ids[decision.to],
                    text=decision.text,
                    actor=secretary,
                    now=now,
                )
            else:
                self._decide(item_id, decision, secretary, now)

    def _decide(
        self, item_id: UUID, decision: ExampleDecision, secretary: Actor, now: datetime
    ) -> None:
        tasks = tuple(
            NewTask(self._party_ids[task.party], task.text, task.due) for task in decision.tasks
        )
        taken = services.take_decision(
            item_id=item_id,
            decision=NewDecision(decision.kind, decision.text, decision.in_force, tasks),
            actor=secretary,
            now=now,
        )
        for task in decision.tasks:
            if task.done:
                row = taken.tasks.get(text=task.text)
                services.finish_task(
                    task_id=row.id,
                    outcome=task.outcome,
                    actor=_secretary(task.done),
                    now=moment(task.done),
                )

    def _add_paper(self, item_id: UUID, paper: ExamplePaper) -> None:
        name = f"{paper.title.lower().replace(' ', '-')}.txt"
        version = services.add_paper(
            item_id=item_id,
            paper=NewPaper(paper.title, name, paper.words.encode()),
            actor=_secretary(paper.added),
            now=moment(paper.added),
        )
        everybody = [MUNICIPALITY, *(one.code for one in (*corporations(), *tenants_parties()))]
        in_time = [code for code in everybody if code not in paper.late]
        self._deliver(version.pk, in_time, paper.received)
        for code, received in paper.late.items():
            self._deliver(version.pk, [code], received)

    def _deliver(self, version_id: int, codes: list[str], received: date) -> None:
        party_ids = tuple(self._party_ids[code] for code in codes)
        services.record_paper_delivery(
            version_id=version_id,
            arrival=Arrival(party_ids, moment(received), "mail"),
            actor=_secretary(received),
            now=moment(received, 10),
        )

    def _give_input(self, item_id: UUID, code: str, text: str, on: date) -> None:
        services.give_input(
            item_id=item_id,
            party_id=self._party_ids[code],
            kind="input",
            text=text,
            actor=actor(code, "delegate", on),
            now=moment(on),
        )


def _secretary(on: date) -> Actor:
    return actor(MUNICIPALITY, "editor", on)
