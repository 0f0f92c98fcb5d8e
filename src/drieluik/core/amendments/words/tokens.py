"""A Dutch text cut in tokens, so that a change shows as words and never as letters.

Words keep their accents, hyphens and apostrophes; numbers, amounts, percentages and dates stay
whole. Nothing is dropped: the tokens together are the text.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class TokenKind(StrEnum):
    """What a token is."""

    BREAK = "break"
    MARKER = "marker"
    NUMBER = "number"
    WORD = "word"
    SPACE = "space"
    PUNCTUATION = "punctuation"


@dataclass(frozen=True, slots=True)
class Token:
    """One token with the place of its characters, half open."""

    kind: TokenKind
    text: str
    start: int
    end: int


_GAP = r"[^\S\r\n]"
# With combining accents, and the signs without width that word processors put inside words.
_LETTER = r"[\w\u0300-\u036f\u00ad\u200b-\u200d\u2060]"
# Straight and curly apostrophes; hyphens, also the one that never ends a line.
_QUOTE, _HYPHEN = "'’‘", r"\-\u2010\u2011"
_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|(?:jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?"
)
# The order matters: what stands earlier wins.
_PARTS = {
    TokenKind.BREAK: r"\r\n|\n|\r",
    # The sign of a list with its indent, at the start of a line: "- ", "1.", "b)".
    TokenKind.MARKER: rf"(?m:^){_GAP}*(?:[-–•●*○◦▪‣]|\d{{1,3}}[.)]|[a-z]{{1,2}}[.)])(?={_GAP})",
    TokenKind.NUMBER: "|".join(
        (
            rf"\d{{1,2}}{_GAP}(?i:{_MONTHS})(?:{_GAP}\d{{4}})?(?!\w)",
            # "€ 1.234,56", "1.000,-", "15%", "2.3", "01-07-2020", "2019/2020", "1-op-1", "1e", "65+",
            # "-5", and "25 000" with a space that keeps it together.
            r"(?:(?<![\w)])[-−+±])?"
            rf"(?:€{_GAP}?[-−]?)?(?:\d{{1,3}}(?:[\u00a0\u2009\u202f]\d{{3}}(?!\d))+|\d\w*)"
            rf"(?:[.,:/]\d\w*|[–{_HYPHEN}]\w+)*(?:,[-–—=]{{1,2}}(?!\w)|\+(?!\w))?(?:{_GAP}?[%‰])?",
        )
    ),
    TokenKind.WORD: "|".join(
        (
            r"https?://[^\s<>\"]*[\w/]",
            # "'s", "'t", "'n", "'s-Gravenhage"; abbreviations such as "m.b.t."
            rf"[{_QUOTE}](?:s|t|n|k|m|r)(?:[{_HYPHEN}]\w+)*(?!\w)",
            r"(?:[^\W\d_]\.){2,}",
            # "zo'n", "foto's", "sociaal-economisch", "huur-" in "huur- en koopwoningen", label "A++".
            rf"\w{_LETTER}*(?:[{_QUOTE}{_HYPHEN}]\w{_LETTER}*)*(?:-(?={_GAP})|\+{{1,5}}(?!\w))?",
        )
    ),
    TokenKind.SPACE: rf"{_GAP}+",
    TokenKind.PUNCTUATION: r"\.{2,}|-{2,}|={2,}|\*{2,}|[\s\S]",
}
_PIECE = re.compile("|".join(f"(?:{part})" for part in _PARTS.values()))
_TOKEN = re.compile("|".join(f"(?P<{kind.name}>{part})" for kind, part in _PARTS.items()))
_SENTENCE_END = re.compile(r"[.!?]+[)\"'’”]*(?=\s|\Z)|[\r\n]+")


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text, in order; their texts together are the text.

    Examples:
        >>> [token.text for token in tokens("'s Zomers € 1.000 of 15%, zo'n 1-op-1.")]
        ["'s", ' ', 'Zomers', ' ', '€ 1.000', ' ', 'of', ' ', '15%', ',', ' ', "zo'n", ' ', '1-op-1', '.']
        >>> [token.kind.value for token in tokens("- 2.3 per 1 juli 2020")]
        ['marker', 'space', 'number', 'space', 'word', 'space', 'number']
    """
    found = _TOKEN.finditer(text)
    return tuple(
        Token(TokenKind[one.lastgroup or ""], one[0], one.start(), one.end()) for one in found
    )


def pieces(text: str) -> list[str]:
    """The texts of the tokens only: the quick way for whole documents."""
    return _PIECE.findall(text)


def is_space(piece: str) -> bool:
    """Whether a token is white space within a line."""
    return piece.isspace() and piece not in {"\n", "\r\n", "\r"}


def sentence_starts(text: str) -> tuple[int, ...]:
    r"""The places where a sentence or a line begins; the first is 0.

    Examples:
        >>> sentence_starts("Wij bouwen. Zij ook!\n- Samen.")
        (0, 11, 20, 21, 29)
    """
    return (0, *(end.end() for end in _SENTENCE_END.finditer(text)))
