"""Makes text PDF files for tests from the same plain parts as the Word files, set by typst."""

import json

import typst

_SETTINGS = """#set page(width: 21cm, height: 29.7cm, margin: 2.5cm, header: text(8pt)[{header}],
  footer: align(center, context counter(page).display()))
#set text(size: 10pt)
#set par(leading: 0.6em, spacing: 1.3em)
"""


def pdf_of(parts, header="Kop van elke bladzijde") -> bytes:
    """Set the parts as a PDF; numbers are counted here, as text, the way a PDF holds them."""
    lines = [_SETTINGS.replace("{header}", header)]
    theme, agreement, letter = 0, 0, 0
    for kind, content in parts:
        if kind == "theme":
            theme, agreement, letter = theme + 1, 0, 0
            lines.append(_text(f"{theme}. {content}", 14))
        elif kind == "letter":
            letter += 1
            lines.append(_text(f"{chr(64 + letter)}. {content}", 12))
        elif kind == "row":
            numbered = any("#" in cell for cell in content)
            agreement += numbered
            lines.append(_row(content, f"{theme}.{agreement}"))
        elif kind == "agreement":
            agreement += 1
            lines.append(_text(f"{theme}.{agreement} {content}", 10))
        else:
            size = 20 if kind == "title" else 10
            lines.append(_text(f"- {content}" if kind == "bullet" else content, size))
    return compiled("\n\n".join(lines))


def compiled(source) -> bytes:
    """A PDF from typst source."""
    return typst.compile(source.encode("utf-8"))


def _text(text, size) -> str:
    return f"#par(text(size: {size}pt, {json.dumps(text, ensure_ascii=False)}))"


def _row(cells, number) -> str:
    columns = "(1.8cm, 1fr)" if len(cells) == 2 and len("".join(cells[0])) < 8 else f"{len(cells)}"
    written = []
    for cell in cells:
        paragraphs = [_text(number if text == "#" else text, 10) for text in cell]
        written.append("[" + "\n\n".join(paragraphs) + "]")
    return f"#table(columns: {columns}, {', '.join(written)})"
