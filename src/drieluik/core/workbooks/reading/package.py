"""The package around the sheets: their names and states, the date system, the properties.

Reads only small parts of the zip, with a parser that refuses entities and document types.
"""

import io
import posixpath
import zipfile
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]  # has no stubs

_PROPERTIES = "docProps/custom.xml"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet as the workbook lists it.

    Attributes:
        name: As written on its tab.
        state: ``visible``, ``hidden`` or ``veryHidden``.
        part: Path of its XML inside the zip.
    """

    name: str
    state: str
    part: str


@dataclass(frozen=True, slots=True)
class Package:
    """What the workbook says about its sheets.

    Attributes:
        sheets: Worksheets in the order of the tabs.
        counts_from_1904: Whether date serials count from 1904.
        properties: Custom document properties that hold text.
        has_external_links: Whether formulas refer to other files.
    """

    sheets: tuple[SheetPart, ...]
    counts_from_1904: bool
    properties: dict[str, str]
    has_external_links: bool


class UnreadablePackageError(Exception):
    """The zip holds no workbook that can be read."""


def open_package(content: bytes) -> Package:
    """Read the list of sheets and the properties.

    Raises:
        UnreadablePackageError: A part that every workbook has is missing or is no XML.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(archive)
    except (KeyError, ValueError, SyntaxError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise UnreadablePackageError(str(error)) from error


def sheet_xml(content: bytes, sheet: SheetPart) -> bytes:
    """Return the XML of one sheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(sheet.part)


def _read(archive: zipfile.ZipFile) -> Package:
    names = set(archive.namelist())
    workbook_part = _workbook_part(archive, names)
    folder = posixpath.dirname(workbook_part)
    workbook = fromstring(archive.read(workbook_part))
    relations_part = posixpath.join(folder, "_rels", posixpath.basename(workbook_part) + ".rels")
    targets = {
        relation.get("Id", ""): posixpath.normpath(
            posixpath.join("/" + folder, relation.get("Target", ""))
        ).lstrip("/")
        for relation in fromstring(archive.read(relations_part))
    }
    return Package(
        sheets=tuple(_sheets(workbook, targets)),
        counts_from_1904=any(
            element.get("date1904") in ("1", "true")
            for element in workbook
            if _local(element) == "workbookPr"
        ),
        properties=_properties(archive.read(_PROPERTIES)) if _PROPERTIES in names else {},
        has_external_links=any(name.startswith(f"{folder}/externalLinks/") for name in names),
    )


def _workbook_part(archive: zipfile.ZipFile, names: set[str]) -> str:
    for relation in fromstring(archive.read("_rels/.rels")):
        target: str = relation.get("Target", "").lstrip("/")
        if relation.get("Type", "").endswith("/officeDocument") and target in names:
            return target
    raise ValueError("no workbook part")


def _sheets(workbook: Element, targets: dict[str, str]) -> list[SheetPart]:
    found = []
    for element in workbook.iter():
        if _local(element) != "sheet":
            continue
        relation = next(
            (value for name, value in element.attrib.items() if name.endswith("}id")), ""
        )
        found.append(
            SheetPart(
                element.get("name", ""), element.get("state", "visible"), targets.get(relation, "")
            )
        )
    return found


def _properties(xml: bytes) -> dict[str, str]:
    return {
        element.get("name", ""): "".join(element.itertext()).strip()
        for element in fromstring(xml)
        if _local(element) == "property"
    }


def _local(element: Element) -> str:
    local: str = element.tag.rpartition("}")[2]
    return local
