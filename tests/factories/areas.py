"""Borders handed in and read, and areas of one's own, for tests."""

from datetime import UTC, datetime

from drieluik.apps.areas import services
from drieluik.apps.areas.services import Said
from drieluik.core.geography import read_borders
from tests.factories import borders as made
from tests.factories.organisations import make_actor, make_municipality, make_party

NOW = datetime(2021, 2, 15, 9, 0, tzinfo=UTC)


def make_steward(role="steward"):
    """A data steward of the municipality of the made files."""
    place = make_municipality(code=made.PLACE)
    party = make_party(code="gemeente-voorbeeld", kind="municipality", municipality=place)
    return make_actor(role, party=party)


def hand_in(actor, rows, columns=made.COLUMNS, year=None):
    """Hand a file in; returns the id of the set."""
    return services.upload_borders(
        municipality_id=make_municipality(code=made.PLACE).id,
        content=made.geojson(rows, columns, "urn:ogc:def:crs:EPSG::28992"),
        file_name="grenzen.geojson",
        said=Said("CBS en Kadaster", "CC BY 4.0", year=year),
        actor=actor,
        now=NOW,
    )


def read_now(set_id):
    """Read what was handed in, in this very process."""
    waiting = services.find_waiting(set_id=set_id)
    reading = read_borders(waiting.content, waiting.file_name, waiting.question)
    services.record_reading(set_id=set_id, reading=reading, now=NOW)


def put_in_use(actor, rows):
    """Hand in, read and confirm; returns the id of the set."""
    set_id = hand_in(actor, rows)
    read_now(set_id)
    services.confirm_borders(set_id=set_id, explanation="Nagekeken", actor=actor, now=NOW)
    return set_id
