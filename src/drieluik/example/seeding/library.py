"""Puts the made-up works in the library, through the ordinary services."""

from datetime import timedelta

from drieluik.apps.agreements.selectors import list_clauses
from drieluik.apps.library.selectors import list_all_editions
from drieluik.apps.library.services import NewEdition, Served, add_work
from drieluik.example.library import ExampleWork, works
from drieluik.example.seeding.clock import moment
from drieluik.example.seeding.people import MUNICIPALITY, actor


def lay_library(municipality_id: int, party_ids: dict[str, int]) -> None:
    """Put every work of the example in the library that is not there yet."""
    rows = list_all_editions(municipality_id=municipality_id)
    there = {row.newest.title for row, _texts in rows}
    for work in works():
        if work.title not in there:
            _lay(municipality_id, party_ids[work.party], work)


def _lay(municipality_id: int, party_id: int, work: ExampleWork) -> None:
    on = work.dated_on + timedelta(days=7)
    clause_ids = {row.number: row.clause_id for row in list_clauses(municipality_id)}
    add_work(
        municipality_id=municipality_id,
        party_id=party_id,
        edition=NewEdition(
            kind=work.kind,
            title=work.title,
            author=work.author,
            dated_on=work.dated_on,
            summary=work.summary,
            publicness=work.publicness,
            file_name=work.file_name,
            content=work.text.encode(),
        ),
        served=Served(work.themes, tuple(clause_ids[number] for number in work.clauses)),
        actor=actor(work.party, "editor" if work.party == MUNICIPALITY else "delegate", on),
        now=moment(on),
    )
