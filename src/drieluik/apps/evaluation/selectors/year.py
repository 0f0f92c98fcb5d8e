"""A whole year, put together for one reader."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from drieluik.apps.agreements.parties_on import bindings_on
from drieluik.apps.agreements.selectors import list_clauses
from drieluik.apps.decisions.rows import TaskRow
from drieluik.apps.decisions.selectors import list_tasks
from drieluik.apps.deliveries.selectors.completeness import Tally, count_in_time
from drieluik.apps.evaluation.rows import Evaluation, PartyBalance
from drieluik.apps.evaluation.selectors.answers import newest_answers
from drieluik.apps.evaluation.selectors.clauses import gaps_of, owed_by
from drieluik.apps.evaluation.selectors.meetings import (
    inputs,
    meeting_line,
    meetings_of,
    presence,
    read_held,
)
from drieluik.apps.evaluation.selectors.proposals import positions, proposal_line, proposals_of
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import TakingPart, list_taking_part
from drieluik.apps.projects.selectors import count_reports

SIDES = ("municipality", "corporation", "tenants")
_NOTHING = (0, 0)


def get_evaluation(*, municipality_id: int, year: int, actor: Actor, today: date) -> Evaluation:
    """Return the evaluation of a year; of a year that is not over, as it is today.

    Agreements are those in force on the last day that is looked at, with the parties of that day;
    the fate of proposals is told as it is now.
    """
    until = min(date(year, 12, 31), today)
    meetings = meetings_of(municipality_id=municipality_id, year=year, actor=actor)
    held = read_held(meetings)
    proposals = proposals_of(municipality_id=municipality_id, year=year, actor=actor)
    clauses = list_clauses(municipality_id, on=until)
    lights = Lights(Sight(actor, municipality_id), clauses, on=until)
    bindings = bindings_on(municipality_id, until)
    there, said = presence(held), positions(proposals)
    owes = owed_by(lights, bindings)
    delivered = count_in_time(municipality_id=municipality_id, year=year, today=today)
    done, late = _tasks(municipality_id, year, until)
    told, reports = inputs(held), count_reports(municipality_id=municipality_id, year=year)
    submitted = Counter(row.party_id for row in proposals)
    balances = tuple(
        PartyBalance(
            party.party_id,
            party.code,
            party.name,
            party.kind,
            owes.get(party.party_id, {}),
            *there.get(party.party_id, _NOTHING),
            *said.get(party.party_id, _NOTHING),
            *_in_time(delivered.get(party.party_id)),
            n_tasks_done=done[party.party_id],
            n_tasks_late=late[party.party_id],
            n_inputs=told[party.party_id],
            n_reports=reports.get(party.party_id, 0),
            n_proposals=submitted[party.party_id],
            left_on=None if party.takes_part(until) else party.until_on,
        )
        for kind in SIDES
        for party in _took_part(municipality_id, kind, date(year, 1, 1), until)
    )
    answers = newest_answers(municipality_id=municipality_id, year=year)
    answered = {row.party_id for row in answers}
    return Evaluation(
        year=year,
        until=until,
        period=lights.last_period,
        meetings=tuple(meeting_line(row, held, until=until) for row in meetings),
        proposals=tuple(proposal_line(row) for row in proposals),
        gaps=gaps_of(lights, bindings),
        n_clauses=len(clauses),
        balances=balances,
        answers=answers,
        unanswered=tuple(
            row.name for row in balances if row.left_on is None and row.party_id not in answered
        ),
    )


def _took_part(municipality_id: int, kind: str, first: date, until: date) -> Iterable[TakingPart]:
    """Return the parties that took part on any day, by name, each with its last stretch."""
    rows = list_taking_part(municipality_id=municipality_id, kind=kind)
    last = {
        row.party_id: row
        for row in rows
        if row.from_on <= until and (row.until_on is None or row.until_on > first)
    }
    return last.values()


def _in_time(delivered: Tally | None) -> tuple[int, int]:
    """Return how many tables a corporation delivered in time, and how many were asked."""
    return (delivered.n_in_time, delivered.n_asked) if delivered else _NOTHING


def _tasks(municipality_id: int, year: int, until: date) -> tuple[Counter[int], Counter[int]]:
    """Return per party how many tasks due in the year it finished, and how many not on their day.

    What happened after ``until`` is not counted.
    """
    still, finished = list_tasks(municipality_id=municipality_id)
    rows = [row for row in (*still, *finished) if row.due_on and row.due_on.year == year]
    done = Counter(row.party_id for row in rows if _done_by(row, until))
    late = Counter(
        row.party_id
        for row in rows
        if row.due_on and row.due_on < until and not _done_by(row, row.due_on)
    )
    return done, late


def _done_by(row: TaskRow, day: date) -> bool:
    return row.done_at is not None and timezone.localdate(row.done_at) <= day
