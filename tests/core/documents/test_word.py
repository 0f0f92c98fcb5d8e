"""Word files: automatic numbers, tracked changes, notes, headers, tables and text boxes."""

import pytest

from drieluik.core.documents import read_document
from drieluik.core.documents.sources.word_numbering import formatted

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def read(word):
    def reading(parts, **extra):
        made = word.WordDocument().add(parts)
        made.extra = {f"word/{name}.xml": text for name, text in extra.items()}
        return read_document(made.packed(), "afspraken.docx")

    return reading


def test_numbers_follow_the_style_and_start_again_in_each_theme(read, agreements_in):
    document = read(
        [
            ("title", "Afspraken"),
            ("theme", "Wonen"),
            ("agreement", "Een."),
            ("agreement", "Twee."),
            ("theme", "Zorg"),
            ("agreement", "Drie."),
        ]
    )

    assert {n: a.text for n, a in agreements_in(document).items()} == {
        "1.1": "Een.",
        "1.2": "Twee.",
        "2.1": "Drie.",
    }
    assert [theme.number for theme in document.themes] == ["1", "2"]
    assert document.title == "Afspraken"


def test_letters_of_sections_restart_by_their_own_list(read):
    document = read(
        [
            ("theme", "Wonen"),
            ("letter", "Bouw"),
            ("agreement", "Een."),
            ("letter", "Sloop"),
            ("agreement", "Twee."),
            ("theme", "Zorg"),
            ("letter", "Thuis"),
            ("agreement", "Drie."),
        ]
    )

    assert [[s.letter for s in t.sections] for t in document.themes] == [["A", "B"], ["A"]]


def test_an_empty_paragraph_in_the_first_column_carries_the_number(read, agreements_in):
    document = read(
        [
            ("theme", "Wonen"),
            ("row", [["#"], ["Eerste regel", "- punt"]]),
            ("row", [["#"], ["Tweede."]]),
        ]
    )

    assert agreements_in(document)["1.1"].text == "Eerste regel\n- punt"
    assert list(agreements_in(document)) == ["1.1", "1.2"]


def test_both_readings_of_a_tracked_change_are_kept_and_the_reader_is_asked(
    read, agreements_in, rules_in, word
):
    run = word.run
    changed = (
        '<w:p><w:pPr><w:pStyle w:val="Afspraak"/></w:pPr>'
        f"{run('Wij bouwen ')}<w:del><w:r><w:delText>tien</w:delText></w:r></w:del>"
        f"<w:ins>{run('twaalf')}</w:ins>{run(' woningen.')}</w:p>"
    )
    deleted = (
        '<w:p><w:pPr><w:pStyle w:val="Afspraak"/><w:rPr><w:del/></w:rPr></w:pPr>'
        "<w:del><w:r><w:delText>Wij slopen niets.</w:delText></w:r></w:del></w:p>"
    )

    document = read(
        [("theme", "Wonen"), ("raw", changed), ("raw", deleted), ("agreement", "Wij verhuren.")]
    )

    agreement = agreements_in(document)["1.1"]
    assert (agreement.text, agreement.text_before) == (
        "Wij bouwen twaalf woningen.",
        "Wij bouwen tien woningen.",
    )
    assert [(c.before, c.after) for c in document.tracked_changes] == [
        ("Wij slopen niets.", ""),
        ("Wij bouwen tien woningen.", "Wij bouwen twaalf woningen."),
    ]
    assert agreements_in(document)["1.2"].text == "Wij verhuren."
    assert [u.text for u in document.unplaced if u.kind == "deleted"] == ["Wij slopen niets."]
    assert rules_in(document).count("tracked_change") == 2


def test_footnotes_headers_and_comments_are_told_apart(read, agreements_in, rules_in):
    noted = f'<w:p {NS}><w:pPr><w:pStyle w:val="Afspraak"/></w:pPr><w:r><w:t>Wij bouwen</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    note = '<w:root><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>Alleen huur.</w:t></w:r></w:p></w:footnote></w:root>'
    header = "<w:root><w:p><w:r><w:t>Gemeente Polderdam</w:t></w:r></w:p></w:root>"
    comments = "<w:root><w:comment><w:p/></w:comment></w:root>"

    document = read(
        [("theme", "Wonen"), ("raw", noted)], footnotes=note, header1=header, comments=comments
    )

    assert agreements_in(document)["1.1"].text == "Wij bouwen¹"
    assert [(n.number, n.text) for n in document.footnotes] == [("1", "Alleen huur.")]
    assert [u.text for u in document.unplaced if u.kind == "header_or_footer"] == [
        "Gemeente Polderdam"
    ]
    assert "comments_not_read" in rules_in(document)


def test_text_boxes_and_nested_tables_are_not_lost(read, words_lost, word):
    box = "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Uitgelicht kader</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    inner = f"<w:tbl><w:tr><w:tc>{word.paragraph('binnenste cel')}</w:tc></w:tr></w:tbl>"
    nested = f"<w:tbl><w:tr><w:tc>{word.paragraph('Buitenste cel')}{inner}</w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"

    document = read(
        [("theme", "Wonen"), ("agreement", "Wij bouwen."), ("raw", box), ("raw", nested)]
    )

    assert (
        words_lost("Wonen Wij bouwen. Uitgelicht kader Buitenste cel binnenste cel", document) == {}
    )


