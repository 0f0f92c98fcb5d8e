"""Every act on a delivery: allowed, refused without a trace, recorded."""

from pathlib import Path

import polars as pl
import pytest
from django.core.files.storage import default_storage
from django.db.models import ProtectedError

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.deliveries import services
from drieluik.apps.deliveries.models import Delivery
from drieluik.apps.deliveries.services import HandedIn
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.core.tables import Period
from tests.factories.deliveries import (
    NOW,
    PERIOD,
    check,
    confirm_all,
    make_blocked_workbook,
    make_checked,
    make_signed,
    make_steward,
    make_tables,
    make_workbook,
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


def _files() -> set[str]:
    folder = default_storage.path("originals")
    return {str(path) for path in Path(folder).rglob("*.xlsx")}


def test_handing_in_keeps_the_original_and_records_it():
    content = make_workbook(n_dwellings=5)

    delivery = upload(content)

    assert delivery.state == "uploaded"
    assert len(content) == delivery.size
    assert _events("delivery.uploaded")[0].facts["hash"] == delivery.original_hash


def test_only_people_of_the_corporation_with_a_role_for_it_hand_in():
    other = make_party(code="corporatie-b", municipality=make_municipality())
    for actor in (make_actor("reader"), make_actor("editor", party=other), make_steward()):
        with pytest.raises(NotAllowed):
            upload(actor=actor, party=make_party())

    assert not Delivery.objects.exists()


def test_nothing_is_handed_in_for_a_half_year_nobody_asked_for():
    with pytest.raises(WrongState):
        upload(period=Period(2019, 2))

    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("leeg.xlsx", b""),
        ("oud.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("tekst.csv", b"a;b;c\n1;2;3\n"),
        ("plaatje.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 100),
        ("half.xlsx", make_workbook()[:2000]),
    ],
)
def test_an_unsafe_file_leaves_nothing_but_its_line_in_the_record(name, content):
    before = _files()

    outcome = services.upload_delivery(
        party_id=make_party().id,
        period=PERIOD,
        file=HandedIn(name, content),
        actor=make_actor("editor"),
        now=NOW,
    )

    assert outcome.delivery_id is None
    assert outcome.refusals
    assert not Delivery.objects.exists()
    assert _files() == before
    assert len(_events("delivery.file_refused")) == 1


def test_the_same_bytes_give_the_delivery_that_is_there():
    content = make_workbook()
    first = upload(content)

    again = upload(content, seen=first.id)

    assert again.id == first.id
    assert len(_events("delivery.uploaded")) == 1


def test_a_withdrawn_file_can_be_handed_in_again():
    content = make_workbook()
    first = upload(content)
    services.withdraw_delivery(delivery_id=first.id, actor=make_actor("editor"), now=NOW)

    assert upload(content).id != first.id


def test_a_new_file_takes_the_place_of_the_unsigned_one_and_both_are_kept():
    first = make_checked()

    second = make_checked(make_workbook(n_dwellings=4), seen=first.id)

    first.refresh_from_db()
    assert (first.state, first.replaced_by_id) == ("replaced", second.id)


def test_who_had_not_seen_the_newest_file_is_told():
    upload()

    with pytest.raises(WrongState, match="Editor Corporatie a"):
        upload(make_workbook(n_dwellings=4), seen=None)

    assert Delivery.objects.count() == 1


def test_rows_of_a_municipality_where_the_corporation_is_not_block():
    content = make_workbook(tables=make_tables(municipality_code="GM9999"))

    delivery = make_checked(content)

    assert delivery.n_blocking > 0


def test_all_findings_are_stored_at_once_with_their_cells():
    tables = make_tables(n_dwellings=50)
    tables["dwellings"] = tables["dwellings"].with_columns(dwelling_id=pl.lit("X"))

    delivery = make_checked(make_workbook(tables=tables))

    blocking = delivery.findings.filter(severity="blocks")
    assert blocking.count() == delivery.n_blocking >= 49
    assert blocking.filter(municipality_code="GM9001").exists()


def test_a_check_runs_once_and_again_only_changes_nothing():
    delivery = make_checked()
    numbers = delivery.findings.count()

    assert services.begin_check(delivery_id=delivery.id) is None
    assert check(delivery).findings.count() == numbers


def test_a_result_for_a_withdrawn_delivery_is_dropped():
    delivery = upload()
    order = services.begin_check(delivery_id=delivery.id)
    services.withdraw_delivery(delivery_id=delivery.id, actor=make_actor("editor"), now=NOW)
    from drieluik.apps.deliveries.workbooks import check_original

    outcome = check_original(order, lambda phase, share: None)

    assert not services.record_check_result(delivery_id=delivery.id, outcome=outcome, now=NOW)
    assert not delivery.findings.exists()


def test_confirming_wants_a_reason_and_only_soft_findings():
    delivery = make_checked(make_blocked_workbook())
    hard = delivery.findings.filter(severity="blocks").first()
    editor = make_actor("editor")

    for numbers, reason in (([1], " "), ([hard.number], "Toch."), ([], "Toch."), ([999], "Toch.")):
        with pytest.raises(WrongState):
            services.confirm_findings(
                delivery_id=delivery.id, numbers=numbers, reason=reason, actor=editor, now=NOW
            )

    assert not delivery.findings.exclude(confirmed_at=None).exists()
    assert not _events("delivery.findings_confirmed")


def test_nobody_confirms_twice_or_after_signing():
    delivery = make_signed()

    with pytest.raises(WrongState):
        services.confirm_findings(
            delivery_id=delivery.id,
            numbers=[1],
            reason="Nog eens.",
            actor=make_actor("editor"),
            now=NOW,
        )


@pytest.mark.parametrize("role", ["reader", "editor", "delegate", "steward", "administrator"])
def test_only_the_controller_signs(role):
    delivery = make_checked()
    confirm_all(delivery)

    with pytest.raises(NotAllowed):
        services.sign_delivery(delivery_id=delivery.id, actor=make_actor(role), now=NOW)

    delivery.refresh_from_db()
    assert delivery.state == "checked"
    assert not _events("delivery.signed")


def test_signing_waits_for_every_confirmation():
    delivery = make_checked()

    with pytest.raises(WrongState):
        services.sign_delivery(delivery_id=delivery.id, actor=make_actor("controller"), now=NOW)


def test_a_signed_delivery_cannot_be_withdrawn_or_deleted():
    delivery = make_signed()

    with pytest.raises(WrongState):
        services.withdraw_delivery(delivery_id=delivery.id, actor=make_actor("editor"), now=NOW)
    with pytest.raises(ProtectedError):
        delivery.delete()
