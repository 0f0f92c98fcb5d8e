"""A small register for tests, and the parties around it."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.agreements.selectors import list_clauses
from drieluik.apps.agreements.services import find_waiting, load_register, record_reading
from drieluik.apps.agreements.services.bindings import Codes, record_bindings
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.apps.organisations.models import Municipality
from drieluik.core.documents import read_document
from tests.factories.organisations import make_municipality, make_party, make_representation

NOW = datetime(2020, 1, 15, 9, 0, tzinfo=UTC)


def make_outline() -> dict[str, Any]:
    """Two themes, three agreements, one focus project; own words, made up."""
    return {
        "title": "Afspraken van Voorbeeldstad",
        "introduction": "Partijen leggen hier vast wat zij samen willen.",
        "themes": [
            {
                "number": "1",
                "title": "Samen werken",
                "sections": [
                    {
                        "letter": None,
                        "title": None,
                        "goal": "Elkaar op tijd spreken.",
                        "how": "Met vaste momenten.",
                        "agreements": [
                            {
                                "number": "1.1",
                                "heading": "Overleg",
                                "text": "Partijen spreken elkaar twee keer per jaar.",
                                "bound": ["gemeente-voorbeeld", "corporatie-a"],
                                "consent": ["gemeente-voorbeeld", "corporatie-a", "huurders-a"],
                            }
                        ],
                    }
                ],
            },
            {
                "number": "2",
                "title": "Betaalbaar wonen",
                "sections": [
                    {
                        "letter": "A",
                        "title": "Algemeen",
                        "goal": "Genoeg betaalbare woningen.",
                        "how": "Door te bouwen en te bewaren.",
                        "agreements": [
                            {
                                "number": "2.1",
                                "heading": "Voorraad",
                                "text": "De corporaties houden vijfhonderd woningen betaalbaar.",
                                "bound": ["corporatie-a", "corporatie-b"],
                                "consent": ["gemeente-voorbeeld", "huurders-a"],
                            },
                            {
                                "number": "2.2",
                                "heading": "Eén loket",
                                "text": "Wie huurschuld heeft, vindt hulp bij één loket:\n- bellen;\n- bezoek.",
                                "bound": ["gemeente-voorbeeld"],
                                "consent": [],
                            },
                        ],
                    }
                ],
            },
        ],
        "focus_projects": [
            {
                "theme": "Betaalbaar wonen",
                "focus": "Minder huurschuld",
                "goal": "Eerder helpen.",
                "leads": [{"role": "Corporatie A", "name": "Jan Geheim"}],
                "problem": "Hulp komt te laat.",
                "results": ["Een werkwijze", "Een cijfer per jaar"],
                "way_of_working": "Stap voor stap.",
                "actions": [
                    {
                        "text": "Een werkgroep begint.",
                        "quarters": ["Q1 2020"],
                        "periods": [["2020-01-01", "2020-04-01"]],
                    },
                    {"text": "De werkwijze ligt er.", "quarters": ["doorlopend"], "periods": []},
                ],
                "parties": "Gemeente en corporaties.",
                "demarcation": None,
                "preconditions": "Genoeg mensen.",
                "communication": "In het woondebat.",
            }
        ],
    }


def make_parties(municipality: Municipality) -> None:
    """A municipality's party, two corporations, and tenants of one of them."""
    make_party(code="gemeente-voorbeeld", kind="municipality", municipality=municipality)
    first = make_party(code="corporatie-a", municipality=municipality)
    make_party(code="corporatie-b", municipality=municipality)
    tenants = make_party(code="huurders-a", kind="tenants", municipality=municipality)
    if not tenants.represents.exists():
        make_representation(tenants=tenants, corporation=first, municipality=municipality)


def read_at_once(import_id: UUID, now: datetime = NOW) -> None:
    """Read a document that was handed in, as the job would, but in this process."""
    waiting = find_waiting(import_id=import_id)
    document = read_document(waiting.content, waiting.file_name)
    record_reading(import_id=import_id, document=document, now=now)


def make_register(
    municipality: Municipality | None = None,
    *,
    outline: dict[str, Any] | None = None,
    in_force_from: date = date(2020, 1, 1),
    now: datetime = NOW,
) -> dict[str, ClauseRow]:
    """Record the small register; returns its agreements by number."""
    place = municipality or make_municipality()
    make_parties(place)
    load_register(
        municipality_id=place.id,
        outline=outline or make_outline(),
        in_force_from=in_force_from,
        source="Verzonnen voorbeeld",
        actor=SYSTEM,
        now=now,
    )
    return {row.number: row for row in list_clauses(place.id)}


def bind_otherwise(
    *clauses: ClauseRow,
    parties: Codes,
    reason: str = "",
    place: Municipality | None = None,
    now: datetime = NOW,
) -> None:
    """Give agreements other parties, as the decision on a proposal does."""
    record_bindings(
        municipality_id=(place or make_municipality()).id,
        by_clause={clause.clause_id: parties for clause in clauses},
        reason=reason,
        actor=SYSTEM,
        now=now,
    )
