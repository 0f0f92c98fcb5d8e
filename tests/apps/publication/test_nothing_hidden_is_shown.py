"""A visitor who follows every link of the public site meets nothing that is not public."""

import pytest

from tests.factories.public_visitor import crawl, text_of
from tests.factories.publication import PERSON, choose, shut, steward

pytestmark = pytest.mark.django_db
SECRETS = ("KANARIE", PERSON, "Geheim")

STARTS = (
    "/robots.txt",
    "/openbaar/gm9001/",
    "/openbaar/gm9001/afspraken/?op=2020-02-01",
    "/openbaar/gm9001/afspraken/?op=2020-05-01",
    "/openbaar/gm9001/afspraken/?op=2020-08-01",
    "/openbaar/gm9001/afspraken/verschil/?van=2020-02-01&naar=2020-05-01",
    "/openbaar/gm9001/afspraken/verschil/?van=2020-02-01&naar=2020-08-01",
    "/openbaar/gm9001/zoeken/?q=kanarie*",
    "/openbaar/gm9001/zoeken/?q=geheimhouder",
    "/openbaar/gm9001/zoeken/?q=partijen",
    "/openbaar/gm9001/agenda/2099/",
)


def test_no_secret_stands_in_any_page_or_file_that_a_visitor_can_reach(shown):
    found = crawl(*STARTS)

    leaks = {
        (path, secret) for path, text in found.items() for secret in SECRETS
        if secret.lower() in text.lower() and "zoeken/?q=" not in path
    }  # fmt: skip
    reached = {path.split("/")[3] for path in found if path.count("/") > 3}
    assert leaks == set()
    assert {"afspraken", "besluiten", "rapporten", "agenda", "over", "english", "zoeken"} <= reached
    everything = " ".join(found.values())
    assert "OPENBARE-WOORDEN" in everything
    assert "OPENBAAR-BESLUIT" in everything
    assert "BEGIN:VEVENT" in everything


@pytest.mark.parametrize("words", ["kanarie*", "geheimhouder", "kanarie-dicht", "zonnepanelen -x"])
def test_searching_finds_nothing_that_is_not_public(shown, client, words):
    answer = client.get("/openbaar/gm9001/zoeken/", {"q": words}).content.decode()

    hits = answer.partition('class="plain-list public-hits"')[2].partition("</ol>")[0]
    assert "KANARIE" not in hits
    assert PERSON not in hits


def test_searching_finds_what_is_public(shown, client):
    answer = client.get("/openbaar/gm9001/zoeken/", {"q": "zonnepanelen"}).content.decode()

    assert answer.count("<h3>") == 1
    assert str(shown.open_meeting_id) in answer


def hidden_addresses(shown):
    base = "/openbaar/gm9001"
    meetings = (shown.shut_meeting_id, shown.held_meeting_id)
    reports = (shown.report_id, shown.partners_report_id, shown.draft_report_id)
    return [
        *(f"{base}/besluiten/{one}/" for one in meetings),
        *(f"{base}/rapporten/{one}/{file}" for one in reports for file in ("", "rapport.pdf", "rapport.docx")),
        f"{base}/afspraken/{shown.clause_id}/?op=2020-05-01",
    ]  # fmt: skip


def test_what_is_not_public_answers_as_what_does_not_exist(shown, client):
    missing = client.get("/openbaar/gm9001/besluiten/7d3ad0b6-1111-4111-8111-111111111111/")
    nowhere = client.get("/openbaar/bestaat-niet/")

    answers = [client.get(path) for path in hidden_addresses(shown)]

    assert missing.status_code == nowhere.status_code == 404
    for answer in (*answers, nowhere, client.get("/openbaar/gm9001/zomaar/iets/")):
        assert answer.status_code == 404
        assert answer.content == missing.content
        assert dict(answer.headers) == dict(missing.headers)


def test_the_text_of_a_shut_version_is_on_no_page_and_its_day_says_so(shown, client):
    answer = client.get("/openbaar/gm9001/afspraken/?op=2020-05-01").content.decode()

    assert "De afspraken van deze dag zijn niet openbaar" in answer
    assert "elke maand" not in answer


def test_the_history_of_an_agreement_says_that_a_part_is_not_public(shown, client):
    answer = client.get(f"/openbaar/gm9001/afspraken/{shown.clause_id}/").content.decode()

    assert "Een deel van de geschiedenis van deze afspraak is niet openbaar" in answer
    assert "van=2020-01-01&amp;naar=2020-07-01" in answer


def test_a_report_that_was_opened_gives_its_files_without_the_name_of_who_wrote(shown, client):
    choose(shown.place, "report", shown.report_id, reason="Nagekeken.")
    base = f"/openbaar/gm9001/rapporten/{shown.report_id}"

    pdf, word = (text_of(client.get(f"{base}/rapport.{form}")) for form in ("pdf", "docx"))

    for text in (pdf, word):
        assert "OPENBARE-TOELICHTING" in text
        assert "Editor" not in text
        assert "naam weggelaten" in text


def test_a_report_that_is_shut_again_is_gone(shown, client):
    path = f"/openbaar/gm9001/rapporten/{shown.report_id}/"
    choose(shown.place, "report", shown.report_id, reason="Nagekeken.")
    assert client.get(path).status_code == 200

    shut(shown.place, "report", shown.report_id, reason="Toch niet.")

    assert client.get(path).status_code == 404
    assert client.get(f"{path}rapport.pdf").status_code == 404


def test_a_shut_site_has_no_page_at_all(shown, client):
    shut(shown.place, "site", "site", reason="Wij zijn nog niet zover.")

    for path in ("", "afspraken/", "over/", "agenda.ics", "sitemap.xml", "english/"):
        assert client.get(f"/openbaar/gm9001/{path}").status_code == 404
    assert b"gm9001" not in client.get("/robots.txt").content
    assert b"gm9001" not in client.get("/openbaar/").content


def test_a_shut_calendar_is_in_no_list(shown, client):
    shut(shown.place, "calendar", "jaar", reason="Op verzoek.")

    assert client.get("/openbaar/gm9001/agenda/").status_code == 404
    assert client.get("/openbaar/gm9001/agenda.ics").status_code == 404
    assert b"/agenda/" not in client.get("/openbaar/gm9001/sitemap.xml").content


def test_the_reason_stands_on_the_page_that_says_what_is_not_public(shown, client):
    answer = client.get("/openbaar/gm9001/over/").content.decode()

    assert "Op verzoek." in answer
    assert "Privacy van personen" in answer
    assert steward(shown.place).name not in answer
