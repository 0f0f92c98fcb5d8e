"""A walk of an administrator through the own party, and the gallery of all parts."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walking import check_accessibility, screenshot, sign_in
from tests.factories.accounts import make_user
from tests.factories.organisations import (
    join,
    make_municipality,
    make_party,
    make_representation,
)


@pytest.fixture
def administrator(live):
    place = make_municipality(name="Voorbeeldstad", fictitious=True)
    party = make_party(name="Corporatie Aan de Singel", municipality=place)
    make_party(code="corporatie-b", name="Corporatie Zonder Stem", municipality=place)
    tenants = make_party(
        code="huurders", name="Huurders van de Singel", kind="tenants", municipality=place
    )
    make_representation(tenants=tenants, corporation=party, municipality=place)
    user = make_user(email="beheer@voorbeeld.example", name="Bea Heer")
    join(user, party, "administrator")
    return user


def test_an_administrator_adds_and_ends_a_member(page: Page, administrator):
    sign_in(page, administrator)
    page.get_by_role("link", name="leden Corporatie Aan de Singel").click()
    check_accessibility(page)

    page.get_by_label("Naam").fill("Jan Nieuw")
    page.get_by_label("E-mailadres").fill("jan@voorbeeld.example")
    page.get_by_label("Rol").select_option("controller")
    page.get_by_role("button", name="Lid toevoegen").click()

    expect(page.get_by_role("status")).to_contain_text("Het lid is toegevoegd en krijgt een mail.")
    expect(page.get_by_role("row", name="Jan Nieuw")).to_be_visible()
    check_accessibility(page)
    screenshot(page, "leden")

    page.get_by_role("button", name="Rol beëindigen (Jan Nieuw").click()

    expect(page.get_by_role("status")).to_contain_text("De rol is beëindigd.")
    expect(page.get_by_role("row", name="Jan Nieuw")).to_have_count(0)


def test_the_last_administrator_cannot_leave_and_is_told_why(page: Page, administrator):
    sign_in(page, administrator)
    page.goto("/partijen/corporatie-a/leden/")

    page.get_by_role("button", name="Rol beëindigen (Bea Heer").click()

    expect(page.get_by_text("Een partij houdt altijd ten minste één beheerder.")).to_be_visible()
    check_accessibility(page)
    screenshot(page, "dit-kan-niet")
    page.get_by_role("link", name="Ga terug").click()
    expect(page.get_by_role("heading", name="Leden")).to_be_visible()


def test_the_parties_page_says_who_has_no_voice_and_that_figures_are_made_up(
    page: Page, administrator
):
    sign_in(page, administrator)
    page.goto("/gm9001/partijen/")

    expect(page.get_by_role("row", name="Corporatie Zonder Stem")).to_contain_text("geen")
    expect(page.get_by_text("de cijfers zijn fictief")).to_be_visible()
    check_accessibility(page)
    screenshot(page, "partijen")


def test_a_page_that_does_not_exist_says_so_in_dutch(page: Page, administrator):
    sign_in(page, administrator)
    page.goto("/bestaat-niet/")

    expect(page.get_by_role("heading", name="Pagina niet gevonden")).to_be_visible()
    check_accessibility(page)


def test_all_parts_in_all_their_states_can_be_used_by_everyone(page: Page, live):
    page.goto("/stijlgids/")

    check_accessibility(page)
    screenshot(page, "stijlgids")
    page.get_by_text("Toon de cijfers als tabel").click()
    expect(page.get_by_role("cell", name="150")).to_be_visible()


def test_paper_shows_signs_and_the_figures_behind_a_chart_but_no_menu(page: Page, administrator):
    sign_in(page, administrator)
    page.goto("/stijlgids/")

    page.emulate_media(media="print")

    expect(page.get_by_role("navigation", name="Hoofdmenu")).to_have_count(0)
    sign = page.locator(".light--off_course .light__sign")
    assert sign.evaluate("sign => getComputedStyle(sign).stroke") == "rgb(0, 0, 0)"
    figures = page.get_by_role("region", name="Woningen per halfjaar").get_by_role("table")
    assert figures.evaluate("table => table.checkVisibility({contentVisibilityAuto: true})")
    screenshot(page, "stijlgids-op-papier")
