"""Parts that all our Word documents share: the style of the house, tables, fields, contents.

Used by the reports; knows nothing of agreements.
"""

from io import BytesIO
from itertools import count
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

_DUTCH = "nl-NL"
_DARK = RGBColor(0x0C, 0x36, 0x3F)
_COPPER = RGBColor(0x8A, 0x3D, 0x12)
_MIST = "EFF5F6"
_AFTER_EDGES = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
"""What the standard wants behind the lines around a paragraph."""
_FIXED = (2000, 1, 1, 0, 0, 0)
_HEADINGS = (
    ("Title", 28, 120),
    ("Heading 1", 18, 24),
    ("Heading 2", 14, 16),
    ("Heading 3", 11.5, 12),
)
"""Name, size and room above, in points."""


class Contents:
    """A contents field that is filled already, and that Word can bring up to date.

    Headings are added through it, so that every entry has a link to its place and its page.
    """

    def __init__(self, word: WordDocument, title: str) -> None:
        """Reserve the place of the contents, on a page of its own."""
        self._word = word
        self._ids = count(1)
        self._entries: list[tuple[str, int, str]] = []
        for level in ("TOC Heading", "TOC 1", "TOC 2"):
            _contents_style(word, level)
        heading = word.add_paragraph(style="TOC Heading")
        heading.paragraph_format.page_break_before = True
        run = heading.add_run(title)
        run.bold, run.font.size = True, word.styles["Heading 1"].font.size
        self._place = word.add_paragraph()

    def heading(self, text: str, level: int, *, new_page: bool = False) -> None:
        """Add a heading of level 1 or 2 that occurs in the contents."""
        paragraph = self._word.add_heading(text, level)
        paragraph.paragraph_format.page_break_before = new_page
        number = next(self._ids)
        name = f"_Toc{number:06d}"
        start, end = _element("w:bookmarkStart"), _element("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(number))
        start.set(qn("w:name"), name)
        paragraph._p.insert(1, start)
        paragraph._p.append(end)
        self._entries.append((text, level, name))

    def fill(self) -> None:
        """Write the entries into the reserved place."""
        section = self._word.sections[0]
        edges = (section.left_margin or 0) + (section.right_margin or 0)
        right = Emu((section.page_width or 0) - edges)
        paragraph = self._place
        for index, (text, level, name) in enumerate(self._entries):
            if index:
                paragraph = _next_paragraph(paragraph)
            else:
                _field_start(paragraph._p, r' TOC \o "1-2" \h \z \u ', dirty=True)
            paragraph.style = self._word.styles[f"TOC {level}"]
            form = paragraph.paragraph_format
            form.left_indent, form.space_after = Cm((level - 1) * 0.6), Pt(3)
            form.tab_stops.add_tab_stop(right, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            link = _element("w:hyperlink")
            link.set(qn("w:anchor"), name)
            link.set(qn("w:history"), "1")
            link.append(_run(text))
            link.append(_run_with(_element("w:tab")))
            _field_start(link, f" PAGEREF {name} \\h ")
            link.append(_run(""))
            _field_end(link)
            paragraph._p.append(link)
        _field_end(paragraph._p)


def begun_document(title: str, author: str) -> WordDocument:
    """Return an empty Dutch document in the style of the house, with its title and author."""
    word = Document()
    set_language(word, _DUTCH)
    _house_style(word)
    properties = word.core_properties
    properties.title, properties.language = title, _DUTCH
    properties.author, properties.comments = author, ""
    return word


def write_edges(word: WordDocument, header: str, footer: str, *, after_cover: bool = False) -> None:
    """Write what stands above and below every page, with its number; or every page but the first."""
    section = word.sections[0]
    section.different_first_page_header_footer = after_cover
    section.header.paragraphs[0].text = header
    below = section.footer.paragraphs[0]
    below.add_run(f"{footer}\t\tPagina ")
    _add_page_number(below)
    for paragraph in (section.header.paragraphs[0], below):
        for run in paragraph.runs:
            run.font.size = Pt(9)


def add_warning(word: WordDocument, text: str) -> None:
    """Add a paragraph that nobody may overlook, such as that figures are made up."""
    word.add_paragraph().add_run(text).font.color.rgb = _COPPER


def as_bytes(word: WordDocument) -> bytes:
    """Return a document as the bytes of a file."""
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def _house_style(word: WordDocument) -> None:
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for name, size, before in _HEADINGS:
        style = word.styles[name]
        style.element.rPr.rFonts.attrib.clear()
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), _DARK
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.keep_with_next = True
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)


