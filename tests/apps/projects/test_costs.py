"""Costs and cover: exact to the cent, kept, for whom they are, and what lacks cover in a year."""

import csv
import io
import json
from decimal import Decimal

import fastexcel
import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed
from drieluik.apps.organisations.actors import NOBODY, SYSTEM
from drieluik.apps.projects import policies
from drieluik.apps.projects.budgeting import Statement, faults_of
from drieluik.apps.projects.cost_rows import CostRow, Total, total_of
from drieluik.apps.projects.costs import costs_of, list_uncovered
from drieluik.apps.projects.models import CostLine
from drieluik.apps.projects.money import MOST, amount_of, written
from tests.factories.organisations import (
    ROLES,
    make_actor,
    make_municipality,
    make_party,
    sign_in,
)
from tests.factories.projects import (
    NOW,
    lead_editor,
    make_project,
    municipal_editor,
    report,
    tell_costs,
)
from tests.factories.traces import n_events, refused

AMOUNTS = st.decimals(min_value=0, max_value=MOST, places=2)
PAGE = "/gm9001/speerpunten/2020/1/actie/1/kosten/"
LIST = "/gm9001/speerpunten/2020/zonder-dekking"


@pytest.fixture
def project(db):
    return make_project()


def _council():
    raad = make_party(code="raad", kind="council", municipality=make_municipality())
    return make_actor("reader", party=raad)


def _uncovered(actor=None, year=2020):
    rows, costs = list_uncovered(
        municipality_id=make_municipality().id,
        year=year,
        actor=actor or lead_editor(),
        on=NOW.date(),
    )
    return [(one.action.action.number, one.total.missing) for one in rows], costs


@given(AMOUNTS)
def test_an_amount_that_is_written_is_read_back_exactly(amount):
    assert amount_of(written(amount)) == amount
    assert amount_of(f"€ {amount}".replace(".", ",")) == amount


@given(st.text(max_size=12))
def test_whatever_is_typed_is_an_exact_amount_or_none(text):
    amount = amount_of(text)

    assert amount is None or (0 <= amount <= MOST and amount == round(amount, 2))


@pytest.mark.parametrize(
    "text", ["", "-1", "1.5", "12.50", "1,234", "1e3", "1.000.000.000", "NaN", "veel", "1 000"]
)
def test_what_can_be_read_in_two_ways_is_no_amount(text):
    assert amount_of(text) is None


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), max_size=40))
def test_totals_lose_no_cent(pairs):
    rows = [
        CostRow(1, 1, "A", 2020, 2020, Total(max(pair), min(pair)), "", "public", "", "", NOW)
        for pair in pairs
    ]

    total = total_of(rows)

    cents = sum(int(max(pair) * 100) - int(min(pair) * 100) for pair in pairs)
    assert total.missing * 100 == cents


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        (Statement(1, 2020, "10", "10"), set()),
        (Statement(1, 2020, "0", "0"), set()),
        (Statement(1, 2020, "10", "10,01"), {"cover"}),
        (Statement(1, 2020, "veel", "-1"), {"cost", "cover"}),
        (
            Statement(1, 1999, "", "x", "y" * 1001, "iedereen"),
            {"cost", "cover", "year", "explanation", "audience"},
        ),
    ],
    ids=["covered", "nothing", "more cover than costs", "no amounts", "all wrong"],
)
def test_everything_that_is_wrong_is_said_at_once_at_its_field(told, wrong):
    assert set(faults_of(told)) == wrong


def test_what_is_told_last_for_a_party_and_year_counts_and_all_is_kept(project):
    tell_costs("1.000,00", "0")
    tell_costs("0,30", "0,10", seen=1)
    tell_costs("5", "5", seen=2, year=2021)

    costs = costs_of(
        project.actions[:1], municipality_id=make_municipality().id, actor=lead_editor()
    )

    assert [(row.year, row.total.cost, row.total.missing) for row in costs.rows] == [
        (2020, Decimal("0.30"), Decimal("0.20")),
        (2021, Decimal("5.00"), Decimal("0.00")),
    ]
    assert CostLine.objects.count() == n_events("costs.told") == 3
    assert not AuditEvent.objects.filter(facts__icontains="1000").exists()


