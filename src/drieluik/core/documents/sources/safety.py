"""Whether a file may be opened at all: judged before anything in it is read.

Size, what the first bytes say it is, what an archive would unpack to, and XML that declares
entities. Everything that is wrong is a finding; nothing is thrown.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from drieluik.core.documents.refused import refusal

MOST_BYTES = 50 * 1024 * 1024
_MOST_UNPACKED = 200 * 1024 * 1024
_MOST_PART = 60 * 1024 * 1024
_MOST_PARTS = 5_000
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""How a text begins that Windows calls "Unicode"."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def form_of(content: bytes, filename: str) -> str:
    """Say which reader a file needs: text, word or pdf.

    Args:
        content: The bytes of the file.
        filename: Its name, of which the extension must agree with the bytes.

    Raises:
        RefusedError: The file is empty, too large, of another kind, or not what its name says.
    """
    extension = filename.lower().rpartition(".")[2] if "." in filename else ""
    expected = {"txt": "text", "md": "text", "markdown": "text", "docx": "word", "pdf": "pdf"}.get(
        extension
    )
    if not content.strip():
        raise refusal("empty_file")
    if len(content) > MOST_BYTES:
        raise refusal(
            "too_large", size=len(content) // 1024 // 1024, most=MOST_BYTES // 1024 // 1024
        )
    if expected is None:
        raise refusal("unknown_kind", extension=extension or "-")
    actual = _looks_like(content)
    if actual == "old office" and expected == "word":
        raise refusal("encrypted_or_old")
    if actual != expected:
        raise refusal("not_what_it_says", extension=extension)
    return expected


def _looks_like(content: bytes) -> str:
    if content.startswith(_OLD_OFFICE):
        return "old office"
    if content.startswith(b"PK\x03\x04"):
        return "word"
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(UTF_16):
        return "text"
    control = sum(byte < 9 or 13 < byte < 32 for byte in content[:4096])
    return "binary" if b"\x00" in content[:65536] or control > 8 else "text"


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of an Office file, unpacked only after their sizes were found sane."""

    parts: dict[str, bytes]

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part; None when the part is absent.

        Raises:
            RefusedError: The part declares entities, or is not well formed.
        """
        content = self.parts.get(name)
        if content is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise refusal("damaged", part=name) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise refusal("forbidden_xml", part=name)
        return root


def opened_package(content: bytes) -> Package:
    """Unpack an Office file after checking what it would unpack to.

    Raises:
        RefusedError: The archive is damaged, encrypted, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_sizes(archive)
            return Package({info.filename: _read(archive, info) for info in _wanted(archive)})
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise refusal("damaged", part="zip") from error


def _check_sizes(archive: zipfile.ZipFile) -> None:
    infos = archive.infolist()
    if any(info.flag_bits & 1 for info in infos):
        raise refusal("encrypted")
    unpacked = sum(info.file_size for info in infos)
    if len(infos) > _MOST_PARTS or unpacked > _MOST_UNPACKED:
        raise refusal("unpacks_too_large", size=unpacked // 1024 // 1024)
    if any(info.file_size > _MOST_PART for info in _wanted(archive)):
        raise refusal("unpacks_too_large", size=unpacked // 1024 // 1024)


def _wanted(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [info for info in archive.infolist() if info.filename.endswith((".xml", ".rels"))]


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Read one part, trusting the promised size no further than one byte."""
    with archive.open(info) as part:
        content = part.read(info.file_size + 1)
    if len(content) > info.file_size:
        raise refusal("unpacks_too_large", size=len(content) // 1024 // 1024)
    return content
