"""The words by which an agreement or decision is told elsewhere: in other decisions, and in reports."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_FEWEST = 2
"""One word by itself may be any word, so it betrays nothing."""
_FIRST = 3
"""How many of its first words name an agreement without a heading, beside its number."""


def phrases_of(number: str, heading: str, text: str) -> frozenset[str]:
    """Return the phrases that tell an agreement: its heading, its words, and how lists name it.

    Examples:
        >>> sorted(phrases_of("1.1", "Wonen", "Er komen woningen bij."))
        ['1.1 Wonen', 'Er komen woningen bij.']
        >>> sorted(phrases_of("1.1", "", "Er komen woningen bij."))
        ['1.1 Er komen woningen', 'Er komen woningen bij.']
    """
    named = heading or " ".join(text.split()[:_FIRST])
    found = (" ".join(one.split()) for one in (heading, text, f"{number} {named}"))
    return frozenset(one for one in found if len(one.split()) >= _FEWEST)


def tells(text: str, phrases: Iterable[str]) -> bool:
    """Tell whether one of the phrases stands in a text, whatever its spaces and capitals.

    Examples:
        >>> tells("Zie 1.1  wonen.", ["1.1 Wonen"]), tells("Zie 11.1 wonen.", ["1.1 Wonen"])
        (True, False)
    """
    pattern = _pattern(phrases)
    return pattern is not None and pattern.search(text) is not None


def without_phrases(text: str, instead: Mapping[str, str]) -> str:
    """Return a text in which other words stand in the place of phrases, the longest first.

    Examples:
        >>> without_phrases("Over 1.1 Wonen.", {"1.1 Wonen": "afspraak 1.1"})
        'Over afspraak 1.1.'
    """
    for phrase in sorted(instead, key=len, reverse=True):
        pattern = _pattern([phrase])
        if pattern is not None:
            # a function, for in plain words a backslash would mean something
            text = pattern.sub(lambda _found, words=instead[phrase]: words, text)
    return text


def texts_in(plain: Any) -> Iterator[str]:
    """Yield every text that stands in plain values, such as those of a frozen report.

    Examples:
        >>> list(texts_in({"a": ["x", {"b": "y"}], "c": 3}))
        ['x', 'y']
    """
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, Mapping):
        for value in plain.values():
            yield from texts_in(value)
    elif isinstance(plain, list | tuple):
        for value in plain:
            yield from texts_in(value)


def _pattern(phrases: Iterable[str]) -> re.Pattern[str] | None:
    parts = [r"\s+".join(map(re.escape, one.split())) for one in phrases if one.strip()]
    if not parts:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
