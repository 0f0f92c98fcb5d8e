"""What kind of file it is, and whether it may be opened: by its bytes first, then by its name.

A zip is looked through before anything in it is unpacked: number, names and sizes of its parts.
"""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from drieluik.core.findings import Finding
from drieluik.core.geography.rules import finding

MEGABYTE = 1_000_000
_SQLITE = b"SQLite format 3\x00"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_LOOSE_SHAPEFILE = b"\x00\x00\x27\x0a"
_PIECE = 1 << 20
_SMALL_ENOUGH = 10 * MEGABYTE
_PARTS_OF_SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_INSIDE_A_ZIP = (*_PARTS_OF_SHAPEFILE, ".gpkg", ".geojson", ".json", ".csv")
_ENCRYPTED = 0x1


class Kind(StrEnum):
    """Kinds of files that are read."""

    GEOPACKAGE = "gpkg"
    GEOJSON = "geojson"
    SHAPEFILE = "shapefile"
    CSV = "csv"


_SUFFIXES = {
    Kind.GEOPACKAGE: (".gpkg",),
    Kind.GEOJSON: (".geojson", ".json"),
    Kind.CSV: (".csv", ".txt"),
}


@dataclass(frozen=True, slots=True)
class FileLimits:
    """How large a file with borders may be; the defaults take the whole of the Netherlands.

    Attributes:
        megabytes: Size of the file.
        megabytes_unpacked: Size of all parts of a zip together.
        parts: Number of parts of a zip.
        expansion: How many times a part may grow by unpacking.
        areas: Rows per layer.
        points: Corners of all shapes that are read together.
    """

    megabytes: int = 400
    megabytes_unpacked: int = 1200
    parts: int = 200
    expansion: int = 100
    areas: int = 25_000
    points: int = 15_000_000


