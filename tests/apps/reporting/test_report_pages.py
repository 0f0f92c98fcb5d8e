"""The pages, the API and the command line of reports, as people and programmes meet them."""

import json
import re
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.test import Client
from django_tasks_db.models import DBTaskResult

from drieluik.apps.reporting.models import Report
from drieluik.apps.reporting.selectors import file_of
from drieluik.cli.reports import reports as command
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.reports import begin, freeze, make_steward, place_with_figures, write, writer
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
PAGES = "/gm9001/monitor/rapporten/"
API = "/api/v1/gemeenten/gm9001/rapporten"


@pytest.fixture(scope="module")
def world_of_reports(django_db_setup, django_db_blocker):
    """A draft for the council and a frozen extract for the parties."""
    with world(django_db_blocker):
        place = place_with_figures()
        draft = begin(place, "woondebat", audience="open")
        write(draft, writer("huurders-a", "tenants", place), "Wij <b>merken</b> het.")
        yield place, draft, freeze(begin(place))


@pytest.fixture
def steward(world_of_reports):
    return sign_in(Client(), make_steward(world_of_reports[0]))


@pytest.fixture
def tenants(world_of_reports):
    return sign_in(Client(), writer("huurders-a", "tenants", world_of_reports[0]))


def _page(client, address, **sent):
    answer = client.post(address, sent) if sent else client.get(address)
    return answer.status_code, answer.content.decode()


def test_a_draft_shows_the_figures_of_now_and_where_one_writes(world_of_reports, tenants):
    _place, draft, _frozen = world_of_reports

    status, page = _page(tenants, f"{PAGES}{draft.id}/")

    assert status == 200
    assert "Dit is een concept" in page
    assert "Wij &lt;b&gt;merken&lt;/b&gt; het." in page
    party = make_party(code="huurders-a")
    assert f"{PAGES}{draft.id}/schrijven/vooraf/{party.pk}/" in page
    assert "vastleggen/" not in page
    assert "rapport.pdf" not in page


def test_beginning_says_every_fault_at_its_own_field(steward):
    status, page = _page(
        steward, f"{PAGES}beginnen/", kind="start", period="2020-1", audience="open"
    )

    assert status == 400
    assert "eindigt met de tweede helft van een jaar" in page
    status, page = _page(
        steward, f"{PAGES}beginnen/", kind="woondebat", period="2020-1", audience="partners"
    )
    assert "Een rapport van deze soort is voor: Iedereen." in page
    assert Report.objects.count() == 2


@pytest.mark.parametrize("sent", [{}, {"kind": "x"}, {"kind": "start", "period": "1999-9"}])
def test_what_nobody_can_choose_is_refused_without_a_trace(steward, sent):
    status, _text = _page(steward, f"{PAGES}beginnen/", **({"audience": "open"} | sent))

    assert status == 400
    assert Report.objects.count() == 2


def test_a_text_over_that_of_a_colleague_is_kept_in_the_form(world_of_reports, tenants):
    _place, draft, _frozen = world_of_reports
    address = f"{PAGES}{draft.id}/schrijven/vooraf/{make_party(code='huurders-a').pk}/"

    status, page = _page(tenants, address, text="Mijn nieuwe woorden", seen="0")

    assert status == 400
    assert "schreef hier intussen voor uw partij" in page
    assert "Mijn nieuwe woorden" in page
    assert "Wat er nu staat voor uw partij" in page
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    assert _page(tenants, address, text="Mijn nieuwe woorden", seen=seen)[0] == 302


def test_a_text_that_is_too_long_or_of_another_chapter_is_refused(world_of_reports, tenants):
    _place, draft, _frozen = world_of_reports
    party = make_party(code="huurders-a").pk

    status, _text = _page(tenants, f"{PAGES}{draft.id}/schrijven/vooraf/{party}/", text="a" * 8_001)
    nowhere, _text = _page(tenants, f"{PAGES}{draft.id}/schrijven/nergens/{party}/")

    assert (status, nowhere) == (400, 404)


def test_freezing_goes_by_a_job_and_the_page_says_so(world_of_reports, steward):
    _place, draft, _frozen = world_of_reports
    before = DBTaskResult.objects.count()

    steward.post(f"{PAGES}{draft.id}/vastleggen/", {"known_on": ""})

    assert DBTaskResult.objects.count() == before + 1
    status, page = _page(steward, f"{PAGES}{draft.id}/")
    assert (status, "Het rapport wordt vastgelegd" in page) == (200, True)
    again = steward.get(f"{PAGES}{draft.id}/", headers={"HX-Request": "true"})
    assert b"hx-get" in again.content