def test_amounts_of_hundreds_of_millions_stay_exact_in_the_database(project):
    tell_costs("999.999.999,99", "999.999.999,98")

    line = CostLine.objects.get()
    assert (line.cost, line.cost - line.cover) == (MOST, Decimal("0.01"))


def test_a_year_adds_up_per_party_and_together(project):
    tell_costs("10,10", "0,10")
    tell_costs("0,20", "0", party="huurders-a", seen=1)
    tell_costs("5,00", "5,00", action=2)

    costs = costs_of(project.actions, municipality_id=make_municipality().id, actor=lead_editor())

    (year,) = costs.years
    assert [total.cost for _, total in year.parties] == [Decimal("15.10"), Decimal("0.20")]
    assert (year.total.cost, year.total.missing) == (Decimal("15.30"), Decimal("10.20"))


def test_lines_for_the_parties_only_are_not_for_the_council_nor_in_its_totals(project):
    tell_costs("100", "0")
    tell_costs("7", "0", party="huurders-a", audience="partners", seen=1)

    ours, _ = _uncovered()
    theirs, costs = _uncovered(_council())

    assert ours == [(1, Decimal("107.00"))]
    assert theirs == [(1, Decimal("100.00"))]
    assert costs.n_hidden == 1
    assert _uncovered(_council(), year=2021)[1].n_hidden == 0


def test_covered_dropped_and_other_years_are_not_without_cover(project):
    tell_costs("10", "10")
    tell_costs("10", "0", year=2021, seen=1)
    tell_costs("10", "0", action=2)
    before, _ = _uncovered()
    report("dropped", action=2, reason="Geen geld.")

    assert before == [(2, Decimal("10.00"))]
    assert _uncovered()[0] == []
    assert _uncovered(year=2021)[0] == [(1, Decimal("10.00"))]


def test_each_party_tells_its_own_costs_and_the_municipality_all(project):
    place = make_municipality()
    parties = ("gemeente-voorbeeld", "corporatie-a", "corporatie-b", "huurders-a", "raad")
    make_party(code="raad", kind="council", municipality=place)
    may = {
        (code, role, of)
        for code in parties
        for role in ROLES
        for of in ("corporatie-a", "huurders-a")
        if policies.check_may_tell_costs.allows(
            make_actor(role, party=make_party(code=code)),
            municipality_id=place.id,
            party_id=make_party(code=of).pk,
        )
    }

    assert may == {
        ("gemeente-voorbeeld", "editor", "corporatie-a"),
        ("gemeente-voorbeeld", "editor", "huurders-a"),
        ("corporatie-a", "editor", "corporatie-a"),
        ("huurders-a", "editor", "huurders-a"),
    }
    for nobody in (NOBODY, SYSTEM):
        assert not policies.check_may_tell_costs.allows(
            nobody, municipality_id=place.id, party_id=make_party().pk
        )


def test_a_refused_statement_leaves_no_trace(project):
    tell_costs()

    refused(lambda: tell_costs(seen=0))
    refused(lambda: tell_costs("1", "2", seen=1))
    refused(lambda: tell_costs(seen=1, party="corporatie-a", actor=lead_editor("huurders-a")),
            NotAllowed)  # fmt: skip

    assert CostLine.objects.count() == 1


