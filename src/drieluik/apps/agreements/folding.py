"""Comparing words without minding capitals and accents, and marking what was found.

Works the same on every database, because the folded text is stored beside the real one.
"""

import unicodedata

_EXCERPT = 220


def folded(text: str) -> str:
    """Return the text in lower case without accents, with single spaces.

    Examples:
        >>> folded("Eén  BÓD")
        'een bod'
    """
    return " ".join(_plain(text).split())


def words_of(query: str) -> list[str]:
    """Return the folded words of a query, each once, in order.

    Examples:
        >>> words_of("Huur, huur en eén!")
        ['huur', 'en', 'een']
    """
    words = (word.strip(".,;:!?()\"'") for word in folded(query).split())
    return list(dict.fromkeys(word for word in words if word))


def marked(text: str, words: list[str]) -> tuple[tuple[str, bool], ...]:
    """Cut a text into pieces that were searched for (True) and pieces in between.

    Examples:
        >>> marked("Eén huis", ["een"])
        (('Eén', True), (' huis', False))
    """
    plain, places = _with_places(text)
    spans = _merged(
        sorted(
            (places[start], places[start + len(word) - 1] + 1)
            for word in words
            for start in _finds(plain, word)
        )
    )
    return tuple(_pieces(text, spans))


def excerpt(text: str, words: list[str]) -> str:
    """Return the part of a text around the first word that is found."""
    if len(text) <= _EXCERPT:
        return text
    plain, places = _with_places(text)
    firsts = [found[0] for word in words if (found := _finds(plain, word))]
    around = places[min(firsts)] if firsts else 0
    start = max(0, around - _EXCERPT // 3)
    if start:
        start = text.find(" ", start) + 1
    end = text.rfind(" ", start, start + _EXCERPT)
    if end <= around or len(text) - start <= _EXCERPT:
        end = len(text)
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _with_places(text: str) -> tuple[str, list[int]]:
    """Fold sign by sign, and remember from which sign each folded one came."""
    plain: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        signs = _plain(sign)
        plain.append(signs)
        places.extend([place] * len(signs))
    return "".join(plain), places


def _finds(plain: str, word: str) -> list[int]:
    found, start = [], plain.find(word)
    while start >= 0:
        found.append(start)
        start = plain.find(word, start + len(word))
    return found


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pieces(text: str, spans: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    pieces, at = [], 0
    for start, end in spans:
        if start > at:
            pieces.append((text[at:start], False))
        pieces.append((text[start:end], True))
        at = end
    if at < len(text):
        pieces.append((text[at:], False))
    return pieces