def add_table(word: WordDocument, widths: tuple[float, ...]) -> Table:
    """Add an empty table with columns of these widths in cm."""
    table: Table = word.add_table(rows=0, cols=len(widths))
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table


def add_row(table: Table, *texts: str, head: bool = False) -> None:
    """Add a row; in a table of two columns the first cell is the label of the second."""
    row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it untyped
    keep_row_together(row)
    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        is_label = head or (place == 0 and len(texts) == 2)
        cell.width = table.columns[place].width
        first, *others = text.split("\n")
        cell.paragraphs[0].add_run(first).bold = is_label
        for line in others:
            cell.add_paragraph(line)
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.space_after = Pt(2)
        if is_label:
            shade(cell, _MIST)


def add_paragraphs(word: WordDocument, text: str) -> None:
    """Add a paragraph per line that says something."""
    for line in text.split("\n"):
        if line.strip():
            word.add_paragraph(line.strip())


def _add_page_number(paragraph: Paragraph) -> None:
    _field_start(paragraph._p, " PAGE ")
    paragraph._p.append(_run("1"))
    _field_end(paragraph._p)


def set_language(word: WordDocument, language: str) -> None:
    """Say in which language the whole document is, for spelling and for reading aloud."""
    defaults = word.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    found = properties.find(qn("w:lang"))
    if found is None:
        found = _element("w:lang")
        properties.append(found)
    found.set(qn("w:val"), language)
    found.set(qn("w:eastAsia"), language)


def set_apart(paragraph: Paragraph) -> None:
    """Set a paragraph apart from the text around it: indented, with a line at its left."""
    paragraph.paragraph_format.left_indent = Cm(0.5)
    paragraph.paragraph_format.space_after = Pt(3)
    edges, line = _element("w:pBdr"), _element("w:left")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "8"), ("color", "9FB3B8")):
        line.set(qn(f"w:{name}"), value)
    edges.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(edges, *_AFTER_EDGES)


def describe_picture(shape: Any, words: str) -> None:
    """Say what a picture shows, for who has the document read aloud."""
    shape._inline.docPr.set("descr", words)


def repacked(content: bytes) -> bytes:
    """Return a Word file with one fixed moment in its packing, so that it is the same every time."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as made, ZipFile(stream, "w", ZIP_DEFLATED) as packed:
        for name in made.namelist():
            packed.writestr(ZipInfo(name, _FIXED), made.read(name), ZIP_DEFLATED)
    return stream.getvalue()


def mark_header_row(row: Any) -> None:
    """Repeat a row of a table on every page and tell readers aloud that it is the head."""
    mark = _element("w:tblHeader")
    row._tr.get_or_add_trPr().append(mark)


def keep_row_together(row: Any) -> None:
    """Keep a row of a table on one page, as long as it fits on one."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))


def shade(cell: Any, colour: str) -> None:
    """Give a cell a background."""
    shading = _element("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shading)


def _contents_style(word: WordDocument, name: str) -> None:
    """Add the style that Word itself gives the lines of a contents, unless it is there."""
    if name not in word.styles:
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles["Normal"]


def _next_paragraph(paragraph: Paragraph) -> Paragraph:
    added = _element("w:p")
    paragraph._p.addnext(added)
    return Paragraph(added, paragraph._parent)


def _field_start(parent: Any, instruction: str, *, dirty: bool = False) -> None:
    begin = _element("w:fldChar")
    begin.set(qn("w:fldCharType"), "begin")
    if dirty:
        begin.set(qn("w:dirty"), "true")
    text = _element("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = instruction
    separate = _element("w:fldChar")
    separate.set(qn("w:fldCharType"), "separate")
    for part in (begin, text, separate):
        parent.append(_run_with(part))


def _field_end(parent: Any) -> None:
    end = _element("w:fldChar")
    end.set(qn("w:fldCharType"), "end")
    parent.append(_run_with(end))


def _run(text: str) -> Any:
    part = _element("w:t")
    part.set(qn("xml:space"), "preserve")
    part.text = text
    return _run_with(part)


def _run_with(part: Any) -> Any:
    run = _element("w:r")
    run.append(part)
    return run


def _element(name: str) -> Any:
    return OxmlElement(name)
