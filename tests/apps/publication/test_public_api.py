"""The public API: the same as on the public site, for everybody alike, and nothing more."""

import json
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.html import escape

from tests.factories.accounts import make_user
from tests.factories.publication import PERSON, choose, shut

pytestmark = pytest.mark.django_db
ALL = "/api/v1/openbaar/gemeenten"
API = f"{ALL}/gm9001"
SECRETS = ("KANARIE", PERSON, "Geheim", "elke maand")
LISTS = (
    *("versies", "afspraken", "overleggen", "besluiten", "cijfers", "publicaties", "rapporten"),
    *("kaartlagen", "stand", "ingetrokken", "gebieden", "jaarkalender"),
)


def read(path: str, **asked) -> dict:
    answer = Client().get(f"{API}{path}", asked)
    assert answer.status_code == 200, path
    return answer.json()


def test_the_list_of_municipalities_leads_to_every_part(shown):
    (place,) = Client().get(ALL).json()["items"]

    parts = read("")["onderdelen"]

    assert place["gemeente"] == "gm9001"
    assert set(parts) == set(LISTS)
    for address in parts.values():
        path = "/" + address.split("/", 3)[3]
        assert Client().get(path).status_code == 200


def test_no_secret_stands_in_any_answer(shown):
    days = ("2020-02-01", "2020-05-01", "2020-08-01")
    questions = [
        "", *(f"/{one}" for one in LISTS),
        *(f"/afspraken?op={day}" for day in days),
        *(f"/afspraken/{shown.clause_id}?op={day}" for day in (days[0], days[2])),
        f"/overleggen/{shown.open_meeting_id}",
        "/afspraken?zoek=kanarie",
    ]  # fmt: skip
    everything = " ".join(json.dumps(read(question), ensure_ascii=False) for question in questions)

    assert [one for one in SECRETS if one.lower() in everything.lower()] == []
    assert "OPENBARE-WOORDEN" in everything
    assert "OPENBAAR-BESLUIT" in everything


def hidden(shown) -> list[str]:
    meetings = (shown.shut_meeting_id, shown.held_meeting_id, uuid4())
    reports = (shown.report_id, shown.partners_report_id, shown.draft_report_id, uuid4())
    return [
        *(f"{API}/overleggen/{one}" for one in meetings),
        *(f"{API}/rapporten/{one}" for one in reports),
        f"{API}/afspraken/{shown.clause_id}?op=2020-05-01",
        f"{API}/afspraken/{uuid4()}",
        f"{API}/afspraken/geen-kenmerk",
        f"{API}/cijfers/evictions/2020-1",
        f"{API}/cijfers/evictions/nooit/geojson",
        f"{API}/zomaar/iets",
        f"{API}/",
        f"{ALL}/bestaat-niet/afspraken",
    ]


def test_what_is_not_public_and_what_does_not_exist_answer_alike(shown):
    first, *others = (Client().get(path) for path in hidden(shown))

    assert first.status_code == 404
    assert first["Content-Type"] == "application/problem+json"
    assert first.json()["status"] == 404
    for answer in others:
        assert answer.status_code == 404, answer.request["PATH_INFO"]
        assert answer.content == first.content
        # whatever there is or not: a map depends on this header, by its address alone
        by_header = {"Vary": "Accept-Crs"} if "geojson" in answer.request["PATH_INFO"] else {}
        assert dict(answer.headers) == dict(first.headers) | by_header


def test_a_shut_site_is_in_no_answer(shown):
    shut(shown.place, "site", "site", reason="Wij zijn nog niet zover.")

    assert Client().get(ALL).json() == {"items": [], "count": 0}
    assert {Client().get(f"{API}/{one}").status_code for one in LISTS} == {404}


def test_agreements_are_those_of_the_day(shown):
    before, hidden_day, after = (
        {row["nummer"]: row["tekst"] for row in read("/afspraken", op=day)["items"]}
        for day in ("2020-02-01", "2020-05-01", "2020-08-01")
    )
    numbers = [row["versie"] for row in read("/versies")["items"]]

    assert "OPENBARE-WOORDEN" in after["1.1"]
    assert "OPENBARE-WOORDEN" not in before["1.1"]
    assert hidden_day == {}
    assert numbers == [3, 1]


