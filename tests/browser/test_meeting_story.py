"""A meeting from planning to minutes, as its secretary walks through it; then as the council reads it."""

from playwright.sync_api import Page, expect

from tests.browser.walking import check_accessibility, screenshot, sign_in, signed_in_already


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
