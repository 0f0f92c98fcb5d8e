"""Where things stand in the workbook: names of the sheets, first rows, words for no value.

The writer places by it and the reader recognises by it; it holds no other knowledge.
"""

from drieluik.core.tables import Column, Missing

EXPLANATION_SHEET = "Uitleg"
CODES_SHEET = "Codelijsten"
PREVIOUS_SHEET = "Vorige periode"
FINDINGS_SHEET = "Bevindingen"

BANNER_ROW = 0
HEADER_ROW = 1
FIRST_ROW = 2
LAST_INPUT_ROW = 250_000

YES_NL = "ja"
NO_NL = "nee"
MISSING_NL: dict[Missing, str] = {Missing.UNKNOWN: "onbekend", Missing.NOT_APPLICABLE: "n.v.t."}


def allowed_missing(column: Column) -> frozenset[Missing]:
    """Return which reasons for absence may be written in a cell of this column.

    Where a blank is allowed, the word for what the blank means is allowed too.
    """
    return column.may_be if column.required else column.may_be | {column.blank}


def missing_words(column: Column) -> tuple[str, ...]:
    """Return the words for the allowed reasons, always in the same order."""
    allowed = allowed_missing(column)
    return tuple(word for reason, word in MISSING_NL.items() if reason in allowed)
