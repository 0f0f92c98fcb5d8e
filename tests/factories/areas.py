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


def hand_in(actor, rows, columns=made.COLUMNS, year=None, place=made.PLACE):
    """Hand a file in; returns the id of the set."""
    return services.upload_borders(
        municipality_id=make_municipality(code=place).id,
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


def put_in_use(actor, rows, place=made.PLACE):
    """Hand in, read and confirm; returns the id of the set."""
    set_id = hand_in(actor, rows, place=place)
    read_now(set_id)
    services.confirm_borders(set_id=set_id, explanation="Nagekeken", actor=actor, now=NOW)
    return set_id


def lay_borders(actor):
    """Borders and areas in the small city, by the names that the table of rights uses.

    The buurten are those of its figures, so that nothing has to be calculated anew.
    """
    rows = rows_of_the_city()
    used = put_in_use(actor, rows, place=_CITY)
    doubtful = {**rows[0], "code": "90010000", "name": "Andere naam"}
    read = hand_in(actor, [doubtful, rows[1]], place=_CITY)
    read_now(read)
    return {
        "used_set_id": used,
        "read_set_id": read,
        "waiting_set_id": hand_in(actor, rows, place=_CITY),
        "own_area_id": _own_area(actor, "DIA-gebied West"),
        "borders": made.table(rows),
    }


_CITY = "GM9001"


def rows_of_the_city():
    """Two buurten in one wijk of the small city, side by side."""
    return [
        made.made_row(
            number,
            code=f"BU9001{number:04d}",
            wijk="WK900100",
            municipality=_CITY,
            year=2022,
        )
        for number in range(2)
    ]


def _own_area(actor, name):
    return services.add_own_area(
        municipality_id=make_municipality(code=_CITY).id,
        area=services.NewArea("dia", name, "Samen investeren", codes=("BU90010000",)),
        actor=actor,
        now=NOW,
    )
