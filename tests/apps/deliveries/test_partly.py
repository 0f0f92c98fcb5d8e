"""Some sheets are accepted and others sent back: what counts, what is unknown, what comes next."""

from datetime import date, timedelta

import polars as pl
import pytest
from django.db import IntegrityError, transaction

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.deliveries import selectors, services
from drieluik.apps.deliveries.models import Acceptance, SentBackTable
from drieluik.apps.deliveries.selectors.completeness import list_asked_tables
from drieluik.apps.deliveries.selectors.marks import list_marks
from drieluik.apps.deliveries.services import Choice
from drieluik.apps.deliveries.states import describe_state
from drieluik.apps.deliveries.workbooks import template_of_sent_back
from drieluik.apps.errors import NotAllowed, WrongState
from tests.factories.deliveries import (
    NOW,
    PERIOD,
    make_accepted,
    make_signed,
    make_steward,
    make_tables,
    make_workbook,
    open_round,
    upload,
    with_rows,
)
from tests.factories.organisations import make_actor, make_municipality, make_party

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _asked():
    make_actor("editor")
    open_round()


def accept_without(delivery, now=NOW, actor=None, **reasons):
    place = make_municipality()
    services.accept_tables(
        delivery_id=delivery.id,
        municipality_id=place.id,
        choice=Choice(sent_back=reasons),
        actor=actor or make_steward(place),
        now=now,
    )
    delivery.refresh_from_db()
    return delivery


def counting():
    (found,) = selectors.list_accepted(municipality_id=make_municipality().id, period=PERIOD)
    return found


def test_what_is_not_sent_back_counts_and_the_rest_is_unknown():
    delivery = accept_without(make_signed(), lettings="De helft ontbreekt.")

    found = counting()

    assert found.delivery_id == delivery.id
    assert "dwellings" in found.table_paths
    assert "lettings" not in found.table_paths
    assert found.unknown == ("lettings",)
    assert delivery.parts.get().verdict == "accepted"
    event = AuditEvent.objects.get(name="delivery.accepted")
    assert event.facts["sent_back"] == ["lettings"]


def test_a_sheet_that_is_sent_back_counts_as_it_was_accepted_before():
    first = make_accepted()
    second = make_signed(make_workbook(n_dwellings=4), seen=first.id)
    before = counting()

    accept_without(second, LATER, lettings="De helft ontbreekt.")

    found = counting()
    assert found.delivery_id == second.id
    assert found.kept_from == {"lettings": str(first.id)}
    assert found.unknown == ()
    assert pl.read_parquet(found.table_paths["dwellings"]).height == 4
    kept = (one.table_paths["lettings"].read_bytes() for one in (found, before))
    assert len(set(kept)) == 1


def test_what_was_known_on_a_day_stays_as_it_was():
    place = make_municipality()
    first = make_accepted()
    second = make_signed(make_workbook(n_dwellings=4), seen=first.id)
    was = selectors.list_recorded(municipality_id=place.id)

    accept_without(second, LATER, lettings="De helft ontbreekt.")

    then, now = selectors.list_recorded(municipality_id=place.id)
    assert (then.tables_hash, then.accepted_at) == (was[0].tables_hash, was[0].accepted_at)
    assert then.superseded_at == now.accepted_at == LATER
    assert now.tables_hash == counting().tables_hash
    assert {"dwellings", "lettings"} <= selectors.kept_tables(now.tables_hash).keys()


def test_a_file_with_only_the_sheets_that_were_sent_back_completes_what_counts():
    first = accept_without(make_signed(), lettings="De helft ontbreekt.")
    content = template_of_sent_back(first.party, PERIOD, made_on=date(2020, 8, 4))

    second = make_signed(content, seen=first.id)
    accept_without(second, LATER)

    found = counting()
    assert second.parts.get().n_rows.keys() == {"lettings"}
    assert found.unknown == ()
    assert found.kept_from["dwellings"] == str(first.id)
    assert "lettings" not in found.kept_from
    assert not second.findings.filter(rule__endswith="sheet_not_asked").exists()
    assert selectors.list_sent_back(party_id=first.party_id, period=PERIOD) == []


def test_a_sheet_sent_back_and_not_in_the_next_file_is_still_to_come():
    first = accept_without(make_signed(), lettings="De helft ontbreekt.", sales="Leeg.")
    content = template_of_sent_back(first.party, PERIOD, made_on=date(2020, 8, 4))
    second = make_signed(content, seen=first.id)
    accept_without(second, LATER, sales="Nog steeds leeg.")

    third = make_signed(make_workbook(tables=_only(make_tables(), "lettings")), seen=second.id)
    accept_without(third, LATER)

    (still,) = selectors.list_sent_back(party_id=first.party_id, period=PERIOD)
    assert (still.table_id, still.reason, still.keeps) == ("sales", "Nog steeds leeg.", False)
    assert counting().unknown == ("sales",)


def _only(tables, *names):
    return {name: tables[name] for name in names}


