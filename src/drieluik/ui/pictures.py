"""Charts for pages: drawn once per set of figures, then kept under the hash of what is in them."""

import hashlib
import json
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpResponse


def hash_of(*parts: object) -> str:
    """Return the name under which a picture of these things is kept."""
    text = json.dumps(parts, default=str, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def kept(key: str, draw: Callable[[], str]) -> bytes:
    """Return the picture with this key; draw it when it is not there yet."""
    place = f"charts/{key[:2]}/{key}.svg"
    if default_storage.exists(place):
        with default_storage.open(place) as file:
            content: bytes = file.read()
        return content
    content = draw().encode()
    default_storage.save(place, ContentFile(content))
    return content


def as_picture(content: bytes) -> HttpResponse:
    """Answer with a picture; like the page around it, no browser keeps it."""
    return HttpResponse(content, content_type="image/svg+xml")
