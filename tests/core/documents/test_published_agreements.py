"""The published agreements of 2020, as text, as Word with automatic numbers, and as PDF."""

import re

import pytest

from drieluik.core.documents import read_document

EXPECTED = {
    "1": (None, 6), "2": ("A-B", 9), "3": ("A-D", 14), "4": (None, 3), "5": (None, 5),
    "6": (None, 4), "7": (None, 5), "8": (None, 3), "9": (None, 3), "10": (None, 1),
}  # fmt: skip
NUMBERS = [f"{theme}.{i}" for theme, (_, count) in EXPECTED.items() for i in range(1, count + 1)]


def test_the_ten_themes_stand_in_order_with_their_sections(seed):
    sections = {
        theme.number: "-".join([str(theme.sections[0].letter), str(theme.sections[-1].letter)])
        for theme in seed.themes
    }

    assert list(sections) == list(EXPECTED)
    assert {number: found for number, found in sections.items() if found != "None-None"} == {
        "2": "A-B",
        "3": "A-D",
    }
    assert [section.letter for section in seed.themes[2].sections] == ["A", "B", "C", "D"]


def test_all_fifty_three_agreements_are_there_once(seed):
    found = [a.number for theme in seed.themes for s in theme.sections for a in s.agreements]

    assert found == NUMBERS
    assert len(found) == 53


def test_every_section_but_the_last_theme_has_goal_and_how(seed):
    without = [s.id for theme in seed.themes for s in theme.sections if not (s.goal and s.how)]

    assert without == ["theme-10/section"]


def test_no_markup_is_left_in_any_text(seed):
    texts = [a.text for theme in seed.themes for s in theme.sections for a in s.agreements]
    texts += [
        part for theme in seed.themes for s in theme.sections for part in (s.goal, s.how) if part
    ]

    assert [text for text in texts if re.search(r"</?[a-z]|\*\*|\t|\u00a0", text)] == []


def test_headings_are_the_labels_in_front(seed, agreements_in):
    headings = {number: one.heading for number, one in agreements_in(seed).items() if one.heading}

    assert set(headings) == {
        "1.1",
        "1.2",
        "1.4",
        "1.5",
        "1.6",
        "2.1",
        "2.8",
        "3.1",
        "3.2",
        "3.5",
        "8.1",
    }
    assert headings["1.4"] == "Themasessies"


def test_agreements_cut_by_a_page_break_are_whole(seed, agreements_in):
    agreements = agreements_in(seed)

    assert "de absolute vraag. De uitkomsten" in agreements["2.7"].text
    assert agreements["3.8"].text.count("\n") == 4
    assert agreements["3.8"].text.endswith("sprake is van kinderen.")


def test_lists_and_notes_inside_agreements_stay(seed, agreements_in):
    agreements = agreements_in(seed)

    assert len(agreements["5.2"].text.split("\n")) == 4
    assert "NB. Bovenstaande afspraak" in agreements["5.3"].text
    assert "SIA:" in seed.themes[5].sections[0].how
    assert "DIA:" in seed.themes[5].sections[0].how
    assert "integrale plannen" in seed.themes[5].sections[0].how


def test_the_four_focus_projects_have_their_fields(seed):
    fields = [
        "goal",
        "problem",
        "results",
        "parties",
        "demarcation",
        "preconditions",
        "communication",
        "leads_text",
    ]
    empty = [
        (p.focus, name) for p in seed.focus_projects for name in fields if not getattr(p, name)
    ]

    assert len(seed.focus_projects) == 4
    assert empty == []
    assert [bool(p.actions_text) for p in seed.focus_projects] == [True, True, False, False]
    assert [bool(p.way_of_working) for p in seed.focus_projects] == [False, False, True, True]


def test_actions_carry_their_moments_wherever_they_stand(seed):
    moments = [[action.quarters for action in project.actions] for project in seed.focus_projects]

    assert moments[0] == [("Q1 2020",), ("Q1 2020",), ("Q2 2020",), ("Q4 2020",), ("Q3/Q4 2020",)]
    assert moments[1] == [("najaar 2019",), ("najaar 2019",), ("Q1 2020",), ("Q2 2020",), ()]
    assert moments[2][:4] == [("Q1 2020",), ("Q3",), ("Q1 2020",), ("Q1", "Q2")]
    assert moments[2][-3:] == [("doorlopend",), ("Q4 2020",), ("doorlopend",)]
    assert moments[3] == [
        ("eerste helft 2020",),
        ("derde kwartaal 2020",),
        ("vierde kwartaal 2020",),
    ]


