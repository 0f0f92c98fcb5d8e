"""Walks of somebody who signs in, looks at the own account and signs out."""

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect

from tests.browser.walking import check_accessibility, screenshot, sign_in
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.organisations import join, make_municipality, make_party


@pytest.fixture
def els(live):
    user = make_user(email="els@voorbeeld.example", name="Els Voorbeeld")
    party = make_party(municipality=make_municipality(fictitious=True))
    join(user, party, "administrator")
    return user


def test_somebody_signs_in_and_out(page: Page, els):
    page.goto("/account/login/")
    check_accessibility(page)
    screenshot(page, "aanmelden")

    sign_in(page, els)

    expect(page.get_by_role("heading", name="Els Voorbeeld")).to_be_visible()
    check_accessibility(page)
    screenshot(page, "mijn-account")
    page.get_by_role("button", name="Afmelden").click()
    page.goto("/ik/")
    expect(page.get_by_role("heading", name="Aanmelden")).to_be_visible()


def test_a_wrong_password_is_explained_where_it_can_be_put_right(page: Page, els):
    page.goto("/account/login/")
    page.get_by_label("E-mailadres").fill(els.email)
    page.get_by_label("Wachtwoord", exact=True).fill("dit is het niet")
    page.get_by_role("button", name="Aanmelden", exact=True).click()

    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Dit e-mailadres en dit wachtwoord horen niet bij elkaar.")
    expect(summary).to_be_focused()
    check_accessibility(page)
    screenshot(page, "aanmelden-mislukt")


def test_signing_in_needs_no_mouse(page: Page, els):
    page.goto("/account/login/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    _tab_to(page, page.get_by_label("E-mailadres"))
    page.keyboard.type(els.email)
    _tab_to(page, page.get_by_label("Wachtwoord", exact=True))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "login" not in address)
    page.goto("/ik/")

    expect(page.get_by_role("heading", name="Els Voorbeeld")).to_be_visible()


def _tab_to(page: Page, target) -> None:
    for _ in range(8):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("the keyboard does not get there")


def test_the_pages_around_signing_in_can_be_used_by_everyone(page: Page, els):
    for path, heading in [
        ("/account/password/reset/", "Nieuw wachtwoord instellen"),
        ("/account/password/reset/done/", "Kijk in uw mail"),
        ("/account/signup/", "Een account krijgt u op uitnodiging"),
        ("/account/password/reset/key/1-oud/", "Deze link werkt niet meer"),
    ]:
        page.goto(path)
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        check_accessibility(page)


def test_the_pages_of_the_second_step_can_be_used_by_everyone(page: Page, els):
    sign_in(page, els)
    page.goto("/account/reauthenticate/?next=/account/2fa/")
    expect(page.get_by_role("heading", name="Bevestig dat u het bent")).to_be_visible()
    check_accessibility(page)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Bevestigen").click()
    for path, heading in [
        ("/account/password/change/", "Wachtwoord wijzigen"),
        ("/account/2fa/", "Tweede stap bij het aanmelden"),
        ("/account/2fa/totp/activate/", "App instellen"),
        ("/account/2fa/webauthn/", "Passkeys en beveiligingssleutels"),
        ("/account/2fa/webauthn/add/", "Sleutel toevoegen"),
        ("/account/logout/", "Afmelden"),
    ]:
        page.goto(path)
        expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
        check_accessibility(page)
        screenshot(page, path.strip("/").replace("/", "-"))


def test_the_example_tells_where_its_sign_ins_are_and_nothing_more(page: Page, live):
    note = "De voorbeeldaanmeldingen staan in het venster"

    page.goto("/account/login/")
    expect(page.get_by_text(note)).to_have_count(0)
    with override_settings(DEMO=True):
        page.goto("/account/login/")
        expect(page.get_by_text(note)).to_be_visible()
