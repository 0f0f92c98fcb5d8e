"""Word's way of counting: restarts, overrides, linked styles, levels skipped."""

import pytest
from lxml import etree

from drieluik.core.documents import read_document
from drieluik.core.documents.sources.word_numbering import Numbering

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _level(depth, text, form="decimal", start=1, more=""):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def _numbering(abstracts, nums, styles="") -> Numbering:
    root = etree.fromstring(f"<w:numbering {NS}>{abstracts}{nums}</w:numbering>")
    return Numbering(root, etree.fromstring(f"<w:styles {NS}>{styles}</w:styles>"))


def _properties(num, depth):
    return etree.fromstring(
        f'<w:pPr {NS}><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr></w:pPr>'
    )


def _shown(numbering, *steps):
    found = [numbering.next_number(_properties(num, depth), None) for num, depth in steps]
    return [one.text if one else None for one in found]


OUTLINE = f'<w:abstractNum w:abstractNumId="0">{_level(0, "%1.")}{_level(1, "%1.%2")}{_level(2, "%1.%2.%3")}</w:abstractNum>'
NUM = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def test_a_deeper_level_starts_again_under_each_parent():
    shown = _shown(_numbering(OUTLINE, NUM), (1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2))

    assert shown == ["1.", "1.1", "1.2", "1.2.1", "2.", "2.1", "2.1.1"]


def test_a_level_without_its_parent_shows_the_start_of_the_parent():
    assert _shown(_numbering(OUTLINE, NUM), (1, 1), (1, 1)) == ["1.1", "1.2"]


def test_two_lists_of_one_form_count_on_unless_one_starts_afresh():
    more = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    fresh = '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'

    shown = _shown(_numbering(OUTLINE, NUM + more + fresh), (1, 0), (2, 0), (3, 0), (3, 1), (3, 0))

    assert shown == ["1.", "2.", "5.", "5.1", "6."]


def test_a_level_can_be_told_never_to_start_again():
    going_on = _level(1, "%2", more='<w:lvlRestart w:val="0"/>')
    abstract = f'<w:abstractNum w:abstractNumId="0">{_level(0, "%1.")}{going_on}</w:abstractNum>'

    assert _shown(_numbering(abstract, NUM), (1, 0), (1, 1), (1, 0), (1, 1)) == [
        "1.",
        "1",
        "2.",
        "2",
    ]


def test_legal_numbering_shows_a_roman_parent_as_digits():
    abstract = f'<w:abstractNum w:abstractNumId="0">{_level(0, "%1.", "upperRoman")}{_level(1, "%1.%2", more="<w:isLgl/>")}</w:abstractNum>'

    assert _shown(_numbering(abstract, NUM), (1, 0), (1, 0), (1, 1)) == ["I.", "II.", "2.1"]


def test_a_level_overridden_in_one_list_looks_different_there():
    own = f'<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{_level(0, "Punt %1", start=3)}</w:lvlOverride></w:num>'

    assert _shown(_numbering(OUTLINE, NUM + own), (2, 0)) == ["Punt 3"]


def test_list_zero_and_unknown_lists_give_no_number():
    assert _shown(_numbering(OUTLINE, NUM), (0, 0), (9, 0)) == [None, None]


def test_a_style_finds_its_level_through_the_form_and_its_ancestors():
    linked = f'<w:abstractNum w:abstractNumId="0">{_level(0, "%1.")}{_level(1, "%1.%2", more="""<w:pStyle w:val="Regel"/>""")}</w:abstractNum>'
    styles = (
        '<w:style w:styleId="Regel"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Kind"><w:basedOn w:val="Regel"/></w:style>'
    )
    numbering = _numbering(linked, NUM, styles)

    assert numbering.next_number(None, "Kind").text == "1.1"
    assert numbering.next_number(None, "Regel").text == "1.2"
    assert numbering.next_number(None, "Onbekend") is None


def test_a_list_that_points_to_a_style_of_lists_borrows_its_levels():
    abstracts = (
        f'<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="Lijst"/>{_level(0, "L%1")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="Lijst"/></w:abstractNum>'
    )
    num = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'

    assert _shown(_numbering(abstracts, num), (1, 0), (1, 0)) == ["L1", "L2"]


def test_a_document_without_numbering_has_no_numbers():
    assert Numbering(None, None).next_number(_properties(1, 0), "Kop") is None


@pytest.mark.parametrize(
    ("text", "is_doubtful"),
    [("woord " * 16_666, False), ("woord " * 16_667, True), ("Kop:\n" + "- punt\n" * 2_000, True)],
)
def test_an_agreement_that_is_too_long_is_a_doubt_at_its_place(text, is_doubtful):
    document = read_document(f"1. Wonen\n\n1.1 Kort.\n1.2 {text}\n".encode(), "a.txt")

    found = [one for one in document.findings if one.rule == "documents.text_too_long"]
    assert [(one.value, one.place.line) for one in found] == [("1.2", 4)] * is_doubtful
