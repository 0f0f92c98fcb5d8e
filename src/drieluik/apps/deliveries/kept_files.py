"""Originals and tables on disk, named by the hash of what is in them.

A file is written beside its place, flushed and then renamed: a killed process leaves a whole file
or none. What is here is never changed; the same content has the same name, so it is kept once.
"""

import hashlib
import io
import os
import shutil
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import polars as pl
from django.core.files.storage import default_storage

_NAME_OF_HASH = 64


def content_hash(content: bytes) -> str:
    """Return the hash under which these bytes are kept."""
    return hashlib.sha256(content).hexdigest()


def keep_original(content: bytes) -> str:
    """Keep the bytes as they were handed in; returns their hash."""
    name = content_hash(content)
    place = _original(name)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(place)
    return name


def read_original(original_hash: str) -> bytes:
    """Return the bytes handed in.

    Raises:
        OSError: The file is gone or is not what was kept; somebody touched the disk.
    """
    content = _original(original_hash).read_bytes()
    if content_hash(content) != original_hash:
        raise OSError(f"kept original {original_hash} was changed on disk")
    return content


def keep_tables(tables: Mapping[str, pl.DataFrame]) -> str:
    """Keep typed tables as Parquet, one folder for the set; returns the hash of the set."""
    written: dict[str, bytes] = {}
    for table_id, frame in sorted(tables.items()):
        target = io.BytesIO()
        frame.write_parquet(target)
        written[table_id] = target.getvalue()
    name = _set_hash({table_id: content_hash(one) for table_id, one in written.items()})
    place = _tables(name)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=place.parent))
        for table_id, one in written.items():
            with (draft / f"{table_id}.parquet").open("wb") as file:
                file.write(one)
                file.flush()
                os.fsync(file.fileno())
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


def _original(name: str) -> Path:
    return _inside("originals", name).with_suffix(".xlsx")


def _tables(name: str) -> Path:
    return _inside("tables", name)


def _inside(kind: str, name: str) -> Path:
    if len(name) != _NAME_OF_HASH or not name.isalnum():
        raise ValueError("not the name of a kept file")
    return Path(default_storage.path(f"{kind}/{name[:2]}/{name}"))
