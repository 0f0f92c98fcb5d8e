"""The words by which an agreement or decision is told elsewhere: in other decisions, and in reports."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

_FEWEST = 2
"""One word of a text may be any word, so it betrays nothing."""
_SPACE = r"\s+"
_BEFORE = r"(?:[-–—*•·▪◦#>+]+[ \t]*)?(?:\(?(?:\d+(?:\.\d+)*|[a-z])[.)]+[ \t]*)?"
"""What can stand before a heading on a line of its own: a sign of a list, a number."""
_BEHIND = r"[.:;,!?]?[ \t\r]*$"
_QUOTES = (("“", "”"), ("‘", "’"), ("„", "”"), ("«", "»"), ('"', '"'), ("'", "'"))
_NUMBERED = (
    *("{0} {1}", "{0}: {1}", "{0}. {1}", "{0} – {1}", "{0} - {1}", "{0} — {1}"),
    *("{0}, {1}", "{0} ({1})", "{0}) {1}", "({0}) {1}", "{1} ({0})"),
)
_NUMBERED_BEHIND = ("{1} {0}", "{1}, {0}", "{1}: {0}", "{1} – {0}", "{1} - {0}", "{1} — {0}")
"""Only for a number with a point: in "wonen, 1 mei" the 1 is no number of an agreement."""
_NAMED = ("afspraak {}", "afspraak: {}", "agendapunt {}", "agendapunt: {}")
_FIRST = (3, 8)
"""How many of its first words name an agreement without a heading, beside its number."""


def phrases_of(number: str, heading: str, text: str) -> frozenset[str]:
    """Return the phrases that tell an agreement: its heading, its words, and how lists name it.

    A heading of one word may be any word, and "leefbaarheid" in a sentence betrays nothing. So it is
    told only where it is evidently a title: beside its number, between quotation marks, behind
    "afspraak", and on a line of its own, also in a list (a phrase of one word stands for that, see
    ``tells``). "Wonen/zorg" is one word too.

    Examples:
        >>> sorted(phrases_of("1.1", "Goed wonen", "Er komen woningen bij."))
        ['1.1 Goed wonen', 'Er komen woningen bij.', 'Goed wonen']
        >>> sorted(phrases_of("1.1", "", "Er komen woningen bij."))
        ['1.1 Er komen woningen', '1.1 Er komen woningen bij.', 'Er komen woningen bij.']
        >>> "Wonen" in phrases_of("1.1", "Wonen", ""), "“Wonen”" in phrases_of("", "Wonen", "")
        (True, True)
    """
    named = [heading] if heading else [" ".join(text.split()[:most]) for most in _FIRST]
    whole = (heading, text, *(f"{number} {one}" for one in named))
    found = (" ".join(one.split()) for one in whole)
    phrases = frozenset(one for one in found if len(one.split()) >= _FEWEST)
    if len(heading.split()) != 1:
        return phrases
    return phrases | titles_of(number, heading) | {heading.strip()}


def titles_of(number: str, heading: str) -> frozenset[str]:
    """Return how a text names an agreement by its heading, so that it is evidently a title.

    Examples:
        >>> {"2.2: Eén loket", "“Eén loket”", "afspraak Eén loket"} <= titles_of("2.2", "Eén loket")
        True
        >>> "Wonen, 3.1" in titles_of("3.1", "Wonen"), "Wonen, 1" in titles_of("1", "Wonen")
        (True, False)
        >>> titles_of("2.2", "")
        frozenset()
    """
    if not heading:
        return frozenset()
    forms = _NUMBERED if number else ()
    behind = _NUMBERED_BEHIND if "." in number else ()
    numbered = [form.format(number, heading) for form in (*forms, *behind)]
    quoted = [f"{left}{heading}{right}" for left, right in _QUOTES]
    return frozenset({*(form.format(heading) for form in _NAMED), *numbered, *quoted})


def tells(text: str, phrases: Iterable[str]) -> bool:
    r"""Tell whether one of the phrases stands in a text, whatever its spaces and capitals.

    A phrase of one word must be all of a line, but for what makes it a row of a list.

    Examples:
        >>> tells("Zie 1.1  wonen.", ["1.1 Wonen"]), tells("Zie 11.1 wonen.", ["1.1 Wonen"])
        (True, False)
        >>> tells("Over wonen.", ["Wonen"]), tells("Ook:\nWonen\nVerder", ["Wonen"])
        (False, True)
        >>> tells("Ook:\n- Wonen;\n- Zorg", ["Wonen"]), tells("12 wonen", ["Wonen"])
        (True, False)
    """
    pattern = _pattern(phrases)
    return pattern is not None and pattern.search(text) is not None


def phrases_out(instead: Mapping[str, str]) -> Callable[[str], str]:
    """Return what puts other words in the place of phrases in a text, the longest first.

    Examples:
        >>> phrases_out({"1.1 Wonen": "afspraak 1.1"})("Over 1.1 wonen.")
        'Over afspraak 1.1.'
        >>> phrases_out({"Wonen": "afspraak 1.1"})("* Wonen;")
        '* afspraak 1.1;'
    """
    ordered = _longest_first(instead)
    pattern = _pattern(ordered)
    if pattern is None:
        return lambda text: text

    def other_words(found: re.Match[str]) -> str:
        # each phrase is a group of the pattern, so which one was found is which group
        group = found.lastindex or 1
        whole, at = found.group(), found.start()
        told = instead[ordered[group - 1]]
        return f"{whole[: found.start(group) - at]}{told}{whole[found.end(group) - at :]}"

    return lambda text: pattern.sub(other_words, text)


def in_all_texts(plain: Any, change: Callable[[str], str], but: Collection[str] = ()) -> Any:
    """Return plain values, such as those of a frozen report, with every text changed.

    Args:
        plain: The values.
        change: What changes a text.
        but: Keys of which the values stay as they are.

    Examples:
        >>> in_all_texts({"a": ["x", 3], "b": "y"}, str.upper, {"b"})
        {'a': ['X', 3], 'b': 'y'}
    """
    if isinstance(plain, str):
        return change(plain)
    if isinstance(plain, Mapping):
        return {
            key: value if key in but else in_all_texts(value, change, but)
            for key, value in plain.items()
        }
    if isinstance(plain, list | tuple):
        return [in_all_texts(value, change, but) for value in plain]
    return plain


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
    parts = [_alternative(one) for one in phrases]
    return re.compile("|".join(parts), re.IGNORECASE | re.MULTILINE) if parts else None


def _alternative(phrase: str) -> str:
    words = rf"({_SPACE.join(map(re.escape, phrase.split()))})"
    if len(phrase.split()) == 1 and (phrase[0], phrase[-1]) not in _QUOTES:
        return rf"^[ \t]*{_BEFORE}{words}[ \t]*{_BEHIND}"
    return rf"(?<!\w){words}(?!\w)"


def _longest_first(phrases: Iterable[str]) -> list[str]:
    return sorted(phrases, key=lambda one: (-len(one), one))