def test_a_fallback_of_a_text_box_is_not_read_twice(read):
    choice = "<mc:Choice><w:txbxContent><w:p><w:r><w:t>Kader</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
    fallback = choice.replace("Choice", "Fallback")
    box = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r>'
        f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r></w:p>"
    )

    document = read(
        [("text", "Vooraf"), ("raw", box), ("theme", "Wonen"), ("agreement", "Wij bouwen.")]
    )

    assert [left.text for left in document.unplaced] == ["Vooraf", "Kader"]


def test_signs_and_bold_words_of_word_are_kept(read, agreements_in):
    paragraph = (
        '<w:p><w:pPr><w:pStyle w:val="Afspraak"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Wijkpost.</w:t></w:r>'
        "<w:r><w:t xml:space='preserve'> Die is open</w:t><w:br/><w:t>• elke dag;</w:t><w:br w:type='page'/>"
        "<w:t>P</w:t><w:noBreakHyphen/><w:t>vergunning</w:t></w:r></w:p>"
    )

    document = read([("theme", "Wonen"), ("raw", paragraph)])

    agreement = agreements_in(document)["1.1"]
    assert agreement.heading == "Wijkpost"
    assert agreement.text == "Die is open\n- elke dag;P-vergunning"


def test_an_article_number_with_a_word_is_read(word, agreements_in):
    made = word.WordDocument().add([("theme", "Wonen"), ("agreement", "Wij bouwen.")])
    numbering = word.NUMBERING.replace('w:lvlText w:val="%1.%2"', 'w:lvlText w:val="Artikel %1.%2"')
    made.extra["word/numbering.xml"] = numbering.format(letters="")

    document = read_document(made.packed(), "a.docx")

    assert agreements_in(document)["1.1"].text == "Wij bouwen."


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (1, "decimal", "1"),
        (27, "lowerLetter", "aa"),
        (9, "lowerRoman", "ix"),
        (44, "upperRoman", "XLIV"),
        (3, "none", ""),
        (5, "decimalZero", "05"),
    ],
)
def test_numbers_take_the_form_word_gives_them(value, form, shown):
    assert formatted(value, form) == shown


def test_a_table_in_a_text_box_and_a_text_box_in_a_table_are_read(read, words_lost, word):
    def boxed(inner):
        return f"<w:p><w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r></w:p>"

    def table(inner):
        return f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"

    parts = [
        ("theme", "Wonen"),
        ("agreement", "Wij bouwen."),
        ("raw", boxed(table(word.paragraph("cel in kader")))),
        ("raw", table(word.paragraph("gewone cel") + boxed(word.paragraph("kader in cel")))),
        ("raw", f"<w:sdt><w:sdtContent>{word.paragraph('invulveld')}</w:sdtContent></w:sdt>"),
    ]

    document = read(parts)

    raw = "Wonen Wij bouwen. cel in kader gewone cel kader in cel invulveld"
    assert words_lost(raw, document) == {}
    assert sum(document.source_text.count(words) for words in ("cel in kader", "kader in cel")) == 2


def test_articles_as_numbered_headings_with_paragraphs_under_them(word, agreements_in):
    made = word.WordDocument().add(
        [
            ("theme", "Wonen"),
            ("agreement", "Bouwtempo"),
            ("text", "Wij bouwen vlot."),
            ("agreement", "Wij slopen niets"),
        ]
    )
    styles = word.STYLES.replace('w:val="Afspraak smal"', 'w:val="heading 3"')
    made.extra["word/styles.xml"] = styles

    agreements = agreements_in(read_document(made.packed(), "a.docx"))

    assert (agreements["1.1"].heading, agreements["1.1"].text) == ("Bouwtempo", "Wij bouwen vlot.")
    assert (agreements["1.2"].heading, agreements["1.2"].text) == (None, "Wij slopen niets")


def test_numbers_typed_in_a_cell_are_a_list(read, agreements_in):
    document = read([("theme", "Wonen"), ("row", [["#"], ["Wij doen:", "1. bouwen", "2. slopen"]])])

    assert agreements_in(document)["1.1"].text == "Wij doen:\n1. bouwen\n2. slopen"


def test_a_list_item_of_word_opens_a_theme_when_agreements_follow(word, agreements_in):
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    typed = [("raw", word.paragraph("Wonen", None, number)), ("text", "1.1 Wij bouwen.")]

    document = read_document(word.WordDocument().add(typed).packed(), "a.docx")

    assert [(t.number, t.title) for t in document.themes] == [("1", "Wonen")]


def test_a_document_without_styles_is_read(word, agreements_in):
    body = f"{word.paragraph('1. Wonen')}{word.paragraph('1.1 Wij bouwen.')}"
    root = f"<w:document {NS}><w:body>{body}</w:body></w:document>"

    document = read_document(word.zipped({"word/document.xml": root}), "a.docx")

    assert agreements_in(document)["1.1"].text == "Wij bouwen."


def test_a_tracked_change_across_a_table_break_keeps_both_readings(read, agreements_in):
    cut = (
        "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>kleine </w:t></w:r><w:ins><w:r><w:t>nieuwe </w:t></w:r></w:ins>"
        "<w:r><w:t>buurt.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )

    document = read([("theme", "Wonen"), ("row", [["#"], ["Wij bouwen in een"]]), ("raw", cut)])

    agreement = agreements_in(document)["1.1"]
    assert agreement.text == "Wij bouwen in een kleine nieuwe buurt."
    assert agreement.text_before == "Wij bouwen in een kleine buurt."
