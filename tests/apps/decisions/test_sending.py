"""Agenda and papers by mail: a paper has reached a party once the mail really went."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as outbox
from django.test import Client
from django_tasks_db.models import DBTaskResult

from drieluik.apps.decisions import selectors, services
from drieluik.apps.decisions.models import PaperDelivery
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.mailing.models import Mail
from drieluik.apps.mailing.services import send_mail
from drieluik.jobs.meetings import record_papers
from tests.factories.decisions import (
    NOW,
    close_meeting,
    decide,
    deliver,
    make_item,
    make_meeting,
    make_paper,
    make_table,
    open_meeting,
    secretary,
)
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.traces import n_events

pytestmark = pytest.mark.django_db
SENT = datetime(2020, 2, 20, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def place():
    make_actor("delegate", party=make_party(code="huurders-a", kind="tenants"))
    return make_table()


@pytest.fixture
def meeting():
    found = make_meeting(starts_at=datetime.now(UTC) + timedelta(days=60))
    item = make_item(found, "Verkoop", digest="Welke woningen mogen weg?", asks="decide")
    make_paper(item)
    _publish(found)
    return found


def _publish(meeting):
    services.publish_agenda(meeting_id=meeting.id, actor=secretary(), now=NOW)
    meeting.refresh_from_db()


def _send(meeting, now=SENT, actor=None):
    return services.send_agenda(meeting_id=meeting.id, actor=actor or secretary(), now=now)


def _deliver_mails():
    """What the jobs do: hand over what waits, then record what went."""
    for row in Mail.objects.filter(state="waiting"):
        send_mail(mail_id=row.id, claim="job", now=datetime.now(UTC))
    queued = DBTaskResult.objects.filter(task_path=record_papers.module_path)
    for task in queued:
        record_papers.call(*task.args_kwargs["args"])
    queued.delete()


def _received(code="huurders-a"):
    return PaperDelivery.objects.filter(party__code=code)


def _flags(meeting):
    agenda = selectors.get_agenda(meeting.id, on=meeting.starts_at.date())
    return [one.timeliness.value for item in agenda.items for one in item.judgements]


def test_the_agenda_goes_to_who_speaks_for_a_party_with_its_papers(meeting):
    assert _send(meeting) == 2
    assert not _received().exists()

    _deliver_mails()

    letter = next(one for one in outbox.outbox if "huurders-a" in one.to[0])
    assert letter.subject.startswith("Agenda en stukken: Bestuurlijk Overleg")
    assert "Welke woningen mogen weg?" in letter.body
    assert "Notitie, versie 1 (bij deze mail)" in letter.body
    ((name, content, _kind),) = letter.attachments
    assert (name, content) == ("01-notitie.txt", "Een korte notitie.")
    receipt = _received().get()
    assert receipt.how == "mail"
    assert receipt.delivered_at == Mail.objects.get(person__email=letter.to[0]).sent_at
    assert receipt.recorded_by_id == secretary().user_id
    assert n_events("agenda.sent") == 1


def test_while_the_mail_server_is_down_nothing_was_received_and_it_is_seen(
    meeting, place, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    _send(meeting)

    _deliver_mails()

    assert not _received().exists()
    assert set(_flags(meeting)) == {"missing"}
    page = sign_in(Client(), secretary()).get(
        f"/{place.slug}/overleggen/{meeting.id}/agenda/versturen/"
    )
    assert "Drieluik probeert het opnieuw" in page.content.decode()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    _deliver_mails()

    assert _received().count() == 1
    assert set(_flags(meeting)) == {"on_time"}


def test_what_was_recorded_by_hand_stays_and_is_not_sent_along(meeting):
    version = meeting.items.get().papers.get().versions.get()
    deliver(version, "huurders-a", NOW)

    _send(meeting)
    _deliver_mails()

    assert _received().get().delivered_at == NOW
    letter = next(one for one in outbox.outbox if "huurders-a" in one.to[0])
    assert letter.attachments == []
    assert "al eerder ontvangen" in letter.body


def test_the_same_agenda_goes_once_and_a_new_version_goes_again(meeting):
    _send(meeting)
    _deliver_mails()

    with pytest.raises(WrongState, match="heeft deze agenda"):
        _send(meeting)
    make_paper(meeting.items.get(), words="Een langere notitie.")

    assert _send(meeting) == 2
    _deliver_mails()
    assert _received().count() == 2


def test_the_jobs_may_run_twice(meeting):
    _send(meeting)
    _deliver_mails()
    papers = services.SentPapers(
        meeting.id,
        (make_party(code="huurders-a").pk,),
        (meeting.items.get().papers.get().versions.get().pk,),
        (),
    )

    again = services.record_sent_papers(
        papers=papers, by_id=secretary().user_id, sent_at=SENT, now=SENT
    )

    assert (again, _received().count()) == (0, 1)


def test_a_mail_that_went_after_the_meeting_was_no_paper_in_time():
    meeting = make_meeting()
    item = make_item(meeting)
    make_paper(item)
    _publish(meeting)
    _send(meeting)
    open_meeting(meeting)
    decide(item)
    close_meeting(meeting)

    _deliver_mails()

    assert not _received().exists()


def test_a_paper_that_does_not_fit_is_read_in_drieluik(meeting, monkeypatch):
    monkeypatch.setattr(services.sending, "MOST_BYTES", 3)

    _send(meeting)
    _deliver_mails()

    assert _received().get().how == "here"
    letter = next(one for one in outbox.outbox if "huurders-a" in one.to[0])
    assert "lees het in Drieluik" in letter.body


def test_a_concept_is_not_sent_and_only_by_who_plans(meeting):
    concept = make_meeting()
    make_item(concept)

    with pytest.raises(WrongState, match="definitief"):
        _send(concept)
    with pytest.raises(NotAllowed):
        _send(meeting, actor=make_actor("delegate", party=make_party(code="huurders-a")))


def test_the_page_tells_who_has_no_account_and_sends(meeting, place):
    client = sign_in(Client(), secretary())
    address = f"/{place.slug}/overleggen/{meeting.id}/agenda/versturen/"
    shown = client.get(address).content.decode()
    assert "Niemand heeft hier een account" in shown

    client.post(address, {"version": meeting.version})
    _deliver_mails()

    assert "2 e-mails zijn onderweg" not in shown
    after = client.get(address).content.decode()
    assert "verstuurd" in after
    again = client.post(address, {"version": meeting.version})
    assert again.status_code == 400


def test_the_page_says_that_the_day_for_papers_has_gone_by(meeting, place):
    soon = make_meeting(starts_at=datetime.now(UTC) + timedelta(days=1))
    client = sign_in(Client(), secretary())
    too_late = "Die dag is voorbij: wat u nu verstuurt, komt te laat."

    pages = [
        client.get(f"/{place.slug}/overleggen/{one.id}/agenda/versturen/").content.decode()
        for one in (meeting, soon)
    ]

    assert [too_late in page for page in pages] == [False, True]
