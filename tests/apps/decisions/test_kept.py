"""The database itself keeps what was decided, on SQLite and on PostgreSQL."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from drieluik.apps.decisions import services
from drieluik.apps.decisions.models import Attendance, Decision, Meeting, PaperTerm
from drieluik.apps.decisions.selectors.timing import term_of
from drieluik.apps.decisions.services import NewDecision, NewTask
from drieluik.apps.errors import WrongState
from tests.factories.decisions import (
    LATER,
    NOW,
    STARTS,
    close_meeting,
    decide,
    deliver,
    make_held,
    make_item,
    make_meeting,
    make_paper,
    make_table,
    open_meeting,
    secretary,
)
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place():
    return make_table()


def _refuses(statement):
    with (
        pytest.raises(IntegrityError, match="kept for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.fixture
def decided():
    meeting = make_meeting()
    item = make_item(meeting)
    deliver(make_paper(item), "huurders-a", NOW)
    open_meeting(meeting)
    decide(item)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("decisions_decision", "text"),
        ("decisions_paper", "title"),
        ("decisions_paperversion", "file_name"),
        ("decisions_paperdelivery", "reason"),
        ("decisions_paperterm", "grounds"),
    ],
)
def test_what_was_decided_or_received_is_never_changed_or_deleted(decided, table, column):
    _refuses(f"UPDATE {table} SET {column} = 'anders'")
    _refuses(f"DELETE FROM {table}")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decisions_agendaitem SET title = 'anders'",
        "DELETE FROM decisions_agendaitem",
        "UPDATE decisions_attendance SET names = 'anders'",
        "DELETE FROM decisions_attendance",
        "UPDATE decisions_meeting SET place = 'anders'",
        "UPDATE decisions_meeting SET state = 'planned', opened_at = NULL, opened_by_id = NULL, "
        "closed_at = NULL, closed_by_id = NULL",
        "DELETE FROM decisions_meeting",
    ],
)
def test_after_a_meeting_was_closed_nothing_of_it_changes(statement):
    make_held()

    _refuses(statement)


def test_an_agenda_that_is_being_made_can_still_change():
    item = make_item(make_meeting())

    item.title = "Anders"
    item.save()

    assert Meeting.objects.get().items.get().title == "Anders"


def test_no_decision_is_added_to_a_meeting_that_is_over():
    meeting = make_held()

    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            meeting=meeting,
            item=meeting.items.get(),
            number=9,
            kind="note",
            text="Achteraf.",
            taken_at=LATER,
            taken_by_id=secretary().user_id,
        )


def test_the_program_refuses_as_well(decided):
    with pytest.raises(TypeError):
        Decision.objects.update(text="anders")
    with pytest.raises(TypeError):
        Decision.objects.get().delete()


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "open"},
        {"state": "closed"},
        {"state": "approved"},
        {"state": "iets"},
        {"kind": "borrel"},
        {"published_at": NOW},
        {"approved_at": NOW},
        {"closed_at": NOW},
    ],
)
def test_a_meeting_has_a_state_that_fits_its_moments_and_people(changes):
    meeting = make_meeting()

    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(id=meeting.id).update(**changes)


def test_there_is_one_attendance_per_meeting_and_party():
    meeting = make_meeting()
    make_item(meeting)
    open_meeting(meeting)

    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(
            meeting=meeting,
            party=make_party(code="huurders-a"),
            presence="absent",
            recorded_by_id=secretary().user_id,
            recorded_at=STARTS,
        )


def _again(table, columns):
    """Add the same once more, as somebody could who holds the database itself."""
    return f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table}"


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        (
            "decisions_attendance",
            "meeting_id, party_id, presence, names, recorded_by_id, recorded_at",
        ),
        ("decisions_partyinput", "item_id, party_id, kind, text, recorded_by_id, recorded_at"),
    ],
)
def test_nothing_is_added_to_a_meeting_that_is_over(table, columns):
    meeting = make_meeting()
    item = make_item(meeting)
    services.give_input(
        item_id=item.id,
        party_id=make_party(code="huurders-a").pk,
        kind="input",
        text="Vooraf.",
        actor=make_actor("delegate", party=make_party(code="huurders-a")),
        now=NOW,
    )
    open_meeting(meeting)
    decide(item)
    close_meeting(meeting)

    _refuses(_again(table, columns))


def test_no_item_is_added_to_a_meeting_that_is_over():
    meeting = make_held()

    with pytest.raises(IntegrityError), transaction.atomic():
        meeting.items.create(
            position=9, title="Achteraf", added_by_id=secretary().user_id, added_at=LATER
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decisions_decisiontask SET text = 'anders'",
        "UPDATE decisions_decisiontask SET due_on = NULL",
        "DELETE FROM decisions_decisiontask",
        "UPDATE decisions_meeting SET state = 'planned', opened_at = NULL, opened_by_id = NULL",
        "UPDATE decisions_meeting SET kind = 'theme'",
        "UPDATE decisions_meeting SET municipality_id = 0",
    ],
)
def test_a_task_and_a_meeting_that_began_stay_what_they_are(statement):
    meeting = make_meeting()
    item = make_item(meeting)
    open_meeting(meeting)
    task = NewTask(make_party(code="corporatie-a").pk, "Zoekt het uit.", LATER.date())
    services.take_decision(
        item_id=item.id,
        decision=NewDecision("note", "Uitzoeken.", tasks=(task,)),
        actor=secretary(),
        now=STARTS,
    )

    _refuses(statement)


@pytest.mark.parametrize(
    ("table", "columns", "values"),
    [
        ("paper", "item_id, title", "item_id, 'Achteraf'"),
        (
            "paperversion",
            "paper_id, number, file_name, content_hash, n_bytes, link, added_by_id, added_at",
            "paper_id, 9, file_name, content_hash, n_bytes, link, added_by_id, added_at",
        ),
        (
            "paperdelivery",
            "version_id, party_id, delivered_at, how, reason, recorded_by_id, recorded_at",
            "version_id, party_id, delivered_at, how, 'Achteraf', recorded_by_id, recorded_at",
        ),
    ],
)
def test_no_paper_or_receipt_slips_in_once_the_meeting_is_over(decided, table, columns, values):
    statement = f"INSERT INTO decisions_{table} ({columns}) SELECT {values} FROM decisions_{table}"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        transaction.set_rollback(True)

    close_meeting(Meeting.objects.get())

    _refuses(statement)


def test_a_receipt_is_not_recorded_before_it_happened():
    version = make_paper(make_item(make_meeting()))

    with pytest.raises(IntegrityError), transaction.atomic():
        version.deliveries.create(
            party=make_party(code="huurders-a"),
            delivered_at=LATER,
            how="post",
            recorded_by_id=secretary().user_id,
            recorded_at=NOW,
        )


def test_a_planned_meeting_is_cancelled_and_never_deleted():
    make_meeting()

    _refuses("DELETE FROM decisions_meeting")


def _term(from_on):
    services.set_paper_term(
        municipality_id=make_municipality().id,
        days=7,
        from_on=from_on,
        grounds="Verzonnen",
        actor=secretary(),
        now=LATER,
    )


@pytest.mark.parametrize("ends", [False, True])
def test_the_papers_of_a_meeting_that_began_keep_the_term_they_were_judged_by(ends):
    meeting = make_meeting()
    item = make_item(meeting)
    open_meeting(meeting)
    if ends:
        decide(item)
        close_meeting(meeting)

    with pytest.raises(WrongState, match="12 maart 2020"):
        _term(date(2020, 3, 12))
    for day in (date(2020, 3, 12), date(2019, 1, 1)):
        with pytest.raises(IntegrityError, match="kept for ever"), transaction.atomic():
            PaperTerm.objects.create(
                municipality=meeting.municipality,
                days=7,
                from_on=day,
                grounds="Achteraf",
                recorded_by_id=secretary().user_id,
                recorded_at=LATER,
            )
    _term(date(2020, 3, 13))

    assert term_of(municipality_id=meeting.municipality_id, meeting_on=date(2020, 3, 12)).days == 14
    assert term_of(municipality_id=meeting.municipality_id, meeting_on=date(2020, 3, 13)).days == 7


def test_a_term_can_begin_before_a_meeting_that_has_not_begun():
    meeting = make_meeting()

    _term(date(2020, 3, 1))

    assert term_of(municipality_id=meeting.municipality_id, meeting_on=date(2020, 3, 12)).days == 7


def test_the_page_refuses_at_the_day_a_term_that_reaches_back_to_a_meeting(client):
    make_held()
    sign_in(client, secretary())

    given = {"days": 7, "from_on": "2020-03-01", "grounds": "Verzonnen"}
    answer = client.post("/gm9001/overleggen/termijn/", given)

    assert "12 maart 2020" in answer.context["form"].errors["from_on"][0]
