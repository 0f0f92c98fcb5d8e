"""Cells put right on the page: the result is the next file, checked as any other."""

import polars as pl
import pytest

from drieluik.apps.deliveries import selectors, services
from drieluik.apps.deliveries.models import Delivery
from drieluik.apps.deliveries.services import upload
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.core.workbooks.rules import finding
from tests.factories.deliveries import (
    NOW,
    check,
    confirm_all,
    make_checked,
    make_tables,
    make_workbook,
    open_round,
)
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.traces import n_events, refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _asked():
    make_actor("editor")
    open_round()


@pytest.fixture
def faulty():
    """A delivery with two rents that cannot be."""
    tables = make_tables(n_dwellings=4)
    wrong = pl.col("dwelling_id").is_in(["W00003", "W00005"])
    tables["dwellings"] = tables["dwellings"].with_columns(
        net_rent=pl.when(wrong).then(-5.0).otherwise("net_rent"),
        net_rent__missing=pl.when(wrong).then(None).otherwise("net_rent__missing"),
    )
    return make_checked(make_workbook(tables=tables))


def _correct(delivery, texts, actor=None, **more):
    next_id = services.correct_cells(
        delivery_id=delivery.id,
        texts=texts,
        actor=actor or make_actor("editor"),
        now=NOW,
        **more,
    )
    return check(Delivery.objects.get(id=next_id))


def test_cells_are_listed_once_with_what_stands_there(faulty):
    page = selectors.list_cells(faulty)

    assert [(cell.sheet, cell.address, cell.value) for cell in page.cells] == [
        ("Woningen", "F3", "-5"),
        ("Woningen", "F5", "-5"),
    ]
    assert all(cell.findings[0].rule == "workbooks.below_range" for cell in page.cells)


def test_what_was_put_right_is_the_next_file_and_the_first_is_kept(faulty):
    first, second = selectors.list_cells(faulty).cells

    mended = _correct(faulty, {first.number: "512,10", second.number: "onbekend"})

    faulty.refresh_from_db()
    assert (mended.number, mended.n_blocking, mended.state) == (2, 0, "checked")
    assert (faulty.state, faulty.replaced_by_id) == ("replaced", mended.id)
    assert mended.file_name == "aanlevering (verbeterd na bestand 1).xlsx"
    compared = selectors.compare(mended, selectors.list_siblings(mended))
    assert (compared.n_solved, compared.n_new) == (2, 0)
    assert n_events("delivery.cells_corrected") == 1


def test_what_is_still_wrong_is_found_again(faulty):
    first, second = selectors.list_cells(faulty).cells

    mended = _correct(faulty, {first.number: "1.234", second.number: "-7"})

    assert {cell.findings[0].rule for cell in selectors.list_cells(mended).cells} == {
        "workbooks.number_ambiguous",
        "workbooks.below_range",
    }


def test_nothing_is_handed_in_when_nothing_changed_or_a_finding_has_no_cell(faulty):
    first, _second = selectors.list_cells(faulty).cells
    of_sheet = faulty.findings.filter(cell="").first().number

    same = refused(lambda: _correct(faulty, {first.number: "-5"}))
    elsewhere = refused(lambda: _correct(faulty, {first.number: "5", of_sheet: "5"}))

    assert same == "Er is nog niets veranderd."
    assert (
        elsewhere == "Een van deze bevindingen staat niet bij een cel die u hier kunt verbeteren."
    )
    assert Delivery.objects.count() == 1


def test_only_the_corporation_puts_right_and_only_before_signing(faulty):
    first, second = selectors.list_cells(faulty).cells
    other = make_actor("editor", party=make_party(code="corporatie-b"))
    with pytest.raises(NotAllowed):
        _correct(faulty, {first.number: "5"}, actor=other)
    with pytest.raises(NotAllowed):
        _correct(faulty, {first.number: "5"}, actor=make_actor("reader"))

    mended = _correct(faulty, {first.number: "5", second.number: "6"})
    confirm_all(mended)
    services.sign_delivery(delivery_id=mended.id, actor=make_actor("controller"), now=NOW)

    for delivery in (faulty, mended):
        with pytest.raises(WrongState):
            _correct(delivery, {first.number: "7"})


def test_a_page_that_is_no_longer_true_is_refused(faulty):
    first, _second = selectors.list_cells(faulty).cells

    with pytest.raises(WrongState):
        _correct(faulty, {first.number: "5"}, expected_version=faulty.version - 1)


def test_codes_can_be_chosen_and_days_are_explained(client):
    tables = make_tables(n_dwellings=1)
    tables["dwellings"] = tables["dwellings"].with_columns(energy_label=pl.lit("Z"))
    tables["dwellings"] = tables["dwellings"].with_columns(
        energy_label__missing=pl.lit(None, tables["dwellings"]["energy_label__missing"].dtype)
    )
    delivery = make_checked(make_workbook(tables=tables))
    sign_in(client, make_actor("editor"))

    page = client.get(f"/aanleveringen/{delivery.id}/verbeteren/").text

    assert '<option value="AP3">A+++</option>' in page
    assert '<option value="onbekend">' in page


