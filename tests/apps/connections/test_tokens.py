"""How a programme gets a token and asks with it: RFC 6749 (4.4, 5.2), RFC 6750, RFC 7009, RFC 8414."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from drieluik.apps.connections.models import Token
from drieluik.apps.deliveries.models import Delivery
from tests.factories.connections import (
    ask_token,
    basic,
    bearer,
    connect,
    make_administrator,
    token_of,
)
from tests.factories.deliveries import make_workbook, open_round
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in

pytestmark = pytest.mark.django_db
PARTIES = "/api/v1/gemeenten/gm9001/afspraken"
TASKS = "/api/v1/aanleveringen"
GRANT = {"grant_type": "client_credentials"}


@pytest.fixture(autouse=True)
def nobody_tried_before():
    cache.clear()


@pytest.fixture
def place():
    return make_municipality()


@pytest.fixture
def party(place):
    return make_party(municipality=place)


@pytest.fixture
def shown(party, place):
    return connect(party, place)


def workbook():
    return SimpleUploadedFile("werkmap.xlsx", make_workbook())


def told(answer):
    return json.loads(answer.content)


def test_a_token_is_got_with_basic_and_lasts_an_hour(client, shown):
    answer = ask_token(client, shown, **GRANT)

    assert answer.status_code == 200
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/json", "no-store")
    assert "Set-Cookie" not in answer.headers
    body = told(answer)
    token = body.pop("access_token")
    assert body == {"expires_in": 3600, "token_type": "Bearer", "scope": "lezen"}
    assert client.get(TASKS, headers=bearer(token)).status_code == 200
    assert Token.objects.get().used_at is not None


def test_a_token_is_got_with_the_secret_in_the_body(client, shown):
    answer = ask_token(client, **GRANT, client_id=shown.client_id, client_secret=shown.secret)

    assert answer.status_code == 200


def test_fewer_scopes_can_be_asked_and_never_more(client, party, place):
    administrator = make_administrator(party, "editor")
    both = connect(party, place, scopes=["lezen", "aanleveren"], actor=administrator)
    reads = connect(party, place)

    assert told(ask_token(client, both, **GRANT, scope="lezen"))["scope"] == "lezen"
    assert told(ask_token(client, both, **GRANT))["scope"] == "lezen aanleveren"
    refused = ask_token(client, reads, **GRANT, scope="lezen+aanleveren")
    assert (refused.status_code, told(refused)["error"]) == (400, "invalid_scope")


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        ({}, 400, "invalid_request"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        (GRANT | {"scope": "alles"}, 400, "invalid_scope"),
        (GRANT | {"client_secret": "ook"}, 400, "invalid_request"),
        (GRANT | {"client_id": "iemand-anders"}, 400, "invalid_request"),
    ],
)
def test_errors_are_those_of_the_standard(client, shown, body, status, error):
    answer = ask_token(client, shown, **body)

    assert (answer.status_code, told(answer)["error"]) == (status, error)
    assert answer["Content-Type"] == "application/json"


def test_who_does_not_know_the_secret_is_told_how_to_sign_in(client, shown):
    sent = [
        ask_token(client, **GRANT),
        ask_token(client, **GRANT, client_id=shown.client_id, client_secret="anders"),
        ask_token(client, **GRANT, client_id="%00", client_secret="%00"),
        client.post(
            "/oauth/token",
            "grant_type=client_credentials",
            content_type="application/x-www-form-urlencoded",
            headers=basic(shown.client_id, "%00"),
        ),
    ]

    for answer in sent:
        assert (answer.status_code, told(answer)["error"]) == (401, "invalid_client")
        assert answer["WWW-Authenticate"] == 'Basic realm="Drieluik"'
    assert Token.objects.count() == 0


def test_only_a_form_sent_by_post_without_a_query_is_read(client, shown):
    headers = basic(shown.client_id, shown.secret)
    by_get = client.get("/oauth/token", GRANT, headers=headers)
    as_json = client.post("/oauth/token", GRANT, content_type="application/json", headers=headers)
    with_query = ask_token(client, shown, address="/oauth/token?scope=lezen", **GRANT)
    twice = ask_token(client, shown, grant_type="client_credentials&grant_type=client_credentials")

    assert (by_get.status_code, by_get["Allow"], told(by_get)["error"]) == (
        405,
        "POST",
        "invalid_request",
    )
    long = ask_token(client, shown, **GRANT, scope="x" * 10_001)
    for answer in (as_json, with_query, twice, long):
        assert (answer.status_code, told(answer)["error"]) == (400, "invalid_request")


@pytest.mark.parametrize("address", ["/oauth/token", "/oauth/revoke"])
@pytest.mark.parametrize(
    ("query", "more"),
    [
        ("?a=%zz", {}),
        ("?a=[]", {}),
        ("?%", {}),
        ("", {"CONTENT_LENGTH": "abc"}),
        ("", {"CONTENT_LENGTH": "-1"}),
        ("", {"CONTENT_LENGTH": "9" * 5000}),
    ],
)
def test_what_no_reader_could_read_is_refused_as_the_standard_asks(client, address, query, more):
    answer = client.post(
        f"{address}{query}",
        "grant_type=client_credentials",
        content_type="application/x-www-form-urlencoded",
        **more,
    )

    assert (answer.status_code, told(answer)["error"]) == (400, "invalid_request")
    assert answer["Content-Type"] == "application/json"


def test_a_body_that_is_no_form_gets_an_error_of_the_standard(client, shown):
    for name in ("a", "grant_type", "scope", "client_id"):
        for value in ("%zz", "[]", "%", "%00"):
            answer = ask_token(client, shown, **{name: value})
            assert (answer.status_code, answer["Content-Type"]) == (400, "application/json"), value


def sign_in_of_people(client):
    return client.post("/account/login/", {"login": "iemand@voorbeeld.example", "password": "x"})


def test_right_secrets_never_count_nor_use_up_the_sign_in_of_people(client, shown):
    for _right in range(31):
        assert ask_token(client, shown, **GRANT).status_code == 200

    assert sign_in_of_people(client).status_code == 200


def test_wrong_secrets_are_counted_where_they_come_from_and_shut_nobody_else_out(client, shown):
    guess = GRANT | {"client_id": shown.client_id, "client_secret": "geraden"}

    tries = [ask_token(client, **guess).status_code for _guess in range(10)]
    refused = ask_token(client, **guess)

    assert tries == [401] * 10
    assert (refused.status_code, told(refused)["error"]) == (429, "temporarily_unavailable")
    assert refused["Retry-After"] == "60"
    assert ask_token(Client(REMOTE_ADDR="203.0.113.7"), **guess).status_code == 401
    assert ask_token(client, shown, **GRANT).status_code == 200
    assert sign_in_of_people(client).status_code == 200


def test_a_programme_gives_its_own_token_back_and_not_that_of_another(client, party, place, shown):
    other = connect(party, place)
    token = token_of(shown)

    assert ask_token(client, other, address="/oauth/revoke", token=token).status_code == 200
    assert client.get(TASKS, headers=bearer(token)).status_code == 200
    assert ask_token(client, shown, address="/oauth/revoke", token=token).status_code == 200
    assert client.get(TASKS, headers=bearer(token)).status_code == 401
    assert ask_token(client, address="/oauth/revoke", token=token).status_code == 401


def test_where_to_ask_is_told(client):
    found = told(client.get("/.well-known/oauth-authorization-server"))

    assert found["token_endpoint"].endswith("/oauth/token")
    assert found["grant_types_supported"] == ["client_credentials"]
    assert found["scopes_supported"] == ["lezen", "aanleveren"]


def test_without_a_token_the_answer_says_that_one_is_needed(client):
    answer = client.get(TASKS)

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="Drieluik"')


def test_a_token_that_does_not_count_is_refused_also_beside_a_session(client, party, shown):
    token = token_of(shown)
    sign_in(client, make_actor("reader", party=party))
    Token.objects.update(used_at=timezone.now() - timedelta(hours=1))

    assert client.get(TASKS, headers=bearer(token)).status_code == 200
    for wrong in ("anders", "", "een twee", "\x7f"):
        answer = client.get(TASKS, headers=bearer(wrong))
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == 'Bearer realm="Drieluik", error="invalid_token"'
        assert answer["Content-Type"] == "application/problem+json"
    assert client.get(TASKS).status_code == 200


def test_a_token_ends_after_an_hour(client, shown, monkeypatch):
    token = token_of(shown)
    later = timezone.now() + timedelta(minutes=61)
    monkeypatch.setattr(timezone, "now", lambda: later)

    assert client.get(TASKS, headers=bearer(token)).status_code == 401


def test_a_workbook_is_handed_in_in_the_name_of_who_stands_for_it(client, party, place):
    open_round(place)
    administrator = make_administrator(party, "editor")
    both = connect(party, place, scopes=["lezen", "aanleveren"], actor=administrator)
    address = "/api/v1/corporaties/corporatie-a/perioden/2020-1/aanleveringen"

    only_reading = client.post(
        address, {"bestand": workbook()}, headers=bearer(token_of(both, "lezen"))
    )
    assert only_reading.status_code == 403
    assert 'error="insufficient_scope", scope="aanleveren"' in only_reading["WWW-Authenticate"]

    answer = client.post(
        address, {"bestand": workbook()}, headers=bearer(token_of(both, "aanleveren"))
    )
    assert answer.status_code == 201, answer.content
    assert Delivery.objects.get().uploaded_by_id == administrator.user_id
    reading = client.get(TASKS, headers=bearer(token_of(both, "aanleveren", "x")))
    assert reading.status_code == 403