def test_a_next_sending_back_keeps_a_table_from_the_file_it_came_in():
    first = make_accepted()
    second = accept_without(
        make_signed(make_workbook(n_dwellings=4), seen=first.id), LATER, lettings="Klopt niet."
    )
    third = make_signed(make_workbook(n_dwellings=5), seen=second.id)

    accept_without(third, LATER, lettings="Nog niet.", sales="Ook niet.")

    assert counting().kept_from == {"lettings": str(first.id), "sales": str(second.id)}
    marks = list_marks(
        delivery_ids=[str(one.id) for one in (first, second, third)],
        municipality_id=make_municipality().id,
    )
    assert marks[str(first.id)].counting == {"lettings"}
    assert marks[str(second.id)].counting == {"sales"}
    assert "dwellings" in marks[str(third.id)].counting


@pytest.mark.parametrize(
    ("reasons", "said"),
    [
        ({"lettings": "  "}, "Verhuringen"),
        ({"onbekend": "Weg ermee."}, "in dit bestand"),
    ],
)
def test_a_choice_that_cannot_be_changes_nothing(reasons, said):
    delivery = make_signed()

    with pytest.raises(WrongState, match=said):
        accept_without(delivery, **reasons)

    assert delivery.parts.get().verdict == "pending"
    assert not SentBackTable.objects.exists()


def test_sending_every_sheet_back_is_sending_the_delivery_back():
    delivery = make_signed()
    every = dict.fromkeys(delivery.parts.get().n_rows, "Nee.")

    with pytest.raises(WrongState, match="Terugsturen"):
        accept_without(delivery, **every)


def test_only_the_steward_of_the_municipality_splits():
    delivery = make_signed()
    elsewhere = make_steward(make_municipality(code="GM9002"))

    for actor in (make_actor("controller"), elsewhere):
        with pytest.raises(NotAllowed):
            accept_without(delivery, actor=actor, lettings="Nee.")


def test_a_second_click_and_a_page_that_is_no_longer_true_decide_nothing():
    delivery = make_signed()
    seen = delivery.version
    accept_without(delivery, lettings="De helft ontbreekt.")

    with pytest.raises(WrongState):
        accept_without(delivery, sales="Leeg.")
    with pytest.raises(WrongState):
        services.accept_tables(
            delivery_id=delivery.id,
            municipality_id=make_municipality().id,
            choice=Choice({"sales": "Leeg."}, expected_version=seen),
            actor=make_steward(),
            now=NOW,
        )

    assert [row.table_id for row in SentBackTable.objects.all()] == ["lettings"]


def test_sheets_that_refer_to_each_other_are_not_split_where_that_breaks_the_rule():
    tables = with_rows(make_tables(), "sales", dwelling_id=["W1"])
    tables = with_rows(tables, "stock_changes", dwelling_id=["W1"])
    delivery = make_signed(make_workbook(tables=tables))

    with pytest.raises(WrongState, match="Voorraadmutaties") as told:
        accept_without(delivery, stock_changes="Klopt niet.")

    assert "Verkopen" in str(told.value)
    accept_without(delivery, stock_changes="Klopt niet.", sales="Hoort erbij.")
    assert counting().unknown == ("sales", "stock_changes")


def test_a_sheet_that_nothing_points_at_is_split_from_the_rest():
    tables = with_rows(make_tables(), "sales", dwelling_id=["W1"])
    tables = with_rows(tables, "stock_changes", dwelling_id=["W1"])

    accept_without(make_signed(make_workbook(tables=tables)), sales="Prijs ontbreekt.")

    assert counting().unknown == ("sales",)


def test_stock_that_closed_in_its_own_file_is_not_mixed_with_other_movements():
    make_accepted()
    following = PERIOD.next()
    open_round(period=following)
    first = make_accepted(period=following)
    tables = make_tables(n_dwellings=4, period=following)
    new = tables["dwellings"]["dwelling_id"][3]
    tables = with_rows(
        tables, "stock_changes", period=following, dwelling_id=[new], direction=["BIJ"]
    )
    content = make_workbook(tables=tables, period=following)
    second = make_signed(content, period=following, seen=first.id)

    with pytest.raises(WrongState, match="Woningen, Voorraadmutaties, Verkopen"):
        accept_without(second, dwellings="Klopt niet.")


def test_the_states_say_it_and_how_to_go_on():
    delivery = accept_without(make_signed(), lettings="De helft ontbreekt.")

    sentence = describe_state(delivery)
    cells = _cells()
    overview = selectors.get_overview(
        municipality_id=make_municipality().id, actor=make_steward(), today=date(2020, 8, 5)
    )

    assert sentence.label == "Deels geaccepteerd"
    assert "Verhuringen" in sentence.meaning
    assert (cells["dwellings"].state, cells["lettings"].state) == ("accepted", "refused")
    assert overview.rows[0][1][0].state == "partly"


