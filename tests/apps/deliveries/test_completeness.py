"""Completeness and timeliness: counted by one definition, from days and states alone."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.utils import timezone

from drieluik.apps.deliveries import services
from drieluik.apps.deliveries.selectors.completeness import (
    count_in_time,
    list_asked_tables,
    tally,
)
from drieluik.apps.organisations.models import Participation
from drieluik.core.tables import TABLES, Period
from tests.factories.deliveries import (
    NOW,
    PERIOD,
    make_accepted,
    make_checked,
    make_signed,
    make_steward,
    make_tables,
    make_workbook,
    open_round,
)
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in

pytestmark = pytest.mark.django_db
ALL = len(TABLES)
SIGNED_ON = NOW.date()
AFTER = date(2021, 1, 1)
PAGE = "/gm9001/aanleveringen/volledigheid/"


@pytest.fixture
def place():
    place = make_municipality()
    make_party(municipality=place)
    return place


def _rows(place, today=AFTER):
    return list_asked_tables(municipality_id=place.id, today=today)


def _send_back(delivery, place):
    services.refuse_delivery(
        delivery_id=delivery.id,
        municipality_id=place.id,
        reason="Een complex ontbreekt (verzonnen).",
        actor=make_steward(),
        now=NOW,
    )


@pytest.mark.parametrize(
    ("due_on", "came"),
    [(SIGNED_ON, "in_time"), (SIGNED_ON - timedelta(days=1), "late")],
)
def test_a_signature_on_the_shown_day_is_in_time_and_a_day_later_is_late(place, due_on, came):
    open_round(due_on=due_on)
    make_signed()

    rows = _rows(place)

    assert {row.came for row in rows} == {came}
    assert {row.signed_on for row in rows} == {SIGNED_ON}
    assert (tally(rows).n_there, tally(rows).n_lacking) == (ALL, 0)


def test_nothing_is_counted_before_the_shown_day_has_gone_by(place):
    open_round(due_on=SIGNED_ON)

    assert _rows(place, today=SIGNED_ON) == []
    assert tally(_rows(place, today=SIGNED_ON + timedelta(days=1))).n_lacking == ALL


def test_a_file_that_was_not_signed_is_lacking_and_a_share_of_nothing_is_none(place):
    open_round(due_on=SIGNED_ON)
    make_checked()

    counts = tally(_rows(place))

    assert (counts.n_asked, counts.n_there, counts.n_lacking) == (ALL, 0, ALL)
    assert (counts.share_there, counts.share_in_time) == (0, 0)
    assert tally([]).share_there is None


def test_a_table_that_does_not_apply_is_not_asked(place):
    open_round(due_on=SIGNED_ON)
    services.record_not_applicable(
        party_id=make_party().id,
        table_id="sales",
        period=PERIOD,
        reason="Wij verkopen niet (verzonnen).",
        actor=make_actor("editor"),
        now=NOW,
    )
    make_signed()

    rows = _rows(place)

    assert "sales" not in {row.table.id for row in rows}
    assert tally(rows).n_asked == tally(rows).n_there == ALL - 1


def test_sent_back_is_not_complete_and_stays_in_time(place):
    open_round(due_on=SIGNED_ON)
    first = make_signed()
    _send_back(first, place)

    sent_back = tally(_rows(place))
    make_signed(make_workbook(n_dwellings=4), seen=first.id)
    again = tally(_rows(place))

    assert (sent_back.n_there, sent_back.n_in_time, sent_back.n_sent_back) == (0, ALL, ALL)
    assert (again.n_there, again.n_in_time, again.n_sent_back) == (ALL, ALL, 0)


def test_a_correction_after_acceptance_is_counted_apart_and_makes_nothing_late(place):
    open_round(due_on=SIGNED_ON)
    first = make_accepted()
    second = make_signed(make_workbook(n_dwellings=4), seen=first.id)
    waiting = tally(_rows(place))
    services.accept_delivery(
        delivery_id=second.id, municipality_id=place.id, actor=make_steward(), now=NOW
    )

    counts = tally(_rows(place))

    assert (waiting.n_corrections, counts.n_corrections) == (0, 1)
    assert (counts.n_in_time, counts.n_there, counts.n_late) == (ALL, ALL, 0)


def test_what_a_newer_file_left_out_before_a_decision_was_not_sent_back(place):
    open_round(due_on=SIGNED_ON)
    first = make_signed()
    tables = make_tables(n_dwellings=4)
    del tables["sales"]
    make_signed(make_workbook(tables=tables), seen=first.id)

    (sales,) = (row for row in _rows(place) if row.table.id == "sales")

    assert (sales.came, sales.is_there, sales.sent_back) == ("in_time", False, False)
    assert (tally(_rows(place)).n_there, tally(_rows(place)).n_sent_back) == (ALL - 1, 0)


def test_only_who_took_part_at_the_end_of_the_half_year_is_asked(place):
    open_round(due_on=SIGNED_ON)
    late_comer = make_party(code="corporatie-b", municipality=place)
    leaver = make_party(code="corporatie-c", municipality=place, until_on=PERIOD.last_day)
    Participation.objects.filter(party=late_comer).update(from_on=PERIOD.ends_before)

    asked = {row.party.code for row in _rows(place)}

    assert asked == {"corporatie-a"}
    assert leaver.code not in asked


def test_the_evaluation_counts_the_very_same_tables_in_the_year_of_the_shown_day(place):
    open_round(due_on=SIGNED_ON)
    open_round(period=Period(2020, 2), due_on=date(2021, 2, 1))
    make_signed()
    party = make_party().id

    of_2020 = count_in_time(municipality_id=place.id, year=2020, today=AFTER)
    of_2021 = count_in_time(municipality_id=place.id, year=2021, today=date(2021, 3, 1))

    assert of_2020[party] == tally(_rows(place))
    assert (of_2021[party].n_asked, of_2021[party].n_in_time) == (ALL, 0)


def test_it_takes_five_questions_to_the_database_however_much_there_is(
    place, django_assert_num_queries
):
    open_round(due_on=SIGNED_ON)
    make_signed()
    with django_assert_num_queries(5):
        _rows(place)
    for code in ("corporatie-b", "corporatie-c"):
        make_signed(make_workbook(party_code=code), party=make_party(code=code, municipality=place))
    open_round(period=Period(2020, 2))

    with django_assert_num_queries(5):
        rows = _rows(place, today=date(2022, 1, 1))

    assert len(rows) == 3 * 2 * ALL


@pytest.fixture
def read(client, place):
    """The page, its files and the API, of a corporation in time and one that never came."""
    open_round(due_on=SIGNED_ON)
    make_party(code="corporatie-b", municipality=place)
    make_signed()
    reader = make_party(code="huurders-a", kind="tenants", municipality=place)
    sign_in(client, make_actor("reader", party=reader, on=timezone.localdate()))
    return lambda address: client.get(address)


def test_the_page_says_how_it_counts_and_shows_each_corporation(read):
    page = read(PAGE).content.decode()

    assert f"<strong>{ALL} van {ALL}</strong> volledig" in page
    assert f"<strong>0 van {ALL}</strong> volledig" in page
    assert f"Van {2 * ALL} gevraagde tabellen zijn er {ALL} volledig." in page
    assert "2020-1 50,0%" in page
    assert "dan telt die niet mee" in page


def test_one_corporation_is_chosen_in_the_address_and_an_unknown_one_is_not_found(read):
    page = read(f"{PAGE}?corporatie=corporatie-b").content.decode()

    assert "Per tabel: Corporatie b" in page
    assert page.count('class="state state--open">Ontbreekt') == ALL
    assert f"{PAGE}tabellen.csv?corporatie=corporatie-b" in page
    assert read(f"{PAGE}?corporatie=corporatie-x").status_code == 404


def test_picture_file_and_api_say_the_same_as_the_page(read):
    picture = read(f"{PAGE}op-tijd.svg").content.decode()
    lines = read(f"{PAGE}tabellen.csv").content.decode("utf-8-sig").splitlines()
    given = read("/api/v1/gemeenten/gm9001/volledigheid").json()

    assert "Per halfjaar: 2020-1 50,0%." in picture
    start = next(place for place, line in enumerate(lines) if line.startswith("periode;"))
    rows = list(csv.DictReader(io.StringIO("\n".join(lines[start:])), delimiter=";"))
    assert len(rows) == len(given["tabellen"]) == given["gevraagd"] == 2 * ALL
    assert sum(int(row["op tijd (1 of 0)"]) for row in rows) == given["op_tijd"] == ALL
    assert {row["voor het eerst getekend op"] for row in rows} == {"2020-08-03", ""}
    assert given["volledig"] == given["ontbreekt"] == ALL
    assert {one["kwam"] for one in given["tabellen"]} == {"in_time", "lacking"}


def test_without_a_half_year_that_is_due_the_page_says_so_and_draws_nothing(client, place):
    sign_in(client, make_steward())

    assert "Nog niets te tellen" in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}volledig.svg").status_code == 404
    assert client.get(f"{PAGE}tabellen.xlsx").status_code == 200
