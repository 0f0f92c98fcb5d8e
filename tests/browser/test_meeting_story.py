"""Meetings as their secretary walks through them, and as council and tenants read what came of them."""

from datetime import timedelta

import pytest
from django.utils import formats, timezone
from docx import Document
from playwright.sync_api import Page, expect

from drieluik.apps.agreements.selectors import list_clauses
from drieluik.apps.agreements.services import ProposalWords
from drieluik.apps.decisions import services
from tests.browser.walking import check_accessibility, screenshot, sign_in, signed_in_already
from tests.factories.decisions import make_meeting, secretary
from tests.factories.proposals import change_words, lay_consent, make_proposal

_WHY = "Wie huurt, hoort het op tijd."


def test_a_secretary_plans_holds_and_closes_a_meeting(city_page: Page, city):
    page = city_page
    sign_in(page, city.people["policy officer"])
    page.goto("/gm9001/overleggen/")
    page.get_by_role("link", name="Overleg plannen").click()
    page.get_by_label("Soort overleg").select_option("bo")
    page.get_by_label("Dag").fill("2022-05-12")
    page.get_by_label("Tijd").fill("14:00")
    page.get_by_label("Voorzitter: de partij").select_option(label="Gemeente Voorbeeldstad")
    page.get_by_role("button", name="Plannen").click()

    page.get_by_label("Onderwerp").fill("Groen in de straat")
    page.get_by_label("In gewone woorden").fill("Waar komen bomen, en wie zorgt ervoor?")
    page.get_by_role("button", name="Op de agenda zetten", exact=True).last.click()
    expect(page.get_by_role("status")).to_contain_text("Het punt staat op de agenda.")
    check_accessibility(page)
    page.get_by_role("button", name="Agenda definitief maken").click()
    expect(page.get_by_role("heading", name="Agenda en stukken versturen")).to_be_visible()
    check_accessibility(page)
    page.get_by_role("link", name="Terug naar het overleg").click()
    page.get_by_role("button", name="Overleg openen").click()

    expect(page.get_by_role("heading", name="Wie is er?")).to_be_visible()
    for choice in page.get_by_role("combobox").all():
        choice.select_option("present")
    page.get_by_role("button", name="Vastleggen").click()
    page.get_by_label("Wat het overleg doet").select_option("adopt")
    page.get_by_label("Besluit in woorden").fill("Er komen tien bomen.")
    page.get_by_text("Taken die hieruit volgen").click()
    page.get_by_label("Taak 1: voor").select_option(label="Corporatie B")
    page.get_by_label("Taak 1: wat").fill("Plant de bomen.")
    page.get_by_role("button", name="Besluit vastleggen").click()

    expect(page.get_by_role("status")).to_contain_text("Het besluit is vastgelegd.")
    check_accessibility(page)
    screenshot(page, "zitting-na-besluit")
    page.get_by_role("button", name="Overleg sluiten").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Verslag Bestuurlijk Overleg")
    expect(page.get_by_role("main")).to_contain_text("Er komen tien bomen.")
    address = page.url.replace("/verslag/", "/besluitenlijst/")

    signed_in_already(page, city.people["council"])
    page.goto(address)
    expect(page.get_by_role("main")).to_contain_text("Er komen tien bomen.")
    check_accessibility(page)


@pytest.fixture
def meetings(city):
    """One Bestuurlijk Overleg of yesterday with two proposals that can be adopted, one of today."""
    clauses = {row.number: row for row in list_clauses(city.place.id)}
    proposals = [
        make_proposal(
            change_words(clauses[number], words), words=ProposalWords(title, _WHY, "evaluation")
        )
        for number, words, title in (
            ("1.1", "Partijen spreken elkaar elk kwartaal.", "Elk kwartaal"),
            ("2.1", "De corporaties bouwen er driehonderd.", "Driehonderd"),
        )
    ]
    now = timezone.now()
    yesterday, today = (
        make_meeting(starts_at=at) for at in (now - timedelta(days=1), now - timedelta(minutes=1))
    )
    for proposal in proposals:
        lay_consent(proposal, now)
        services.add_suggestion(
            meeting_id=yesterday.id,
            source="proposal",
            source_id=str(proposal.id),
            actor=secretary(),
            now=now,
        )
    services.add_item(
        meeting_id=today.id, item=services.NewItem("Wat verder"), actor=secretary(), now=now
    )
    return yesterday, today


def _begin(page: Page, meeting) -> None:
    page.goto(f"/gm9001/overleggen/{meeting.id}/")
    page.get_by_role("button", name="Overleg openen").click()
    for choice in page.get_by_role("combobox").all():
        choice.select_option("present")
    page.get_by_role("button", name="Vastleggen").click()