def test_the_past_of_an_agreement_is_told_as_far_as_it_is_public(shown):
    found = read(f"/afspraken/{shown.clause_id}")

    assert [row["versie"] for row in found["geschiedenis"]] == [3, 1]
    assert found["geschiedenis_volledig"] is False
    assert found["geldt"] is True


def test_agreements_can_be_narrowed_and_paged(shown):
    whole = read("/afspraken")
    part = read("/afspraken", page=2, page_size=1)
    of_theme = read("/afspraken", thema="2")["items"]

    assert part["count"] == whole["count"] == len(whole["items"])
    assert part["items"] == whole["items"][1:2]
    assert {row["thema_nummer"] for row in of_theme} == {"2"}


def test_decisions_can_be_narrowed_to_a_span(shown):
    (decision,) = read("/besluiten")["items"]
    held = decision["gehouden_op"]

    assert read("/besluiten", van=held, tot=held)["count"] == 1
    assert read("/besluiten", tot="2000-01-01")["count"] == 0
    assert read("/overleggen", van="2090-01-01")["items"] == []
    assert decision["overleg"] == str(shown.open_meeting_id)


def test_a_wrong_question_says_what_is_wrong_with_it(shown):
    answer = Client().get(f"{API}/besluiten", {"van": "gisteren", "page": 0})

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert {one["name"] for one in answer.json()["invalidParams"]} == {"van", "page"}
    assert "ETag" not in answer
    assert Client().get(f"{API}/afspraken", {"op": "20200201"}).status_code == 400


def test_a_report_that_was_opened_leads_to_its_files(shown):
    assert read("/rapporten")["items"] == []
    choose(shown.place, "report", shown.report_id, reason="Nagekeken.")

    (report,) = read("/rapporten")["items"]

    assert report == read(f"/rapporten/{shown.report_id}")
    for address in report["bestanden"].values():
        assert Client().get("/" + address.split("/", 3)[3]).status_code == 200
    assert read("/rapporten", halfjaar="1999-1")["count"] == 0


def test_an_answer_is_kept_a_while_and_asked_anew_by_its_mark(shown):
    first = Client().get(f"{API}/afspraken")

    again = Client().get(f"{API}/afspraken", headers={"If-None-Match": first["ETag"]})
    shut(shown.place, "agreements", 3, reason="Op verzoek.")
    after = Client().get(f"{API}/afspraken", headers={"If-None-Match": first["ETag"]})

    assert first["Cache-Control"] == "public, max-age=300, must-revalidate"
    assert (again.status_code, again.content) == (304, b"")
    assert again["API-Version"] == first["API-Version"]
    assert (after.status_code, after.json()["items"]) == (200, [])


def test_who_is_signed_in_gets_what_everybody_gets(shown):
    client = Client()
    client.force_login(make_user(email="iemand@voorbeeld.example"))

    own, other = (one.get(f"{API}/afspraken") for one in (client, Client()))

    assert own.content == other.content
    assert own["ETag"] == other["ETag"]
    assert not own.cookies
    assert own["Access-Control-Allow-Origin"] == "*"


def test_nothing_can_be_sent_to_it(shown):
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(Client(), method)(f"{API}/afspraken")
        assert answer.status_code == 405
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["Allow"] == "GET, HEAD"


def test_the_calendar_is_that_of_the_site_and_gone_when_it_is_shut(shown):
    days = read("/jaarkalender", jaar=2020)["items"]
    page = Client().get("/openbaar/gm9001/agenda/2020/").content.decode()

    assert days
    assert all(escape(day["titel"]) in page for day in days)
    assert [day["uiterlijk"] for day in days] == sorted(day["uiterlijk"] for day in days)
    assert Client().get(f"{API}/jaarkalender", {"jaar": 9999}).status_code == 400

    shut(shown.place, "calendar", "jaar", reason="Op verzoek.")

    assert Client().get(f"{API}/jaarkalender").status_code == 404
    assert "jaarkalender" not in read("")["onderdelen"]
