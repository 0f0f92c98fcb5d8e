"""Codes of the CBS for municipality, wijk and buurt: recognising them, and repairing them visibly."""

import re
from dataclasses import dataclass

from drieluik.core.geography.borders import Level

_PREFIXES = {Level.MUNICIPALITY: "GM", Level.WIJK: "WK", Level.BUURT: "BU"}
_LENGTHS = {Level.MUNICIPALITY: 4, Level.WIJK: 6, Level.BUURT: 8}
_LEVELS = {prefix: level for level, prefix in _PREFIXES.items()}
_CODE = re.compile(r"(GM[0-9A-Z]{4}|WK[0-9A-Z]{6}|BU[0-9A-Z]{8})")
_SHORT = re.compile(r"(GM|WK|BU)?([0-9]{1,8})(?:\.0+)?")
_FICTITIOUS = ("9997", "9998")


@dataclass(frozen=True, slots=True)
class ReadCode:
    """A code as it counts, and whether it had to be repaired.

    Attributes:
        code: The code in full.
        level: Its level.
        repaired: Whether leading zeros or the two letters were added.
    """

    code: str
    level: Level
    repaired: bool = False


def read_code(written: str, level: Level | None = None) -> ReadCode | None:
    """Read a code as a file writes it; None when it is none.

    Blanks around it and small letters do not matter. Leading zeros that a spreadsheet dropped, and
    letters that a column of one level leaves out, are put back and told.

    Args:
        written: What stands in the file.
        level: The level when the column says it; None when the code must say it itself.

    Examples:
        >>> read_code(" bu01530000 ").code
        'BU01530000'
        >>> read_code("1530000", Level.BUURT)
        ReadCode(code='BU01530000', level=<Level.BUURT: 'buurt'>, repaired=True)
        >>> read_code("1530000") is None
        True
    """
    text = written.strip().upper()
    if whole := _CODE.fullmatch(text):
        found = _LEVELS[whole[1][:2]]
        return ReadCode(whole[1], found) if level in (None, found) else None
    short = _SHORT.fullmatch(text)
    if short is None:
        return None
    said = _LEVELS[short[1]] if short[1] else level
    if said is None or level not in (None, said) or len(short[2]) > _LENGTHS[said]:
        return None
    return ReadCode(_PREFIXES[said] + short[2].zfill(_LENGTHS[said]), said, repaired=True)


def is_code(text: str) -> bool:
    """Tell whether a text is a code in full, but for blanks and small letters."""
    return _CODE.fullmatch(text.strip().upper()) is not None


def municipality_of(code: str) -> str:
    """Return the code of the municipality that a code of the CBS lies in.

    Examples:
        >>> municipality_of("BU01530000")
        'GM0153'
    """
    return f"GM{code[2:6]}"


def parent_of(code: str) -> str | None:
    """Return the code one level higher; None for a municipality.

    Examples:
        >>> parent_of("BU01530412"), parent_of("WK015304"), parent_of("GM0153")
        ('WK015304', 'GM0153', None)
    """
    if code.startswith("BU"):
        return f"WK{code[2:8]}"
    return municipality_of(code) if code.startswith("WK") else None


def is_fictitious(code: str) -> bool:
    """Tell whether the CBS uses this buurt only for water or abroad, not for a place to live.

    Source:
        Toelichting Wijk- en Buurtkaart 2022-2024 (CBS, 30-10-2024): buurten 9997 and 9998.
    """
    return code.startswith("BU") and code.endswith(_FICTITIOUS)
