"""Files on disk that are named by the hash of what is in them, and never change.

The foundation under every app that keeps an original or a table. A file is written beside its
place, flushed and then renamed: a killed process leaves a whole file or none. The same content
has the same name, so it is kept once.
"""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import IO

from django.core.files.storage import default_storage

_NAME_OF_HASH = 64


def content_hash(content: bytes) -> str:
    """Return the hash under which these bytes are kept."""
    return hashlib.sha256(content).hexdigest()


def keep_original(content: bytes, suffix: str) -> str:
    """Keep the bytes as they were handed in; returns their hash.

    Args:
        content: The bytes.
        suffix: What kind of file it is for a person who looks at the disk, such as ``.xlsx``.
    """
    name = content_hash(content)
    place = _original(name, suffix)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
            write_flushed(file, content)
        Path(file.name).replace(place)
    return name


def read_original(original_hash: str, suffix: str) -> bytes:
    """Return the bytes handed in.

    Raises:
        OSError: The file is gone or is not what was kept; somebody touched the disk.
    """
    content = _original(original_hash, suffix).read_bytes()
    if content_hash(content) != original_hash:
        raise OSError(f"kept original {original_hash} was changed on disk")
    return content


def forget_original(original_hash: str, suffix: str) -> None:
    """Take bytes off the disk that must not be kept, such as a file with personal data.

    Only for who knows that nothing else refers to them.
    """
    _original(original_hash, suffix).unlink(missing_ok=True)


def write_flushed(file: IO[bytes], content: bytes) -> None:
    """Write bytes and wait until they are on the disk itself."""
    file.write(content)
    file.flush()
    os.fsync(file.fileno())


def place_of(kind: str, name: str) -> Path:
    """Return where something with this hash as its name is kept, by kind.

    Raises:
        ValueError: The name is no hash, so it could lead anywhere.
    """
    if len(name) != _NAME_OF_HASH or not name.isalnum():
        raise ValueError("not the name of a kept file")
    return Path(default_storage.path(f"{kind}/{name[:2]}/{name}"))


def _original(name: str, suffix: str) -> Path:
    return place_of("originals", name).with_suffix(suffix)