class RefusedError(Exception):
    """The file is not opened any further; carries the finding that says why."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.rule)
        self.finding = found


@dataclass(frozen=True, slots=True)
class OpenFile:
    """One file on disk that may be read.

    Attributes:
        kind: What it is.
        place: Where it lies.
        name: What it is called for a person.
        has_grid: Whether it says itself in which grid it is; only a shapefile may lack that.
    """

    kind: Kind
    place: Path
    name: str
    has_grid: bool = True


def check_can_be_tried(content: bytes, filename: str, limits: FileLimits = FileLimits()) -> None:
    """Look at name, size and first bytes only: what is refused here need not be tried.

    Raises:
        RefusedError: The file is empty, too large, of another kind, or not what its name says.
    """
    if not content:
        raise RefusedError(finding("file_empty"))
    if len(content) > limits.megabytes * MEGABYTE:
        size = round(len(content) / MEGABYTE)
        raise RefusedError(finding("file_too_large", megabytes=size, most=limits.megabytes))
    if not content.startswith(_ZIP):
        _kind_of(content, filename)


def laid_out(
    content: bytes,
    filename: str,
    place: Path,
    limits: FileLimits = FileLimits(),
) -> list[OpenFile]:
    """Put the file, or what is in the zip, in a folder and return what can be read of it.

    Args:
        content: The bytes as uploaded.
        filename: Its name as the sender gave it.
        place: An empty folder. Names are our own; nothing of the sender decides where a file goes.
        limits: How large the file may be.

    Raises:
        RefusedError: The file may not be opened, or holds no borders.
    """
    check_can_be_tried(content, filename, limits)
    if content.startswith(_ZIP):
        return _unpacked(content, place, limits)
    kind = _kind_of(content, filename)
    target = place / f"content{_SUFFIXES[kind][0]}"
    target.write_bytes(content)
    return [OpenFile(kind, target, PurePosixPath(filename.replace("\\", "/")).name)]


def _kind_of(content: bytes, filename: str) -> Kind:
    suffix = PurePosixPath(filename.casefold()).suffix
    said = next((kind for kind, names in _SUFFIXES.items() if suffix in names), None)
    if content.startswith(_LOOSE_SHAPEFILE) or suffix in _PARTS_OF_SHAPEFILE:
        raise RefusedError(finding("file_parts_missing", names=".shx, .dbf, .prj"))
    if said is None:
        raise RefusedError(finding("file_unknown_kind", extension=suffix.removeprefix(".")))
    if _begins_as(content) not in (said, None) or (
        said is not Kind.CSV and not _begins_as(content)
    ):
        raise RefusedError(finding("file_not_what_it_says", extension=suffix.removeprefix(".")))
    return said


def _begins_as(content: bytes) -> Kind | None:
    if content.startswith(_SQLITE):
        return Kind.GEOPACKAGE
    if content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return Kind.GEOJSON
    return None


def _unpacked(content: bytes, place: Path, limits: FileLimits) -> list[OpenFile]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive.infolist(), len(content), limits)
            stems = _unpack(archive, place, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as fault:
        raise RefusedError(finding("file_damaged")) from fault
    files = [
        file
        for number, (stem, suffixes) in enumerate(stems.items())
        for file in _files(place, number, stem, suffixes)
    ]
    if not files:
        raise RefusedError(finding("file_no_borders_inside"))
    return files


def _check_parts(parts: list[zipfile.ZipInfo], size: int, limits: FileLimits) -> None:
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise RefusedError(finding("file_encrypted"))
    if any(_is_odd_path(part.orig_filename) for part in parts):
        raise RefusedError(finding("file_odd_paths"))
    # parts that share bytes are the trick of the densest zip bombs
    shared = sum(part.compress_size for part in parts) > size
    unpacked = sum(part.file_size for part in parts)
    dense = any(
        part.file_size > _SMALL_ENOUGH and part.file_size > limits.expansion * part.compress_size
        for part in parts
    )
    if (
        shared
        or dense
        or unpacked > limits.megabytes_unpacked * MEGABYTE
        or len(parts) > limits.parts
    ):
        raise RefusedError(
            finding("file_expands", most=limits.megabytes_unpacked, parts=limits.parts)
        )


def _is_odd_path(name: str) -> bool:
    return (
        any(odd in name for odd in ("\\", "\x00", ":"))
        or name.startswith("/")
        or ".." in name.split("/")
        or ".." in posixpath.normpath(name).split("/")
    )


def _unpack(archive: zipfile.ZipFile, place: Path, limits: FileLimits) -> dict[str, set[str]]:
    """Unpack what could be borders; returns per stem of a name which parts there are."""
    stems: dict[str, set[str]] = {}
    left = limits.megabytes_unpacked * MEGABYTE
    for part in archive.infolist():
        name = PurePosixPath(part.filename)
        suffix = name.suffix.casefold()
        if part.is_dir() or suffix not in _INSIDE_A_ZIP or name.name.startswith("._"):
            continue
        stem = str(name.with_suffix(""))
        suffixes = stems.setdefault(stem, set())
        suffixes.add(suffix)
        with (
            archive.open(part) as source,
            _target(place, list(stems).index(stem), suffix) as target,
        ):
            while piece := source.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise RefusedError(
                        finding("file_expands", most=limits.megabytes_unpacked, parts=limits.parts)
                    )
                target.write(piece)
    return stems


def _target(place: Path, number: int, suffix: str) -> io.BufferedWriter:
    return (place / f"part{number}{suffix}").open("wb")


def _files(place: Path, number: int, stem: str, suffixes: set[str]) -> list[OpenFile]:
    """Return what can be read of the parts with one name."""
    name = PurePosixPath(stem).name
    files = []
    if ".shp" in suffixes:
        missing = sorted({".shx", ".dbf"} - suffixes)
        if missing:
            raise RefusedError(finding("file_parts_missing", names=", ".join(missing)))
        place_of_shape = place / f"part{number}.shp"
        files.append(OpenFile(Kind.SHAPEFILE, place_of_shape, name, ".prj" in suffixes))
    for kind, endings in _SUFFIXES.items():
        for suffix in sorted(suffixes.intersection(endings)):
            file = place / f"part{number}{suffix}"
            with file.open("rb") as opened:
                _kind_of(opened.read(4096), file.name)
            files.append(OpenFile(kind, file, name))
    return files
