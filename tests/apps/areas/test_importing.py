"""A file with borders from upload to use and back; every refusal leaves things as they were."""

import pytest

from drieluik.apps.areas import services
from drieluik.apps.areas.models import BorderSet
from drieluik.apps.areas.selectors import (
    buurt_names,
    find_set,
    list_sets,
    map_areas,
    outlines_of_set,
    preview_of,
)
from drieluik.apps.areas.services import Said
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.core.geography import Level, read_borders, schematic_borders
from tests.factories import borders as made
from tests.factories.areas import NOW, hand_in, make_steward, put_in_use, read_now
from tests.factories.organisations import make_actor, make_municipality, make_party

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward():
    return make_steward()


def _state(set_id):
    return BorderSet.objects.get(id=set_id).state


def _place():
    return make_municipality(code=made.PLACE).id


def test_a_file_is_kept_read_and_taken_in_use(steward):
    set_id = hand_in(steward, made.made_rows())
    assert _state(set_id) == "reading"

    read_now(set_id)
    row = find_set(municipality_id=_place(), set_id=set_id)
    assert (row.state, row.year, row.n_buurten) == ("read", 2021, 3)
    assert buurt_names(municipality_id=_place()) == {}

    services.confirm_borders(set_id=set_id, explanation="", actor=steward, now=NOW)
    assert sorted(buurt_names(municipality_id=_place())) == [r["code"] for r in made.made_rows()]
    names = list(AuditEvent.objects.order_by("sequence").values_list("name", flat=True))
    assert names[-3:] == ["borders.uploaded", "borders.read", "borders.confirmed"]


def test_a_next_file_of_the_year_replaces_and_taking_it_back_restores(steward):
    first = put_in_use(steward, made.made_rows(3))
    second = put_in_use(steward, made.made_rows(2))
    assert (_state(first), _state(second)) == ("replaced", "in_use")

    services.withdraw_borders(set_id=second, reason="Verkeerd bestand", actor=steward, now=NOW)

    assert (_state(first), _state(second)) == ("in_use", "withdrawn")
    assert len(buurt_names(municipality_id=_place())) == 3
    facts = AuditEvent.objects.filter(name="borders.withdrawn").get().facts
    assert (facts["was_in_use"], facts["back"]) == (True, str(first))


def test_taking_back_twice_goes_back_two_steps(steward):
    ids = [put_in_use(steward, made.made_rows(n)) for n in (1, 2, 3)]

    for set_id in ids[:0:-1]:
        services.withdraw_borders(set_id=set_id, reason="Terug", actor=steward, now=NOW)

    assert [_state(one) for one in ids] == ["in_use", "withdrawn", "withdrawn"]


def test_what_was_only_read_can_be_set_aside(steward):
    set_id = hand_in(steward, made.made_rows())
    read_now(set_id)

    services.withdraw_borders(set_id=set_id, reason="Toch niet", actor=steward, now=NOW)

    assert _state(set_id) == "withdrawn"
    with pytest.raises(WrongState):
        services.confirm_borders(set_id=set_id, explanation="", actor=steward, now=NOW)


def test_a_preview_names_what_changes(steward):
    put_in_use(steward, made.made_rows(3))
    rows = [made.made_row(0), made.made_row(1, name="Nieuwe naam"), made.made_row(5)]
    set_id = hand_in(steward, rows)
    read_now(set_id)

    row = find_set(municipality_id=_place(), set_id=set_id)
    preview = preview_of(row, municipality_id=_place())

    kinds = {change.code[-1]: str(change.kind) for change in preview.changes}
    assert kinds == {"0": "same", "1": "renamed", "2": "gone", "5": "new"}
    assert (preview.compared_with, preview.n_same) == (2021, 1)
    assert preview.layers[0].taken[0].meaning == "buurt_code"
    assert outlines_of_set(municipality_id=_place(), set_id=set_id).paths[0][1].startswith("M")


def test_points_to_confirm_ask_for_a_reason(steward):
    set_id = hand_in(steward, [made.made_row(0, code="99010000")])
    read_now(set_id)

    with pytest.raises(WrongState):
        services.confirm_borders(set_id=set_id, explanation=" ", actor=steward, now=NOW)
    services.confirm_borders(set_id=set_id, explanation="Nagekeken", actor=steward, now=NOW)

    assert BorderSet.objects.get(id=set_id).confirmation == "Nagekeken"


