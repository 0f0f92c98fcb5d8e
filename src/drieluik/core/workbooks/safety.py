"""A look at uploaded bytes before anything parses them.

Only the list of parts of the zip is trusted as far as it can be checked; every part is unpacked
in pieces with a limit, and XML that declares a document type or an entity is refused.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from drieluik.core.findings import Finding, Severity
from drieluik.core.workbooks.rules import finding

_MEGABYTE = 1_000_000
_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_KNOWN_ENCODINGS = (b"utf-8", b"us-ascii", b"utf8")
_XML_PARTS = (".xml", ".rels", ".vml")
_MACRO_NAMES = (".xlsm", ".xltm", ".xlam")
_PIECE = 1 << 20
_OVERLAP = 16


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """How large an uploaded workbook may be; the defaults suit 250,000 dwellings.

    Attributes:
        megabytes: Size of the file.
        megabytes_unpacked: Size of all parts together after unpacking.
        parts: Number of parts.
        expansion: How many times a part of some size may grow by unpacking.
    """

    megabytes: int = 40
    megabytes_unpacked: int = 300
    parts: int = 1000
    expansion: int = 300

    @property
    def most_bytes(self) -> int:
        """Size of the file in bytes."""
        return self.megabytes * _MEGABYTE


_DEFAULT_LIMITS = UploadLimits()
_SMALL_ENOUGH = 10 * _MEGABYTE
"""Parts below this size may expand as they like: they cannot do harm."""


def inspect_upload(
    content: bytes, filename: str = "", limits: UploadLimits = _DEFAULT_LIMITS
) -> tuple[Finding, ...]:
    """Tell whether bytes are a workbook that may be parsed.

    Args:
        content: The bytes as uploaded.
        filename: Name of the file as the sender gave it; only its ending is looked at.
        limits: How large the file may be.

    Returns:
        Findings about the file as a whole; empty when it may be parsed without a remark.
    """
    if not content:
        return (finding("file_empty"),)
    if len(content) > limits.most_bytes:
        return (_too_large(len(content), limits),)
    if not content.startswith(_ZIP):
        return (finding(_rule_for_other_bytes(content)),)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return tuple(_inspect_archive(archive, len(content), filename, limits))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        return (finding("file_damaged"),)


def may_be_parsed(findings: tuple[Finding, ...]) -> bool:
    """Tell whether nothing in a look at the upload blocks parsing."""
    return all(found.severity is not Severity.BLOCKS for found in findings)


def _too_large(size: int, limits: UploadLimits) -> Finding:
    return finding("file_too_large", megabytes=round(size / _MEGABYTE), most=limits.megabytes)


def _rule_for_other_bytes(content: bytes) -> str:
    if content.startswith(_COMPOUND_FILE):
        is_encrypted = "EncryptedPackage".encode("utf-16-le") in content
        return "file_encrypted" if is_encrypted else "file_old_excel"
    if content.startswith(_OLD_EXCEL):
        return "file_old_excel"
    head = content[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "file_text"
    is_markup = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"%PDF", b"{\\rtf"))
    if is_markup or _NOT_TEXT.search(head):
        return "file_not_a_workbook"
    return "file_text"


def _inspect_archive(
    archive: zipfile.ZipFile, size: int, filename: str, limits: UploadLimits
) -> Iterator[Finding]:
    parts = archive.infolist()
    rule = _rule_for_parts(parts, size, limits)
    if rule == "file_many_parts":
        yield finding(rule, parts=len(parts), most=limits.parts)
        return
    if rule is None:
        rule = _rule_for_kind(archive, {part.filename for part in parts}, filename)
    if rule is None:
        rule = _rule_for_insides(archive, parts, limits)
    if rule is not None:
        yield finding(rule)
        return
    if any(_is_embedded(part.filename) for part in parts):
        yield finding("file_embedded")


def _rule_for_parts(parts: list[zipfile.ZipInfo], size: int, limits: UploadLimits) -> str | None:
    if len(parts) > limits.parts:
        return "file_many_parts"
    if any(part.flag_bits & 0x1 for part in parts):
        return "file_encrypted"
    names = [part.filename.casefold() for part in parts]
    if len(set(names)) != len(names) or any(_is_odd_path(part.orig_filename) for part in parts):
        return "file_odd_paths"
    # parts that share bytes are the trick of the densest zip bombs
    if sum(part.compress_size for part in parts) > size:
        return "file_expands"
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.megabytes_unpacked * _MEGABYTE:
        return "file_expands"
    if any(
        part.file_size > _SMALL_ENOUGH and part.file_size > limits.expansion * part.compress_size
        for part in parts
    ):
        return "file_expands"
    return None


def _is_odd_path(name: str) -> bool:
    return (
        "\\" in name
        or "\x00" in name
        or ":" in name
        or name.startswith("/")
        or ".." in posixpath.normpath(name).split("/")
        or ".." in name.split("/")
    )


def _rule_for_kind(archive: zipfile.ZipFile, names: set[str], filename: str) -> str | None:
    if "mimetype" in names:
        with archive.open("mimetype") as part:
            if b"opendocument" in part.read(200):
                return "file_open_document"
    if "xl/workbook.bin" in names:
        return "file_binary_workbook"
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        return "file_not_a_workbook"
    has_macros = any(name.casefold().endswith("vbaproject.bin") for name in names)
    if has_macros or filename.casefold().endswith(_MACRO_NAMES):
        return "file_macros"
    return None


def _rule_for_insides(
    archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], limits: UploadLimits
) -> str | None:
    left = limits.megabytes_unpacked * _MEGABYTE
    for part in parts:
        tail = b""
        is_xml = part.filename.casefold().endswith(_XML_PARTS)
        with archive.open(part) as stream:
            while piece := stream.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    return "file_expands"
                if is_xml and not tail and _has_odd_encoding(piece):
                    return "file_odd_encoding"
                if is_xml and _DECLARED.search(tail + piece):
                    return "file_entities"
                tail = piece[-_OVERLAP:]
    return None


def _has_odd_encoding(start: bytes) -> bool:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in start[:64]:
        return True
    declared = _ENCODING.match(start.removeprefix(b"\xef\xbb\xbf"))
    return declared is not None and declared[1].lower() not in _KNOWN_ENCODINGS


def _is_embedded(name: str) -> bool:
    folders = name.casefold().split("/")
    return "embeddings" in folders or "activex" in folders or "ctrlprops" in folders
