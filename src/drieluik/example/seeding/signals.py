"""Looks at the lights after every day of delivery; lays the made-up talk and remarks."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from drieluik.apps.monitor import services
from drieluik.apps.monitor.selectors.remarks import PARTY, TOTAL, FigureAt
from drieluik.apps.monitor.selectors.signals import list_signals
from drieluik.apps.monitor.selectors.talks import find_talk, list_talks
from drieluik.apps.monitor.services import Conclusion, Remark
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.example.deliveries import periods
from drieluik.example.seeding.clock import moment
from drieluik.example.seeding.deliveries import due_on
from drieluik.example.seeding.people import MUNICIPALITY, actor
from drieluik.example.signals import ExampleTalk, explanations, remarks, talk


@transaction.atomic
def lay_signals(municipality_id: int, party_ids: dict[str, int]) -> None:
    """Lay all signals with what was said about them at once, unless there is a talk already."""
    if list_talks(municipality_id):
        return
    held = talk()
    for day in [due_on(period) + timedelta(days=1) for period in periods()]:
        if held.day < day and not list_talks(municipality_id):
            _explain(municipality_id, party_ids, held.day - timedelta(days=7))
            _hold(municipality_id, party_ids, held)
        services.notice_signals(municipality_id=municipality_id, now=moment(day))
    _remark(municipality_id, party_ids)


def _remark(municipality_id: int, party_ids: dict[str, int]) -> None:
    """Put the remarks beside the figures of the last half-year, a week after they were due."""
    period = periods()[-1]
    on = due_on(period) + timedelta(days=7)
    for row in remarks():
        level = PARTY if row.figure else TOTAL
        services.write_remark(
            municipality_id=municipality_id,
            at=FigureAt(row.indicator, str(period), level, row.figure),
            remark=Remark(party_ids[row.party], row.text),
            actor=actor(row.party, "delegate", on),
            now=moment(on),
        )


def _explain(municipality_id: int, party_ids: dict[str, int], on: date) -> None:
    """Explain the signals that came; a story of fewer deliveries has fewer of them."""
    by_clause = _open_by_clause(municipality_id)
    for row in explanations():
        if row.clause in by_clause:
            services.explain_signal(
                signal_id=by_clause[row.clause],
                party_id=party_ids[row.party],
                text=row.text,
                actor=actor(row.party, "delegate", on),
                now=moment(on),
            )


def _hold(municipality_id: int, party_ids: dict[str, int], held: ExampleTalk) -> None:
    """Begin the talk, note what was concluded, end it."""
    secretary = actor(MUNICIPALITY, "editor", held.day)
    begun = services.begin_talk(
        municipality_id=municipality_id,
        held_on=held.day,
        party_ids=[party_ids[code] for code in held.parties],
        actor=secretary,
        now=moment(held.day, 10),
    )
    row = find_talk(Sight(secretary, municipality_id), begun.id)
    positions = {item.signal_id: item.position for item in row.items} if row else {}
    by_clause = _open_by_clause(municipality_id)
    for conclusion in held.conclusions:
        if conclusion.clause in by_clause:
            services.note_conclusion(
                talk_id=begun.id,
                position=positions[by_clause[conclusion.clause]],
                conclusion=Conclusion(conclusion.text, conclusion.outcome),
                actor=secretary,
                now=moment(held.day, 11),
            )
    services.end_talk(talk_id=begun.id, actor=secretary, now=moment(held.day, 12))


def _open_by_clause(municipality_id: int) -> dict[str, UUID]:
    rows = list_signals(Sight(SYSTEM, municipality_id))
    open_ones = (row for row in rows if row.is_open and row.kind == "breach")
    return {row.clause.number: row.signal_id for row in open_ones}
