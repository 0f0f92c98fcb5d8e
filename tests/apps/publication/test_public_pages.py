"""How public pages are served: to everybody alike, quickly, without leaving anything behind."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import http_date

from drieluik.apps.publication.serving import LIFETIME
from tests.factories.organisations import sign_in
from tests.factories.publication import FIRST, lay_adopted, shut, steward

pytestmark = pytest.mark.django_db
HOME = "/openbaar/gm9001/"
PAGES = [
    "", "afspraken/", "afspraken/?op=2020-02-01", "afspraken/verschil/?van=2020-02-01&naar=2020-08-01",
    "besluiten/", "rapporten/", "agenda/", "agenda.ics", "over/", "zoeken/?q=partijen", "english/",
    "sitemap.xml",
]  # fmt: skip


@pytest.mark.parametrize("path", [HOME + one for one in PAGES] + ["/robots.txt", "/openbaar/"])
def test_a_page_is_the_same_for_who_is_signed_in_and_sets_no_cookie(shown, client, path):
    nobody = client.get(path)
    somebody = sign_in(client, steward(shown.place)).get(path, headers={"accept-language": "en"})

    assert nobody.status_code == somebody.status_code == 200
    assert nobody.content == somebody.content
    for answer in (nobody, somebody):
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize("path", [HOME + one for one in PAGES] + ["/robots.txt"])
def test_a_page_may_be_kept_a_short_while_and_is_not_sent_twice(shown, client, path):
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    since = client.get(path, headers={"if-modified-since": first["Last-Modified"]})

    assert first["Cache-Control"] == f"public, max-age={LIFETIME}, must-revalidate"
    assert [again.status_code, since.status_code] == [304, 304]
    assert again.content == b""
    assert again["ETag"] == first["ETag"]


@pytest.mark.parametrize(
    "headers",
    [{"if-none-match": "*"}, {"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"}],
    ids=["any mark", "a far day"],
)
@pytest.mark.parametrize("path", ["cijfers/bestaat-niet/nooit/", "bestaat-niet/"])
def test_what_is_not_there_never_answers_that_it_is_unchanged(client, shown, path, headers):
    assert client.get(f"{HOME}{path}", headers=headers).status_code == 404


@pytest.mark.parametrize("name", ["if-none-match", "if-modified-since"])
def test_who_kept_a_page_that_was_shut_is_told_so_at_the_next_question(shown, client, name):
    path = f"{HOME}besluiten/{shown.open_meeting_id}/"
    first = client.get(path)
    kept = {"if-none-match": first["ETag"], "if-modified-since": first["Last-Modified"]}
    now = timezone.now() + timedelta(seconds=2)

    shut(shown.place, "decisions", shown.open_meeting_id, now=now)

    assert client.get(path, headers={name: kept[name]}).status_code == 404


def test_a_date_in_the_future_gets_the_page(shown, client):
    later = http_date((timezone.now() - timedelta(days=2)).timestamp())

    assert client.get(HOME, headers={"if-modified-since": later}).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_can_be_sent_to_a_public_page(shown, client, method):
    answer = getattr(client, method)(HOME)

    assert answer.status_code == 405
    assert not answer.cookies


@pytest.mark.parametrize("path", [one for one in PAGES if not re.search(r"ics|xml", one)])
def test_a_page_loads_no_script_and_says_its_language(shown, client, path):
    words = client.get(HOME + path).content.decode()

    scripts = re.findall(r"<script[^>]*>", words)
    assert set(scripts) <= {'<script type="application/ld+json">'}
    assert not re.search(r"\son\w+=|hx-|javascript:|csrf", words)
    assert f'<html lang="{"en" if "english" in path else "nl"}"' in words
    assert "<h1>" in words or "<h1 " in words


def test_the_agreements_are_described_for_search_engines(shown, client):
    words = client.get(f"{HOME}afspraken/").content.decode()

    about = json.loads(re.search(r'ld\+json">(.*?)</script>', words).group(1))
    assert about["@type"] == "Legislation"
    assert about["legislationDateVersion"] == "2020-07-01"
    assert about["legislationLegalForce"] == "https://schema.org/InForce"
    assert len(about["hasPart"]) == 3


def test_an_agreement_leads_to_the_decision_and_to_what_changed(shown, client):
    words = client.get(f"{HOME}afspraken/{shown.clause_id}/").content.decode()

    assert "Bestuurlijk Overleg 2 maart 2020, besluit 1" in words
    shown_difference = client.get(f"{HOME}afspraken/verschil/?van=2020-01-01&naar=2020-07-01")
    assert "OPENBARE-WOORDEN" in shown_difference.content.decode()


def test_the_calendar_file_says_of_a_meeting_that_it_is_not_held_but_not_why(shown, client):
    page = client.get(f"{HOME}agenda/2099/").content.decode()

    assert "Gaat niet door" in page
    assert "KANARIE-AFGELAST" not in page


def test_the_calendar_leads_only_to_years_that_something_public_is_about(shown, client):
    year, years = timezone.localdate().year, set()
    waiting = [f"{HOME}agenda/"]
    while waiting:
        page = client.get(waiting.pop()).content.decode()
        new = set(re.findall(rf"{HOME}agenda/(\d+)/", page)) - years
        waiting += [f"{HOME}agenda/{each}/" for each in new]
        years |= new

    assert years == {str(each) for each in range(2019, year + 2)}
    far = client.get(f"{HOME}agenda/2099/").content.decode()
    assert '<meta name="robots" content="noindex, nofollow">' in far
    assert f"{HOME}agenda/2098/" not in far
    assert "noindex" not in client.get(f"{HOME}agenda/").content.decode()


def test_what_changed_is_listed_on_top_and_what_did_not_is_folded(shown, client):
    page = client.get(f"{HOME}afspraken/verschil/?van=2020-01-01&naar=2020-07-01").content.decode()
    anchors = re.findall(r'<a href="#(wijziging-[^"]+)">([^<]+)</a>', page)

    assert [name.split()[0] for _anchor, name in anchors] == ["1.1"]
    assert all(f'id="{anchor}"' in page for anchor, _name in anchors)
    _before, after = page.split(f'id="{anchors[0][0]}"')
    assert "OPENBARE-WOORDEN" in after.split("</div></div>")[0]
    assert "<details" in after
    assert "ongewijzigd" in after


@pytest.mark.parametrize(
    ("path", "most"),
    [("", 65), ("afspraken/", 40), ("besluiten/", 20), ("over/", 22), ("sitemap.xml", 55)],
)
def test_a_page_asks_a_bounded_number_of_questions(
    shown, client, django_assert_max_num_queries, path, most
):
    # nothing is remembered inside the transaction of a test, so questions are asked more than once
    with django_assert_max_num_queries(most):
        client.get(HOME + path)


@pytest.mark.parametrize("path", PAGES)
def test_the_number_of_questions_does_not_grow_with_decisions(shown, client, path):
    with CaptureQueriesContext(connection) as before:
        client.get(HOME + path)
    for days in (20, 27):
        lay_adopted(first=FIRST - timedelta(days=days))
    with CaptureQueriesContext(connection) as after:
        client.get(HOME + path)

    assert len(after) == len(before)


def test_every_kind_of_answer_carries_the_headers_that_keep_readers_safe(shown, client):
    page = client.get(HOME)
    answers = [
        page,
        client.get(HOME, headers={"if-none-match": page["ETag"]}),
        client.get("/openbaar/bestaat-niet/"),
        client.post(HOME),
        client.get(f"{HOME}agenda.ics"),
    ]

    assert [one.status_code for one in answers] == [200, 304, 404, 405, 200]
    for one in answers:
        assert "default-src 'self'" in one["Content-Security-Policy"]
        assert one["X-Content-Type-Options"] == "nosniff"
        assert one["X-Frame-Options"] == "DENY"
        assert one["Referrer-Policy"] == "same-origin"
