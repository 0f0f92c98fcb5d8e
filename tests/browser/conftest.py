"""A real browser on the real product: fixtures for walks through the pages.

Needs Debian's Chromium; on a machine without it these tests are skipped and say so. A walk asks
for ``page`` (and through it gets ``live``); what can be done with a page stands in ``walking``.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tests.factories.city import City
from tests.factories.kept_city import lay_city
from tests.factories.surroundings import surroundings

CHROMIUM = Path("/usr/bin/chromium")
# the last draws maps without a graphics card
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--enable-unsafe-swiftshader"]
_DESK: ViewportSize = {"width": 1280, "height": 900}
ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "src" / "drieluik" / "ui" / "static" / "built" / "drieluik.css"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every walk."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(autouse=True, scope="session")
def _settings_for_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    # a thread of the server that keeps its connection would keep the database from being removed
    keep_no_connection = pytest.MonkeyPatch.context()
    with surroundings(tmp_path_factory.mktemp("var")), keep_no_connection as patch:
        patch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)
        yield


@pytest.fixture(autouse=True, scope="module")
def _plain_http() -> Iterator[None]:
    """Let cookies pass without TLS; no longer than here, or other tests would not see them safe."""
    with override_settings(
        SESSION_COOKIE_SECURE=False,
        CSRF_COOKIE_SECURE=False,
        SESSION_COOKIE_NAME="drieluik_session",
        CSRF_COOKIE_NAME="drieluik_csrf",
    ):
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window, started once."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is missing: install Debian's package chromium for browser walks")
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # Playwright's synchronous calls run on an event loop in this thread, and Django refuses
        # the database beside a running loop. Nothing here is awaited, so that guard is lifted
        # for as long as the browser lives.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def live(browser: Browser, live_server: LiveServer) -> LiveServer:
    """The product on a port of this machine, with built styles and scripts."""
    if not BUILT.exists():
        pytest.fail("styles and scripts have not been built: run `make setup`")
    return live_server


@pytest.fixture(scope="module")
def served_city(
    database_for_tests: None, django_db_blocker: DjangoDbBlocker, browser: Browser, run_folder: Path
) -> Iterator[tuple[str, City]]:
    """The small city on a port of this machine, laid once for all walks of a module."""
    if not BUILT.exists():
        pytest.fail("styles and scripts have not been built: run `make setup`")
    with django_db_blocker.unblock(), override_settings(ALLOWED_HOSTS=["localhost"]):
        server = LiveServer("localhost")
        try:
            yield server.url, lay_city(run_folder)
        finally:
            _wait_for_answers_under_way()
            server.stop()
            call_command("flush", interactive=False, verbosity=0)


def _wait_for_answers_under_way() -> None:
    """The database in memory is shared with threads that answer, until the server stops."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=30)


@pytest.fixture
def city(served_city: tuple[str, City]) -> City:
    """What is there in the small city."""
    return served_city[1]


@pytest.fixture
def page(browser: Browser, live: LiveServer) -> Iterator[Page]:
    """An empty page of a Dutch reader; relative addresses lead to ``live``."""
    with _window(browser, live.url) as (page, troubles):
        yield page
    assert troubles == []


@pytest.fixture
def city_page(browser: Browser, served_city: tuple[str, City]) -> Iterator[Page]:
    """An empty page of a Dutch reader; relative addresses lead to the small city."""
    with _window(browser, served_city[0]) as (page, troubles):
        yield page
    assert troubles == []


@pytest.fixture(scope="module")
def city_window(
    browser: Browser, served_city: tuple[str, City]
) -> Iterator[tuple[Page, list[str]]]:
    """One window on the small city for a module: opening a window costs as much as ten pages."""
    with _window(browser, served_city[0]) as window:
        yield window


@pytest.fixture
def looking(city_window: tuple[Page, list[str]]) -> Iterator[Page]:
    """That window, of a reader who is not signed in; for tests that look and type nothing."""
    page, troubles = city_window
    page.context.clear_cookies()
    page.set_viewport_size(_DESK)
    yield page
    found = troubles.copy()
    troubles.clear()
    assert found == []


@contextmanager
def _window(browser: Browser, url: str) -> Iterator[tuple[Page, list[str]]]:
    """An empty page, and the errors of scripts and what the content security policy stops in it."""
    context = browser.new_context(base_url=url, locale="nl-NL", viewport=_DESK)
    context.set_default_timeout(30_000)
    page, troubles = context.new_page(), []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on(
        "console",
        lambda message: (
            troubles.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    yield page, troubles
    context.close()
