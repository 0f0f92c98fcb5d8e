"""What a recipient gets each half-year: chosen, protected, made on its day, kept and told."""

import io
import json
from datetime import date, timedelta

import openpyxl
import pytest
from click.testing import CliRunner
from django.db import IntegrityError, connection, transaction
from django_tasks_db.models import DBTaskResult

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.exports import selectors, services
from drieluik.apps.exports.given import list_given
from drieluik.apps.exports.models import ExportEdition, ExportTable
from drieluik.apps.exports.telling import tell_of_exports
from drieluik.apps.mailing.models import Mail
from drieluik.apps.releases.models import PreparedTable
from drieluik.apps.releases.services import withdraw
from drieluik.cli import main
from drieluik.core.disclosure import read_release
from drieluik.jobs.exports import look_at_exports, make_export
from tests.factories.connections import bearer, connect, token_of
from tests.factories.exports import AGREED, choose, make, make_province
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.releases import (
    OUT,
    accept_counts,
    make_steward,
    place_with_counts,
    prepare,
    publish,
)
from tests.factories.worlds import world

LATER = OUT + timedelta(days=1)


@pytest.fixture(scope="module")
def laid(django_db_setup, django_db_blocker):
    """Two corporations with evictions over a half-year; nothing is public."""
    with world(django_db_blocker):
        yield place_with_counts()


@pytest.fixture
def place(laid, db):
    return laid


def rows_of(place, now=OUT):
    (row,) = selectors.list_exports(municipality_id=place.id, actor=make_steward(place), now=now)
    return {one.period: one for one in row.periods}


def due(place, now=OUT):
    return selectors.list_due(municipality_id=place.id, now=now)


def test_what_is_not_public_is_not_given_and_stands_as_not_delivered(place):
    plan = choose(place)

    assert due(place) == []
    assert make(plan) is None
    row = rows_of(place)["2020-1"]
    assert (row.state, row.due_on, row.editions) == ("lacking", date(2020, 7, 31), ())
    assert row.lacking == (("Huisuitzettingen", "Nog niet openbaar over dit halfjaar."),)


def test_half_years_without_a_file_for_the_same_reasons_share_a_row(client, place):
    choose(place)
    publish(prepare(place))
    make(choose(place, recipient=make_province(place)))
    (row,) = selectors.list_exports(municipality_id=place.id, actor=make_steward(place), now=OUT)
    found = [(oldest.period, newest.period) for newest, oldest in row.stretches]
    assert found == [("2026-2", "2026-2"), ("2020-2", "2026-1"), ("2020-1", "2020-1")]
    sign_in(client, make_steward(place))
    page = client.get(f"/{place.slug}/monitor/doorleveringen/").text
    assert "2020-2 tot en met" in page


def test_what_is_public_is_given_as_it_is_public_with_its_account(place):
    plan = choose(place)
    publish(prepare(place))

    assert (plan.recipient_id, "2020-1") in due(place)
    edition = make(plan)

    content = json.loads(edition.content)["tables"]
    hashes = [row[-1] for row in content[0]["rows"]]
    assert hashes == list(PreparedTable.objects.values_list("release_hash", flat=True))
    assert "Wat de ontvanger vraagt, staat in: niet vastgelegd" in " ".join(content[0]["notes"])
    assert ExportTable.objects.count() == 0
    assert rows_of(place)["2020-1"].state == "given"
    assert (plan.recipient_id, "2020-1") not in due(place)
    assert make(plan, now=LATER) is None


def test_the_file_opens_as_a_workbook_and_comes_out_the_same_again(place):
    plan = choose(place)
    publish(prepare(place))
    edition = make(plan)

    book = openpyxl.load_workbook(io.BytesIO(selectors.bytes_of(edition, "xlsx")))
    assert book.sheetnames[0] == "Verantwoording"
    assert book.sheetnames[1].startswith("1. Huisuitzettingen")
    assert "Huisuitzettingen" in selectors.bytes_of(edition, "csv").decode("utf-8-sig")
    assert services.differs(edition) == []


def test_an_agreed_figure_is_given_protected_and_later_publications_know_it(place):
    plan = choose(place, public_ids=[], **AGREED)

    edition = make(plan)

    tables = list(ExportTable.objects.all())
    assert [(one.table_id, one.is_new) for one in tables] == [("evictions", True)] * len(tables)
    assert any(None in read_release(one.release).shown for one in tables)
    assert len(list_given(place.id)) == len(tables)
    account = json.loads(edition.content)["tables"][0]["rows"][0]
    assert "afgesproken door Bestuurlijk Overleg tot 1 januari 2028" in account[6]
    assert account[3] == "evictions 1, evictions-with-children 1"
    row = prepare(place)
    known = {read_release(one.release).id for one in tables}
    assert all(known <= set(one.earlier) for one in row.tables.all())


