"""Other words in some cells of a workbook; every other byte stays as it was handed in.

Comes in: the bytes of a workbook that was read. Goes out: the bytes of the corrected one. Only the
sheets concerned are written anew, so that a large workbook takes no longer than reading its text.
"""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from xml.sax.saxutils import escape

from drieluik.core.workbooks.matching import column_index, column_letters
from drieluik.core.workbooks.reading.package import open_package

_ROW = re.compile(rb"<row\b([^>]*?)(/?)>")
_CELL = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_NUMBER = re.compile(rb'\sr="([A-Z]*)(\d+)"')
_STYLE = re.compile(rb'\ss="\d+"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d*)")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CHAIN = (
    ("[Content_Types].xml", re.compile(rb"<Override\b[^>]*calcChain[^>]*/>")),
    ("xl/_rels/workbook.xml.rels", re.compile(rb"<Relationship\b[^>]*calcChain[^>]*/>")),
)
_CHAIN_PART = "xl/calcChain.xml"

Texts = Mapping[tuple[str, str], str]
"""Sheet and cell, such as ``("Woningen", "C4")``, to what has to stand there; empty clears it."""


class CannotCorrectError(Exception):
    """No cell can be replaced safely: a sheet is written unusually, or formulas would stay behind."""


def with_cells(content: bytes, texts: Texts) -> bytes:
    """Return the workbook with these texts in these cells.

    Args:
        content: The bytes of a workbook that was read before.
        texts: What has to stand where; written as text, which is read as if it were typed.

    Raises:
        CannotCorrectError: A sheet or row is not there, the sheet is written unusually, or a formula
            stays: what it came to before is kept beside it, and might no longer be true.
    """
    parts = {sheet.name: sheet.part for sheet in open_package(content).sheets}
    by_part: dict[str, dict[int, dict[int, str]]] = defaultdict(lambda: defaultdict(dict))
    for (sheet, cell), text in texts.items():
        address = _ADDRESS.fullmatch(cell)
        if address is None or sheet not in parts:
            raise CannotCorrectError
        by_part[parts[sheet]][int(address[2])][column_index(address[1])] = text
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        changed = {part: _sheet(source.read(part), rows) for part, rows in by_part.items()}
        sheets = (changed.get(part) or source.read(part) for part in parts.values())
        if any(_FORMULA.search(xml) for xml in sheets):
            raise CannotCorrectError
        return _copied(source, changed)


def _copied(source: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    """Copy the package; without the list of formulas, which every program makes anew."""
    names = set(source.namelist())
    if _CHAIN_PART in names:
        for part, mention in _CHAIN:
            if part in names:
                changed[part] = mention.sub(b"", source.read(part))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for item in source.infolist():
            if item.filename != _CHAIN_PART:
                copy.writestr(item, changed.get(item.filename) or source.read(item))
    return target.getvalue()


def _sheet(xml: bytes, rows: Mapping[int, Mapping[int, str]]) -> bytes:
    if b"<!" in xml or (b"encoding=" in xml[:100] and b"utf-8" not in xml[:100].lower()):
        raise CannotCorrectError
    pieces, at, left = [], 0, set(rows)
    for start in _ROW.finditer(xml):
        number = _NUMBER.search(start[1])
        if number is None or number[1]:
            raise CannotCorrectError
        if int(number[2]) not in left:
            continue
        left.remove(int(number[2]))
        end = start.end() if start[2] else xml.index(b"</row>", start.end())
        inner = _row(int(number[2]), xml[start.end() : end], rows[int(number[2])])
        pieces += [xml[at : start.start()], b"<row", start[1], b">", inner]
        pieces += [b"</row>"] if start[2] else []
        at = end
        if not left:
            return b"".join([*pieces, xml[at:]])
    raise CannotCorrectError


def _row(row: int, inner: bytes, texts: Mapping[int, str]) -> bytes:
    """Return the cells of a row, in the order of their columns, with some of them replaced."""
    cells: dict[int, bytes] = {}
    styles: dict[int, bytes] = {}
    for found in _CELL.finditer(inner):
        address = _NUMBER.search(found[1])
        if address is None or not address[1]:
            raise CannotCorrectError
        column = column_index(address[1].decode())
        cells[column] = found[0]
        style = _STYLE.search(found[1])
        styles[column] = style[0] if style else b""
    for column, text in texts.items():
        cells[column] = _cell(row, column, text, styles.get(column, b""))
    return b"".join(cells[column] for column in sorted(cells))


def _cell(row: int, column: int, text: str, style: bytes) -> bytes:
    start = f'<c r="{column_letters(column)}{row}"'.encode() + style
    plain = _ILLEGAL.sub("", text)
    if not plain:
        return start + b"/>"
    told = f' t="inlineStr"><is><t xml:space="preserve">{escape(plain)}</t></is></c>'
    return start + told.encode()
