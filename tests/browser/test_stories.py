"""What the three parties do with Drieluik, told as walks of one person each through the same city.

Whether every page can be used by everyone is tried page by page in ``test_every_page``; here axe
looks at what only appears on the way: after an act, and when something goes wrong. No walk touches
what another walk needs, so they can be told in any order.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from drieluik.apps.deliveries.models import Delivery
from tests.browser.walking import check_accessibility, screenshot, sign_in, tab_to
from tests.factories.accounts import PASSWORD
from tests.factories.city import CANARIES, SECOND, THIRD
from tests.factories.deliveries import check, make_tables, make_workbook
from tests.factories.monitor import norm_text

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _file(content: bytes, name: str = "aanlevering.xlsx") -> dict[str, object]:
    return {"name": name, "mimeType": _XLSX, "buffer": content}


def _faulty_workbook() -> bytes:
    tables = make_tables(n_dwellings=5, period=SECOND)
    rows = tables["dwellings"]
    # the second dwelling appears twice, and the last one stands in a buurt that does not exist
    ids, places = rows["dwelling_id"].to_list(), rows["buurt_code"].to_list()
    ids[2], places[4] = ids[1], "BU99"
    tables["dwellings"] = rows.with_columns(
        dwelling_id=rows["dwelling_id"].__class__("dwelling_id", ids),
        buurt_code=rows["buurt_code"].__class__("buurt_code", places),
    )
    return make_workbook(period=SECOND, tables=tables)


def _checked_on(page: Page) -> None:
    """Run the check that waits, as the worker does, and look again."""
    check(Delivery.objects.get(id=page.url.rstrip("/").rsplit("/", 1)[-1]))
    page.reload()


def _register_search(page: Page) -> Locator:
    """The box above the register; the one in the head of the page searches everywhere."""
    box = page.get_by_role("search", name="Zoeken in de afspraken")
    return box.get_by_label("Woorden of nummer")


def test_a_policy_officer_follows_one_agreement_down_to_the_delivery(city_page: Page, city):
    page = city_page
    sign_in(page, city.people["policy officer"])
    page.get_by_role("link", name="Drieluik").click()
    expect(page.get_by_role("heading", name="Wat er van mij wordt gevraagd")).to_be_visible()

    page.get_by_role("link", name="Afspraken", exact=True).click()
    _register_search(page).fill("betaalbaar")
    page.get_by_role("button", name="Tonen").click()
    expect(page.get_by_role("heading", name="1 afspraak gevonden")).to_be_visible()
    check_accessibility(page)
    page.get_by_role("link", name="Voorraad").click()

    expect(page.get_by_role("heading", name="Gebeurt het?")).to_be_visible()
    page.get_by_role("link", name="Alle cijfers en waar ze vandaan komen").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(f"{page.url.split('?')[0]}herkomst/?periode=2019-2")

    expect(page.get_by_role("heading", name="Waar dit cijfer vandaan komt")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Corporatie A")
    check_accessibility(page)
    page.get_by_role("link", name="Monitor").first.click()
    expect(page.get_by_role("main")).to_contain_text("Voorraad")


def test_a_policy_officer_writes_a_norm_that_waits_for_the_steward(city_page: Page, city):
    page = city_page
    sign_in(page, city.people["policy officer"])
    page.goto("/gm9001/monitor/normen/schrijven/2.1/")

    page.get_by_label("Norm", exact=True).fill("soort: niets")
    page.get_by_role("button", name="Bewaar als concept").click()
    check_accessibility(page)
    screenshot(page, "norm-met-fouten")
    page.get_by_label("Norm", exact=True).fill(norm_text(target="hoogstens 8"))
    page.get_by_role("button", name="Bewaar als concept").click()

    expect(page.get_by_role("status")).to_contain_text("concept")
    check_accessibility(page)
    expect(page.get_by_role("button", name="Deze norm bevestigen")).to_have_count(0)


def test_a_controller_hands_in_puts_right_confirms_and_signs(city_page: Page, city):
    page = city_page
    sign_in(page, city.people["controller"])
    page.goto("/aanleveringen/corporatie-a/2020-2/")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("^Werkmap van .* downloaden$")).click()
    assert download.value.suggested_filename == "werkmap-corporatie-a-2020-2.xlsx"

    page.locator("input[type=file]").set_input_files(_file(b"geen werkmap"))
    page.get_by_role("button", name=re.compile("^Inleveren voor .* en controleren$")).click()
    expect(page.get_by_text("Dit bestand is niet aangenomen")).to_be_visible()
    check_accessibility(page)
    screenshot(page, "aanlevering-niet-aangenomen")

    page.locator("input[type=file]").set_input_files(_file(_faulty_workbook()))
    page.get_by_role("button", name=re.compile("^Inleveren voor .* en controleren$")).click()
    expect(page.get_by_role("status")).to_contain_text("ontvangen")
    check_accessibility(page)
    screenshot(page, "aanlevering-in-controle")
    _checked_on(page)
    expect(page.get_by_text("BU99")).to_be_visible()
    expect(page.get_by_role("button", name="Bekijken en ondertekenen")).to_be_disabled()
    check_accessibility(page)
    screenshot(page, "aanlevering-met-fouten")
    _press(page, page.get_by_role("link", name="Deze aanlevering intrekken"))
    expect(page.get_by_role("heading", name="Wat u kwijtraakt")).to_be_visible()
    check_accessibility(page)
    screenshot(page, "aanlevering-intrekken")
    _press(page, page.get_by_role("link", name="Terug zonder in te trekken"))
    expect(page.get_by_text("BU99")).to_be_visible()
    _put_cells_right(page, "BU90010000")

    page.goto("/aanleveringen/corporatie-a/2020-2/")
    page.locator("input[type=file]").set_input_files(_file(make_workbook(period=SECOND)))
    page.get_by_role("button", name=re.compile("^Inleveren voor .* en controleren$")).click()
    page.wait_for_url("**/aanleveringen/*-*-*-*-*/")
    _checked_on(page)
    while page.get_by_label("Dit klopt, want").count():
        page.get_by_label("Dit klopt, want").first.fill("Dat kwam in dit halfjaar niet voor.")
        page.get_by_role("button", name="Bevestigen", exact=True).first.click()
        expect(page.get_by_role("status")).to_contain_text("bevestigd")
    check_accessibility(page)

    page.get_by_role("link", name="Bekijken en ondertekenen").click()
    page.get_by_role("button", name="Ondertekenen voor mijn organisatie").click()
    expect(page.get_by_role("status")).to_contain_text("De aanlevering is ondertekend.")
    check_accessibility(page)
    screenshot(page, "aanlevering-ondertekend")


def _put_cells_right(page: Page, text: str) -> None:
    """From cell to cell by keyboard; the result is the next file, in which they are solved."""
    page.get_by_role("link", name="Cellen hier verbeteren").click()
    check_accessibility(page)
    screenshot(page, "cellen-verbeteren")
    cells = page.locator("[data-grid] tbody input")
    cells.first.focus()
    for at in range(cells.count()):
        expect(cells.nth(at)).to_be_focused()
        page.keyboard.press("Enter")
    expect(cells.last).to_have_value("BU99")
    page.keyboard.type(text)
    page.get_by_role("button", name="Inleveren en controleren").click()
    expect(page.get_by_role("status")).to_contain_text("ingeleverd als het volgende bestand")
    _checked_on(page)
    expect(page.get_by_role("main")).to_contain_text("Vergeleken met bestand")
    expect(page.get_by_text("BU99")).to_have_count(0)
    check_accessibility(page)
    screenshot(page, "aanlevering-vergeleken")


def test_handing_in_confirming_and_signing_need_no_mouse(city_page: Page, city):
    page = city_page
    _sign_in_by_keyboard(page, city.people["controller"].email)
    page.goto("/aanleveringen/corporatie-a/2021-1/")
    tab_to(page, page.locator("input[type=file]"))
    # the window in which one chooses a file belongs to the browser
    workbook = make_workbook(period=THIRD, n_dwellings=6)
    page.locator("input[type=file]").set_input_files(_file(workbook))
    _press(page, page.get_by_role("button", name=re.compile("^Inleveren voor .* en controleren$")))
    page.wait_for_url("**/aanleveringen/*-*-*-*-*/")
    _checked_on(page)

    while page.get_by_label("Dit klopt, want").count():
        tab_to(page, page.get_by_label("Dit klopt, want").first)
        page.keyboard.type("Die waren er niet.")
        _press(page, page.get_by_role("button", name="Bevestigen", exact=True).first)
        expect(page.get_by_role("status")).to_contain_text("bevestigd")
    _press(page, page.get_by_role("link", name="Bekijken en ondertekenen"))
    _press(page, page.get_by_role("button", name="Ondertekenen voor mijn organisatie"))

    expect(page.get_by_role("status")).to_contain_text("De aanlevering is ondertekend.")


def test_finding_an_agreement_needs_no_mouse(city_page: Page, city):
    page = city_page
    _sign_in_by_keyboard(page, city.people["tenants"].email)

    _press(page, page.get_by_role("link", name="Afspraken", exact=True))
    page.wait_for_url("**/afspraken/")
    tab_to(page, _register_search(page))
    page.keyboard.type("huurschuld")
    page.keyboard.press("Enter")
    page.wait_for_url("**zoek=huurschuld**")
    _press(page, page.get_by_role("link", name="Eén loket"))

    expect(page.get_by_role("heading", level=1)).to_contain_text("Eén loket")


def _look_at_a_split(page: Page) -> None:
    """Choose a sheet to send back with the keyboard, read what follows, and go back undecided."""
    page.get_by_role("link", name="Deels accepteren").click()
    tab_to(page, page.get_by_label("Terugsturen: Verhuringen"))
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("De helft ontbreekt.")
    page.get_by_role("button", name="Laat zien wat eruit volgt").click()
    decide = page.get_by_role("button", name="Ja, stuur 1 blad terug en accepteer de andere")
    expect(decide).to_be_visible()
    check_accessibility(page)
    screenshot(page, "deel-splitsen")
    page.get_by_role("link", name="Terug zonder").click()


def test_a_steward_accepts_one_delivery_and_sends_another_back(city_page: Page, city):
    page = city_page
    sign_in(page, city.people["steward"])
    page.goto("/")
    page.get_by_role("link", name="Beslis over de aanlevering van Corporatie A over 2020-1").click()
    check_accessibility(page)
    _look_at_a_split(page)
    page.get_by_role("link", name="Accepteren", exact=True).click()
    check_accessibility(page)
    screenshot(page, "deel-accepteren")
    page.get_by_role("button", name="Ja, accepteer deze cijfers").click()
    expect(page.get_by_role("status")).to_contain_text("geaccepteerd")
    check_accessibility(page)

    page.goto(f"/gm9001/aanleveringen/{city.to_refuse.id}/")
    page.get_by_role("link", name="Terugsturen").click()
    page.get_by_role("button", name="Ja, stuur terug").click()
    check_accessibility(page)
    screenshot(page, "deel-terugsturen")
    page.get_by_label("Reden").fill("De helft van de woningen ontbreekt.")
    page.get_by_role("button", name="Ja, stuur terug").click()

    expect(page.get_by_role("status")).to_contain_text("teruggestuurd")
    expect(page.get_by_text("De helft van de woningen ontbreekt.")).to_be_visible()
    check_accessibility(page)
    screenshot(page, "deel-teruggestuurd")


def test_a_board_member_of_the_tenants_sees_how_the_agreements_stand(city_page: Page, city):
    page = city_page
    sign_in(page, city.people["tenants"])
    page.goto("/")
    check_accessibility(page)
    screenshot(page, "home-huurders")

    page.get_by_role("link", name="Monitor").click()
    page.get_by_role("link", name="Voorraad").first.click()

    expect(page.get_by_role("heading", name="Gebeurt het?")).to_be_visible()
    expect(page.get_by_role("table", name="Corporatie")).to_have_count(0)
    expect(page.get_by_role("link", name="schrijf een norm")).to_have_count(0)
    check_accessibility(page)


def test_a_council_reader_reads_all_and_sees_totals_only(city_page: Page, city):
    page = city_page
    sign_in(page, city.people["council"])
    page.goto("/")
    check_accessibility(page)
    screenshot(page, "home-raad")
    page.goto("/gm9001/monitor/indicatoren/evictions/")

    expect(page.get_by_text("U ziet het totaal.").first).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("Oude Kern")
    check_accessibility(page)
    page.goto("/gm9001/aanleveringen/")
    expect(page.get_by_role("button", name="Dit halfjaar vragen")).to_have_count(0)
    expect(page.get_by_role("main").get_by_role("link", name="Corporatie A")).to_have_count(0)
    for address in (
        f"/aanleveringen/{city.secret.id}/",
        f"/gm9001/aanleveringen/{city.signed.id}/",
    ):
        page.goto(address)
        expect(page.get_by_role("heading", name="Pagina niet gevonden")).to_be_visible()
        assert not any(word in page.content() for word in CANARIES)
    page.goto("/gm9001/afspraken/inlezen/")
    expect(page.get_by_role("heading", name="Dit kan niet")).to_be_visible()
    check_accessibility(page)


def test_an_administrator_adds_a_member_and_ends_the_role(city_page: Page, city):
    page = city_page
    sign_in(page, city.people["administrator"])
    page.get_by_role("link", name="leden Corporatie A").click()
    page.get_by_label("Naam").fill("Jan Nieuw")
    page.get_by_label("E-mailadres").fill("jan@voorbeeld.example")
    page.get_by_role("button", name="Lid toevoegen").click()
    expect(page.get_by_role("row", name="Jan Nieuw")).to_be_visible()
    check_accessibility(page)

    page.get_by_role("button", name="Rol beëindigen (Jan Nieuw").click()

    expect(page.get_by_role("status")).to_contain_text("De rol is beëindigd.")


@pytest.mark.parametrize("address", ["/", "/gm9001/afspraken/document/"])
def test_a_page_can_be_read_in_english(city_page: Page, city, address):
    sign_in(city_page, city.people["policy officer"])
    city_page.goto(address)

    city_page.get_by_role("button", name="English").click()

    expect(city_page.locator("html")).to_have_attribute("lang", "en")
    check_accessibility(city_page)


def _sign_in_by_keyboard(page: Page, email: str) -> None:
    page.goto("/account/login/")
    tab_to(page, page.get_by_label("E-mailadres"))
    page.keyboard.type(email)
    tab_to(page, page.get_by_label("Wachtwoord", exact=True))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "login" not in address)


def _press(page: Page, target) -> None:
    tab_to(page, target)
    page.keyboard.press("Enter")
