"""Layers from card to figures in use and back; every refusal leaves things as they were."""

from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.kept_files import place_of
from drieluik.apps.layers import services
from drieluik.apps.layers.models import Card, Layer, Version
from drieluik.apps.layers.selectors import (
    figures_of_version,
    find_layer,
    find_version,
    list_cards,
    list_due,
    list_layers,
    list_versions,
    preview_of,
    shared_layers,
)
from drieluik.apps.layers.services import Said
from drieluik.apps.layers.stored import SUFFIX
from tests.factories import borders as made
from tests.factories.layers import (
    CODES,
    NOW,
    SAID,
    accept,
    figures_file,
    hand_in,
    make_borders,
    make_card,
    make_layer,
    make_maker,
    put_figures,
    read_now,
    whole,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_borders()


@pytest.fixture
def maker(place):
    return make_maker()


def _row(layer_id, actor, place):
    return find_layer(municipality_id=place.id, layer_id=layer_id, actor=actor)


def _shown(layer_id, actor, place):
    row = _row(layer_id, actor, place)
    return [one.words for one in figures_of_version(row, row.in_use, row.card)]


def test_figures_are_handed_in_read_and_taken_in_use(place, maker):
    layer_id = make_layer(maker)
    version_id = hand_in(maker, layer_id, whole(12, 0, ""))
    assert Version.objects.get().state == "reading"

    read_now(version_id)
    preview = preview_of(
        find_version(layer=_row(layer_id, maker, place), version_id=version_id, actor=maker)
    )
    assert (preview.column, preview.n_with_figure, len(preview.values)) == ("aantal", 2, 3)
    assert shared_layers(municipality_id=place.id) == []

    accept(maker, version_id)
    assert _shown(layer_id, maker, place) == ["12", "0", "niet ingevuld"]
    names = list(AuditEvent.objects.order_by("sequence").values_list("name", flat=True))
    assert names[-4:] == ["layer.added", "layer.uploaded", "layer.read", "layer.version_accepted"]


def test_a_refresh_is_a_new_version_and_the_old_stays_readable(place, maker):
    layer_id = make_layer(maker)
    put_figures(maker, layer_id, whole(1, 2, 3))
    put_figures(maker, layer_id, whole(4, 5, 6), said=Said(date(2022, 1, 1)))

    row = _row(layer_id, maker, place)
    versions = list_versions(row, maker)

    assert sorted((one.number, one.state) for one in versions) == [(1, "replaced"), (2, "in_use")]
    old = next(one for one in versions if one.number == 1)
    assert [one.words for one in figures_of_version(row, old, row.card)] == ["1", "2", "3"]
    assert _shown(layer_id, maker, place) == ["4", "5", "6"]


def test_taking_figures_back_brings_the_ones_before_back(place, maker):
    layer_id = make_layer(maker)
    put_figures(maker, layer_id, whole(1, 2, 3))
    second = put_figures(maker, layer_id, whole(4, 5, 6))

    services.withdraw_version(version_id=second, reason="Verkeerd bestand", actor=maker, now=NOW)

    assert _shown(layer_id, maker, place) == ["1", "2", "3"]
    third = put_figures(maker, layer_id, whole(7, 8, 9))
    assert Version.objects.get(id=third).number == 3


def test_what_was_only_read_can_be_put_aside(place, maker):
    layer_id = make_layer(maker)
    version_id = hand_in(maker, layer_id, whole(1, 2, 3))
    read_now(version_id)

    services.withdraw_version(version_id=version_id, reason="Toch niet", actor=maker, now=NOW)

    with pytest.raises(WrongState):
        accept(maker, version_id)


def test_faults_block_and_doubts_ask_for_a_reason(place, maker):
    layer_id = make_layer(maker)
    wrong = hand_in(maker, layer_id, whole("veel", 2, 3))
    doubtful = hand_in(maker, layer_id, figures_file([(CODES[0], 1)]))
    read_now(wrong)
    read_now(doubtful)

    with pytest.raises(WrongState):
        accept(maker, wrong)
    with pytest.raises(WrongState):
        accept(maker, doubtful, explanation=" ")
    accept(maker, doubtful)

    assert _shown(layer_id, maker, place) == ["1", "niet ingevuld", "niet ingevuld"]


def test_another_column_can_be_chosen_from_the_same_file(place, maker):
    layer_id = make_layer(maker)
    rows = [(code, f"{n};{n * 10}") for n, code in enumerate(CODES)]
    version_id = hand_in(maker, layer_id, figures_file(rows, "buurtcode;stoelen;banken"))
    read_now(version_id)
    with pytest.raises(WrongState):
        services.choose_column(version_id=version_id, column="tafels", actor=maker, now=NOW)

    services.choose_column(version_id=version_id, column="banken", actor=maker, now=NOW)
    assert Version.objects.get().state == "reading"
    read_now(version_id)
    accept(maker, version_id)

    assert _shown(layer_id, maker, place) == ["0", "10", "20"]


def test_a_file_with_personal_data_is_not_kept(place, maker, django_capture_on_commit_callbacks):
    layer_id = make_layer(maker)
    content = figures_file([(CODES[0], "1;jan@voorbeeld.example")], "buurtcode;aantal;mail")
    version_id = hand_in(maker, layer_id, content)
    kept = place_of("originals", Version.objects.get().content_hash).with_suffix(SUFFIX)
    assert kept.exists()

    with django_capture_on_commit_callbacks(execute=True):
        read_now(version_id)

    row = Version.objects.get()
    assert (row.state, row.content_hash, row.figures) == ("unreadable", "", {})
    assert "Wij bewaren dit bestand niet" in row.reason
    assert not Path(kept).exists()
    assert "jan@" not in f"{row.report} {row.reason}"


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.csv", SAID), (b"x", "a.exe", SAID), (b"a;b", "a.csv", Said(date(2021, 2, 1), date(2021, 1, 1))),
        (b"a;b", "a.csv", Said(date(2021, 1, 1), year=1700)), (b"a;b", "a.csv", Said(date(2021, 1, 1), scale="x")),
    ],
)  # fmt: skip
def test_a_file_that_need_not_be_tried_leaves_nothing(place, maker, content, name, said):
    layer_id = make_layer(maker)

    with pytest.raises(WrongState):
        hand_in(maker, layer_id, content, name, said)

    assert Version.objects.count() == 0


