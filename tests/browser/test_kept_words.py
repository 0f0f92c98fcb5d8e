"""What was typed in a meeting in session and not recorded: it is neither lost nor in the way."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from drieluik.apps.decisions import services
from drieluik.apps.decisions.models import AgendaItem
from tests.browser.walking import check_accessibility, screenshot, signed_in_already
from tests.factories.decisions import make_item, make_meeting, open_meeting, secretary

_KEYS = "Object.keys(sessionStorage).filter((key) => key.startsWith('kept:'))"


@pytest.fixture
def item(city) -> AgendaItem:
    """An item of a meeting in session."""
    meeting = make_meeting(starts_at=timezone.now() - timedelta(minutes=1))
    made = make_item(meeting)
    open_meeting(meeting)
    made.refresh_from_db()
    return made


@pytest.fixture
def session(city_page: Page, city, item) -> Page:
    """The meeting in session, as the policy officer sees it."""
    city_page.set_default_timeout(10_000)
    signed_in_already(city_page, city.people["policy officer"])
    _visit(city_page, item)
    return city_page


def _visit(page: Page, item: AgendaItem) -> None:
    page.goto(f"/gm9001/overleggen/{item.meeting_id}/zitting/")


def _colleague_writes(item: AgendaItem, text: str) -> None:
    services.record_discussion(item_id=item.id, text=text, actor=secretary(), now=timezone.now())


def _type_discussion(page: Page, text: str) -> None:
    page.get_by_text("Opschrijven wat is besproken").click()
    page.get_by_label("Besproken").fill(text)


def _save_discussion(page: Page) -> None:
    page.get_by_role("button", name="Opslaan", exact=True).last.click()
    expect(page.get_by_role("status")).to_contain_text("Wat is besproken, is bewaard.")


def test_newer_text_of_a_colleague_is_not_typed_over_and_the_own_words_stand_beside_it(
    session: Page, item
):
    page = session
    _type_discussion(page, "Mijn woorden.\nTwee regels.")
    _colleague_writes(item, "De woorden van een collega.")

    _visit(page, item)

    beside = page.locator(".notice").filter(has_text="Er is intussen een nieuwere tekst vastgelegd")
    expect(page.get_by_label("Besproken")).to_have_value("De woorden van een collega.")
    expect(beside).to_contain_text("Mijn woorden.\nTwee regels.")
    check_accessibility(page)
    screenshot(page, "zitting-nieuwere-tekst")
    page.reload()
    expect(beside).to_contain_text("Mijn woorden.")
    _save_discussion(page)
    item.refresh_from_db()
    assert item.discussion == "De woorden van een collega."
    expect(beside).to_have_count(0)


def test_own_words_beside_newer_text_can_be_thrown_away(session: Page, item):
    page = session
    _type_discussion(page, "Mijn woorden.")
    _colleague_writes(item, "De woorden van een collega.")
    _visit(page, item)

    page.get_by_role("button", name="Weggooien wat ik typte").click()

    expect(page.get_by_text("Mijn woorden.")).to_have_count(0)
    assert page.evaluate(_KEYS) == []


@pytest.mark.parametrize("more", ["", "Nu echt. "])
def test_a_refused_decision_is_still_there_after_something_else_was_recorded(session: Page, more):
    page = session
    page.get_by_label("Wat het overleg doet").select_option("note")
    words = page.get_by_label("Besluit in woorden")
    words.fill("Wij nemen dit mee.")
    page.get_by_text("Taken die hieruit volgen").click()
    task = page.get_by_label("Taak 1: wat")
    task.fill("Uitzoeken.")
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(page.get_by_role("alert")).to_contain_text("In een taak staat wie wat doet.")
    words.press_sequentially(more)

    _type_discussion(page, "Kort besproken.")
    _save_discussion(page)

    expect(words).to_have_value(f"{more}Wij nemen dit mee.")
    expect(task).to_have_value("Uitzoeken.")
    expect(page.get_by_label("Wat het overleg doet")).to_have_value("note")
    expect(page.locator(".kept-words")).to_have_count(0)
    task.fill("")
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(page.get_by_role("status")).to_contain_text("Het besluit is vastgelegd.")
    assert page.evaluate(_KEYS) == []


def test_a_decision_that_came_too_late_is_still_there(session: Page, item):
    page = session
    page.get_by_label("Wat het overleg doet").select_option("note")
    page.get_by_label("Besluit in woorden").fill("Wij nemen dit mee.")
    _colleague_writes(item, "De woorden van een collega.")
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(page.get_by_role("button", name="Besluit vastleggen")).to_have_count(0)

    _visit(page, item)
    _type_discussion(page, "Iets anders.")
    _save_discussion(page)

    expect(page.get_by_label("Besluit in woorden")).to_have_value("Wij nemen dit mee.")


def test_signing_out_takes_away_what_was_typed(session: Page):
    page = session
    page.get_by_label("Besluit in woorden").fill("Vertrouwelijk.")
    assert len(page.evaluate(_KEYS)) == 1

    page.get_by_role("button", name="Afmelden").click()

    expect(page.get_by_role("status")).to_contain_text("U bent afgemeld.")
    assert page.evaluate(_KEYS) == []


def test_who_signs_in_next_takes_away_what_another_typed(session: Page, city):
    page = session
    page.get_by_label("Besluit in woorden").fill("Vertrouwelijk.")

    signed_in_already(page, city.people["steward"])
    page.goto("/ik/")

    assert page.evaluate(_KEYS) == []
