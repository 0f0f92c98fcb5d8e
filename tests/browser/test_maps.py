"""The map in a real browser: by keyboard, moving, and without what moving needs."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walking import check_accessibility, screenshot, signed_in_already

MAP = "/gm9001/monitor/kaart/?cijfer=evictions"
NO_WEBGL = "HTMLCanvasElement.prototype.getContext = () => null;"


@pytest.fixture
def on_the_map(looking: Page, city) -> Page:
    signed_in_already(looking, city.people["steward"])
    looking.goto(MAP)
    return looking


def test_the_keyboard_goes_from_buurt_to_buurt_and_opens_where_a_figure_comes_from(on_the_map):
    areas = on_the_map.locator("svg.map a")
    areas.first.focus()
    on_the_map.keyboard.press("Tab")

    expect(areas.nth(1)).to_be_focused()
    width = areas.nth(1).locator("path").evaluate("one => getComputedStyle(one).strokeWidth")
    assert width == "5px"
    on_the_map.keyboard.press("Enter")
    on_the_map.wait_for_url("**/evictions/herkomst/**")


def test_the_link_past_the_map_leads_to_the_same_figures(on_the_map):
    on_the_map.get_by_role("link", name="Sla de kaart over en ga naar de tabel").click()

    expect(on_the_map.get_by_role("heading", name="De cijfers van de kaart")).to_be_in_viewport()


def test_everybody_goes_by_keyboard_from_an_area_of_a_public_map_to_its_figures(city_page):
    city_page.goto("/openbaar/gm9001/cijfers/new-build/2019-1/")
    check_accessibility(city_page)
    area = city_page.locator("svg.map a").first
    code = area.get_attribute("data-code")
    row = city_page.locator(f"tr#{code}")
    expect(row).to_be_hidden()
    area.scroll_into_view_if_needed()
    area.focus()
    assert city_page.evaluate("document.activeElement.getAttribute('aria-label')").startswith(
        "Buurt"
    )

    city_page.keyboard.press("Enter")

    # the wijk folds open by itself
    expect(row).to_be_in_viewport()
    screenshot(city_page, "openbaar-cijfer")


def test_on_a_telephone_a_press_on_a_public_map_leads_to_the_figures(city_page):
    city_page.set_viewport_size({"width": 390, "height": 844})
    city_page.goto("/openbaar/gm9001/cijfers/new-build/2019-1/")
    area = city_page.locator("svg.map a").last
    area.click()

    expect(city_page.locator(f"tr#{area.get_attribute('data-code')}")).to_be_in_viewport()


def test_the_map_that_moves_tells_the_same_and_gives_the_drawing_back(on_the_map):
    opening = on_the_map.get_by_role("button", name="Beweegbare kaart")
    words = on_the_map.locator("svg.map a").first.get_attribute("aria-label")
    opening.click()
    on_the_map.locator("[data-ready=shown]").wait_for()
    told = on_the_map.get_by_role("status")

    on_the_map.get_by_role("button", name="Volgende buurt").click()
    expect(told).to_have_text(words)
    on_the_map.get_by_role("button", name="Inzoomen").click()
    check_accessibility(on_the_map)
    screenshot(on_the_map, "kaart-beweegbaar")
    opening.click()

    expect(on_the_map.locator("svg.map")).to_be_visible()
    expect(told).to_be_hidden()


def test_without_webgl_the_drawing_stays_and_nothing_else_is_offered(city_page, city):
    city_page.add_init_script(NO_WEBGL)
    signed_in_already(city_page, city.people["steward"])
    city_page.goto(MAP)

    expect(city_page.locator("svg.map")).to_be_visible()
    expect(city_page.get_by_role("button", name="Beweegbare kaart")).to_be_hidden()


def test_an_area_is_drawn_on_the_map_put_right_and_added(looking: Page, city):
    signed_in_already(looking, city.people["steward"])
    looking.goto("/gm9001/gebieden/eigen/toevoegen/")
    looking.get_by_label("Naam").fill("Zone bij het water")
    looking.get_by_label("Waar is het voor?").fill("Om te zien hoe het er gaat.")
    looking.get_by_role("button", name="Tekenen op de kaart").click()
    looking.locator("[data-ready=shown]").wait_for()
    drawing = looking.get_by_label("Tekening", exact=False)

    for corner in ((-60, -60), (60, -60), (60, 60), (-60, 60), (-60, -60)):
        looking.mouse.click(*_from_middle(looking, *corner))
    expect(looking.get_by_role("status")).to_contain_text("Uw tekening staat in het vak hieronder")
    before = drawing.input_value()
    _drag(looking, (60, 60), (110, 100))
    expect(drawing).not_to_have_value(before)
    check_accessibility(looking)
    screenshot(looking, "gebied-tekenen")
    looking.get_by_role("button", name="Toevoegen").click()

    expect(looking.get_by_role("heading", name="Zone bij het water")).to_be_visible()
    expect(looking.get_by_text("een tekening")).to_be_visible()


def _from_middle(page: Page, right: int, down: int) -> tuple[float, float]:
    canvas = page.locator("[data-map-canvas]")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2 + right, box["y"] + box["height"] / 2 + down


def _drag(page: Page, start: tuple[int, int], end: tuple[int, int]) -> None:
    page.mouse.move(*_from_middle(page, *start))
    page.mouse.down()
    page.mouse.move(*_from_middle(page, *end), steps=20)
    page.mouse.up()
