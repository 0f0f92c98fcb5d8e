"""Leaves names of persons out of texts that the public reads: only organisations and roles stay."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _


def names_in(*typed: str) -> frozenset[str]:
    """Return the names that people typed after each other, such as in a list of who was there.

    A single word is left: it may be any word.

    Examples:
        >>> sorted(names_in("Ans de Vries (voorzitter), Piet Jansen; Wethouder"))
        ['Ans de Vries', 'Piet Jansen']
    """
    parts = (part for one in typed for part in re.split(r"[,;\n(]|\ben\b", one))
    stripped = (part.strip(" .)") for part in parts)
    return frozenset(name for name in stripped if " " in name)


def without_names(text: str, names: Iterable[str]) -> str:
    """Return a text in which the names of persons have gone.

    Examples:
        >>> without_names("Piet Jansen mailt Piet Jansens.", {"Piet Jansen"}).count("Piet")
        1
    """
    wanted = sorted({name.strip() for name in names if " " in name.strip()}, key=len, reverse=True)
    if not wanted:
        return text
    pattern = "|".join(re.escape(name) for name in wanted)
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", _("[name left out]"), text, flags=re.IGNORECASE)


def without_writers(printed: Any, names: Iterable[str]) -> Any:
    """Return the plain values of a report without the names of who wrote its texts.

    Examples:
        >>> without_writers({"by": "Jo", "party": "A", "text": "Van Jo Bos."}, {"Jo Bos"})["party"]
        'A'
        >>> "Jo" in str(without_writers({"by": "Jo", "party": "A", "text": "Van Jo Bos."}, {"Jo Bos"}))
        False
    """
    known = set(names)
    if isinstance(printed, dict):
        cleaned = {key: without_writers(value, known) for key, value in printed.items()}
        return cleaned | ({"by": _("[name left out]")} if {"by", "party"} <= printed.keys() else {})
    if isinstance(printed, list | tuple):
        return [without_writers(one, known) for one in printed]
    return without_names(printed, known) if isinstance(printed, str) else printed
