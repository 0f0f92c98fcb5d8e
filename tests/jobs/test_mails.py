"""Mail through a real mail server on this machine: down and up again, killed half-way, two at once."""

import email
import signal
import socket
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.controller import Controller
from django.db import IntegrityError, connection, transaction
from django_tasks_db.models import DBTaskResult

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.mailing import selectors, services
from drieluik.apps.mailing.models import Mail
from drieluik.apps.mailing.services import Letter, put_in_outbox
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.jobs.mails import plan_next, send_mail, write_reminders
from tests.factories.at_once import at_once, database_in_a_file
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in
from tests.factories.traces import n_events, refused
from tests.jobs.test_killed_worker import Place, _wait_until, place  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 2, 20, 6, 0, tzinfo=UTC)


class Box:
    """What a mail server took in; ``refuse`` is its answer to every address."""

    def __init__(self):
        self.mails, self.refuse = [], ""

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - its name
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - its name
        self.mails.append(email.message_from_bytes(envelope.content))
        return "250 OK"


def _free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def port(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", _free_port()
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    return settings.EMAIL_PORT


@pytest.fixture
def server(port):
    box = Box()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box
    controller.stop()


def _ask(key="reminder:1:x"):
    person = make_actor("controller")
    letter = Letter("reminder", key, "Uiterlijk 1 maart:\n bod", "Beste Jan,", "https://x/stop/")
    return put_in_outbox(
        person_id=person.user_id,
        municipality_id=make_municipality().id,
        letter=letter,
        actor=SYSTEM,
        now=NOW,
    )


def _send(mail_id, claim="taak", now=NOW):
    return services.send_mail(mail_id=mail_id, claim=claim, now=now)


def test_a_mail_arrives_as_plain_text_with_who_sent_it_and_how_to_stop_it(server):
    mail_id = _ask()

    assert _send(mail_id)
    (got,) = server.mails

    assert got["To"] == "controller@corporatie-a.example"
    assert email.header.make_header(email.header.decode_header(got["Subject"])) == (
        "Uiterlijk 1 maart: bod"
    )
    assert got.get_content_type() == "text/plain"
    assert got["Message-ID"].startswith(f"<{mail_id}@")
    assert got["List-Unsubscribe"] == "<https://x/stop/>"
    assert Mail.objects.get().state == "sent"
    assert n_events("mail.sent") == 1


def test_what_was_sent_is_not_sent_again_whoever_asks(server):
    mail_id = _ask()
    _send(mail_id)

    assert not _send(mail_id)
    assert not _send(mail_id, "andere taak")
    assert _ask() is None
    assert len(server.mails) == 1


def test_a_server_that_is_down_loses_nothing_is_seen_and_gets_it_when_it_is_up(port, client):
    mail_id = _ask()
    assert not _send(mail_id)
    mail = Mail.objects.get()
    assert (mail.state, mail.next_at, mail.n_attempts) == ("waiting", NOW + timedelta(minutes=1), 1)
    assert DBTaskResult.objects.filter(task_path=send_mail.module_path).count() == 2
    page = _page_of_secretary(client)
    assert "Controller Corporatie a" in page
    assert "De mailserver antwoordde niet" in page

    box = Box()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        assert _send(mail_id, "volgende taak", NOW + timedelta(minutes=1))
    finally:
        controller.stop()

    assert len(box.mails) == 1
    assert "Alles is verstuurd" in _page_of_secretary(client)


def _page_of_secretary(client):
    municipality = make_party(
        code="gemeente-voorbeeld", kind="municipality", municipality=make_municipality()
    )
    sign_in(client, make_actor("editor", party=municipality))
    return client.get("/gm9001/mails/").content.decode()


def test_it_waits_longer_each_time_and_gives_up_in_the_end(port):
    mail_id = _ask()
    moment, waits = NOW, []
    while Mail.objects.get().state != "given_up":
        _send(mail_id, now=moment)
        next_at = Mail.objects.get().next_at
        waits += [next_at - moment] if next_at else []
        moment = next_at or moment

    assert waits == sorted(waits)
    assert timedelta(days=3) < sum(waits, timedelta()) < timedelta(days=7)
    assert n_events("mail.given_up") == 1


def test_an_address_that_is_refused_for_ever_is_given_up_at_once(server):
    server.refuse = "550 no such person"
    mail_id = _ask()
    _send(mail_id)
    assert (Mail.objects.get().state, Mail.objects.get().n_attempts) == ("given_up", 1)


def test_a_server_that_asks_to_come_back_later_is_asked_again(server):
    server.refuse = "451 busy"
    mail_id = _ask()
    _send(mail_id)
    assert Mail.objects.get().state == "waiting"


def test_only_the_secretary_has_a_mail_tried_again_and_only_one_that_did_not_go(server):
    server.refuse = "550 no such person"
    mail_id = _ask()
    _send(mail_id)
    municipality = make_party(
        code="gemeente-voorbeeld", kind="municipality", municipality=make_municipality()
    )
    secretary = make_actor("editor", party=municipality)

    def again(who):
        services.try_again(mail_id=mail_id, actor=who, now=NOW)

    for who in (make_actor("administrator"), make_actor("delegate", party=municipality)):
        refused(lambda who=who: again(who), services.policies.NotAllowed)
    again(secretary)
    server.refuse = ""
    _send(mail_id, "nog een")
    assert refused(lambda: again(secretary)) == "Deze mail is al verstuurd."


def test_a_mail_that_another_job_is_sending_is_left_alone_until_that_job_must_be_gone(server):
    mail_id = _ask()
    Mail.objects.update(state="sending", claim="eerste", attempted_at=NOW)

    assert not _send(mail_id, "tweede", NOW + timedelta(minutes=59))
    assert refused(
        lambda: services.try_again(
            mail_id=mail_id,
            actor=make_actor(
                "editor",
                party=make_party(
                    code="gemeente-voorbeeld", kind="municipality", municipality=make_municipality()
                ),
            ),
            now=NOW,
        )
    )
    assert selectors.list_left_lying(now=NOW + timedelta(minutes=61)) == [mail_id]
    assert _send(mail_id, "tweede", NOW + timedelta(minutes=61))


@pytest.mark.parametrize("statement", ["UPDATE {} SET body = 'x'", "DELETE FROM {}"])
def test_the_database_keeps_what_was_sent(server, statement):
    _send(_ask())

    with (
        pytest.raises(IntegrityError, match="kept for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format("mailing_mail"))


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_it_once(server, tmp_path):
    with database_in_a_file(tmp_path):
        mail_id = _ask()

        ended = at_once(lambda: _send(mail_id, "een"), lambda: _send(mail_id, "twee"))

        assert ended == {"done": 2}
        assert len(server.mails) == 1


def test_the_daily_job_plans_the_next_morning_once():
    evening = datetime(2020, 2, 20, 20, 0, tzinfo=UTC)
    for _again in range(2):
        plan_next(evening)

    (planned,) = DBTaskResult.objects.filter(task_path=write_reminders.module_path)
    assert planned.run_after == datetime(2020, 2, 21, 6, 0, tzinfo=UTC)
    DBTaskResult.objects.all().delete()
    plan_next(datetime(2020, 2, 20, 5, 0, tzinfo=UTC))
    assert DBTaskResult.objects.get().run_after == NOW


def test_the_daily_job_picks_up_what_was_left_lying(quiet_day):
    mail_id = _ask()
    DBTaskResult.objects.all().delete()

    write_reminders.call()

    waiting = DBTaskResult.objects.filter(task_path=send_mail.module_path)
    assert [row.args_kwargs["args"] for row in waiting] == [[str(mail_id)]]
    assert AuditEvent.objects.filter(name="mail.asked").count() == 1


def test_a_municipality_that_fails_holds_up_no_other_and_the_job_says_so(monkeypatch):
    first, second = make_municipality(), make_municipality(code="GM9002")
    seen = []

    def notice(municipality_id, now):
        seen.append(municipality_id)
        if municipality_id == first.id:
            raise ValueError

    monkeypatch.setattr("drieluik.jobs.mails.notice_signals", notice)

    with pytest.raises(RuntimeError, match=first.slug):
        write_reminders.call()

    assert set(seen) == {first.id, second.id}


@pytest.mark.parametrize(
    "broken",
    [
        "notice_signals",
        "tell_who_is_asked",
        "editions.keep_editions",
        "reminding.remind",
        "round_reminding.remind_of_rounds",
    ],
)
def test_a_kind_of_mail_that_fails_holds_up_no_later_kind_and_the_job_says_so(monkeypatch, broken):
    municipality, told = make_municipality(), []

    def fail(**given):
        raise ValueError

    monkeypatch.setattr(f"drieluik.jobs.mails.{broken}", fail)
    monkeypatch.setattr(
        "drieluik.jobs.mails.round_reminding.tell_round_news",
        lambda **given: told.append(given["municipality_id"]) or 0,
    )

    with pytest.raises(RuntimeError, match=municipality.slug):
        write_reminders.call()

    assert told == [municipality.id]


_PREPARE = """
import django
django.setup()
from datetime import UTC, datetime
from drieluik.apps.mailing.services import Letter, put_in_outbox
from drieluik.apps.organisations.actors import SYSTEM
from tests.factories.organisations import make_actor, make_municipality
put_in_outbox(person_id=make_actor("controller").user_id, municipality_id=make_municipality().id,
    letter=Letter("reminder", "k", "Bod", "Beste Jan,"), actor=SYSTEM, now=datetime.now(UTC))
"""
_WORK = """
import django, sys, time
django.setup()
from pathlib import Path
from django.conf import settings
from django.core.management import call_command
from drieluik.apps.mailing import services
settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(sys.argv[1])
settings.EMAIL_USE_TLS = False
if len(sys.argv) > 2:
    def hold(*arguments):
        Path(sys.argv[2]).write_text("here")
        time.sleep(600)
    services._end = hold
call_command("work", until_empty=True, verbosity=0)
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_between_sending_and_writing_it_down_sends_it_again_as_the_same_mail(
    server,
    port,
    place: Place,  # noqa: F811 - the fixture
    tmp_path,
):
    place.run("-c", _PREPARE)
    halfway = tmp_path / "halfway"
    started = place.start("-c", _WORK, str(port), str(halfway))
    _wait_until(halfway.exists)

    started.send_signal(signal.SIGKILL)
    started.wait()
    killed = place.ask("SELECT state FROM mailing_mail")
    place.run("-c", _WORK, str(port))

    assert killed == "sending"
    assert place.ask("SELECT state FROM mailing_mail") == "sent"
    assert len(server.mails) == 2
    assert len({one["Message-ID"] for one in server.mails}) == 1
