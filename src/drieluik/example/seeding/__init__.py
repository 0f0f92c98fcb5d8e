"""Lays the example city in the database, through the same services that people use.

Comes in: the pure rows and tables of this room. Goes out: municipalities with parties, persons,
register, deliveries, norms and figures; meetings, proposals and projects in the city only. Every step may be done again: what is there is left alone,
so a start that was broken off is finished by the next one.
"""

from collections.abc import Callable

from drieluik.example.places import CITY, places
from drieluik.example.proposals import proposals as example_proposals
from drieluik.example.seeding.areas import lay_areas, lay_own_areas
from drieluik.example.seeding.bases import lay_changed_basis, lay_first_basis
from drieluik.example.seeding.cycle import lay_days, lay_house_rules, lay_marks
from drieluik.example.seeding.deliveries import lay_deliveries
from drieluik.example.seeding.exports import lay_exports
from drieluik.example.seeding.layers import lay_layers
from drieluik.example.seeding.library import lay_library
from drieluik.example.seeding.lights import lay_lights
from drieluik.example.seeding.meetings import lay_meetings
from drieluik.example.seeding.norms import lay_norms
from drieluik.example.seeding.open_layers import lay_open_layers
from drieluik.example.seeding.organisations import PASSWORD, lay_organisations
from drieluik.example.seeding.projects import lay_projects
from drieluik.example.seeding.proposals import lay_proposal
from drieluik.example.seeding.register import lay_register
from drieluik.example.seeding.releases import lay_releases
from drieluik.example.seeding.reports import lay_reports
from drieluik.example.seeding.signals import lay_signals

__all__ = ["PASSWORD", "seed"]


def seed(*, tell: Callable[[str], None]) -> None:
    """Lay the whole example city; ``tell`` gets a Dutch line before every step."""
    tell("gemeenten, partijen en personen")
    municipality_ids, party_ids = lay_organisations()
    tell("buurten, registers met afspraken, definities en normen")
    for where in places():
        lay_areas(municipality_ids[where.code], where)
        lay_register(municipality_ids[where.code], where)
        lay_norms(municipality_ids[where.code], where)
    municipality_id = municipality_ids[CITY.code]
    lay_own_areas(municipality_id)
    lay_layers(municipality_id, party_ids)
    lay_first_basis(municipality_id)
    tell("huisregels voor de jaarkalender")
    lay_house_rules(municipality_id)
    tell("voorstellen en overleggen, met stukken, besluiten en taken")
    adopted, *others = example_proposals()
    lay_proposal(municipality_id, party_ids, adopted)
    lay_meetings(municipality_id, party_ids)
    for proposal in others:
        lay_proposal(municipality_id, party_ids, proposal)
    tell("bibliotheek met verzonnen onderzoek")
    lay_library(municipality_id, party_ids)
    tell("speerpunten: trekkers, voortgang, kosten en resultaten")
    lay_projects(municipality_id, party_ids)
    tell("wat in de jaarkalender als gedaan is genoteerd")
    lay_marks(municipality_id)
    lay_days(municipality_id)
    lay_deliveries(municipality_ids, party_ids, tell)
    tell("signalen, toelichtingen en een gesprek")
    lay_signals(municipality_id, party_ids)
    lay_changed_basis(municipality_id)
    tell("rapporten: een vastgelegd, een in de maak")
    lay_reports(municipality_id, party_ids)
    tell("cijfers, lichten en kaartlagen die openbaar zijn")
    lay_releases(municipality_id)
    lay_exports(municipality_id)
    lay_lights(municipality_id)
    lay_open_layers(municipality_id)