def test_the_page_hands_in_and_keeps_what_was_typed_when_it_is_refused(client, faulty):
    first, second = selectors.list_cells(faulty).cells
    sign_in(client, make_actor("editor"))
    page = f"/aanleveringen/{faulty.id}/verbeteren/"
    fields = {"version": faulty.version, f"cel-{first.number}": "512,10"}

    assert page in client.get(f"/aanleveringen/{faulty.id}/").text
    assert "Woningen F3" in client.get(page).text
    late = client.post(page, fields | {"version": 0, f"cel-{second.number}": "-5"})
    done = client.post(page, fields | {f"cel-{second.number}": "-5"}, follow=True)

    assert (late.status_code, 'value="512,10"' in late.text) == (400, True)
    assert "1 cel is verbeterd." in done.text
    assert Delivery.objects.count() == 2


def test_a_cell_that_was_not_on_the_page_that_was_sent_is_left_alone(client, faulty):
    first, second = selectors.list_cells(faulty).cells
    sign_in(client, make_actor("editor"))
    page = f"/aanleveringen/{faulty.id}/verbeteren/"
    one = {f"cel-{first.number}": "512,10"}

    refused_page = client.post(page, one | {"version": 0}).text
    done = client.post(page, one | {"version": faulty.version}, follow=True)

    assert f'name="cel-{second.number}" value="-5"' in refused_page
    assert "1 cel is verbeterd." in done.text
    (left,) = selectors.list_cells(check(Delivery.objects.get(number=2))).cells
    assert (left.address, left.value) == (second.address, "-5")


def test_one_cell_gets_one_text(client, faulty):
    first, _second = selectors.list_cells(faulty).cells
    rows = {"number": 9999, "rule": "workbooks.odd", "severity": "blocks", "facts": {}}
    faulty.findings.create(
        sheet=first.sheet, cell=first.address, row=3, value=first.value, identity="x", **rows
    )
    sign_in(client, make_actor("editor"))
    address = f"/api/v1/aanleveringen/{faulty.id}/verbeteringen"

    two = refused(lambda: _correct(faulty, {first.number: "5", 9999: "6"}))
    twice = {"nummers": [9999, 9999], "teksten": ["5", "6"], "versie": faulty.version}

    assert two == f"Voor cel {first.address} van Woningen zijn twee verschillende teksten gegeven."
    assert client.post(address, twice).status_code == 400


def test_a_long_text_that_was_not_touched_does_not_hold_up_another_cell(client):
    tables = make_tables(n_dwellings=3)
    codes = pl.Series(["BU" + "9" * 400, "BU9", "BU90010000"])
    tables["dwellings"] = tables["dwellings"].with_columns(buurt_code=codes)
    delivery = make_checked(make_workbook(tables=tables))
    sign_in(client, make_actor("editor"))
    sent = {f"cel-{cell.number}": cell.value for cell in selectors.list_cells(delivery).cells}
    short = next(name for name, value in sent.items() if value == "BU9")

    answer = client.post(
        f"/aanleveringen/{delivery.id}/verbeteren/",
        sent | {short: "BU90010000", "version": delivery.version},
        follow=True,
    )

    assert "1 cel is verbeterd." in answer.text


def test_a_result_that_is_not_taken_in_is_said_and_not_called_handed_in(faulty, monkeypatch):
    first, _second = selectors.list_cells(faulty).cells
    refusal = finding("file_empty")
    monkeypatch.setattr(f"{upload.__name__}.inspect_upload", lambda *_: (refusal,))

    said = refused(lambda: _correct(faulty, {first.number: "5"}))

    assert said == "Het bestand is leeg (0 bytes)."


def test_a_delivery_without_cells_to_put_right_says_so(client):
    delivery = make_checked()
    sign_in(client, make_actor("editor"))

    page = client.get(f"/aanleveringen/{delivery.id}/verbeteren/").text

    assert "Er is geen cel om te verbeteren" in page
    assert "verbeteren/" not in client.get(f"/aanleveringen/{delivery.id}/").text


def test_the_api_puts_right_as_well(client, faulty):
    first, second = selectors.list_cells(faulty).cells
    sign_in(client, make_actor("editor"))
    sent = {"nummers": [first.number, second.number], "versie": faulty.version}
    address = f"/api/v1/aanleveringen/{faulty.id}/verbeteringen"

    uneven = client.post(address, sent | {"teksten": ["512,10"]})
    answer = client.post(address, sent | {"teksten": ["512,10", "onbekend"]})

    assert (uneven.status_code, answer.status_code) == (400, 201)
    assert check(Delivery.objects.get(id=answer.json()["id"])).n_blocking == 0
