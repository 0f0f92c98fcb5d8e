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
_SIDEWAYS = """() => {
  const closed = [...document.querySelectorAll("details:not([open])")];
  for (const part of closed) part.open = true;
  const wide = [document.documentElement, ...document.querySelectorAll("main *")].filter((part) =>
    part.scrollWidth > part.clientWidth + 1
    && (part === document.documentElement
      || ["auto", "scroll"].includes(getComputedStyle(part).overflowX)));
  for (const part of closed) part.open = false;
  return wide.map((part) => `${part.tagName} ${part.className} ${part.getAttribute("aria-label")}`);
}"""
_BY_WIDTH = [
    "aria-hidden-focus", "button-name", "color-contrast", "label", "link-in-text-block", "link-name",
    "scrollable-region-focusable", "summary-name", "target-size",
]  # fmt: skip
"""Rules of axe that depend on what is shown and where; the others hold at any width or at none."""
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
    """Fail on any violation that axe finds, and on what is wider than the screen.

    Both at the desk and at the width of a telephone; there no part, also of what can be folded
    out, may have to be moved sideways to be read.
    """
    found = []
    page.evaluate(_AXE.read_text("utf-8"))
    for screen, only in ((_TELEPHONE, _BY_WIDTH), (_DESK, None)):
        page.set_viewport_size(screen)
        result = page.evaluate(
            "only => axe.run({resultTypes: ['violations'], ...(only && {runOnly: only})})", only
        )
        found += [_line(screen["width"], violation) for violation in result["violations"]]
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > screen["width"]:
            found.append(f"{screen['width']}: the page is {width} wide")
        if screen == _TELEPHONE:
            found += [f"{screen['width']}: sideways: {part}" for part in page.evaluate(_SIDEWAYS)]
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
