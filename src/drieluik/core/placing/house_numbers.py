"""Which number in an address is that of the house: streets and additions hold numbers too."""

import re

_ADDED = re.compile(r"([0-9][A-Za-z]{0,2})(?:\s*[-–/]\s*[0-9A-Za-z]{1,5}(?![0-9A-Za-z]))+")
"""10-2 and 10/a: what stands behind the line is an addition."""
_ROOM = re.compile(
    r"\b(?:app?(?:artement)?|apt|kamer|unit|bus|etage|verdieping|woonlaag|toevoeging)\b\.?\s*"
    r"(?:(?:nr|nummer)\b\.?\s*)?[0-9]+[A-Za-z]?\b",
    re.IGNORECASE,
)
_FLOOR = re.compile(
    r"\b[0-9]{1,2}\s*(?:e|de|ste)?\s*(?:hoog|hg|etage|verdieping|woonlaag)\b", re.IGNORECASE
)
_ORDINAL = re.compile(r"(?:^|,)\s*[1-9](?:e|de|ste)\s+(?=[A-Za-z]{2})", re.IGNORECASE)
"""2e Havenstraat: the number is of the street."""
_NAMED = re.compile(r"\b(?:huis)?(?:nr|no|nummer)\b\.?\s*([0-9]{1,5})(?![0-9])", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![0-9A-Za-z])([0-9]{1,5})(?![0-9])")
_BEHIND = re.compile(
    r"[\s,;.:–-]*(?:(?:huis)?(?:nr|no|nummer)\b\.?\s*)?([0-9]{1,5})(?![0-9])"
    r"(?!(?:e|de|ste)\s+[A-Za-z]{2})",
    re.IGNORECASE,
)
_YEARS = range(1500, 2100)


def house_numbers(before: str, behind: str) -> tuple[int, ...]:
    """Return the numbers that can be that of the house.

    The one right behind the postcode counts, else what stands before it, else what stands further
    on. Additions, rooms and floors are no house numbers, and neither is a year in front of one.

    Args:
        before: What stands before the postcode.
        behind: What stands behind it.

    Returns:
        One when it is sure, none when there is none, and several when nobody can tell.

    Examples:
        >>> house_numbers("Langestraat 10-2, ", ""), house_numbers("Plein 1940 12, ", "")
        ((10,), (12,))
        >>> house_numbers("", " - 10"), house_numbers("Langestraat 10 3, ", "")
        ((10,), (10, 3))
    """
    close = _BEHIND.match(behind)
    if close is not None:
        return (int(close[1]),)
    return _in(before) or _in(behind)


def _in(text: str) -> tuple[int, ...]:
    bare = text
    for pattern, left in ((_ADDED, r"\1"), (_ROOM, " "), (_FLOOR, " "), (_ORDINAL, " ")):
        bare = pattern.sub(left, bare)
    named = _NAMED.findall(bare)
    found = [int(one) for one in named or _NUMBER.findall(bare)]
    while len(found) > 1 and found[0] in _YEARS:
        del found[0]
    return tuple(dict.fromkeys(found))
