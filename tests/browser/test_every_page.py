"""Every page of the product, full and with nothing yet, can be used by everyone.

The pages come from the table of rights, which a test holds against all addresses of the product
(``tests/apps/rights``): a page that is new is walked here too, or those tests fail.
"""

import pytest
from django.urls import resolve
from playwright.sync_api import Page, expect

from tests.apps.rights.crawling import all_url_names, places_of, read_table
from tests.browser.test_signing_in import PAGES_AROUND, PAGES_OF_THE_SECOND_STEP, PAGES_WITH_IT
from tests.browser.walking import check_accessibility, screenshot, signed_in_already

_READERS = ("steward", "controller", "other corporation", "council")
_PAGES = [
    case
    for case in read_table()
    if case.gives == "page" and "page" in case.get.values() and not case.name.startswith(("account", "mfa"))
]  # fmt: skip
_EMPTY = [
    "partijen/", "aanleveringen/", "afspraken/", "afspraken/document/", "afspraken/speerpunten/",
    "afspraken/inlezen/", "monitor/", "monitor/indicatoren/", "monitor/indicatoren/evictions/", "monitor/indicatoren/controle/", "monitor/kaart/",
    "monitor/normen/", "monitor/signalen/", "monitor/rapporten/", "monitor/rapporten/beginnen/", "overleggen/", "overleggen/taken/", "overleggen/termijn/",
    "voorstellen/", "voorstellen/naast-elkaar/", "voorstellen/instemming/",
    "afspraken/versies/", "speerpunten/", "speerpunten/2020/zonder-dekking/",
    "overleggen/plannen/", "jaarkalender/", "jaarkalender/huisregels/", "jaarkalender/abonnement/",
    "openbaarheid/", "openbaarheid/kaartlagen/", "gebieden/", "gebieden/inlezen/", "gebieden/eigen/toevoegen/",
    "gebieden/in-welke-buurt/", "monitor/indicatoren/evictions/eigen-gebieden/",
    "kaartlagen/", "kaartlagen/toevoegen/", "kaartlagen/verversen/",
    "jaarkalender/mails/", "mails/", "jaarkalender/vrije-dagen/", "jaarkalender/dagen/",
]  # fmt: skip

_NO_PAGES = {
    "account_set_password": "leads on to changing the password",
    "mfa_download_recovery_codes": "gives a file",
    "mfa_login_webauthn": "asks the device, and leads on",
}
_WALKED_ON_THE_WAY = {"account_login", "account_reauthenticate", "mfa_authenticate"}


def test_every_page_around_signing_in_is_walked_too():
    walked = [*PAGES_AROUND, *PAGES_OF_THE_SECOND_STEP, *PAGES_WITH_IT]
    names = {resolve(path).view_name for path, _ in walked} | _WALKED_ON_THE_WAY

    around = {name for name in all_url_names() if name.startswith(("account", "mfa"))}
    assert names | _NO_PAGES.keys() == around


@pytest.fixture(scope="module")
def places(served_city):
    return places_of(served_city[1])


@pytest.mark.parametrize("case", _PAGES, ids=lambda case: case.id)
def test_a_page_with_everything_on_it(looking: Page, city, places, case):
    reader = next(role for role in (*_READERS, *case.get) if case.get[role] == "page")
    signed_in_already(looking, city.people[reader])

    answer = looking.goto(case.address.format_map(places))

    assert answer.status == 200
    check_accessibility(looking)
    screenshot(looking, case.name.replace(":", "-"))


@pytest.mark.parametrize("address", _EMPTY)
def test_a_page_of_a_municipality_with_nothing_yet(looking: Page, city, address):
    signed_in_already(looking, city.people["steward elsewhere"])

    looking.goto(f"/gm9002/{address}")

    expect(looking.get_by_role("heading", level=1)).to_be_visible()
    check_accessibility(looking)
    screenshot(looking, f"leeg-{address.strip('/').replace('/', '-')}")


@pytest.mark.parametrize("role", ["steward elsewhere", "corporation elsewhere", "former member"])
@pytest.mark.parametrize("address", ["/", "/ik/", "/aanleveringen/"])
def test_a_page_of_somebody_with_nothing_yet(looking: Page, city, role, address):
    signed_in_already(looking, city.people[role])

    looking.goto(address)

    check_accessibility(looking)
    screenshot(looking, f"leeg-{role}-{address.strip('/') or 'home'}".replace(" ", "-"))


@pytest.mark.parametrize("address", ["/gm9001/aanleveringen/", "/gm9001/afspraken/2.1/"])
def test_on_a_telephone_rows_stand_under_each_other_and_are_still_a_table(
    looking: Page, city, address
):
    signed_in_already(looking, city.people["steward"])
    looking.set_viewport_size({"width": 390, "height": 844})

    looking.goto(address)
    looking.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")

    table = looking.locator(".data-table--stacked").first
    box = table.evaluate("table => table.scrollWidth <= table.parentElement.clientWidth")
    assert box, "the table scrolls sideways"
    assert table.get_by_role("columnheader").count() > 1
    assert table.get_by_role("row").count() > 2
