"""Places where rooms above tell what is out beside the publications.

Whoever has both could subtract: every table is protected against other tables that went out, and
none goes out that hides what a public text tells.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drieluik.core.indicators import ALL, indicator


@dataclass(frozen=True, slots=True)
class GivenTable:
    """A protected table that somebody outside was given, without its being public.

    Attributes:
        period: Half-year.
        table_id: See ``flows.PUBLIC_TABLES``.
        release: What was given, as JSON.
        kept: What stayed with us, as JSON.
        went_out: Number in the log of acts of the act that gave it: acts are numbered one by one, so
            by this it stands before or after a publication, whatever the clock said.
    """

    period: str
    table_id: str
    release: str
    kept: str
    went_out: int


@dataclass(frozen=True, slots=True, order=True)
class ToldFigure:
    """A figure of a whole municipality, as a text tells it.

    Attributes:
        indicator_id: What is counted.
        period: Half-year or year.
        party_code: The corporation; empty for all together.
        part: Class of a breakdown; ``ALL`` for all together.
        above: Whether it is the number above the line of a share, and not the share.
    """

    indicator_id: str
    period: str
    party_code: str = ""
    part: str = ALL
    above: bool = False

    @property
    def words(self) -> str:
        """Figure and time, as people read them; never the number."""
        return f"{indicator(self.indicator_id).name_nl} ({self.period})"


List = Callable[[int], Sequence[GivenTable]]
"""From a municipality to all tables that were ever given, also those that were given again."""
_lists: list[List] = []


def register_given(found: List) -> None:
    """Let tables be protected against what another room gave away."""
    if found not in _lists:
        _lists.append(found)


def list_given(municipality_id: int) -> list[GivenTable]:
    """Return every protected table that was given to somebody outside, each time that it was."""
    return [one for each in _lists for one in each(municipality_id)]


Told = Callable[[int], Sequence[tuple[str, Sequence[ToldFigure]]]]
"""From a municipality to every public text that tells figures: its name, and the figures."""
_texts: list[Told] = []


def register_told(found: Told) -> None:
    """Let nothing be published that hides what a public text of another room tells."""
    if found not in _texts:
        _texts.append(found)


def list_told(municipality_id: int) -> list[tuple[str, Sequence[ToldFigure]]]:
    """Return every public text that tells figures, with them."""
    return [one for each in _texts for one in each(municipality_id)]
