"""Who is given a role is told by mail; a mail server that is down loses nothing and can be seen."""

import re

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from drieluik.apps.accounts.models import User
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.apps.organisations.models import Membership
from drieluik.apps.organisations.services import add_member
from drieluik.jobs.notices import send_notice
from tests.factories.accounts import make_user
from tests.factories.deliveries import NOW
from tests.factories.organisations import join, make_actor, make_party, sign_in

pytestmark = pytest.mark.django_db
MEMBERS = "/partijen/corporatie-a/leden/"
NEW = {"name": "Jan Nieuw", "email": "jan@voorbeeld.example", "role": "reader"}
DOWN = {
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "EMAIL_HOST": "127.0.0.1",
    "EMAIL_PORT": 9,
}


@pytest.fixture
def administrator(client):
    return sign_in(client, make_actor("administrator"))


def _add(client, **other):
    client.post(MEMBERS, NEW | other)
    return Membership.objects.get(user__email__iexact=(NEW | other)["email"], role="reader")


def _work():
    """Do the jobs in the queue, in this very transaction."""
    for row in DBTaskResult.objects.filter(task_path=send_notice.module_path):
        send_notice.call(*row.args_kwargs["args"])


def test_a_new_member_chooses_a_password_with_the_link_in_the_mail(administrator, client):
    membership = _add(administrator)
    _work()

    (sent,) = mail.outbox
    assert sent.to == ["jan@voorbeeld.example"]
    assert sent.subject == "Drieluik: u hebt een rol voor Corporatie a"
    assert "Beste Jan Nieuw," in sent.body
    assert "Administrator Corporatie a heeft u in Drieluik een rol gegeven" in sent.body
    membership.refresh_from_db()
    assert membership.notice == "sent"
    _choose_password(client, sent.body)
    client.logout()
    assert client.login(email="jan@voorbeeld.example", password="zeven lange sommen")


def _choose_password(client, body):
    path = re.search(r"https://[^/]+(/account/password/reset/key/\S+)", body)[1]
    page = client.get(path, follow=True)
    form = {"password1": "zeven lange sommen", "password2": "zeven lange sommen"}
    client.post(page.redirect_chain[-1][0], form)


def test_somebody_with_a_password_gets_no_new_link(administrator):
    make_user(email="jan@voorbeeld.example", name="Jan Nieuw")
    _add(administrator)
    _work()

    assert "password/reset" not in mail.outbox[0].body
    assert "/account/login/" in mail.outbox[0].body


def test_the_mail_is_sent_after_the_act_and_once(administrator):
    _add(administrator)

    assert mail.outbox == []
    _work()
    _work()
    assert len(mail.outbox) == 1


def test_a_refused_addition_sends_no_mail(client):
    sign_in(client, make_actor("reader"))
    client.post(MEMBERS, NEW)

    assert not DBTaskResult.objects.exists()


def test_the_set_up_sends_no_mail():
    party = make_party()
    add_member(party_id=party.id, actor=SYSTEM, now=NOW, **NEW)

    assert not DBTaskResult.objects.exists()
    assert Membership.objects.get().notice == ""


def test_a_mail_server_that_is_down_loses_nothing_and_can_be_seen(administrator, settings):
    for name, value in DOWN.items():
        setattr(settings, name, value)
    membership = _add(administrator)
    _work()

    membership.refresh_from_db()
    assert (membership.role, membership.until_on, membership.notice) == ("reader", None, "failed")
    assert "kon niet worden verstuurd" in administrator.get(MEMBERS).text
    first_page = administrator.get("/").text
    assert "Een mail aan 1 lid van Corporatie a kon niet worden verstuurd" in first_page


def test_the_mail_is_sent_again_when_the_server_is_back(administrator, settings):
    membership = _add(administrator)
    Membership.objects.filter(id=membership.id).update(notice="failed")
    mail.outbox.clear()

    answer = administrator.post(f"{MEMBERS}{membership.id}/bericht/", follow=True)
    _work()

    assert "Er is een nieuwe mail onderweg." in answer.text
    assert len(mail.outbox) == 1
    assert AuditEvent.objects.latest("sequence").name == "membership.notice-asked"
    membership.refresh_from_db()
    assert membership.notice == "sent"


def test_no_second_mail_while_one_is_on_its_way(administrator):
    membership = _add(administrator)

    answer = administrator.post(f"{MEMBERS}{membership.id}/bericht/")

    assert answer.status_code == 409
    assert "Er is al een mail onderweg." in answer.text


def test_nobody_is_told_of_a_role_that_has_ended(administrator):
    ended = join(make_user(), make_party(), "reader", until_on=NOW.date())

    assert administrator.post(f"{MEMBERS}{ended.id}/bericht/").status_code == 409
    assert User.objects.get(pk=ended.user_id).email == "els@voorbeeld.example"