def test_once_the_sheet_does_not_apply_after_all_the_rest_is_accepted_as_a_whole():
    delivery = accept_without(make_signed(), guarantees="De helft ontbreekt.")

    services.record_not_applicable(
        party_id=delivery.party_id,
        table_id="guarantees",
        period=PERIOD,
        reason="Geen garanties.",
        actor=make_actor("controller"),
        now=LATER,
    )

    overview = selectors.get_overview(
        municipality_id=make_municipality().id, actor=make_steward(), today=date(2020, 8, 5)
    )
    assert overview.rows[0][1][0].state == "accepted"
    assert describe_state(delivery).label == "Geaccepteerd"
    assert selectors.list_sent_back(party_id=delivery.party_id, period=PERIOD) == []
    (row,) = selectors.sent_back_with(delivery.parts.get())
    assert row.reason == "De helft ontbreekt."


def test_a_sheet_that_counts_on_is_accepted_also_when_its_file_was_replaced():
    first = accept_without(make_signed(), lettings="De helft ontbreekt.")
    content = template_of_sent_back(first.party, PERIOD, made_on=date(2020, 8, 4))
    second = make_signed(content, seen=first.id)
    accept_without(second, LATER)

    cells = _cells()

    assert cells["dwellings"].state == "accepted"
    assert cells["dwellings"].delivery_id == first.id
    assert cells["lettings"].delivery_id == second.id


def _cells():
    asked = selectors.find_round(municipality_id=make_municipality().id, period=PERIOD)
    state = selectors.get_round_state(asked, actor=make_steward(), today=date(2020, 8, 5))
    return {cell.table.id: cell for cell in state.rows[0].cells}


def test_what_is_sent_back_alone_is_not_complete_and_what_counts_on_is():
    first = accept_without(make_signed(), lettings="De helft ontbreekt.")
    place = make_municipality()
    then = _asked_tables(place)

    content = template_of_sent_back(first.party, PERIOD, made_on=date(2020, 8, 4))
    accept_without(make_signed(content, seen=first.id), LATER)
    now = _asked_tables(place)

    assert (then["lettings"].sent_back, then["dwellings"].sent_back) == (True, False)
    assert not any(row.sent_back for row in now.values())
    assert (now["dwellings"].n_corrections, now["lettings"].n_corrections) == (0, 0)


def _asked_tables(place):
    rows = list_asked_tables(municipality_id=place.id, today=date(2021, 1, 1))
    return {row.table.id: row for row in rows}


def test_the_very_same_file_can_be_handed_in_again_after_a_sheet_was_sent_back():
    content = make_workbook()
    delivery = accept_without(make_signed(content), lettings="Per ongeluk.")

    assert upload(content, seen=delivery.id).id != delivery.id


def test_a_file_with_some_sheets_that_does_not_fit_what_counts_is_not_signed():
    tables = with_rows(make_tables(), "sales", dwelling_id=["W1"])
    tables = with_rows(tables, "stock_changes", dwelling_id=["W1"])
    first = accept_without(make_signed(make_workbook(tables=tables)), sales="Prijs ontbreekt.")
    wrong = with_rows(make_tables(), "sales", dwelling_id=["W9"])

    with pytest.raises(WrongState, match="Voorraadmutaties"):
        make_signed(make_workbook(tables=_only(wrong, "sales")), seen=first.id)


def test_a_table_that_does_not_apply_any_more_is_not_kept():
    first = make_accepted()
    services.record_not_applicable(
        party_id=first.party_id,
        table_id="guarantees",
        period=PERIOD,
        reason="Geen garanties.",
        actor=make_actor("controller"),
        now=NOW,
    )
    tables = make_tables(n_dwellings=4)
    del tables["guarantees"]
    second = make_signed(make_workbook(tables=tables), seen=first.id)

    accept_without(second, LATER, lettings="De helft ontbreekt.")

    assert counting().kept_from.keys() == {"lettings"}


def test_the_database_keeps_what_was_sent_back_and_what_counts():
    accept_without(make_signed(), lettings="De helft ontbreekt.")
    part = Acceptance.objects.get()

    for change in (
        lambda: SentBackTable.objects.update(reason="Iets anders."),
        lambda: SentBackTable.objects.all()._raw_delete("default"),
        lambda: SentBackTable.objects.create(part=part, table_id="sales", reason="Alsnog."),
        lambda: Acceptance.objects.update(mixed_hash="x"),
        lambda: Acceptance.objects.update(kept_from={"sales": "x"}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_each_municipality_sends_back_on_its_own():
    here, there = make_municipality(), make_municipality(code="GM9002")
    make_party(municipality=there)
    delivery = make_signed(make_workbook(municipality_codes=("GM9001", "GM9002")))
    accept_without(delivery, lettings="De helft ontbreekt.")
    assert there.name in describe_state(delivery).way_on
    services.accept_delivery(
        delivery_id=delivery.id, municipality_id=there.id, actor=make_steward(there), now=NOW
    )

    whole = selectors.list_accepted(municipality_id=there.id)[0]

    assert "lettings" in whole.table_paths
    assert counting().unknown == ("lettings",)
    assert here.id != there.id
    delivery.refresh_from_db()
    assert there.name not in describe_state(delivery).way_on