def test_a_figure_that_is_being_made_public_waits_for_that(place):
    plan = choose(place, public_ids=[], **AGREED)
    prepare(place)

    assert make(plan) is None
    assert rows_of(place)["2020-1"].lacking[0][1] == "Een publicatie met dit cijfer is in de maak."


def test_a_next_file_comes_when_figures_change_and_gives_the_same_table_only_once_new(place):
    plan = choose(place, public_ids=["evictions", "new-build"], **AGREED)
    first = make(plan)
    assert rows_of(place)["2020-1"].state == "partly"
    publish(prepare(place, tables=("new-build",)))

    second = make(plan, now=LATER)

    assert (first.number, second.number) == (1, 2)
    assert {one.is_new for one in second.tables.all()} == {False}
    row = prepare(place, note="Ook dit cijfer")
    assert row.tables.get(place=0).earlier == [
        read_release(one.release).id for one in first.tables.all()
    ]


def test_an_agreed_figure_that_is_not_complete_says_so(place):
    accept_counts(place, (None, 2), now=OUT)
    plan = choose(place, public_ids=[], **AGREED)

    assert make(plan, now=LATER) is None
    assert rows_of(place)["2020-1"].lacking[0][1].startswith("Corporatie a gaf geen getal")


def test_what_is_withdrawn_is_not_in_the_next_file_and_the_recipient_has_only_that_one(place):
    plan = choose(place, public_ids=["evictions", "new-build"])
    out = publish(prepare(place, tables=("new-build",)))
    first = make(plan)
    withdraw(
        publication_id=out.id, reason="Fout", told="Fout", actor=make_steward(place), now=LATER
    )
    recipient = make_actor("reader", party=make_province(place), on=LATER.date())
    asked = {"municipality_id": place.id, "edition_id": first.id, "actor": recipient, "now": LATER}
    assert selectors.find_edition(**asked) is None

    second = make(plan, now=LATER)

    assert ["Ingetrokken op" in reason for _name, reason, _told in second.lacking] == [True, False]
    assert len(json.loads(second.content)["tables"]) == 1
    assert rows_of(place, LATER)["2020-1"].state == "empty"
    assert make(plan, now=LATER) is None
    (row,) = selectors.list_exports(municipality_id=place.id, actor=recipient, now=LATER)
    assert [one.number for one in row.periods[-1].editions] == [2]
    found = [selectors.find_edition(**asked | {"edition_id": one.id}) for one in (first, second)]
    assert found == [None, second]


def test_what_is_withdrawn_is_not_given_by_agreement_either(place):
    plan = choose(place, public_ids=[], **AGREED)
    out = publish(prepare(place))
    withdraw(
        publication_id=out.id, reason="Fout", told="Fout", actor=make_steward(place), now=LATER
    )

    assert make(plan, now=LATER) is None
    assert rows_of(place, LATER)["2020-1"].lacking[0][1].endswith(": Fout")


def test_an_agreement_that_ended_gives_nothing_any_more(place):
    plan = choose(place, public_ids=[], **AGREED | {"agreed_until": date(2026, 12, 20)})

    assert make(plan, now=OUT + timedelta(days=30)) is None


def test_it_is_not_made_before_its_day(place):
    plan = choose(place, days_after=720, from_period="2026-1")

    assert make(plan, "2026-1") is None
    assert rows_of(place)["2026-1"].state == "to_come"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"public_ids": []}, "Kies minstens één cijfer"),
        ({"agreed_ids": ["evictions"]}, "hebben hun grond nodig"),
        (AGREED | {"agreed_until": date(2020, 1, 1)}, "na vandaag"),
    ],
)
def test_what_lacks_is_refused(place, wrong, told):
    with pytest.raises(WrongState, match=told):
        choose(place, **wrong)


def test_only_another_party_of_this_municipality_can_be_recipient(place):
    with pytest.raises(WrongState, match="andere partij"):
        choose(place, recipient=make_party(code="corporatie-a"))


def test_only_the_steward_chooses_and_stops(place):
    plan = choose(place)
    party = make_party(code="corporatie-a")
    asked = {"municipality_id": place.id, "recipient_id": plan.recipient_id, "now": OUT}

    with pytest.raises(NotAllowed):
        services.stop_plan(reason="x", actor=make_actor("controller", party=party), **asked)
    services.stop_plan(reason="Afspraak beëindigd", actor=make_steward(place), **asked)

    assert make(plan) is None
    assert due(place) == []
    with pytest.raises(WrongState):
        services.stop_plan(reason="x", actor=make_steward(place), **asked)
    events = AuditEvent.objects.filter(subject_type="export_plan").order_by("sequence")
    assert [one.name for one in events] == ["export_plan.set", "export_plan.stopped"]