def test_names_of_persons_are_apart_from_their_role(seed):
    leads = [lead for project in seed.focus_projects for lead in project.leads]

    assert [bool(lead.name) for lead in leads] == [False, False, True, False, True, False]
    assert leads[2].role == "Match vraag/aanbod via woonzorgmonitor"


def test_cover_quotes_and_notes_are_read(seed):
    assert seed.title == "Meerjarige Prestatieafspraken Gemeente Enschede"
    assert (seed.dates.in_force_from, seed.dates.updated_from) == ("2019-01-01", "2020-01-01")
    assert seed.dates.version == "december 2019"
    assert [party.kind for party in seed.parties] == [
        "municipality",
        *["corporation"] * 5,
        "tenants",
    ]
    assert [(quote.quoted_from, quote.page) for quote in seed.quotes] == [
        ("Woonvisie", None),
        ("Woonvisie", 22),
    ]
    assert [note.number for note in seed.footnotes] == ["1"]


def test_nothing_of_the_text_is_lost(seed, seed_text, words_lost):
    assert words_lost(seed_text, seed) == {}


def test_every_element_says_where_it_stands(seed):
    for theme in seed.themes:
        for section in theme.sections:
            for one in section.agreements:
                stretch = seed.source_text[one.source.start : one.source.end]
                assert one.number in stretch
                assert one.text.split()[-1].strip("*") in stretch


def test_the_readers_attention_is_asked_for_what_was_guessed(seed, rules_in):
    rules = rules_in(seed)

    assert rules.count("joined_over_break") == 4
    assert rules.count("quote_assumed") == 2
    assert "no_goal" in rules
    assert not {"number_gap", "duplicate_number", "contents_differs", "not_placed"} & set(rules)


def test_word_numbers_its_paragraphs_itself_and_all_numbers_are_found(
    seed, seed_parts, word, agreements_in
):
    content = word.WordDocument().add(seed_parts).packed()

    document = read_document(content, "afspraken.docx")

    assert b"3.14" not in content
    assert list(agreements_in(document)) == NUMBERS
    assert [[s.letter for s in t.sections] for t in document.themes] == [
        [s.letter for s in t.sections] for t in seed.themes
    ]
    assert agreements_in(document)["2.7"].text == agreements_in(seed)["2.7"].text
    assert _unsigned(agreements_in(document)["3.8"]) == _unsigned(agreements_in(seed)["3.8"])
    assert document.title == seed.title


@pytest.mark.slow
def test_the_pdf_gives_the_same_numbers_and_the_same_words(seed, seed_parts, pdf, agreements_in):
    document = read_document(pdf.pdf_of(seed_parts), "afspraken.pdf")

    assert list(agreements_in(document)) == NUMBERS
    same = [
        n
        for n, one in agreements_in(seed).items()
        if _unsigned(agreements_in(document)[n]) == _unsigned(one)
    ]
    assert set(NUMBERS) - set(same) <= {"5.2", "5.3"}
    assert [p.focus for p in document.focus_projects] == [p.focus for p in seed.focus_projects]
    assert [[a.quarters for a in p.actions] for p in document.focus_projects] == [
        [a.quarters for a in p.actions] for p in seed.focus_projects
    ]
    assert {left.kind for left in document.unplaced} == {
        "introduction",
        "table_of_contents",
        "page_number",
        "header_or_footer",
    }


def test_nothing_of_the_word_file_is_lost(seed_parts, word, words_lost):
    said = [
        part
        for kind, content in seed_parts
        for part in (_flat(content) if kind == "row" else [content])
    ]

    document = read_document(word.WordDocument().add(seed_parts).packed(), "afspraken.docx")

    assert words_lost("\n".join(text for text in said if text != "#"), document) == {}


def _flat(cells):
    return [text for cell in cells for text in cell]


def _unsigned(agreement):
    """The text without the signs of its lists, which the two files draw differently."""
    return re.sub(r"(?m)^[-○] ", "", agreement.text)
