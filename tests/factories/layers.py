"""Layers with figures, for tests: a made-up municipality with three buurten of a kilometre."""

from datetime import UTC, date, datetime

from drieluik.apps.layers import services
from drieluik.apps.layers.services import NewCard, Said
from drieluik.core.layers import read_layer
from tests.factories import borders as made
from tests.factories.areas import put_in_use
from tests.factories.organisations import make_actor, make_municipality, make_party

NOW = datetime(2021, 2, 15, 9, 0, tzinfo=UTC)
SAID = Said(date(2021, 1, 1))
CODES = [row["code"] for row in made.made_rows()]


def make_maker(*, kind="municipality", role="steward", code=""):
    """Somebody who makes layers for an organisation of the made-up municipality."""
    place = make_municipality(code=made.PLACE)
    party = make_party(code=code or f"partij-{kind}", kind=kind, municipality=place)
    return make_actor(role, party=party)


def make_borders():
    """Real borders in use for 2021, with three buurten."""
    steward = make_maker(code="gemeente-voorbeeld")
    put_in_use(steward, made.made_rows())
    return make_municipality(code=made.PLACE)


def make_card(**changed):
    """A card that is complete and boring."""
    usual = {
        "name": "Bankjes",
        "meaning": "Hoeveel bankjes er staan.",
        "theme": "space",
        "kind": "count",
        "level": "buurt",
        "unit": "bankjes",
        "source": "Telling van de gemeente",
        "licence": "CC BY 4.0",
    }
    return NewCard(**usual | changed)


def make_layer(actor, **changed):
    """A layer without figures; returns its id."""
    return services.add_layer(
        municipality_id=make_municipality(code=made.PLACE).id,
        party_id=next(iter(actor.party_ids)),
        card=make_card(**changed),
        actor=actor,
        now=NOW,
    )


def figures_file(figures, header="buurtcode;aantal"):
    """A table of text with a figure per code."""
    return "\n".join([header, *(f"{code};{figure}" for code, figure in figures)]).encode()


def whole(*figures):
    """A file with a figure for each of the three buurten."""
    return figures_file(zip(CODES, figures, strict=True))


def hand_in(actor, layer_id, content, name="cijfers.csv", said=SAID):
    """Hand a file in; returns the id of the version."""
    return services.upload_version(
        layer_id=layer_id, content=content, file_name=name, said=said, actor=actor, now=NOW
    )


def read_now(version_id):
    """Read what was handed in, in this very process."""
    waiting = services.find_waiting(version_id=version_id)
    reading = read_layer(waiting.content, waiting.file_name, waiting.question)
    services.record_reading(version_id=version_id, reading=reading, now=NOW)


def accept(actor, version_id, explanation="Nagekeken"):
    """Take what was read in use."""
    services.accept_version(version_id=version_id, explanation=explanation, actor=actor, now=NOW)


def put_figures(actor, layer_id, content, said=SAID):
    """Hand in, read and accept; returns the id of the version."""
    version_id = hand_in(actor, layer_id, content, said=said)
    read_now(version_id)
    accept(actor, version_id)
    return version_id


def lay_layers(steward, controller):
    """Layers in the small city, by the names that the table of rights uses.

    One of the municipality is public, with an earlier version and two files that wait; one of
    corporation A is for itself only. Two more have figures that their source made public: of the
    municipality, and of corporation A.
    """
    place = make_municipality(code=_CITY).id
    public = services.add_layer(
        municipality_id=place, party_id=_own(steward), card=make_card(), actor=steward, now=NOW
    )
    put_figures(steward, public, _of_the_city(1, 2))
    used = put_figures(steward, public, _of_the_city(3, ""))
    read, waiting = (hand_in(steward, public, _of_the_city(4, n, extra=5)) for n in (5, 6))
    read_now(read)
    services.choose_column(version_id=read, column="aantal", actor=steward, now=NOW)
    read_now(read)
    closed = {"publicness": "owner", "ground": "klein", "decided_by": "manager Wonen"}
    own = services.add_layer(
        municipality_id=place,
        party_id=_own(controller),
        card=make_card(name="Meldingen", refresh="yearly", **closed),
        actor=controller,
        now=NOW,
    )
    return {
        "layer_id": public,
        "used_version_id": used,
        "read_version_id": read,
        "waiting_version_id": waiting,
        "own_layer_id": own,
        "own_version_id": put_figures(controller, own, _of_the_city(7, 8)),
        "figures": _of_the_city(1, 2),
        "sourced_layer_id": lay_sourced(steward, "Huishoudens"),
        "sourced_by_a_layer_id": lay_sourced(controller, "Inwoners"),
    }


def lay_sourced(actor, name):
    """A layer in the small city with figures that its source made public itself; returns its id."""
    card = make_card(name=name, source="CBS", already_open=True, source_url="https://cbs.example/")
    layer_id = services.add_layer(
        municipality_id=make_municipality(code=_CITY).id,
        party_id=_own(actor),
        card=card,
        actor=actor,
        now=NOW,
    )
    put_figures(actor, layer_id, _of_the_city(9, 10))
    return layer_id


_CITY = "GM9001"


def _own(actor):
    return next(iter(actor.party_ids))


def _of_the_city(*numbers, extra=None):
    more = "" if extra is None else f";{extra}"
    rows = [(f"BU9001{at:04d}", f"{number}{more}") for at, number in enumerate(numbers)]
    return figures_file(rows, f"buurtcode;aantal{'' if extra is None else ';stoelen'}")
