"""Walks of the people who use Drieluik, each from page to page; every page is for everyone."""

from playwright.sync_api import Page, expect

from drieluik.apps.accounts.models import User
from drieluik.apps.agreements.models import Import
from drieluik.apps.organisations.models import Municipality
from tests.apps.agreements.test_imports import TEXT
from tests.browser.walking import check_accessibility, screenshot, sign_in
from tests.factories.agreements import read_at_once
from tests.factories.organisations import make_actor, make_municipality, make_party


def _person(role: str, code: str, kind: str, place: Municipality) -> User:
    party = make_party(code=code, kind=kind, municipality=place)
    return User.objects.get(pk=make_actor(role, party=party).user_id)


def _look(page: Page, address: str, heading: str, name: str) -> None:
    """Open a page, find its heading and check that everyone can use it."""
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    check_accessibility(page)
    screenshot(page, name)


def test_a_policy_officer_reads_in_a_document(page: Page, live):
    place = make_municipality()
    sign_in(page, _person("editor", "gemeente-voorbeeld", "municipality", place))
    _look(page, "/gm9001/afspraken/inlezen/", "Document inlezen", "inlezen")

    page.locator("input[type=file]").set_input_files(
        {"name": "afspraken.txt", "mimeType": "text/plain", "buffer": TEXT}
    )
    page.get_by_role("button", name="Inlezen", exact=True).click()

    page.wait_for_url("**/inlezen/*-*/")
    expect(page.get_by_text("Wacht op het inlezen")).to_be_visible()
    read_at_once(Import.objects.get().id)
    expect(page.get_by_text("Samen werken").first).to_be_visible()
    check_accessibility(page)
    screenshot(page, "ingelezen")