def test_without_areas_no_figures_are_taken(db):
    maker = make_maker()
    layer_id = make_layer(maker)

    with pytest.raises(WrongState):
        hand_in(maker, layer_id, whole(1, 2, 3))


@pytest.mark.parametrize(
    "lacking",
    [
        {"name": " "}, {"meaning": ""}, {"unit": ""}, {"source": ""}, {"theme": "x"}, {"kind": "x"},
        {"level": "straat"}, {"publicness": "x"}, {"refresh": "x"},
        {"publicness": "partners", "decided_by": "directeur"}, {"publicness": "owner", "ground": "klein"},
        {"publicness": "owner", "ground": "klein", "decided_by": "directeur", "already_open": True},
    ],
)  # fmt: skip
def test_a_card_that_is_not_complete_is_refused(place, maker, lacking):
    with pytest.raises(WrongState):
        make_layer(maker, **lacking)

    assert Layer.objects.count() == 0


def test_a_changed_card_leaves_the_earlier_one_readable(place, maker):
    layer_id = make_layer(maker)
    put_figures(maker, layer_id, whole(1, 2, 3))

    services.change_card(layer_id=layer_id, card=make_card(name="Banken"), actor=maker, now=NOW)

    row = _row(layer_id, maker, place)
    assert [one.name for one in list_cards(row)] == ["Banken", "Bankjes"]
    facts = AuditEvent.objects.get(name="layer.card_changed").facts
    assert facts["changed"] == ["name"]
    for refused in (make_card(name="Banken"), make_card(name="Banken", kind="share")):
        with pytest.raises(WrongState):
            services.change_card(layer_id=layer_id, card=refused, actor=maker, now=NOW)


def test_a_withdrawn_layer_is_only_left_for_its_organisation(place, maker):
    layer_id = make_layer(maker)
    put_figures(maker, layer_id, whole(1, 2, 3))
    other = make_maker(kind="corporation", role="reader")
    assert [one.layer_id for one in list_layers(municipality_id=place.id, actor=other)] == [
        layer_id
    ]

    with pytest.raises(WrongState):
        services.withdraw_layer(layer_id=layer_id, reason=" ", actor=maker, now=NOW)
    services.withdraw_layer(layer_id=layer_id, reason="Verouderd", actor=maker, now=NOW)

    assert list_layers(municipality_id=place.id, actor=other) == []
    assert _row(layer_id, maker, place).withdrawal_reason == "Verouderd"
    assert shared_layers(municipality_id=place.id) == []
    with pytest.raises(WrongState):
        hand_in(maker, layer_id, whole(1, 2, 3))


@pytest.mark.parametrize(
    ("publicness", "who"),
    [
        ("public", {"maker", "corporation", "tenants", "council"}),
        ("partners", {"maker", "corporation", "tenants"}),
        ("owner", {"maker"}),
    ],
)  # fmt: skip
def test_a_layer_is_seen_by_whom_its_card_says(place, maker, publicness, who):
    closed = {} if publicness == "public" else {"ground": "klein", "decided_by": "directeur"}
    layer_id = make_layer(maker, publicness=publicness, **closed)
    empty = make_layer(maker, name="Leeg")
    put_figures(maker, layer_id, whole(1, 2, 3))
    kinds = ("corporation", "tenants", "council")
    readers = {"maker": maker} | {kind: make_maker(kind=kind, role="reader") for kind in kinds}

    seen = {
        name: {one.layer_id for one in list_layers(municipality_id=place.id, actor=actor)}
        for name, actor in readers.items()
    }

    assert {name for name, ids in seen.items() if layer_id in ids} == who
    assert {name for name, ids in seen.items() if empty in ids} == {"maker"}
    (shared,) = shared_layers(municipality_id=place.id)
    assert shared.layer.card.publicness == publicness


