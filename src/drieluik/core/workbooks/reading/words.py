"""Texts made clean and the words people write for "no value", "yes" and "no"."""

import polars as pl

from drieluik.core.tables import Column, Missing
from drieluik.core.workbooks.layout import allowed_missing

_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f]"
_INVISIBLE = "[\u00ad\u200b\u200c\u200d\u2060\ufeff]"
_ODD_SPACE = r"[\t\r\n\x{a0}\x{2000}-\x{200a}\x{202f}\x{3000}]|  "

_ODD = rf"{_CONTROL}|{_INVISIBLE}|{_ODD_SPACE}|^\s|\s$"

_UNKNOWN = ("onbekend", "onb.", "onb", "?", "??", "???", "weet niet", "niet bekend")
_NOT_APPLICABLE = ("n.v.t.", "n.v.t", "nvt", "nvt.", "n/a", "n.a.", "niet van toepassing")
MISSING_WORDS: dict[str, str] = {
    **dict.fromkeys(_UNKNOWN, Missing.UNKNOWN.value),
    **dict.fromkeys(_NOT_APPLICABLE, Missing.NOT_APPLICABLE.value),
}
YES_NO_WORDS: dict[str, bool] = {
    **dict.fromkeys(("ja", "j", "waar", "true", "1", "yes", "y"), True),
    **dict.fromkeys(("nee", "n", "neen", "onwaar", "false", "0", "no"), False),
}
_CODE_FOR_NOT_APPLICABLE = "NVT"


def without_control(texts: pl.Series) -> pl.Series:
    """Take away control characters, which no person types and no database keeps; tabs stay."""
    if texts.str.contains(_CONTROL).any():
        texts = texts.str.replace_all(_CONTROL, "")
    return texts


def cleaned_sheet(texts: pl.DataFrame) -> pl.DataFrame:
    """Clean every column, and look closer only at those where something odd stands.

    One look over all columns at once: most sheets are clean, and large.
    """
    odd = texts.select(pl.all().str.contains(_ODD).any()).row(0) if texts.width else ()
    closer = [name for name, found in zip(texts.columns, odd, strict=True) if found]
    looked = texts.with_columns(cleaned(texts[name]) for name in closer)
    return looked.with_columns(pl.all().replace("", None))


def cleaned(texts: pl.Series) -> pl.Series:
    """Take away what nobody sees: outer and double spaces, hard spaces, zero-width marks.

    A cell in which nothing is left becomes null.
    """
    texts = without_control(texts)
    if texts.str.contains(_INVISIBLE).any():
        texts = texts.str.replace_all(_INVISIBLE, "")
    if texts.str.contains(_ODD_SPACE).any():
        texts = texts.str.replace_all(r"[\s\x{a0}]+", " ")
    texts = texts.str.strip_chars()
    return texts.set(texts == "", None)


def missing_reason(column: Column) -> pl.Expr:
    """Read the word for no value from the column ``clean``: unknown, not applicable or null.

    A code list may have its own code for "not applicable"; there the word is that code.
    """
    words = dict(MISSING_WORDS)
    if has_code_for_not_applicable(column):
        words = {word: reason for word, reason in words.items() if reason == Missing.UNKNOWN.value}
    return (
        pl.col("clean")
        .str.to_lowercase()
        .replace_strict(words, default=None, return_dtype=pl.String)
    )


def has_code_for_not_applicable(column: Column) -> bool:
    """Tell whether the words for "not applicable" are written for a code of the list."""
    return (
        column.codes is not None
        and _CODE_FOR_NOT_APPLICABLE in column.codes.codes()
        and Missing.NOT_APPLICABLE not in allowed_missing(column)
    )


def code_spellings(column: Column) -> dict[str, str]:
    """Return every accepted spelling of the codes of a column, in lower case, with its code.

    Accepted are the code and the name, in any case. A name that two codes share, or that is the
    code of another, is not accepted: nothing is guessed.
    """
    if column.codes is None:
        return {}
    values = column.codes.values
    names = [value.name_nl.casefold() for value in values]
    spellings = {
        value.name_nl.casefold(): value.code
        for value in values
        if names.count(value.name_nl.casefold()) == 1
    }
    if has_code_for_not_applicable(column):
        spellings |= dict.fromkeys(_NOT_APPLICABLE, _CODE_FOR_NOT_APPLICABLE)
    return spellings | {code.casefold(): code for code in column.codes.codes()}
