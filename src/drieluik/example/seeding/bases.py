"""Records on what the agreements of the example rest, and that a law changed it (fictitious)."""

from datetime import date

from drieluik.apps.agreements.bases import list_bases
from drieluik.apps.agreements.services import NewBasis, record_basis
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.example.register import agreements
from drieluik.example.seeding.clock import moment

_LAW_ON = date(2026, 7, 1)


def lay_first_basis(municipality_id: int) -> None:
    """Record the housing vision as what the agreements rest on from the start."""
    day = agreements().in_force_from
    vision = NewBasis("Woonvisie (voorbeeld)", "Woningwet art. 44", day, "first", "")
    _lay(municipality_id, vision, day, known=0)


def lay_changed_basis(municipality_id: int) -> None:
    """Record that the programme came in its place by law."""
    law = "Wet versterking regie volkshuisvesting"
    programme = NewBasis("Volkshuisvestingsprogramma (voorbeeld)", "", _LAW_ON, "law", law)
    _lay(municipality_id, programme, _LAW_ON, known=1)


def _lay(municipality_id: int, basis: NewBasis, day: date, *, known: int) -> None:
    if len(list_bases(municipality_id)) <= known:
        record_basis(municipality_id=municipality_id, basis=basis, actor=SYSTEM, now=moment(day))
