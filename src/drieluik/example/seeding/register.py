"""Lays the register in our own words as its first version."""

from drieluik.apps.agreements.selectors import find_register
from drieluik.apps.agreements.services import load_register
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.example.places import Place
from drieluik.example.register import agreements, agreements_document
from drieluik.example.seeding.clock import moment


def lay_register(municipality_id: int, where: Place) -> None:
    """Lay themes, agreements, bindings and focus projects, unless there is a register already."""
    if find_register(municipality_id) is not None:
        return
    load_register(
        municipality_id=municipality_id,
        outline=agreements_document(where),
        in_force_from=agreements(where).in_force_from,
        source=agreements(where).source,
        actor=SYSTEM,
        now=moment(agreements(where).in_force_from),
    )
