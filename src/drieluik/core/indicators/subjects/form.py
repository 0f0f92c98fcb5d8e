"""What every card of the first catalogue has in common, written once.

A subject adds what its own cards share (who may see them, stock or flow), so that a card only tells
what is its own. A card that gets a next version names its number and its first day itself.
"""

from datetime import date
from functools import partial

from drieluik.core.indicators.card import Indicator, Reason, Role

first_card = partial(
    Indicator,
    version=1,
    valid_from=date(2020, 1, 1),
    valid_until=None,
    owner="corporaties",
)


def counts(code: str, sentence_nl: str) -> Reason:
    """Return why a row is in the figure."""
    return Reason(code, Role.COUNTS, sentence_nl)


def outside(code: str, sentence_nl: str) -> Reason:
    """Return why a row is left out of the figure."""
    return Reason(code, Role.OUTSIDE, sentence_nl)


def uncertain(code: str, sentence_nl: str) -> Reason:
    """Return why a row makes the figure uncertain."""
    return Reason(code, Role.UNCERTAIN, sentence_nl)
