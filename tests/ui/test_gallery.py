"""The gallery shows every part, and every class that templates use has a style."""

import re
from pathlib import Path

import pytest
from django.test import Client

import drieluik
from drieluik.ui.templatetags.drieluik import at_moment, day, euro, number, percent

PACKAGE = Path(drieluik.__file__).parent
UI = PACKAGE / "ui"
PARTS = sorted(path.stem for path in (UI / "templates" / "cotton").glob("*.html"))
OTHERS = re.compile(r"utrecht-|(drieluik|voorbeeld)-theme$")
PLACES_WITHOUT_STYLE = {"messages", "site-footer__language", "notice__text", "site-nav"}


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_in_the_gallery_and_says_what_it_is(part):
    gallery = (UI / "templates" / "ui" / "gallery.html").read_text("utf-8")
    source = (UI / "templates" / "cotton" / f"{part}.html").read_text("utf-8")

    assert f"<c-{part.replace('_', '-')}" in gallery
    assert source.startswith("{# ")


@pytest.mark.django_db
def test_the_gallery_opens_for_everyone(client: Client):
    assert client.get("/stijlgids/").status_code == 200


@pytest.mark.django_db
def test_a_button_that_may_not_be_pressed_says_why(client: Client):
    page = client.get("/stijlgids/").text

    assert 'type="button" aria-disabled="true"' in page
    assert "Alleen de gegevensbeheerder van de gemeente kan dit accepteren." in page


def test_every_class_in_a_template_has_a_style():
    styles = "".join(path.read_text("utf-8") for path in (UI / "static_src").glob("*.css"))
    styled = set(re.findall(r"\.([a-z][\w-]*)", styles))

    without_style = _classes_in_templates() - styled

    assert without_style <= PLACES_WITHOUT_STYLE


def _classes_in_templates() -> set[str]:
    """Class names as written; a name completed by a value (``light--{{ light }}``) is left out."""
    found = set()
    for template in (UI / "templates").rglob("*.html"):
        source = re.sub(r"{%.*?%}", " ", template.read_text("utf-8"))
        for names in re.findall(r'class="([^"]*)"', re.sub(r"{{.*?}}", "", source)):
            found.update(names.split())
    return {name for name in found if not name.endswith(("--", "__")) and not OTHERS.match(name)}


def test_styles_never_shout():
    for path in (UI / "static_src").glob("*.css"):
        assert "!important" not in path.read_text("utf-8"), path.name


def test_figures_are_written_the_dutch_way():
    assert number(1234567.891, 2) == "1.234.567,89"
    assert number(0.5) == "1"
    assert euro(1200) == "€\u00a01.200"
    assert percent(0.934) == "93,4%"


def test_zero_and_unknown_are_told_apart():
    assert (number(0), euro(0), percent(0)) == ("0", "€\u00a00", "0,0%")
    assert {number(None), euro(None), percent(None), day(None), at_moment(None)} == {"–"}
