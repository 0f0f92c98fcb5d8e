"""Lays the municipalities, the parties, who speaks for whom, and the persons with their roles."""

from datetime import date

from drieluik.apps.accounts.services import find_or_invite, give_first_password
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.apps.organisations.selectors import had_role
from drieluik.apps.organisations.services import add_member
from drieluik.apps.organisations.setting_up import (
    MunicipalityRow,
    PartyRow,
    set_up_municipality,
    set_up_party,
    set_up_representation,
)
from drieluik.example.parties import parties, persons, representation
from drieluik.example.places import places
from drieluik.example.seeding.clock import moment

PASSWORD = "samen-wonen-in-enschede"
STARTS_ON = date(2019, 1, 1)


def lay_organisations() -> tuple[dict[str, int], dict[str, int]]:
    """Lay who there is; return the id of every municipality and of every party, by code."""
    now = moment(STARTS_ON)
    municipality_ids = {
        one.code: set_up_municipality(
            row=MunicipalityRow(one.code, one.slug, one.name, fictitious=True),
            actor=SYSTEM,
            now=now,
        )
        for one in places()
    }
    party_ids = {
        row.code: set_up_party(
            row=PartyRow(row.code, row.name, row.kind),
            municipality_id=municipality_ids[code],
            from_on=STARTS_ON,
            actor=SYSTEM,
            now=now,
        )
        for row in parties()
        for code in row.places
    }
    for spoken in representation():
        set_up_representation(
            municipality_id=municipality_ids[spoken.place],
            tenants_code=spoken.tenants,
            corporation_code=spoken.corporation,
            track=spoken.track,
            actor=SYSTEM,
            now=now,
        )
    _lay_persons(party_ids)
    return municipality_ids, party_ids


def _lay_persons(party_ids: dict[str, int]) -> None:
    user_ids = [find_or_invite(email=person.email, name=person.name) for person in persons()]
    give_first_password(user_ids=user_ids, password=PASSWORD)
    for person, user_id in zip(persons(), user_ids, strict=True):
        for role in person.roles:
            party_id = party_ids[person.party]
            if had_role(user_id=user_id, party_id=party_id, role=role):
                continue  # laid before; what people ended since stays ended
            add_member(
                party_id=party_id,
                email=person.email,
                name=person.name,
                role=role,
                actor=SYSTEM,
                now=moment(STARTS_ON),
            )
