"""A corporation says once that a table does not apply to it; its workbooks follow."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.deliveries.models import TableNotApplicable
from drieluik.apps.deliveries.selectors import list_not_applicable, reasons_not_applicable
from drieluik.apps.deliveries.services import (
    end_not_applicable,
    record_not_applicable,
    sign_delivery,
)
from drieluik.apps.deliveries.workbooks import expectation, template_for
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.core.tables import TABLES, Period
from drieluik.core.workbooks import read_workbook
from tests.factories.deliveries import (
    NOW,
    PERIOD,
    check,
    confirm_all,
    make_accepted,
    make_checked,
    make_signed,
    make_steward,
    make_tables,
    make_workbook,
    open_round,
    upload,
)
from tests.factories.organisations import ROLES, make_actor, make_municipality, make_party
from tests.factories.tables import typed

pytestmark = pytest.mark.django_db
REASON = "Wij verkopen geen woningen."
EVERY_TABLE = [table.id for table in TABLES]
WITHOUT_SALES = [table_id for table_id in EVERY_TABLE if table_id != "sales"]


@pytest.fixture(autouse=True)
def _asked():
    make_actor("editor")
    open_round()


def say(table_id="sales", *, period=PERIOD, reason=REASON, actor=None, party=None):
    corporation = party or make_party()
    return record_not_applicable(
        party_id=corporation.id,
        table_id=table_id,
        period=period,
        reason=reason,
        actor=actor or make_actor("editor", party=corporation),
        now=NOW,
    )


def end(statement_id, *, period, reason="Wij verkopen weer.", actor=None):
    end_not_applicable(
        statement_id=statement_id,
        period=period,
        reason=reason,
        actor=actor or make_actor("controller"),
        now=NOW + timedelta(days=1),
    )


def workbook_with_sales():
    sale = {"municipality_code": "GM9001", "buurt_code": "BU90010000", "sold_on": "02-05-2020"}
    return make_workbook(tables=make_tables() | {"sales": typed("sales", [sale])})


def asked_in(period):
    content = template_for(make_party(), period, made_on=period.ends_before)
    return list(read_workbook(content).tables)


def test_a_table_that_does_not_apply_is_not_asked_for_from_that_half_year_until_it_does_again():
    end(say(), period=PERIOD.next().next())

    half_years = [PERIOD.previous(), PERIOD, PERIOD.next(), PERIOD.next().next()]
    assert [asked_in(period) for period in half_years] == [
        EVERY_TABLE,
        WITHOUT_SALES,
        WITHOUT_SALES,
        EVERY_TABLE,
    ]


def test_what_was_said_is_kept_with_who_when_and_why_and_the_log_has_both_acts():
    end(say(), period=Period(2021, 1))

    (said,) = list_not_applicable(party_ids=[make_party().id])
    assert (said.reason, said.recorded_by, said.recorded_at) == (
        REASON,
        make_actor("editor").name,
        NOW,
    )
    assert (said.until, said.ended_because, said.ended_by) == (
        Period(2021, 1),
        "Wij verkopen weer.",
        make_actor("controller").name,
    )
    events = AuditEvent.objects.filter(name__startswith="table_not_applicable").order_by("sequence")
    assert [event.name.split(".")[1] for event in events] == ["recorded", "ended"]
    assert [event.facts["period"] for event in events] == ["2020-1", "2021-1"]


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_kept():
    with pytest.raises(WrongState) as refused:
        say("dwellings", reason="  ", period=Period(2500, 1))

    words = str(refused.value)
    assert "Woningen is altijd van toepassing" in words
    assert "tussen 2000 en 2100" in words
    assert "Schrijf de reden op" in words
    assert not TableNotApplicable.objects.exists()


def test_an_unknown_table_is_refused():
    with pytest.raises(WrongState, match="zonnepanelen"):
        say("zonnepanelen")


@pytest.mark.parametrize("period", [PERIOD.previous(), PERIOD, PERIOD.next()])
def test_the_same_is_not_said_twice(period):
    say()

    with pytest.raises(WrongState, match="2020-1"):
        say(period=period)


def test_after_an_end_or_a_mistake_it_can_be_said_again():
    end(say(), period=PERIOD)
    end(say(), period=PERIOD.next())
    say(period=PERIOD.next())

    party_id = make_party().id
    assert reasons_not_applicable(party_id=party_id, period=PERIOD) == {"sales": REASON}
    assert reasons_not_applicable(party_id=party_id, period=PERIOD.next()) == {"sales": REASON}


@pytest.mark.parametrize("make", [make_signed, make_accepted])
def test_what_was_signed_with_rows_is_not_contradicted(make):
    make(workbook_with_sales())

    with pytest.raises(WrongState, match="2020-1"):
        say()
    say(period=PERIOD.next())


def test_a_signed_delivery_without_rows_of_the_table_is_no_hindrance():
    make_signed()

    say()

    assert TableNotApplicable.objects.count() == 1


def test_what_was_checked_before_it_was_said_is_not_signed_with_rows():
    delivery = make_checked(workbook_with_sales())
    confirm_all(delivery)
    said = say()
    sign = {"delivery_id": delivery.id, "actor": make_actor("controller"), "now": NOW}

    with pytest.raises(WrongState, match="Verkopen"):
        sign_delivery(**sign)
    end(said, period=PERIOD)
    sign_delivery(**sign)


def test_what_was_not_read_because_it_did_not_apply_is_not_signed_once_it_applies():
    said = say()
    delivery = check(upload(), now=NOW + timedelta(hours=1))
    confirm_all(delivery)
    end(said, period=PERIOD)

    with pytest.raises(WrongState, match=r"weer van toepassing.*Verkopen"):
        sign_delivery(delivery_id=delivery.id, actor=make_actor("controller"), now=NOW)


def test_rows_handed_in_afterwards_are_a_finding_and_no_rows_are_a_remark():
    say()

    filled = check(upload(workbook_with_sales()))
    empty = check(upload(make_workbook(), seen=filled.id))

    found = [
        {row.rule.split(".")[-1]: row.severity for row in one.findings.filter(sheet="Verkopen")}
        for one in (filled, empty)
    ]
    assert found == [{"sheet_filled_not_applicable": "blocks"}, {"sheet_not_applicable": "remark"}]
    assert "sales" not in empty.parts.get().n_rows


def test_the_expectation_of_a_file_tells_what_does_not_apply():
    say()

    party = make_party()
    assert expectation(party, PERIOD).not_applicable == {"sales": REASON}
    assert expectation(party, PERIOD.previous()).not_applicable == {}


def test_it_ends_once_with_a_reason_and_not_before_it_began():
    said = say()

    with pytest.raises(WrongState) as refused:
        end(said, period=PERIOD.previous(), reason=" ")
    assert "2020-1" in str(refused.value)
    assert "Schrijf de reden op" in str(refused.value)
    end(said, period=PERIOD.next())
    with pytest.raises(WrongState, match="2020-2"):
        end(said, period=PERIOD.next())


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"editor", "controller"}))
def test_only_who_delivers_says_what_applies(role):
    said = say()
    with pytest.raises(NotAllowed):
        say("arrears", actor=make_actor(role))
    with pytest.raises(NotAllowed):
        end(said, period=PERIOD.next(), actor=make_actor(role))


def test_neither_the_municipality_nor_another_corporation_says_it():
    said = say()
    here = make_municipality()
    other = make_actor("controller", party=make_party(code="corporatie-b", municipality=here))
    for actor in (make_steward(here), other):
        with pytest.raises(NotAllowed):
            say("arrears", actor=actor, party=make_party())
        with pytest.raises(NotAllowed):
            end(said, period=PERIOD.next(), actor=actor)


def test_the_database_keeps_what_was_said_and_only_its_end_is_written_once():
    said = say()
    table = "deliveries_tablenotapplicable"

    def refuses(statement):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
                transaction.set_rollback(True)
        except IntegrityError as error:
            return "kept for ever" in str(error)
        return False

    whole = f"{table} SET reason = 'Anders'", f"{table} SET from_half = 2"
    assert all(refuses(f"UPDATE {one}") for one in whole)
    assert refuses(f"DELETE FROM {table}")
    end(said, period=PERIOD.next())
    assert refuses(f"UPDATE {table} SET until_half = 1, until_year = 2021")
    assert refuses(f"UPDATE {table} SET until_year = NULL, until_half = NULL, ended_at = NULL")
