"""The municipality decides on its part; what counts, what gives way, what the database holds."""

from datetime import date

import polars as pl
import pytest
from django.db import IntegrityError, transaction

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.deliveries import selectors, services
from drieluik.apps.deliveries.days import RoundDays
from drieluik.apps.deliveries.models import Acceptance, Delivery, DeliveryRound
from drieluik.apps.errors import NotAllowed, WrongState
from tests.factories.deliveries import (
    NOW,
    PERIOD,
    check,
    make_accepted,
    make_checked,
    make_signed,
    make_steward,
    make_tables,
    make_workbook,
    move_round,
    open_round,
    upload,
)
from tests.factories.organisations import make_actor, make_municipality, make_party

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _asked():
    make_actor("editor")
    open_round()


def _events(name: str) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(name=name))


def test_only_the_steward_of_the_municipality_decides():
    delivery = make_signed()
    place = make_municipality()
    elsewhere = make_steward(make_municipality(code="GM9002"))
    for actor in (make_actor("controller"), elsewhere):
        with pytest.raises(NotAllowed):
            services.accept_delivery(
                delivery_id=delivery.id, municipality_id=place.id, actor=actor, now=NOW
            )

    assert Acceptance.objects.get().verdict == "pending"


def test_a_draft_is_not_accepted():
    delivery = make_checked()

    with pytest.raises(WrongState):
        services.accept_delivery(
            delivery_id=delivery.id,
            municipality_id=make_municipality().id,
            actor=make_steward(),
            now=NOW,
        )


def test_acceptance_gives_the_monitor_its_tables_and_tells_who_listens():
    delivery = make_accepted()

    accepted = selectors.list_accepted(municipality_id=make_municipality().id)

    assert [one.delivery_id for one in accepted] == [delivery.id]
    assert accepted[0].period == PERIOD
    assert "dwellings" in accepted[0].table_paths
    event = _events("delivery.accepted")[0]
    assert event.facts["municipality_code"] == "GM9001"
    assert event.party_code == "gemeente-gm9001"


def test_a_correction_counts_only_once_accepted_and_both_are_kept():
    place = make_municipality()
    first = make_accepted()

    second = make_signed(make_workbook(n_dwellings=4), seen=first.id)
    between = selectors.list_accepted(municipality_id=place.id)
    services.accept_delivery(
        delivery_id=second.id, municipality_id=place.id, actor=make_steward(), now=NOW
    )
    afterwards = selectors.list_accepted(municipality_id=place.id)

    first.refresh_from_db()
    assert [one.delivery_id for one in between] == [first.id]
    assert [one.delivery_id for one in afterwards] == [second.id]
    assert first.state == "replaced"
    assert first.parts.get().verdict == "superseded"
    assert first.parts.get().decided_at is not None


def test_a_refused_part_leaves_the_older_figures_in_force():
    place = make_municipality()
    first = make_accepted()
    second = make_signed(make_workbook(n_dwellings=4), seen=first.id)

    services.refuse_delivery(
        delivery_id=second.id,
        municipality_id=place.id,
        reason="Een complex ontbreekt.",
        actor=make_steward(),
        now=NOW,
    )

    assert [one.delivery_id for one in selectors.list_accepted(municipality_id=place.id)] == [
        first.id
    ]


def test_a_signed_but_undecided_delivery_gives_way_to_a_newer_signed_one():
    place = make_municipality()
    first = make_signed()
    make_signed(make_workbook(n_dwellings=4), seen=first.id)

    with pytest.raises(WrongState):
        services.accept_delivery(
            delivery_id=first.id, municipality_id=place.id, actor=make_steward(), now=NOW
        )

    first.refresh_from_db()
    assert first.state == "replaced"


