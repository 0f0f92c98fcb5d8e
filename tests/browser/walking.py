"""What a walk does with a page: sign in, check that everyone can use it, take its picture."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page

from drieluik.apps.accounts.models import User
from tests.factories.accounts import PASSWORD

_AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_DESK, _TELEPHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def sign_in(page: Page, user: User, password: str = PASSWORD) -> None:
    """Sign in on the page as people do."""
    page.goto("/account/login/?next=/ik/")
    page.get_by_label("E-mailadres").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(password)
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    page.wait_for_url("**/ik/")


def signed_in_already(page: Page, user: User) -> None:
    """Give the page the session of a person, for walks that are not about signing in."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "domain": "localhost", "path": "/"}]
    )


def tab_to(page: Page, target: Locator) -> None:
    """Go to a part of the page with the Tab key only, as somebody without a mouse does."""
    for _ in range(60):
        if target.evaluate("element => element === document.activeElement"):
            assert target.evaluate("element => element.matches(':focus-visible')")
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not get there")


def check_accessibility(page: Page) -> None:
    """Fail on any violation that axe finds, and on a page wider than the screen.

    Both at the desk and at the width of a telephone.
    """
    found = []
    page.evaluate(_AXE.read_text("utf-8"))
    for screen in (_TELEPHONE, _DESK):
        page.set_viewport_size(screen)
        result = page.evaluate("axe.run({resultTypes: ['violations']})")
        found += [_line(screen["width"], violation) for violation in result["violations"]]
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > screen["width"]:
            found.append(f"{screen['width']}: the page is {width} wide")
    assert not found, f"{page.url}\n" + "\n".join(found)


def _line(width: int, violation: dict[str, Any]) -> str:
    nodes = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
    return f"{width}: {violation['id']} ({violation['help']}): {nodes}"


def screenshot(page: Page, name: str) -> None:
    """Keep a picture at both widths in the folder that DRIELUIK_SCREENSHOTS names, if it does."""
    folder = os.environ.get("DRIELUIK_SCREENSHOTS")
    if not folder:
        return
    Path(folder).mkdir(parents=True, exist_ok=True)
    for screen in (_TELEPHONE, _DESK):
        page.set_viewport_size(screen)
        page.screenshot(path=Path(folder) / f"{name}-{screen['width']}.png", full_page=True)