def _adopt(page: Page, words: str, on: str) -> None:
    page.get_by_label("Wat het overleg doet").select_option("adopt")
    page.get_by_label("Besluit in woorden").fill(words)
    page.get_by_label("Geldig vanaf").fill(on)
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(page.get_by_role("status")).to_contain_text("Het besluit is vastgelegd.")


def test_two_proposals_are_adopted_minuted_and_approved_and_stand_in_the_register(
    city_page: Page, city, meetings
):
    page, (meeting, following) = city_page, meetings
    page.set_default_timeout(10_000)
    today = timezone.localdate()
    begins, before = today + timedelta(days=2), today + timedelta(days=1)
    signed_in_already(page, city.people["policy officer"])
    _begin(page, meeting)
    expect(page.get_by_role("main")).to_contain_text("Kan worden vastgesteld")
    check_accessibility(page)

    # what was typed stays while something else of the page is recorded
    page.get_by_label("Besluit in woorden").fill("Wij spreken elkaar elk kwartaal.")
    page.get_by_text("Opschrijven wat is besproken").click()
    page.get_by_label("Besproken").fill("Elke maand is te vaak.")
    page.get_by_role("button", name="Opslaan", exact=True).last.click()
    expect(page.get_by_role("status")).to_contain_text("Wat is besproken, is bewaard.")
    expect(page.get_by_label("Besluit in woorden")).to_have_value(
        "Wij spreken elkaar elk kwartaal."
    )
    expect(page.locator("[data-kept]:visible")).to_have_text(
        "Dit typte u eerder; het is nog niet vastgelegd."
    )
    _adopt(page, "Wij spreken elkaar elk kwartaal.", begins.isoformat())
    expect(page.locator("[data-kept]:visible")).to_have_count(0)
    expect(page.get_by_role("main")).to_contain_text("Dit besluit geldt al voor het voorstel")

    # the second was made on the version of before: it is carried over on the way
    page.get_by_role("link", name="Driehonderd →").click()
    page.get_by_label("Besluit in woorden").fill("Er komen er driehonderd.")
    page.get_by_role("link", name="Bekijk wat overzetten betekent").click()
    expect(page.get_by_role("main")).to_contain_text("2.1")
    page.get_by_role("button", name="Overzetten").click()
    expect(page.get_by_label("Besluit in woorden")).to_have_value("Er komen er driehonderd.")
    _adopt(page, "Er komen er driehonderd.", begins.isoformat())
    check_accessibility(page)
    screenshot(page, "zitting-twee-besluiten")
    expect(page.get_by_role("main")).to_contain_text("Na het sluiten verandert er niets meer")
    page.get_by_role("button", name="Overleg sluiten").click()
    expect(page.get_by_role("main")).to_contain_text("1.1 Overleg: andere tekst.")
    expect(page.get_by_role("main")).to_contain_text("Stemt in:")
    with page.expect_download() as given:
        page.get_by_role("link", name="Downloaden als Word").click()
    told = "\n".join(one.text for one in Document(str(given.value.path())).paragraphs)
    assert "Vastgesteld. Er komen er driehonderd. Geldig vanaf" in told

    # approved in the next meeting, with a remark
    _begin(page, following)
    page.get_by_role("link", name="Verslag vaststellen in dit overleg").click()
    name = f"Bestuurlijk Overleg van {formats.date_format(today - timedelta(days=1), 'j F Y')}"
    form = page.locator("form").filter(has_text=name)
    form.get_by_label("Opmerkingen bij het vaststellen").fill("Punt 1: het was Ons Huis.")
    form.get_by_role("button", name="Dit verslag vaststellen").click()
    expect(page.get_by_role("status")).to_contain_text("Het verslag is vastgesteld")
    page.goto(f"/gm9001/overleggen/{meeting.id}/verslag/")
    expect(page.get_by_role("main")).to_contain_text("Punt 1: het was Ons Huis.")

    # the register: not yet, from its day on, and not as it was known before the decision
    tenant = city.people["tenants"]
    signed_in_already(page, tenant)
    for day, known, stands in (
        (before, today, False),
        (begins, today, True),
        (begins, today - timedelta(days=1), False),
    ):
        page.goto(f"/gm9001/afspraken/1.1/?op={day}&bekend={known}")
        words = page.get_by_role("article").get_by_text("Partijen spreken elkaar elk kwartaal.")
        expect(words).to_have_count(int(stands))
    page.goto(f"/gm9001/afspraken/1.1/herkomst/?op={begins}")
    expect(page.get_by_role("main")).to_contain_text(f"Besluit 1, {name}")
    page.goto("/gm9001/zoeken/?q=driehonderd")
    expect(page.get_by_role("main")).to_contain_text(f"{name}, besluit 2")
