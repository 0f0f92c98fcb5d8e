"""What every card of the first catalogue has in common, written once.

A subject adds what its own cards share (who may see them, stock or flow), so that a card only tells
what is its own. A next version is the card before it with what differs (``next_version``).
"""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from drieluik.core.indicators.card import Indicator, Reason, Role

first_card = partial(
    Indicator,
    version=1,
    shipped_on=date(2020, 1, 1),
    owner="corporaties",
)


def next_version(before: Indicator, shipped_on: date, differs_nl: str, **other: Any) -> Indicator:
    """Return the next way of counting an indicator; the one before stays in the product for ever.

    Args:
        before: The version before it.
        shipped_on: Day on which the product first has it.
        differs_nl: How it counts otherwise, in plain Dutch.
        **other: Parts of the card that differ.
    """
    numbered = replace(before, version=before.version + 1, shipped_on=shipped_on)
    return replace(numbered, differs_nl=differs_nl, **other)


def counts(code: str, sentence_nl: str) -> Reason:
    """Return why a row is in the figure."""
    return Reason(code, Role.COUNTS, sentence_nl)


def outside(code: str, sentence_nl: str) -> Reason:
    """Return why a row is left out of the figure."""
    return Reason(code, Role.OUTSIDE, sentence_nl)


def uncertain(code: str, sentence_nl: str) -> Reason:
    """Return why a row makes the figure uncertain."""
    return Reason(code, Role.UNCERTAIN, sentence_nl)
