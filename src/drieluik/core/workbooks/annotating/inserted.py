"""The list of findings put into a workbook that is too large to colour cell by cell.

Only the new sheet and the lists of sheets are written; every other part is copied as it is.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from drieluik.core.findings import Finding
from drieluik.core.workbooks.annotating.lines import HEADERS, WIDTHS, introduction, lines
from drieluik.core.workbooks.layout import FINDINGS_SHEET
from drieluik.core.workbooks.matching import column_letters
from drieluik.core.workbooks.reading.package import Package, open_package

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_RELATION_ID = "rIdBevindingen"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REMARK = (
    "Dit bestand is zo groot dat wij de cellen niet hebben gekleurd. Klik op een cel in de lijst om "
    "erheen te gaan. Dit blad mag blijven staan als u het bestand opnieuw uploadt."
)


class CannotInsertError(Exception):
    """The package is written in a way in which no sheet can be added safely."""


def insert_list(content: bytes, findings: tuple[Finding, ...]) -> bytes:
    """Return the workbook with the list of findings as its last sheet.

    Raises:
        CannotInsertError: The list of sheets is not where every common tool writes it.
    """
    package = open_package(content)
    existing = next((s.part for s in package.sheets if s.name == FINDINGS_SHEET), None)
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        changed = {} if existing else _registered(source, package)
        part = existing or changed.pop("")
        for item in source.infolist():
            if item.filename != part:
                copy.writestr(item, changed.get(item.filename) or source.read(item))
        with copy.open(part, "w") as stream:
            for piece in _sheet(findings):
                stream.write(piece.encode("utf-8"))
    return target.getvalue()


def _registered(source: zipfile.ZipFile, package: Package) -> dict[str, str]:
    """Return the changed parts by name, and under the empty name the path of the new sheet."""
    names = set(source.namelist())
    folder = posixpath.dirname(posixpath.dirname(package.sheets[0].part))
    workbook, relations = f"{folder}/workbook.xml", f"{folder}/_rels/workbook.xml.rels"
    if workbook not in names or relations not in names:
        raise CannotInsertError
    part = f"{folder}/worksheets/bevindingen.xml"
    text = source.read(workbook).decode("utf-8")
    if len(re.findall("</sheets>", text)) != 1:
        raise CannotInsertError
    ids = [int(n) for n in re.findall(r'\bsheetId\s*=\s*["\'](\d+)["\']', text)]
    sheet = (
        f'<sheet xmlns:r="{_RELATIONS}" name="{FINDINGS_SHEET}" '
        f'sheetId="{max(ids, default=0) + 1}" r:id="{_RELATION_ID}"/>'
    )
    relation = f'<Relationship Id="{_RELATION_ID}" Type="{_RELATION}" Target="worksheets/bevindingen.xml"/>'
    override = f'<Override PartName="/{part}" ContentType="{_CONTENT_TYPE}"/>'
    return {
        workbook: text.replace("</sheets>", f"{sheet}</sheets>"),
        relations: _appended(source, relations, "</Relationships>", relation),
        "[Content_Types].xml": _appended(source, "[Content_Types].xml", "</Types>", override),
        "": part,
    }


def _appended(source: zipfile.ZipFile, part: str, closing: str, addition: str) -> str:
    text = source.read(part).decode("utf-8")
    if text.count(closing) != 1:
        raise CannotInsertError
    return text.replace(closing, f"{addition}{closing}")


def _sheet(findings: tuple[Finding, ...]) -> Iterator[str]:
    sentences = introduction(findings, _REMARK)
    header_row = len(sentences) + 2
    yield f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{_MAIN}"><sheetViews>'
    yield '<sheetView workbookViewId="0"><pane ySplit="'
    yield f'{header_row}" topLeftCell="A{header_row + 1}" activePane="bottomLeft" state="frozen"/>'
    yield "</sheetView></sheetViews><cols>"
    for number, width in enumerate(WIDTHS, start=1):
        yield f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
    yield "</cols><sheetData>"
    for row, sentence in enumerate(sentences, start=1):
        yield _row(row, (sentence,))
    yield _row(header_row, HEADERS)
    links = []
    last = header_row
    for last, line in enumerate(lines(findings), start=header_row + 1):
        yield _row(last, line.texts)
        if line.target is not None:
            links.append(f'<hyperlink ref="C{last}" location={quoteattr(line.target)}/>')
    yield f'</sheetData><autoFilter ref="A{header_row}:{column_letters(len(HEADERS) - 1)}{last}"/>'
    if links:
        yield f"<hyperlinks>{''.join(links)}</hyperlinks>"
    yield "</worksheet>"


def _row(number: int, texts: tuple[str, ...]) -> str:
    cells = "".join(
        f'<c r="{column_letters(index)}{number}" t="inlineStr"><is><t xml:space="preserve">'
        f"{escape(_ILLEGAL.sub('', text))}</t></is></c>"
        for index, text in enumerate(texts)
        if text
    )
    return f'<row r="{number}">{cells}</row>'
