"""Walks of somebody who signs in, looks at the own account and signs out."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import override_settings
from playwright.sync_api import Page, expect

from tests.browser.walking import check_accessibility, screenshot, sign_in, tab_to
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.organisations import join, make_municipality, make_party

PAGES_AROUND = [
    ("/account/password/reset/", "Nieuw wachtwoord instellen"),
    ("/account/password/reset/done/", "Kijk in uw mail"),
    ("/account/password/reset/key/1-oud/", "Deze link werkt niet meer"),
    ("/account/password/reset/key/done/", "Uw wachtwoord is gewijzigd"),
    ("/account/signup/", "Een account krijgt u op uitnodiging"),
    ("/account/inactive/", "Dit account is gesloten"),
]
PAGES_OF_THE_SECOND_STEP = [
    ("/account/password/change/", "Wachtwoord wijzigen"),
    ("/account/2fa/", "Tweede stap bij het aanmelden"),
    ("/account/2fa/totp/activate/", "App instellen"),
    ("/account/2fa/webauthn/", "Passkeys en beveiligingssleutels"),
    ("/account/2fa/webauthn/add/", "Sleutel toevoegen"),
    ("/account/logout/", "Afmelden"),
]
PAGES_WITH_IT = [
    ("/account/2fa/", "Tweede stap bij het aanmelden"),
    ("/account/2fa/reauthenticate/", "Bevestig dat u het bent"),
    ("/account/2fa/webauthn/reauthenticate/", "Bevestig dat u het bent"),
    ("/account/2fa/recovery-codes/", "Herstelcodes"),
    ("/account/2fa/recovery-codes/generate/", "Nieuwe codes maken"),
    ("/account/2fa/totp/deactivate/", "App uitzetten"),
    ("/account/2fa/webauthn/", "Passkeys en beveiligingssleutels"),
    ("/account/2fa/webauthn/keys/0/edit/", "Naam van sleutel wijzigen"),
    ("/account/2fa/webauthn/keys/0/remove/", "Sleutel verwijderen"),
]


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
    tab_to(page, page.get_by_label("E-mailadres"))
    page.keyboard.type(els.email)
    tab_to(page, page.get_by_label("Wachtwoord", exact=True))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "login" not in address)
    page.goto("/ik/")

    expect(page.get_by_role("heading", name="Els Voorbeeld")).to_be_visible()


def test_the_pages_around_signing_in_can_be_used_by_everyone(page: Page, els):
    for path, heading in PAGES_AROUND:
        _look(page, path, heading)


def test_the_pages_of_the_second_step_can_be_used_by_everyone(page: Page, els):
    sign_in(page, els)
    _look(page, "/account/reauthenticate/?next=/account/2fa/", "Bevestig dat u het bent")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Bevestigen").click()
    for path, heading in PAGES_OF_THE_SECOND_STEP:
        _look(page, path, heading)


def test_somebody_with_a_second_step_signs_in_with_it_and_looks_after_it(page: Page, els):
    TOTP.activate(els, "JBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(els).get_unused_codes()

    page.goto("/account/login/")
    page.get_by_label("E-mailadres").fill(els.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    _look(page, "/account/2fa/authenticate/", "Tweede stap")
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    page.wait_for_url(lambda address: "2fa" not in address)
    with override_settings(MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN=True):
        _add_a_key(page)
        key = Authenticator.objects.get(user=els, type="webauthn")

        for path, heading in PAGES_WITH_IT:
            _look(page, path.replace("/0/", f"/{key.pk}/"), heading)


def _add_a_key(page: Page) -> None:
    """Add a security key that the browser plays."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    kind = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    device.send("WebAuthn.addVirtualAuthenticator", {"options": kind})
    page.goto("/account/2fa/webauthn/add/")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Bevestigen").click()
    page.get_by_label("Naam van de sleutel").fill("Mijn laptop")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("status")).to_be_visible()


def _look(page: Page, path: str, heading: str) -> None:
    page.goto(path)
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    check_accessibility(page)
    screenshot(page, path.split("?")[0].strip("/").replace("/", "-"))


def test_the_example_tells_where_its_sign_ins_are_and_nothing_more(page: Page, live):
    note = "De voorbeeldaanmeldingen staan in het venster"

    page.goto("/account/login/")
    expect(page.get_by_text(note)).to_have_count(0)
    with override_settings(DEMO=True):
        page.goto("/account/login/")
        expect(page.get_by_text(note)).to_be_visible()
