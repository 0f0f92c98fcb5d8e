"""A wrong file never costs what was handed in before; whoever handed it in is told."""

import io
import zipfile

import pytest
from django.db import IntegrityError, transaction

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.deliveries import selectors, services
from drieluik.apps.deliveries.models import Acceptance, Delivery
from drieluik.apps.errors import WrongState
from drieluik.core.tables import Period
from tests.factories.deliveries import (
    NOW,
    check,
    confirm_all,
    make_checked,
    make_signed,
    make_workbook,
    open_round,
    upload,
)
from tests.factories.organisations import make_actor, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _asked():
    make_actor("editor")
    open_round()


def _not_ours() -> bytes:
    """A workbook like any other, with one sheet and no stamp."""
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as workbook:
        workbook.add_worksheet("Begroting").write(0, 0, "Post")
    return target.getvalue()


def _damaged() -> bytes:
    """A workbook of ours whose list of sheets is no XML."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(make_workbook())) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.infolist():
            broken = part.filename == "xl/workbook.xml"
            new.writestr(part.filename, b"<workbook" if broken else old.read(part))
    return target.getvalue()


def _older_template(monkeypatch) -> bytes:
    content = make_workbook(n_dwellings=5)
    monkeypatch.setattr("drieluik.core.workbooks.reading.stamp_reading.TEMPLATE_VERSION", 2)
    return content


WRONG = {
    "stamp_other_party": lambda _: make_workbook(party_code="corporatie-b"),
    "stamp_other_period": lambda _: make_workbook(period=Period(2019, 2)),
    "stamp_missing": lambda _: _not_ours(),
    "file_damaged": lambda _: _damaged(),
    "stamp_older_template": _older_template,
}


@pytest.mark.parametrize("rule", WRONG)
def test_a_wrong_file_is_set_aside_and_the_draft_stays_with_all_that_was_confirmed(
    rule, monkeypatch
):
    draft = make_checked()
    confirm_all(draft)

    wrong = make_checked(WRONG[rule](monkeypatch), seen=draft.id)

    draft.refresh_from_db()
    task = selectors.list_tasks(make_actor("controller"))[0]
    assert f"workbooks.{rule}" in {finding.rule for finding in wrong.findings.all()}
    assert (wrong.state, draft.state) == ("set_aside", "checked")
    assert (draft.n_to_confirm, draft.replaced_by) == (0, None)
    assert task.newest == draft
    assert not Acceptance.objects.filter(delivery=wrong).exists()
    assert AuditEvent.objects.filter(name="delivery.set_aside").count() == 1


def test_the_draft_can_be_signed_after_a_wrong_file_but_not_while_it_is_checked():
    draft, controller = make_checked(), make_actor("controller")
    confirm_all(draft)
    newer = upload(make_workbook(party_code="corporatie-b"), seen=draft.id)

    with pytest.raises(WrongState, match="bestand 2"):
        services.sign_delivery(delivery_id=draft.id, actor=controller, now=NOW)
    check(newer)
    services.sign_delivery(delivery_id=draft.id, actor=controller, now=NOW)

    draft.refresh_from_db()
    assert draft.state == "signed"


def test_a_wrong_file_counts_for_nothing_and_can_be_neither_confirmed_signed_nor_withdrawn():
    wrong = make_checked(make_workbook(party_code="corporatie-b"))
    numbers = list(wrong.findings.filter(severity="confirm").values_list("number", flat=True))
    what = {"delivery_id": wrong.id, "actor": make_actor("controller"), "now": NOW}

    with pytest.raises(WrongState):
        services.confirm_findings(**what, numbers=numbers, reason="Toch.")
    with pytest.raises(WrongState):
        services.sign_delivery(**what)
    with pytest.raises(WrongState):
        services.withdraw_delivery(**what)

    wrong.refresh_from_db()
    assert wrong.state == "set_aside"


def test_the_right_file_is_handed_in_after_a_wrong_one_without_having_seen_it():
    draft = make_checked()
    make_checked(make_workbook(party_code="corporatie-b"), seen=draft.id)

    right = make_checked(make_workbook(n_dwellings=4), seen=draft.id)

    draft.refresh_from_db()
    assert (right.state, draft.state, draft.replaced_by_id) == ("checked", "replaced", right.id)


def test_the_same_wrong_file_is_recognised_but_one_that_could_not_be_read_is_read_again():
    other_party, damaged = make_workbook(party_code="corporatie-b"), _damaged()
    first, unread = make_checked(other_party), make_checked(damaged)

    assert upload(other_party).id == first.id
    assert upload(damaged).id != unread.id


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["older first", "newer first"])
def test_of_two_files_checked_at_once_the_newest_right_one_stands(order):
    older = upload()
    newer = upload(make_workbook(n_dwellings=4), seen=older.id)

    for place in order:
        check([older, newer][place])

    older.refresh_from_db()
    newer.refresh_from_db()
    assert (older.state, newer.state) == ("replaced", "checked")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["right first", "wrong first"])
def test_a_right_file_stands_though_a_wrong_one_came_while_it_was_checked(order):
    right = upload()
    wrong = upload(make_workbook(period=Period(2019, 2)), seen=right.id)

    for place in order:
        check([right, wrong][place])

    right.refresh_from_db()
    wrong.refresh_from_db()
    assert (right.state, wrong.state) == ("checked", "set_aside")


def test_withdrawing_a_file_that_is_being_checked_leaves_the_draft():
    draft = make_checked()
    newer = upload(make_workbook(n_dwellings=4), seen=draft.id)

    services.withdraw_delivery(delivery_id=newer.id, actor=make_actor("editor"), now=NOW)

    assert selectors.list_tasks(make_actor("controller"))[0].newest == draft


def test_after_withdrawing_what_replaced_the_draft_nothing_stands():
    draft = make_checked()
    newer = make_checked(make_workbook(n_dwellings=4), seen=draft.id)

    services.withdraw_delivery(delivery_id=newer.id, actor=make_actor("editor"), now=NOW)

    newer.refresh_from_db()
    task = selectors.list_tasks(make_actor("controller"))[0]
    assert task.newest == newer
    assert not task.newest.stands


def test_a_wrong_correction_leaves_signed_figures_in_force():
    signed = make_signed()
    make_checked(make_workbook(party_code="corporatie-b"), seen=signed.id)

    task = selectors.list_tasks(make_actor("controller"))[0]

    assert (task.newest, task.counting) == (signed, signed)
    assert not task.is_being_corrected


def test_the_database_refuses_two_drafts_of_one_half_year():
    draft = make_checked()
    wrong = make_checked(make_workbook(party_code="corporatie-b"), seen=draft.id)

    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.filter(id=wrong.id).update(state="checked")


def test_whoever_hands_in_a_wrong_file_reads_why_and_finds_the_way_back(client):
    draft = make_checked()
    wrong = make_checked(make_workbook(period=Period(2019, 2)), seen=draft.id)
    sign_in(client, make_actor("editor"))

    page = client.get(f"/aanleveringen/{wrong.id}/").content.decode()
    half_year = client.get("/aanleveringen/corporatie-a/2020-1/").content.decode()

    assert "Dit bestand is voor periode 2019-2. Verwacht was periode 2020-1." in page
    assert "wat u eerder inleverde, blijft staan" in page
    assert f'href="/aanleveringen/{draft.id}/"' in page
    assert "Naar het bestand dat staat: bestand 1" in page
    assert "Opzijgelegd" in half_year


def test_the_page_of_a_file_set_aside_says_only_why_and_asks_for_no_reasons(client):
    first = make_checked(make_workbook(party_code="corporatie-b"))
    wrong = make_checked(make_workbook(period=Period(2019, 2), n_dwellings=3))
    sign_in(client, make_actor("controller"))

    page = client.get(f"/aanleveringen/{wrong.id}/").content.decode()

    assert first.content_fingerprint == wrong.content_fingerprint
    assert page.count('class="finding__what"') == 1
    assert "Bevestig met een reden" not in page
    assert "Dezelfde cijfers als eerder" not in page
    assert "Alle bevindingen" in page


def test_a_workbook_of_something_else_is_told_in_one_finding(client):
    wrong = make_checked(_not_ours())

    rules = list(wrong.findings.values_list("rule", flat=True))

    assert rules == ["workbooks.stamp_missing", "workbooks.sheet_extra"]


def test_the_page_of_the_draft_tells_of_the_newer_file(client):
    draft = make_checked()
    newer = upload(make_workbook(n_dwellings=4), seen=draft.id)
    sign_in(client, make_actor("controller"))

    page = client.get(f"/aanleveringen/{draft.id}/").content.decode()

    assert "heeft een nieuwer bestand ingeleverd: bestand 2" in page
    assert f'href="/aanleveringen/{newer.id}/"' in page
