"""Works of the library, for tests."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from uuid import UUID

from drieluik.apps.agreements.selectors import list_clauses
from drieluik.apps.library.services import NewEdition, Served, add_work, withdraw_work
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.models import Municipality
from tests.factories.organisations import make_actor, make_municipality, make_party

NOW = datetime(2020, 5, 4, 9, 0, tzinfo=UTC)
WORDS = b"Het onderzoek\n\nWie lang wacht, verhuist vaker naar een andere stad.\n"


def make_edition(**what: object) -> NewEdition:
    """A study with a plain text file, for the parties at the table; ``what`` changes it."""
    given: dict[str, object] = {
        "kind": "study",
        "title": "Wachten op een huis",
        "author": "Bureau Verzonnen",
        "dated_on": date(2020, 3, 1),
        "summary": "Wie lang wacht, verhuist vaker.",
        "publicness": "partners",
        "file_name": "wachten.txt",
        "content": WORDS,
    }
    if "link" in what:
        given |= {"file_name": "", "content": b""}
    return NewEdition(**(given | what))  # type: ignore[arg-type]


def writer(code: str = "corporatie-a", place: Municipality | None = None) -> Actor:
    """The editor of a party."""
    party = make_party(code=code, municipality=place or make_municipality())
    return make_actor("editor", party=party)


def make_work(
    *,
    code: str = "corporatie-a",
    clauses: Iterable[str] = (),
    themes: Iterable[str] = (),
    **what: object,
) -> UUID:
    """A work of a party in ``GM9001`` that serves agreements by number."""
    place = make_municipality()
    known = {row.number: row.clause_id for row in list_clauses(place.id)}
    return add_work(
        municipality_id=place.id,
        party_id=make_party(code=code).id,
        edition=make_edition(**what),
        served=Served(tuple(themes), tuple(known[number] for number in clauses)),
        actor=writer(code),
        now=NOW,
    )


def lay_works() -> dict[str, object]:
    """Works in the small city, by the names that the table of rights uses."""
    ours = make_work(code="huurders-a", title="Wat huurders zeggen")
    withdrawn = make_work(
        code="huurders-a", title="Te vroeg gedeeld", publicness="public", content=b"Te vroeg."
    )
    withdraw_work(work_id=withdrawn, reason="Nog niet af", actor=writer("huurders-a"), now=NOW)
    own = make_work(
        title="Alleen voor A", publicness="party", ground="Concept", content=b"Alleen voor A."
    )
    return {
        "work_id": make_work(clauses=["2.1"], themes=["2"], content=b"Voor iedereen aan tafel."),
        "own_work_id": own,
        "tenants_work_id": ours,
        "withdrawn_work_id": withdrawn,
        "party_municipality": make_party(code="gemeente-voorbeeld").pk,
    }