def test_each_municipality_gets_and_decides_its_own_part_only():
    here, there = make_municipality(), make_municipality(code="GM9002")
    make_party(municipality=there)
    tables = make_tables(n_dwellings=3)
    tables["dwellings"] = pl.concat(
        [
            tables["dwellings"],
            make_tables(n_dwellings=2, municipality_code="GM9002")["dwellings"].with_columns(
                dwelling_id="Z" + pl.col("dwelling_id")
            ),
        ]
    )
    delivery = make_signed(make_workbook(tables=tables, municipality_codes=("GM9001", "GM9002")))

    services.accept_delivery(
        delivery_id=delivery.id, municipality_id=here.id, actor=make_steward(here), now=NOW
    )

    accepted = selectors.list_accepted(municipality_id=here.id)
    path = accepted[0].table_paths["dwellings"]
    assert pl.read_parquet(path)["municipality_code"].to_list() == ["GM9001"] * 3
    assert selectors.list_accepted(municipality_id=there.id) == []
    assert delivery.parts.get(municipality=there).n_rows["dwellings"] == 2


def test_a_page_that_is_no_longer_true_decides_nothing():
    delivery = make_signed()

    with pytest.raises(WrongState, match="net voor"):
        services.refuse_delivery(
            delivery_id=delivery.id,
            municipality_id=make_municipality().id,
            reason="Nee.",
            actor=make_steward(),
            now=NOW,
            expected_version=delivery.version - 1,
        )


def test_a_broken_off_check_can_be_started_again():
    delivery = upload()
    services.begin_check(delivery_id=delivery.id)
    services.interrupt_check(delivery_id=delivery.id, now=NOW)

    services.restart_check(delivery_id=delivery.id, actor=make_actor("editor"), now=NOW)

    assert check(delivery).state == "checked"
    assert [event.name for event in AuditEvent.objects.filter(subject_id=str(delivery.id))] == [
        "delivery.uploaded",
        "delivery.check_interrupted",
        "delivery.check_restarted",
        "delivery.checked",
    ]


def test_a_round_is_opened_by_the_steward_and_its_day_can_move():
    place = make_municipality()
    with pytest.raises(NotAllowed):
        services.open_round(
            municipality_id=place.id,
            period=PERIOD,
            days=RoundDays(date(2020, 10, 1)),
            actor=make_actor("controller"),
            now=NOW,
        )

    move_round(PERIOD, date(2020, 10, 1))

    assert DeliveryRound.objects.get().due_on == date(2020, 10, 1)
    assert _events("delivery_round.moved")


@pytest.mark.parametrize(
    "change",
    [
        {"state": "signed", "signed_at": None},
        {"signed_at": None},
        {"half": 3},
        {"state": "onbekend"},
        {"state": "replaced"},
        {"state": "withdrawn"},
    ],
)
def test_the_database_itself_refuses_what_cannot_be(change):
    delivery = make_signed()

    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.filter(id=delivery.id).update(**change)


def test_the_database_refuses_two_accepted_parts_for_one_half_year():
    first = make_accepted()
    second = make_signed(make_workbook(n_dwellings=4), seen=first.id)

    with pytest.raises(IntegrityError), transaction.atomic():
        second.parts.update(verdict="accepted", decided_by=first.uploaded_by, decided_at=NOW)


def test_the_very_same_file_can_be_handed_in_again_after_a_mistaken_refusal():
    place = make_municipality()
    content = make_workbook()
    refused = make_signed(content)
    services.refuse_delivery(
        delivery_id=refused.id,
        municipality_id=place.id,
        reason="Per ongeluk.",
        actor=make_steward(),
        now=NOW,
    )

    again = upload(content, seen=refused.id)

    assert again.id != refused.id


def test_a_correction_on_its_way_or_withdrawn_does_not_make_accepted_figures_late():
    first = make_accepted()
    correction = make_checked(make_workbook(n_dwellings=4), seen=first.id)
    controller = make_actor("controller", party=first.party)
    while_open = selectors.list_tasks(controller)[0]

    services.withdraw_delivery(delivery_id=correction.id, actor=controller, now=NOW)
    afterwards = selectors.list_tasks(controller)[0]

    assert (while_open.newest, while_open.counting) == (correction, first)
    assert while_open.is_being_corrected
    assert (afterwards.newest, afterwards.counting) == (first, first)
    assert not while_open.is_late(date(2099, 1, 1))
    assert not afterwards.is_late(date(2099, 1, 1))
