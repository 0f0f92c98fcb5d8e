"""The organisations of the example and the made-up persons."""

from drieluik.core.tables import TABLES
from drieluik.example import parties
from drieluik.example.parties import PartyKind, Role, Track


def test_five_corporations_deliver_known_tables() -> None:
    known = {table.id for table in TABLES}

    assert [corporation.code for corporation in parties.corporations()] == [
        "ons-huis",
        "de-woonplaats",
        "domijn",
        "sjht",
        "de-veste",
    ]
    for corporation in parties.corporations():
        assert {"dwellings", "lettings", "arrears"} <= set(corporation.delivers) <= known


def test_nobody_represents_the_tenants_of_de_veste() -> None:
    represented = {row.corporation for row in parties.representation()}

    assert represented == {"ons-huis", "de-woonplaats", "domijn", "sjht"}


def test_only_the_committee_of_sjht_follows_a_separate_track() -> None:
    separate = [row.tenants for row in parties.representation() if row.track is Track.SEPARATE]

    assert separate == ["commissie-sjht"]


def test_made_up_names_of_tenants_organisations_say_so() -> None:
    for organisation in parties.tenants_parties():
        assert organisation.fictitious == ("(voorbeeld)" in organisation.name)


def test_persons_have_addresses_that_cannot_exist() -> None:
    addresses = [person.email for person in parties.persons()]

    assert len(set(addresses)) == len(addresses)
    assert all(address.endswith(".voorbeeld.example") for address in addresses)


def test_every_role_and_every_corporation_has_a_person() -> None:
    persons = parties.persons()
    controllers = {person.party for person in persons if Role.CONTROLLER in person.roles}

    assert {role for person in persons for role in person.roles} == set(Role)
    assert controllers == {corporation.code for corporation in parties.corporations()}
    assert all(parties.party(person.party) for person in persons)


def test_each_party_at_the_table_has_a_delegate() -> None:
    delegates = {p.party for p in parties.persons() if Role.DELEGATE in p.roles}
    beside = {PartyKind.COUNCIL, PartyKind.OTHER}
    at_the_table = {p.code for p in parties.parties() if p.kind not in beside}

    assert at_the_table == delegates


def test_the_council_is_known_as_the_council() -> None:
    assert parties.party("gemeenteraad").kind is PartyKind.COUNCIL