@pytest.mark.parametrize("act", ["UPDATE {} SET cover = 0", "DELETE FROM {}"])
def test_the_database_keeps_the_lines(project, act):
    tell_costs()

    with (
        pytest.raises(IntegrityError, match="kept for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(act.format("projects_costline"))


@pytest.mark.parametrize(
    "wrong", [{"cover": 11}, {"cost": -1, "cover": -1}, {"year": 1999}, {"audience": "allen"}], ids=str
)  # fmt: skip
def test_the_database_refuses_amounts_that_cannot_be(project, wrong):
    tell_costs("10", "5")
    first = CostLine.objects.get()
    row = {
        "action_id": first.action_id, "number": 2, "party_id": first.party_id, "year": 2020,
        "cost": 10, "cover": 5, "audience": "public", "recorded_by_id": first.recorded_by_id,
        "recorded_at": NOW,
    }  # fmt: skip

    with pytest.raises(IntegrityError), transaction.atomic():
        CostLine.objects.create(**(row | wrong))


def test_a_party_tells_its_costs_on_the_page(client, project):
    sign_in(client, lead_editor())
    given = {
        "party": make_party(code="corporatie-a").pk, "year": 2020, "cost": "€ 1.250,50",
        "cover": "1.000", "explanation": "Deels gedekt.", "audience": "public", "seen": 0,
    }  # fmt: skip

    client.post(PAGE, given)

    page = client.get(PAGE).content.decode()
    assert CostLine.objects.get().cost == Decimal("1250.50")
    assert "€\xa0250,50" in page
    assert "Deels gedekt." in page


def test_the_form_says_all_that_is_wrong_and_offers_only_ones_own_party(client, project):
    sign_in(client, lead_editor())
    other = make_party(code="corporatie-b").pk

    page = client.post(
        PAGE, {"party": other, "year": 1900, "cost": "veel", "cover": "", "audience": "", "seen": 0}
    )

    assert set(page.context["form"].errors) == {"party", "year", "cost", "cover", "audience"}
    assert not CostLine.objects.exists()


def test_whoever_may_not_tell_costs_gets_no_form_and_is_refused(client, project):
    sign_in(client, _council())

    assert client.get(PAGE).context["form"] is None
    assert client.post(PAGE, {}).status_code == 403


def test_the_list_for_planning_and_control_as_page_csv_and_excel(client, project):
    tell_costs("1.250,50", "250", explanation="=1+1")
    sign_in(client, municipal_editor())

    page = client.get(f"{LIST}/").content.decode()
    lines = list(
        csv.reader(
            io.StringIO(client.get(f"{LIST}.csv").content.decode("utf-8-sig")), delimiter=";"
        )
    )
    book = fastexcel.read_excel(client.get(f"{LIST}.xlsx").content)
    sheet = book.load_sheet(0, header_row=None).to_arrow().to_pylist()

    assert "€\xa01.000,50" in page
    assert lines[-1][4:9] == [
        make_party(code="corporatie-a").name, "1250,50", "250,00", "1000,50", "'=1+1",
    ]  # fmt: skip
    assert "1000.5" in {str(cell) for cell in sheet[-1].values()}


def test_a_year_without_costs_says_that_unknown_is_not_nothing(client, project):
    sign_in(client, municipal_editor())

    assert (
        "zijn onbekend" in client.get("/gm9001/speerpunten/2024/zonder-dekking/").content.decode()
    )
    assert client.get("/gm9001/speerpunten/1999/zonder-dekking/").status_code == 404
    assert client.get("/gm9001/speerpunten/1999/zonder-dekking.csv").status_code == 404


def test_the_api_gives_exact_amounts_and_hides_what_is_for_the_parties(client, project):
    tell_costs("0,30", "0,10")
    tell_costs("7", "0", party="huurders-a", audience="partners", seen=1)
    address = "/api/v1/gemeenten/gm9001/speerpunten/2020/zonder-dekking"
    sign_in(client, lead_editor())
    (ours,) = json.loads(client.get(address).content)
    sign_in(client, _council())
    (theirs,) = json.loads(client.get(address).content)

    assert (ours["zonder_dekking"], theirs["zonder_dekking"]) == ("7.20", "0.20")
    assert [line["voor_wie"] for line in theirs["regels"]] == ["public"]
