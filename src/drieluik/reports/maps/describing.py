"""A map in words: how many areas have a figure, from where to where, and why others have none."""

from collections.abc import Iterable, Sequence

from drieluik.reports import FICTITIOUS_NL
from drieluik.reports.maps.places import (
    SCHEMATIC_NL,
    MapWords,
    NoFigure,
    NotShown,
    Place,
    Shown,
)


def describe_map(places: Sequence[Place], words: MapWords) -> str:
    """Say in Dutch what the map shows; of what is not shown only how many there are."""
    shown = [(one.figure.value, one) for one in places if isinstance(one.figure, Shown)]
    n_hidden = sum(isinstance(one.figure, NotShown) for one in places)
    reasons = [one.figure.reason for one in places if isinstance(one.figure, NoFigure)]
    sentences = [
        f"{words.title}, {words.subtitle}.",
        _range(shown, len(places)) if words.ordered else _classes(shown, len(places)),
        f"Van {_n(n_hidden)} wordt het cijfer niet getoond om privacy." if n_hidden else "",
        f"Zonder cijfer: {_counted(reasons)}." if reasons else "",
        *said_beside(words),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def said_beside(words: MapWords) -> tuple[str, ...]:
    """Return what must be said beside every map."""
    schematic = (SCHEMATIC_NL,) if words.schematic else ()
    return (*words.notes, *schematic, *((FICTITIOUS_NL,) if words.fictitious else ()))


def _range(shown: Sequence[tuple[float, Place]], n: int) -> str:
    if not shown:
        return "Er is van geen enkel gebied een cijfer te zien."
    low = min(shown, key=lambda pair: (pair[0], pair[1].code))[1]
    high = max(shown, key=lambda pair: (pair[0], pair[1].code))[1]
    return f"{len(shown)} van de {_n(n)} met cijfer. Laagste: {low.words}. Hoogste: {high.words}."


def _classes(shown: Sequence[tuple[float, Place]], n: int) -> str:
    if not shown:
        return "Er is van geen enkel gebied een klasse te zien."
    counted = _counted(place.figure_words for _, place in shown)
    return f"{len(shown)} van de {_n(n)} met een klasse: {counted}."


def _n(n: int) -> str:
    return "1 gebied" if n == 1 else f"{n} gebieden"


def _counted(reasons: Iterable[str]) -> str:
    listed = list(reasons)
    return "; ".join(f"{_n(listed.count(each))} ({each})" for each in sorted(set(listed)))
