"""The workbooks handed in and the tables read from them, each under the hash of its content.

Comes in: bytes and typed tables. Goes out: hashes, and the files again. How a file is kept whole
and unchanged is the foundation's, ``apps.kept_files``.
"""

import io
import shutil
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import polars as pl

from drieluik.apps import kept_files
from drieluik.apps.kept_files import content_hash

_WORKBOOK = ".xlsx"


def keep_original(content: bytes) -> str:
    """Keep a workbook as it was handed in; returns its hash."""
    return kept_files.keep_original(content, _WORKBOOK)


def read_original(original_hash: str) -> bytes:
    """Return the workbook handed in.

    Raises:
        OSError: The file is gone or is not what was kept; somebody touched the disk.
    """
    return kept_files.read_original(original_hash, _WORKBOOK)


def keep_tables(tables: Mapping[str, pl.DataFrame]) -> str:
    """Keep typed tables as Parquet, one folder for the set; returns the hash of the set."""
    written: dict[str, bytes] = {}
    for table_id, frame in sorted(tables.items()):
        target = io.BytesIO()
        frame.write_parquet(target)
        written[table_id] = target.getvalue()
    return _keep(written)


def keep_chosen(paths: Mapping[str, Path]) -> str:
    """Keep tables that are kept in other sets together as a set; returns the hash of the set."""
    return _keep({table_id: path.read_bytes() for table_id, path in sorted(paths.items())})


def _keep(written: Mapping[str, bytes]) -> str:
    name = _set_hash({table_id: content_hash(one) for table_id, one in written.items()})
    place = _tables(name)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=place.parent))
        for table_id, one in written.items():
            with (draft / f"{table_id}.parquet").open("wb") as file:
                kept_files.write_flushed(file, one)
        try:
            draft.rename(place)
        except OSError:
            # somebody else kept the same tables meanwhile: theirs are the same bytes
            shutil.rmtree(draft)
            if not place.exists():
                raise
    return name


def table_paths(tables_hash: str) -> dict[str, Path]:
    """Return where each table of a kept set is, by table id; no set, no tables.

    Raises:
        OSError: A table is gone or is not what was kept; somebody touched the disk.
    """
    if not tables_hash:
        return {}
    paths = {path.stem: path for path in sorted(_tables(tables_hash).glob("*.parquet"))}
    looks = ((path, path.stat()) for path in paths.values())
    seen = tuple((path, look.st_size, look.st_mtime_ns) for path, look in looks)
    if _hash_on_disk(seen) != tables_hash:
        raise OSError(f"kept tables {tables_hash} were changed on disk")
    return paths


@lru_cache(maxsize=1024)
def _hash_on_disk(seen: tuple[tuple[Path, int, int], ...]) -> str:
    """Hash a set as it is on disk; size and moment only tell whether it must be read again."""
    return _set_hash({path.stem: content_hash(path.read_bytes()) for path, _, _ in seen})


def _set_hash(hashes: Mapping[str, str]) -> str:
    lines = "".join(f"{table_id} {one}\n" for table_id, one in sorted(hashes.items()))
    return content_hash(lines.encode())


def _tables(name: str) -> Path:
    return kept_files.place_of("tables", name)
