"""Place where a room above tells which protected tables went out beside the publications.

Whoever has both could subtract, so every table is protected against these as well.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


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
