"""One account per person, whatever capitals the address has."""

import re

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from drieluik.apps.accounts.models import User
from drieluik.apps.accounts.services import find_or_invite
from tests.factories.accounts import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def test_an_address_in_other_capitals_is_the_same_account():
    User.objects.create_user("els@voorbeeld.example", "Els")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("Els@voorbeeld.example", "Els weer")


def test_inviting_somebody_twice_gives_one_account():
    first = find_or_invite(email="jan@voorbeeld.example", name="Jan")

    assert find_or_invite(email="JAN@voorbeeld.example", name="Iemand anders") == first
    assert User.objects.get(pk=first).name == "Jan"


def test_an_invited_person_cannot_sign_in_before_choosing_a_password():
    user = User.objects.get(pk=find_or_invite(email="jan@voorbeeld.example", name="Jan"))

    assert not user.has_usable_password()


def test_an_invited_person_chooses_a_password_by_mail(client: Client):
    find_or_invite(email="jan@voorbeeld.example", name="Jan")

    client.post("/account/password/reset/", {"email": "jan@voorbeeld.example"})

    assert len(mail.outbox) == 1
    assert "/account/password/reset/key/" in mail.outbox[0].body


def test_a_stranger_learns_nothing_from_the_password_page(client: Client):
    make_user(email="els@voorbeeld.example")

    known = client.post("/account/password/reset/", {"email": "els@voorbeeld.example"})
    unknown = client.post("/account/password/reset/", {"email": "niemand@voorbeeld.example"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_somebody_signs_in_with_other_capitals(client: Client):
    make_user(email="els@voorbeeld.example")

    answer = client.post(
        "/account/login/", {"login": "ELS@Voorbeeld.example", "password": PASSWORD}
    )

    assert answer.status_code == 302
    assert client.get("/ik/").status_code == 200


def test_a_wrong_password_is_refused_in_plain_dutch(client: Client):
    make_user(email="els@voorbeeld.example")

    answer = client.post(
        "/account/login/", {"login": "els@voorbeeld.example", "password": "verkeerd"}
    )

    assert "Dit e-mailadres en dit wachtwoord horen niet bij elkaar." in answer.text


def test_a_closed_account_cannot_sign_in(client: Client):
    user = make_user(email="els@voorbeeld.example")
    User.objects.filter(pk=user.pk).update(is_active=False)

    client.post("/account/login/", {"login": "els@voorbeeld.example", "password": PASSWORD})

    assert client.get("/ik/").status_code == 302


def test_nobody_can_make_an_account(client: Client):
    answer = client.post(
        "/account/signup/",
        {
            "email": "nieuw@voorbeeld.example",
            "password1": "een lang wachtwoord",
            "password2": "een lang wachtwoord",
        },
    )

    assert answer.status_code == 405
    assert not User.objects.exists()


@pytest.mark.parametrize("path", ["email/", "confirm-email/", "confirm-email/sleutel/"])
def test_nobody_takes_another_address_without_an_invitation(client: Client, path: str):
    user = make_user(email="els@voorbeeld.example")
    client.force_login(user)

    answer = client.post(
        f"/account/{path}", {"email": "wordt-lid@voorbeeld.example", "action_add": ""}
    )

    assert answer.status_code == 404
    assert client.get(f"/account/{path}").status_code == 404
    assert User.objects.get(pk=user.pk).email == "els@voorbeeld.example"


@pytest.mark.parametrize(
    "path", ["login/", "signup/", "inactive/", "password/reset/", "password/reset/done/"]
)
def test_the_pages_before_signing_in_work(client: Client, path: str):
    assert client.get(f"/account/{path}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "logout/",
        "password/change/",
        "reauthenticate/",
        "2fa/",
        "2fa/totp/activate/",
        "2fa/webauthn/",
        "2fa/webauthn/add/",
    ],
)
def test_the_pages_of_ones_own_account_work(client: Client, path: str):
    make_user(email="els@voorbeeld.example")
    client.post("/account/login/", {"login": "els@voorbeeld.example", "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})

    assert client.get(f"/account/{path}").status_code == 200


def test_a_link_from_the_mail_gives_a_new_password(client: Client):
    make_user(email="els@voorbeeld.example")
    client.post("/account/password/reset/", {"email": "els@voorbeeld.example"})
    link = re.search(r"/account/password/reset/key/\S+", mail.outbox[0].body).group()
    form = client.get(link, follow=True)

    new = "vier luiken dicht en open"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})

    assert User.objects.get(email="els@voorbeeld.example").check_password(new)


def test_a_stranger_who_asks_for_a_password_is_told_by_mail_whom_to_ask(client: Client):
    client.post("/account/password/reset/", {"email": "niemand@voorbeeld.example"})

    assert len(mail.outbox) == 1