def test_freezing_on_a_day_to_come_says_so_at_the_form(world_of_reports, steward):
    _place, draft, _frozen = world_of_reports

    status, page = _page(steward, f"{PAGES}{draft.id}/vastleggen/", known_on="2999-01-01")

    assert status == 400
    assert "Wat bekend is op een dag die nog komt" in page


def test_a_frozen_report_gives_its_files_with_their_names(world_of_reports, tenants):
    _place, _draft, frozen = world_of_reports

    for form in ("docx", "pdf"):
        answer = tenants.get(f"{PAGES}{frozen.id}/rapport.{form}")
        assert answer.content == file_of(frozen, form)
        assert f"editie-1.{form}" in answer["Content-Disposition"]
    assert tenants.get(f"{PAGES}{frozen.id}/cijfers.xlsx").content[:2] == b"PK"


def test_who_may_read_no_draft_does_not_hear_of_the_next_edition(world_of_reports, steward):
    place, draft, _frozen = world_of_reports
    council = make_actor(
        "reader", party=make_party(code="raad", kind="council", municipality=place)
    )
    freeze(draft)
    steward.post(f"{PAGES}{draft.id}/nieuwe-editie/", {"reason": "Er is iets hersteld."})

    _status, page = _page(sign_in(Client(), council), f"{PAGES}{draft.id}/")
    _status, own = _page(steward, f"{PAGES}{draft.id}/")

    assert "is in de maak" not in page
    assert "Editie 2 is in de maak" in own


def test_a_report_that_is_not_there_is_not_found(steward):
    assert _page(steward, f"{PAGES}{uuid4()}/")[0] == 404
    assert steward.get(f"{API}/{uuid4()}").status_code == 404


def test_the_api_gives_a_frozen_report_whole_and_says_its_hashes(world_of_reports, tenants):
    _place, _draft, frozen = world_of_reports

    told = json.loads(tenants.get(f"{API}/{frozen.id}").content)

    assert (told["stand"], told["voor_wie"], told["editie"]) == ("frozen", "partijen", 1)
    assert told["sha256"]["pdf"] == frozen.pdf_hash
    assert {"lichten", "cijfers"} == set(told["inhoud"]["held"])
    assert tenants.get(f"{API}/{frozen.id}/bestand?vorm=docx").content == file_of(frozen, "docx")


def test_the_api_says_what_is_wrong_at_the_names_it_uses(steward):
    sent = {"soort": "start", "halfjaar": "2020-1", "voor_wie": "partijen"}

    answer = steward.post(API, sent)

    assert answer.status_code == 400
    assert "halfjaar" in answer.content.decode()


def test_the_api_writes_and_takes_back_a_text_of_ones_own_party(world_of_reports, tenants):
    _place, draft, _frozen = world_of_reports
    sent = {"hoofdstuk": "vragen", "partij": "huurders-a", "tekst": "Wat vindt de raad?"}

    made = json.loads(tenants.post(f"{API}/{draft.id}/teksten", sent).content)
    number = next(one["nummer"] for one in made["teksten"] if one["hoofdstuk"] == "vragen")
    back = tenants.post(f"{API}/{draft.id}/teksten", sent | {"tekst": "", "gezien": number})

    assert [one["hoofdstuk"] for one in json.loads(back.content)["teksten"]] == ["vooraf"]


def test_the_command_line_lists_writes_and_checks_frozen_reports(world_of_reports, tmp_path):
    _place, _draft, frozen = world_of_reports
    run, path = CliRunner(), tmp_path / "rapport.pdf"

    listed = run.invoke(command, ["list"])
    written = run.invoke(command, ["write", str(frozen.id), str(path)])
    checked = run.invoke(command, ["verify"])

    assert frozen.pdf_hash in listed.output
    assert (written.exit_code, path.read_bytes()) == (0, file_of(frozen, "pdf"))
    assert (checked.exit_code, "1 van 1 rapporten" in checked.output) == (0, True)


def test_the_command_line_says_when_a_report_comes_out_otherwise(world_of_reports, monkeypatch):
    monkeypatch.setattr(
        "drieluik.apps.reporting.services.freezing.RENDERERS",
        {"docx": lambda *_a, **_k: b"anders", "pdf": lambda *_a, **_k: b"anders"},
    )

    checked = CliRunner().invoke(command, ["verify"])

    assert checked.exit_code == 1
    assert "WIJKT AF (Word, PDF)" in checked.output


@pytest.mark.parametrize(("name", "words"), [("rapport.txt", "eindigt op"), ("a.pdf", "niet")])
def test_the_command_line_refuses_another_kind_of_file_and_an_unknown_report(
    world_of_reports, tmp_path, name, words
):
    _place, _draft, frozen = world_of_reports
    report_id = frozen.id if name.endswith("txt") else uuid4()

    refused = CliRunner().invoke(command, ["write", str(report_id), str(tmp_path / name)])

    assert refused.exit_code == 1
    assert words in refused.output
