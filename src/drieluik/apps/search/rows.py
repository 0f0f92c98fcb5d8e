"""What goes into the index and what comes out of it: frozen rows that know no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from drieluik.core.searching import Pieces


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Something to be found.

    Attributes:
        kind: One of ``Entry.Kind``.
        audience: Who may find it.
        title: As people call it, without its number.
        body: All its other words.
        number: Such as ``3.8``; whoever types it gets this entry first.
        themes: Numbers of the themes it belongs to.
        dated_on: The day that is shown with it.
        holds_from: First day on which it can be found; None when there is no first.
        holds_until: First day on which it cannot be found; None when there is none.
        place: What its address needs.
        facts: What its dating needs.
    """

    kind: str
    audience: str
    title: str
    body: str
    number: str = ""
    themes: tuple[str, ...] = ()
    dated_on: date | None = None
    holds_from: date | None = None
    holds_until: date | None = None
    place: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Entries that are made anew together; no entries when nothing of it can be found any more."""

    municipality_id: int
    name: str
    entries: tuple[NewEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found.

    Attributes:
        kind: One of ``Entry.Kind``.
        kind_label: What one of that kind is called.
        number: Its number; empty when it has none.
        title: As it is called, in pieces.
        excerpt: The part of its words where it was found, in pieces.
        dating: Which version or day it comes from, in words.
        href: Its page.
    """

    kind: str
    kind_label: str
    number: str
    title: Pieces
    excerpt: Pieces
    dating: str
    href: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave.

    Attributes:
        hits: The hits of one page, best first.
        n_hits: How many there are of the chosen kind, on all pages.
        n_all: How many there are of all kinds.
        by_kind: How many there are per kind, in the order of ``Entry.Kind``; only kinds with hits.
    """

    hits: tuple[Hit, ...] = ()
    n_hits: int = 0
    n_all: int = 0
    by_kind: tuple[tuple[str, str, int], ...] = ()