def test_a_file_with_faults_is_shown_and_cannot_be_confirmed(steward):
    set_id = hand_in(steward, [made.made_row(0), made.made_row(1, code="X")])
    read_now(set_id)

    with pytest.raises(WrongState):
        services.confirm_borders(set_id=set_id, explanation="Ja", actor=steward, now=NOW)
    assert _state(set_id) == "read"


def test_a_file_with_nothing_to_read_says_why(steward):
    set_id = hand_in(steward, [made.made_row(0, code="BU01530000")])
    read_now(set_id)

    row = find_set(municipality_id=_place(), set_id=set_id)
    assert row.state == "unreadable"
    assert "andere gemeente" in row.reason


def test_wijken_alone_cannot_take_the_place_of_buurten(steward):
    put_in_use(steward, made.made_rows())
    set_id = hand_in(
        steward, made.made_rows(1), {"wijkcode": "wijk", "wijknaam": "name"}, year=2021
    )
    read_now(set_id)

    with pytest.raises(WrongState):
        services.confirm_borders(set_id=set_id, explanation="Ja", actor=steward, now=NOW)
    assert map_areas(municipality_id=_place(), level="buurt") is not None


def test_the_very_same_file_again_changes_nothing(steward):
    put_in_use(steward, made.made_rows())
    set_id = hand_in(steward, made.made_rows())
    read_now(set_id)

    with pytest.raises(WrongState):
        services.confirm_borders(set_id=set_id, explanation="", actor=steward, now=NOW)
    assert _state(set_id) == "read"


def test_a_reading_that_was_stored_is_not_stored_twice(steward):
    set_id = hand_in(steward, made.made_rows())
    reading = read_borders(made.geojson(made.made_rows()), "a.geojson")

    stored = [services.record_reading(set_id=set_id, reading=reading, now=NOW) for _ in range(2)]

    assert stored == [True, False]


@pytest.mark.parametrize("role", ["reader", "editor", "controller", "delegate", "administrator"])
def test_only_the_steward_reads_in_confirms_and_takes_back(role, steward):
    place = make_municipality(code=made.PLACE)
    party = make_party(code="gemeente-voorbeeld", kind="municipality", municipality=place)
    actor = make_actor(role, party=party)
    read = hand_in(steward, made.made_rows())
    read_now(read)
    n_events = AuditEvent.objects.count()

    for act in (
        lambda: hand_in(actor, made.made_rows()),
        lambda: services.confirm_borders(set_id=read, explanation="", actor=actor, now=NOW),
        lambda: services.withdraw_borders(set_id=read, reason="X", actor=actor, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()

    assert (_state(read), AuditEvent.objects.count()) == ("read", n_events)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.gpkg", Said("CBS")),
        (b"x", "a.docx", Said("CBS")),
        (b"{}", "a.geojson", Said(" ")),
        (b"{}", "a.geojson", Said("CBS", year=21)),
    ],
)
def test_what_cannot_be_read_is_refused_and_leaves_nothing(content, name, said, steward):
    with pytest.raises(WrongState):
        services.upload_borders(
            municipality_id=_place(), content=content, file_name=name, said=said,
            actor=steward, now=NOW,
        )  # fmt: skip

    assert not BorderSet.objects.exists()


def test_lists_tell_what_is_in_use_and_what_was(steward):
    put_in_use(steward, made.made_rows(3))
    put_in_use(steward, made.made_rows(2))

    in_use = list_sets(municipality_id=_place(), in_use=True)
    others = list_sets(municipality_id=_place(), in_use=False)

    assert [row.n_buurten for row in in_use + others] == [2, 3]
    assert [row.state for row in others] == ["replaced"]


def test_real_borders_are_not_compared_with_schematic_ones(steward):
    middles = {row["code"]: row["shape"].centroid.coords[0] for row in made.made_rows()}
    areas = read_borders(made.geojson(made.made_rows()), "a.geojson").of_level(Level.BUURT)
    services.load_borders(
        municipality_id=_place(), borders=schematic_borders(2021, areas, middles),
        provenance=services.Provenance("verzonnen"), actor=SYSTEM, now=NOW,
    )  # fmt: skip
    set_id = hand_in(steward, made.made_rows())
    read_now(set_id)

    row = find_set(municipality_id=_place(), set_id=set_id)
    preview = preview_of(row, municipality_id=_place())

    assert (preview.n_same, preview.borders_compared) == (3, False)
