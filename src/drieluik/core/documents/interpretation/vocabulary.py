"""The Dutch words by which an agreements document shows its structure; kept as data beside this file."""

import re
from difflib import SequenceMatcher
from functools import cache
from importlib import resources
from typing import Any

import yaml

_LONG_ENOUGH_FOR_A_TYPO = 10
_ALIKE = 0.93


@cache
def words() -> dict[str, Any]:
    """All lists of words, by name."""
    text = (resources.files(__package__) / "vocabulary_nl.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def theme_role(label: str | None) -> str | None:
    """What a label opens inside a theme: goal, how or agreements; None when it opens nothing.

    Examples:
        >>> theme_role("Prestatieafpraak"), theme_role("Het doel:"), theme_role("Verkoop")
        ('agreements', 'goal', None)
    """
    return _role(label, "theme_labels")


def opens_actions(label: str | None) -> bool:
    """Whether a heading opens the steps of a year under a theme, which are no agreements.

    Examples:
        >>> opens_actions("Acties 2020"), opens_actions("Afspraken")
        (True, False)
    """
    return folded(label or "") in words()["theme_actions"]


def project_role(label: str | None) -> str | None:
    """Which field of a focus project a label opens; None when it is not such a label.

    Examples:
        >>> project_role("Subthema/ speerpunt 2020:"), project_role("Betrokken/ benodigde partijen:")
        ('project_focus', 'parties')
    """
    return _role(label, "project_labels")


def column_role(header: str) -> str | None:
    """What a column of a table of agreements holds: number, agreement, action, who, when."""
    return _role(header, "columns")


def folded(text: str) -> str:
    """A label made comparable: lower case, without years, signs and double spaces."""
    bare = re.sub(r"\b(?:19|20)\d\d\b", " ", text.lower().replace("’", "'"))
    return re.sub(r"\s+", " ", re.sub(r"[:;.*_()–-]", " ", bare)).strip()


def _role(label: str | None, name: str) -> str | None:
    if not label or len(label) > 60:
        return None
    known = _known(name)
    whole = folded(label)
    parts = [part.strip() for part in re.split(r"/| en ", whole)]
    for part in (whole, *parts):
        if part in known:
            return known[part]
    if len(whole) < _LONG_ENOUGH_FOR_A_TYPO or " " in whole:
        return None
    near = (
        role
        for word, role in known.items()
        if SequenceMatcher(None, whole, word, False).ratio() >= _ALIKE
    )
    return next(near, None)


@cache
def _known(name: str) -> dict[str, str]:
    lists: dict[str, list[str]] = words()[name]
    return {str(word): role for role, entries in lists.items() for word in entries}