def test_recipient_and_steward_are_told_once(place):
    # its day is today, so nothing is late long ago
    days = (OUT.date() - date(2020, 7, 1)).days
    plan = choose(place, public_ids=["evictions", "new-build"], days_after=days)
    reader = make_actor("reader", party=make_province(place), on=OUT.date())

    assert tell_of_exports(municipality_id=place.id, now=OUT) >= 1
    late = Mail.objects.filter(kind="export", body__contains="Er is nog niets te geven")
    assert set(late.values_list("person_id", flat=True)) == {make_steward(place).user_id}

    publish(prepare(place))
    make(plan)
    told = [tell_of_exports(municipality_id=place.id, now=OUT) for _again in range(2)]

    assert told[1] == 0
    mail = Mail.objects.get(kind="export", person_id=reader.user_id)
    assert "staat klaar" in mail.subject
    assert "Nog niet openbaar over dit halfjaar" in mail.body


def test_a_programme_of_the_recipient_fetches_its_file_and_others_do_not(client, place):
    plan = choose(place)
    publish(prepare(place))
    edition = make(plan)
    address = f"/api/v1/gemeenten/{place.slug}/doorleveringen"
    header = bearer(token_of(connect(make_province(place), place)))

    (told,) = client.get(address, headers=header).json()
    one = told["halfjaren"][-1]["uitgaven"][0]
    fetched = client.get(one["bestanden"]["csv"], headers=header)
    assert fetched.content == selectors.bytes_of(edition, "csv")
    assert one["controlegetallen"]["csv"] == edition.csv_hash

    other = make_party(code="zorg", kind="other", municipality=place)
    sign_in(client, make_actor("reader", party=other))
    assert client.get(address).status_code == 403
    assert client.get(one["bestanden"]["csv"]).status_code == 404


def test_a_job_makes_the_file_when_its_figures_become_public_and_again_makes_none(place):
    plan = choose(place)
    publish(prepare(place))

    (job,) = DBTaskResult.objects.filter(task_path=make_export.module_path)
    assert job.args_kwargs["args"] == [place.id, plan.recipient_id, "2020-1"]
    made = [make_export.func(*job.args_kwargs["args"]) for _again in range(2)]

    assert made == [str(ExportEdition.objects.get().id), ""]
    look_at_exports(place.id, LATER)
    assert DBTaskResult.objects.filter(task_path=make_export.module_path).count() == 1


def test_the_morning_finds_what_no_act_told_of(place):
    choose(place, days_after=720, from_period="2026-1")
    plan = choose(place, recipient=make_party(code="zorg", kind="other", municipality=place))
    publish(prepare(place))
    DBTaskResult.objects.all().delete()

    look_at_exports(place.id, OUT)

    (job,) = DBTaskResult.objects.filter(task_path=make_export.module_path)
    assert job.args_kwargs["args"] == [place.id, plan.recipient_id, "2020-1"]


def test_the_command_line_lists_writes_and_verifies(place, tmp_path, monkeypatch):
    assert CliRunner().invoke(main, ["exports", "list"]).output.startswith("Er is nog niets")
    plan = choose(place)
    publish(prepare(place))
    edition = make(plan)
    path = tmp_path / "provincie.xlsx"

    listed = CliRunner().invoke(main, ["exports", "list"]).output
    assert f"{edition.id}  {place.name} aan Provincie: 2020-1, bestand 1" in listed
    CliRunner().invoke(main, ["exports", "write", str(edition.id), str(path)])
    assert path.read_bytes() == selectors.bytes_of(edition, "xlsx")
    assert "1 van 1 bestanden" in CliRunner().invoke(main, ["exports", "verify"]).output

    monkeypatch.setattr(services, "file_of", lambda *_given: b"anders")
    wrong = CliRunner().invoke(main, ["exports", "verify"])
    assert wrong.exit_code == 1
    assert "WIJKT AF (xlsx, csv)" in wrong.output


@pytest.mark.parametrize("table", ["exportplan", "exportedition", "exporttable"])
def test_the_database_keeps_what_was_given(place, table):
    make(choose(place, public_ids=[], **AGREED))

    with (
        pytest.raises(IntegrityError, match="kept for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"DELETE FROM exports_{table}")


def test_the_page_asks_for_the_ground_of_what_is_not_public_at_its_own_field(client, place):
    sign_in(client, make_steward(place))
    address = f"/{place.slug}/monitor/doorleveringen/instellen/"
    body = {
        "recipient_id": make_province(place).pk,
        "from_period": "2020-1",
        "days_after": 30,
        "agreed_ids": ["evictions"],
    }

    answer = client.post(address, body)

    assert answer.status_code == 400
    assert (
        answer.text.count("Nodig voor cijfers die niet openbaar zijn.") == 6
    )  # above the form too
    past = AGREED | {"agreed_until": "2020-01-01"}
    told = client.post(address, body | past).context["form"].errors
    assert list(told) == ["agreed_until"]
    assert "na vandaag" in told["agreed_until"][0]
