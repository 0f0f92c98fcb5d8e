"""The arithmetic of the chain: what is hashed, and whether a list of events still fits.

Uses only the standard library, so that a party can check its own copy with nothing of us.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Link:
    """The hashed content of one event; ``at`` is written in UTC with microseconds."""

    sequence: int
    name: str
    subject_type: str
    subject_id: str
    actor_id: int | None
    actor_name: str
    party_code: str
    at: str
    facts: Mapping[str, Any]
    previous_hash: str


def moment(at: datetime) -> str:
    """Write a moment the one way the chain writes it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def link_hash(link: Link) -> str:
    """Return the SHA-256 over the canonical JSON of the event, as 64 hexadecimal digits."""
    text = json.dumps(asdict(link), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def first_break(links: Iterable[tuple[Link, str]]) -> int | None:
    """Return the sequence of the first event that does not fit, or None when all fit.

    Args:
        links: Events in order, each with the hash that was stored for it.
    """
    previous_hash, expected = "", 1
    for link, stored_hash in links:
        fits = (
            link.sequence == expected
            and link.previous_hash == previous_hash
            and link_hash(link) == stored_hash
        )
        if not fits:
            return link.sequence
        previous_hash, expected = stored_hash, expected + 1
    return None
