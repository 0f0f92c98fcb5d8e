"""PDF files: paragraphs, tables, running headers, notes, scans and locks."""

import base64

import pytest

from drieluik.core.documents import read_document
from drieluik.core.documents.sources import pdf as pdf_reader
from drieluik.core.findings import message_nl

_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def scan(tmp_path, pdf):
    """Typst source that shows a picture, and the folder it is in."""
    (tmp_path / "scan.png").write_bytes(_PIXEL)

    def made(source):
        import typst

        (tmp_path / "a.typ").write_text(source, "utf-8")
        return typst.compile(str(tmp_path / "a.typ"))

    return made


def test_a_document_of_pictures_only_says_so(scan):
    document = read_document(scan('#image("scan.png", width: 80%)'), "a.pdf")

    assert [f.rule for f in document.findings] == ["documents.only_scans"]
    assert "gescande" in message_nl(document.findings[0])


def test_one_scanned_page_among_others_is_pointed_out(scan, agreements_in):
    source = '= 1. Wonen\n\n1.1 Wij bouwen.\n\n#pagebreak()\n#image("scan.png", width: 80%)\n'

    document = read_document(scan(source), "a.pdf")

    scanned = next(f for f in document.findings if f.rule == "documents.scanned_page")
    assert scanned.place.page == 2
    assert agreements_in(document)["1.1"].text == "Wij bouwen."


def test_an_empty_page_is_no_scan(pdf):
    document = read_document(pdf.compiled("#pagebreak()"), "a.pdf")

    assert [f.rule for f in document.findings] == ["documents.no_text"]


def test_a_locked_pdf_is_called_encrypted():
    locked = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"3 0 obj<</Filter/Standard/V 1/R 2/O<"
        + b"00" * 32
        + b">/U<"
        + b"11" * 32
        + b">/P -4>>endobj\n"
        b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\n%%EOF"
    )

    document = read_document(locked, "a.pdf")

    assert [f.rule for f in document.findings] == ["documents.encrypted"]


def test_too_many_pages_are_refused(pdf, monkeypatch):
    monkeypatch.setattr(pdf_reader, "_MOST_PAGES", 1)

    document = read_document(pdf.compiled("een #pagebreak() twee"), "a.pdf")

    assert [f.rule for f in document.findings] == ["documents.too_many_pages"]


def test_lines_become_paragraphs_and_broken_words_whole(pdf, agreements_in):
    source = """#set page(width: 9cm, height: 14cm)
#set text(size: 10pt, lang: "nl", hyphenate: false)
#text(14pt)[1. Wonen]

1.1 De corporatie onderzoekt samen met de gemeente hoe de woning- \\
voorraad kan groeien. De woningvoorraad telt zwaar.

1.2 *Wijkpost:* De post in Noord blijft open en de huur- en \\
servicekosten blijven gelijk.
"""

    agreements = agreements_in(read_document(pdf.compiled(source), "a.pdf"))

    assert agreements["1.1"].text.startswith(
        "De corporatie onderzoekt samen met de gemeente hoe de woningvoorraad kan"
    )
    assert agreements["1.2"].heading == "Wijkpost"
    assert "huur- en servicekosten" in agreements["1.2"].text


def test_headers_numbers_and_notes_are_set_aside(pdf, agreements_in):
    source = """#set page(width: 12cm, height: 12cm, margin: 2cm, header: text(8pt)[Gemeente Polderdam], footer: align(center, context counter(page).display()))
#set text(size: 10pt)
#set super(typographic: false)
#text(20pt)[Prestatieafspraken Polderdam]

#text(14pt)[1. Wonen]

1.1 Wij bouwen elk jaar veertig woningen, en wij doen dat samen met de bewoners van het dorp.#footnote[Alleen huur.]
#pagebreak()
#text(14pt)[2. Zorg]

2.1 Wij zorgen.
"""

    document = read_document(pdf.compiled(source), "a.pdf")

    assert document.title == "Prestatieafspraken Polderdam"
    assert agreements_in(document)["1.1"].text.endswith("het dorp.¹")
    assert [(n.number, n.text) for n in document.footnotes] == [("1", "Alleen huur.")]
    kinds = [u.kind for u in document.unplaced]
    assert kinds.count("page_number") == kinds.count("header_or_footer") == 2
    assert [a.source.page for a in agreements_in(document).values()] == [1, 2]


def test_a_table_of_agreements_keeps_its_columns(pdf, agreements_in):
    source = """#set text(size: 10pt)
#text(14pt)[1. Wonen]

#table(columns: (1.5cm, 1fr, 3cm, 3cm), [Nr], [Afspraak], [Wie], [Wanneer],
  [1.1], [Wij bouwen veertig woningen in het dorp bij de rivier en aan de dijk.], [Stichting], [Q2 2022],
  [1.2], [Wij slopen:

  - niets;

  - later.], table.cell(colspan: 2)[Gemeente])
"""

    agreements = agreements_in(read_document(pdf.compiled(source), "a.pdf"))

    assert (agreements["1.1"].responsible, agreements["1.1"].deadline) == ("Stichting", "Q2 2022")
    assert agreements["1.2"].text == "Wij slopen:\n- niets;\n- later."
    assert agreements["1.2"].responsible == "Gemeente"


@pytest.mark.parametrize("name", ["artikelen.txt", "tabel.md"])
def test_the_example_layouts_read_the_same_as_pdf_and_word(
    name, layout, layout_text, pdf, word, agreements_in
):
    parts = _parts(layout_text(name))
    expected = {number: one.text for number, one in agreements_in(layout(name)).items()}

    for content, filename in (
        (pdf.pdf_of(parts), "a.pdf"),
        (word.WordDocument().add(parts).packed(), "a.docx"),
    ):
        document = read_document(content, filename)
        assert {number: one.text for number, one in agreements_in(document).items()} == expected


def _parts(text):
    """Each paragraph of the example as a part; hand-made breaks and Markdown signs taken off."""
    parts = []
    for block in (
        text.replace("\n- ", "\n\n- ")
        .replace("\n1.", "\n\n1.")
        .replace("\n2.", "\n\n2.")
        .split("\n\n")
    ):
        plain = " ".join(block.replace("**", "").lstrip("#> ").split())
        if plain.startswith("|"):
            rows = [row for row in block.split("\n") if row.strip("|- \n")]
            parts += [("row", [[c.strip()] for c in row.strip("| ").split("|")]) for row in rows]
        elif plain:
            parts.append(("text", plain))
    return parts
