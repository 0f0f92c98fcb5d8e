"""A whole year, put together for one reader."""

from collections.abc import Mapping
from datetime import date

from drieluik.apps.agreements.selectors import list_all_bindings
from drieluik.apps.decisions.selectors import list_tasks
from drieluik.apps.deliveries.selectors import due_days
from drieluik.apps.deliveries.selectors.punctuality import first_signed_days
from drieluik.apps.evaluation.rows import Evaluation, PartyBalance
from drieluik.apps.evaluation.selectors.answers import newest_answers
from drieluik.apps.evaluation.selectors.clauses import gaps_of, owed_by
from drieluik.apps.evaluation.selectors.meetings import (
    meeting_line,
    meetings_of,
    presence,
    read_held,
)
from drieluik.apps.evaluation.selectors.proposals import positions, proposal_line, proposals_of
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import list_parties, list_taking_part
from drieluik.core.tables import Period

SIDES = ("municipality", "corporation", "tenants")
_NOTHING = (0, 0)


def get_evaluation(*, municipality_id: int, year: int, actor: Actor, today: date) -> Evaluation:
    """Return the evaluation of a year; of a year that is not over, as it is today."""
    until = min(date(year, 12, 31), today)
    meetings = meetings_of(municipality_id=municipality_id, year=year, actor=actor)
    held = read_held(meetings)
    proposals = proposals_of(municipality_id=municipality_id, year=year, actor=actor)
    lights = Lights(Sight(actor, municipality_id), on=until)
    bindings = list_all_bindings(municipality_id)
    there, said = presence(held), positions(proposals)
    owes = owed_by(lights, bindings)
    punctual = _punctuality(municipality_id, year, until)
    done, late = _tasks(municipality_id, year, until)
    balances = tuple(
        PartyBalance(
            party.pk,
            party.code,
            party.name,
            party.kind,
            owes.get(party.pk, {}),
            *there.get(party.pk, _NOTHING),
            *said.get(party.pk, _NOTHING),
            *punctual.get(party.code, _NOTHING),
            n_tasks_done=done.get(party.pk, 0),
            n_tasks_late=late.get(party.pk, 0),
        )
        for kind in SIDES
        for party in list_parties(municipality_id=municipality_id, on=until, kind=kind)
    )
    answers = newest_answers(municipality_id=municipality_id, year=year)
    answered = {row.party_id for row in answers}
    return Evaluation(
        year=year,
        until=until,
        period=lights.last_period,
        meetings=tuple(meeting_line(row, held) for row in meetings),
        proposals=tuple(proposal_line(row) for row in proposals),
        gaps=gaps_of(lights, bindings),
        n_clauses=len(lights.clauses),
        balances=balances,
        answers=answers,
        unanswered=tuple(row.name for row in balances if row.party_id not in answered),
    )


def _punctuality(municipality_id: int, year: int, until: date) -> Mapping[str, tuple[int, int]]:
    """Return per corporation how many half-years that were due in the year came in time."""
    due = {
        period: day
        for period, day in due_days(municipality_id=municipality_id).items()
        if day.year == year and day <= until
    }
    signed = first_signed_days(municipality_id=municipality_id)
    found: dict[str, tuple[int, int]] = {}
    for row in list_taking_part(municipality_id=municipality_id, kind="corporation"):
        for period, day in due.items():
            if row.takes_part(Period.parse(period).last_day):
                in_time, asked = found.get(row.code, _NOTHING)
                came = signed.get((row.code, period))
                found[row.code] = (in_time + (came is not None and came <= day), asked + 1)
    return found


def _tasks(
    municipality_id: int, year: int, until: date
) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """Return per party how many tasks due in the year it finished, and how many went by."""
    still, finished = list_tasks(municipality_id=municipality_id)
    done: dict[int, int] = {}
    late: dict[int, int] = {}
    for row in finished:
        if row.due_on is not None and row.due_on.year == year:
            done[row.party_id] = done.get(row.party_id, 0) + 1
    for row in still:
        if row.due_on is not None and row.due_on.year == year and row.is_late(until):
            late[row.party_id] = late.get(row.party_id, 0) + 1
    return done, late
