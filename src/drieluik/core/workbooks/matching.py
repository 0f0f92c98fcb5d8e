"""Recognising names that people retyped: sheets, headers, words for "unknown".

Comes in: a text from a workbook. Goes out: the bare form by which two texts are the same name.
"""

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_NOT_A_LETTER = re.compile(r"[^0-9a-z]+")


def bare(text: str) -> str:
    """Return a name without case, accents, spaces and punctuation.

    Examples:
        >>> bare(" VHE\u00a0Nummer ") == bare("vhe-nummer")
        True
    """
    plain = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text)).casefold()
    return _NOT_A_LETTER.sub("", plain)


def column_letters(index: int) -> str:
    """Return the letters of a column counted from zero: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the number of a column counted from zero: A is 0, AA is 26."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1
