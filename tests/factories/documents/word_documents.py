"""Makes Word files for tests from a few plain parts, with Word's own automatic numbering.

A part is one of: ``("title", text)``, ``("theme", text)``, ``("letter", text)``, ``("text", text)``,
``("bullet", text)``, ``("agreement", text)`` (numbered "%1.%2" by Word), ``("row", [cells])`` where a
cell is a list of paragraphs and ``"#"`` is an empty paragraph that Word numbers, ``("contents", text)``,
``("raw", xml)``.
"""

import io
import zipfile
from xml.sax.saxutils import escape

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

STYLES = f"""<w:styles {_NS}>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Afspraak"><w:name w:val="Afspraak"/>
  <w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Afspraak2"><w:name w:val="Afspraak smal"/><w:basedOn w:val="Afspraak"/></w:style>
</w:styles>"""

NUMBERING = f"""<w:numbering {_NS}>
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Kop1"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1."/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
{{letters}}
</w:numbering>"""


class WordDocument:
    """Gathers the body of a document and packs it as a .docx file."""

    def __init__(self) -> None:
        self.body: list[str] = []
        self._letter_lists = 0
        self.extra: dict[str, str] = {}

    def add(self, parts) -> "WordDocument":
        for kind, content in parts:
            getattr(self, f"_{kind}")(content)
        return self

    def packed(self) -> bytes:
        letters = "".join(
            f'<w:num w:numId="{100 + i}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
            f'<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            for i in range(1, self._letter_lists + 1)
        )
        parts = {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "word/document.xml": f"<w:document {_NS}><w:body>{''.join(self.body)}</w:body></w:document>",
            "word/styles.xml": STYLES,
            "word/numbering.xml": NUMBERING.format(letters=letters),
            **{
                name: f"{text}".replace("<w:root", f"<w:root {_NS}")
                for name, text in self.extra.items()
            },
        }
        return zipped(parts)

    def _title(self, text) -> None:
        self._paragraph(text, "Titel")

    def _theme(self, text) -> None:
        self._paragraph(text, "Kop1")
        self._letter_lists += 1

    def _letter(self, text) -> None:
        number = (
            f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{100 + self._letter_lists}"/></w:numPr>'
        )
        self._paragraph(text, "Kop2", number)

    def _text(self, text) -> None:
        self._paragraph(text)

    def _bullet(self, text) -> None:
        self._paragraph(text, None, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')

    def _agreement(self, text) -> None:
        self._paragraph(text, "Afspraak2")

    def _contents(self, text) -> None:
        self._paragraph(text, "Inhopg1")

    def _raw(self, xml) -> None:
        self.body.append(xml)

    def _row(self, cells) -> None:
        written = "".join(
            f"<w:tc>{''.join(_cell_paragraph(text) for text in cell) or '<w:p/>'}</w:tc>"
            for cell in cells
        )
        self.body.append(f"<w:tbl><w:tr>{written}</w:tr></w:tbl>")

    def _paragraph(self, text, style=None, extra="") -> None:
        self.body.append(paragraph(text, style, extra))


def paragraph(text, style=None, extra="") -> str:
    """One paragraph of Word; ``extra`` goes into its properties."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{extra}</w:pPr>{run(text)}</w:p>"


def run(text) -> str:
    """One run of words."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _cell_paragraph(text) -> str:
    if text == "#":
        return paragraph("", "Afspraak")
    if text[:2] in {"- ", "• ", "○ ", "o "}:
        level = int(text[0] in "○o")
        number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="2"/></w:numPr>'
        return paragraph(text[2:], None, number)
    return paragraph(text)


def zipped(parts) -> bytes:
    """Files as one zip archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return packed.getvalue()