def test_only_its_organisation_changes_a_layer(place, maker):
    layer_id = make_layer(maker)
    version_id = hand_in(maker, layer_id, whole(1, 2, 3))
    read_now(version_id)
    before = AuditEvent.objects.count()

    for actor in (make_maker(role="editor"), make_maker(kind="corporation")):
        acts = (
            lambda actor=actor: accept(actor, version_id),
            lambda actor=actor: hand_in(actor, layer_id, whole(1, 2, 3)),
            lambda actor=actor: services.withdraw_layer(layer_id=layer_id, reason="x", actor=actor, now=NOW),
            lambda actor=actor: services.change_card(layer_id=layer_id, card=make_card(name="x"), actor=actor, now=NOW),
            lambda actor=actor: services.withdraw_version(version_id=version_id, reason="x", actor=actor, now=NOW),
            lambda actor=actor: services.choose_column(version_id=version_id, column="aantal", actor=actor, now=NOW),
        )  # fmt: skip
        for act in acts:
            with pytest.raises(NotAllowed):
                act()

    assert AuditEvent.objects.count() == before


def test_a_file_that_was_never_in_use_is_only_for_who_makes_the_layer(place, maker):
    layer_id = make_layer(maker)
    put_figures(maker, layer_id, whole(1, 2, 3))
    draft = hand_in(maker, layer_id, whole(4, 5, 6))
    council = make_maker(kind="council", role="reader")
    row = _row(layer_id, council, place)

    assert len(list_versions(row, council)) == 1
    assert find_version(layer=row, version_id=draft, actor=council) is None
    assert find_version(layer=row, version_id=draft, actor=maker) is not None


def test_values_for_others_are_figures_or_a_reason(place, maker):
    layer_id = make_layer(maker, kind="share", unit="%")
    put_figures(maker, layer_id, whole("12,5", "-99997", ""))

    (shared,) = shared_layers(municipality_id=place.id)

    assert {code: (one.value, one.missing) for code, one in shared.values.items()} == {
        CODES[0]: (0.125, None), CODES[1]: (None, "secret_or_absent"), CODES[2]: (None, "not_given"),
    }  # fmt: skip
    assert shared.version.number == 1


def test_what_must_be_refreshed_is_told_by_rhythm(place, maker):
    yearly = make_layer(maker, name="Jaarlijks", refresh="yearly")
    monthly = make_layer(maker, name="Maandelijks", refresh="monthly")
    for layer_id in (yearly, monthly, make_layer(maker, name="Eenmalig")):
        put_figures(maker, layer_id, whole(1, 2, 3))
    make_layer(maker, name="Leeg", refresh="yearly")

    def states(on):
        rows = list_due(municipality_id=place.id, actor=maker, on=on)
        return [(one.layer.card.name, one.state, one.days) for one in rows]

    assert states(date(2021, 3, 16)) == [
        ("Maandelijks", "late", -1), ("Leeg", "empty", None), ("Jaarlijks", "later", 336),
    ]  # fmt: skip
    assert states(date(2022, 1, 31))[-1] == ("Jaarlijks", "soon", 15)


def test_the_database_keeps_cards_and_figures_once_in_use(place, maker):
    layer_id = make_layer(maker)
    put_figures(maker, layer_id, whole(1, 2, 3))

    for change in (
        lambda: Card.objects.update(name="anders"),
        lambda: Version.objects.update(figures={}),
        lambda: Version.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_reading_that_broke_off_is_told(place, maker):
    version_id = hand_in(maker, make_layer(maker), whole(1, 2, 3))

    services.note_reading(version_id=version_id, phase="Bestand openen", share=0.5)
    assert Version.objects.get().reading_share == 0.5
    services.interrupt_reading(version_id=version_id, now=NOW)

    assert Version.objects.get().state == "unreadable"
    assert services.find_waiting(version_id=version_id) is None


def test_another_municipality_finds_nothing(place, maker):
    layer_id = make_layer(maker)
    put_figures(maker, layer_id, whole(1, 2, 3))
    other = make_maker(kind="corporation", role="steward", code="elders")

    assert find_layer(municipality_id=place.id + 1, layer_id=layer_id, actor=other) is None
    assert place.code == made.PLACE
