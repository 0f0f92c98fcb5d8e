"""Documents as they were handed in, kept under the hash of their bytes and never changed."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def keep_original(content: bytes) -> str:
    """Keep the bytes (once) and return their hash."""
    content_hash = hashlib.sha256(content).hexdigest()
    name = _name(content_hash)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
    return content_hash


def read_original(content_hash: str) -> bytes:
    """Return the bytes handed in.

    Raises:
        OSError: The file is gone, or is no longer what was kept.
    """
    with default_storage.open(_name(content_hash)) as kept:
        content: bytes = kept.read()
    if hashlib.sha256(content).hexdigest() != content_hash:
        raise OSError(f"kept document {content_hash} was changed on disk")
    return content


def _name(content_hash: str) -> str:
    return f"originals/{content_hash[:2]}/{content_hash}.document"
