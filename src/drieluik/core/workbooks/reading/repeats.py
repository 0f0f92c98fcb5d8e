"""Columns of a large sheet that say the same over and over: each text is looked at once.

Of two million dwellings the energy label is one of a dozen texts, and the neighbourhood one of
some thousands; only identifiers differ from row to row.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import polars as pl

_LARGE = 5_000
"""Below so many rows taking texts apart costs more than looking at every cell."""
_LOOKED_AT = 2_000
_FEW = 500
"""A column repeats itself when its first rows hold no more different texts than this."""


@dataclass(frozen=True, slots=True)
class Repeats:
    """The texts of a column, and which of them stands in each cell.

    Attributes:
        texts: Every different text; the last is null, for cells in which nothing stands. Cleaning
            can make two of them the same.
        at: For every cell the place of its text among ``texts``.
    """

    texts: pl.Series
    at: pl.Series

    def cells(self) -> pl.Series:
        """Return the text of every cell."""
        return self.texts.gather(self.at)

    def spread(self, answers: pl.DataFrame) -> pl.DataFrame:
        """Return for every cell what was answered about its text (one row per text)."""
        return answers.select(pl.all().gather(self.at))

    def filter(self, kept: pl.Series) -> "Repeats":
        """Return the same for some of the cells."""
        return replace(self, at=self.at.filter(kept))

    def with_texts(self, change: Callable[[pl.Series], pl.Series]) -> "Repeats":
        """Return the same with changed texts."""
        return replace(self, texts=change(self.texts))


def repeats_of(texts: pl.DataFrame) -> dict[str, Repeats]:
    """Take the texts apart of every column that is large and repeats itself."""
    if texts.height < _LARGE:
        return {}
    names = [one.name for one in texts.head(_LOOKED_AT) if one.n_unique() <= _FEW]
    # categories of their own: those that all columns share are kept as long as the process lives
    own = {name: pl.Categories.random() for name in names}
    apart = texts.select(pl.col(name).cast(pl.Categorical(own[name])) for name in names)
    return {one.name: _with_nothing(own[one.name].to_series(), one) for one in apart}


def _with_nothing(texts: pl.Series, cells: pl.Series) -> Repeats:
    nothing = pl.Series([None], dtype=pl.String)
    at = cells.to_physical().fill_null(len(texts))
    return Repeats(pl.concat([texts.cast(pl.String), nothing]), at)
