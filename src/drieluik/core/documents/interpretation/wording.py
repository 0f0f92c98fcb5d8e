"""How the words of one element are put together: lines joined over a break, and its heading."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from drieluik.core.documents.interpretation.vocabulary import words
from drieluik.core.documents.sources.blocks import Line

_MOST_WORDS_IN_A_LABEL = 18
_MOST_WORDS_IN_BOLD = 8


def joins_over_break(lines: Sequence[Line], more: Sequence[Line]) -> bool:
    """Whether a sentence was cut by the end of a table or page and goes on in ``more``."""
    if not lines or not more or more[0].marker is not None or not lines[-1].text:
        return False
    ends = lines[-1].text.endswith((".", "!", "?", ":", ";"))
    return not ends and (more[0].text[:1].islower() or _is_cut_address(lines[-1].text))


def continued(lines: Sequence[Line], more: Sequence[Line]) -> list[Line]:
    """Put lines after lines; a sentence that was cut becomes one line again.

    Examples:
        >>> [line.text for line in continued([Line("de absolute")], [Line("vraag."), Line("Slot")])]
        ['de absolute vraag.', 'Slot']
    """
    if not joins_over_break(lines, more):
        return [*lines, *more]
    last, first = lines[-1], more[0]
    glue = "" if _is_cut_address(last.text) else " "
    before = None
    if last.before is not None or first.before is not None:
        before = (last.before or last.text) + glue + (first.before or first.text)
    one = replace(last, text=last.text + glue + first.text, before=before)
    return [*lines[:-1], one, *more[1:]]


def headed(lines: Sequence[Line]) -> tuple[str | None, list[Line]]:
    """Take the short label off the front of an agreement.

    Returns:
        The heading (None when the text has none) and the lines without it.

    Examples:
        >>> headed([Line("Themasessies: Wij verdiepen ons.")])[0]
        'Themasessies'
        >>> headed([Line("Alle partijen leveren data: ook de gemeente.")])[0] is None
        True
    """
    if not lines:
        return None, []
    first = lines[0]
    colon = re.match(r"([^:]+):\s+(?=\S)", first.text)
    if colon and _is_label(colon.group(1), first, colon.end()):
        return colon.group(1).strip(), [replace(first, text=first.text[colon.end() :]), *lines[1:]]
    bold, rest = first.text[: first.bold].rstrip(" :.–-"), first.text[first.bold :].lstrip(" :–-")
    is_title = first.bold and len(bold.split()) <= _MOST_WORDS_IN_BOLD and not _is_sentence(bold)
    if is_title and rest[:1].isupper():
        return bold, [replace(first, text=rest), *lines[1:]]
    return None, list(lines)


def _is_label(lead: str, line: Line, end: int) -> bool:
    following = line.text[end : end + 1]
    if re.search(r"[.!?]\s", lead) or len(lead.split()) > _MOST_WORDS_IN_A_LABEL:
        return False
    if not lead[:1].isupper() or following.islower() or following == "<":
        return False
    announces = any(lead.lower().endswith(word) for word in words()["announcing"])
    if announces or "volgende" in lead.lower().split():
        return False
    return line.bold >= len(lead) or not _is_sentence(lead)


def _is_sentence(lead: str) -> bool:
    """Whether words hold a verb that is bent after a subject, and so promise something."""
    tokens = re.findall(r"[\w'’-]+", lead.lower())
    if len(tokens) == 1:
        return False
    if any(token in words()["finite_verbs"] for token in tokens[:6]):
        return True
    pairs = list(pairwise(tokens))[:4]
    return any(
        one.endswith(("en", "s")) and _may_be_verb(two) and two != tokens[-1] for one, two in pairs
    )


def _may_be_verb(token: str) -> bool:
    return token.endswith("en") and len(token) > 4 and token not in words()["no_verbs"]


def _is_cut_address(text: str) -> bool:
    last = text.split()[-1] if text.split() else ""
    return "://" in last and last.endswith("-")
