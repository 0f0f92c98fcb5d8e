"""What the app knows of items and their openness, as frozen rows without database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

OPEN, PARTNERS = "open", "partners"


@dataclass(frozen=True, slots=True)
class Standing:
    """Who may read an item, why not everybody may, and until when.

    Attributes:
        audience: One of ``Openness.Audience``.
        audience_label: The same in words.
        ground: One of ``Openness.Ground``; empty when everybody may read it.
        ground_label: The same in words.
        reason: What people wrote with it.
        until_on: The last day on which not everybody may; None when there is no such day.
        row_id: Which recorded row; 0 when nobody recorded anything.
        takes_back: Whether it put back what stood before.
        by: Who recorded it; empty when nobody did.
        at: When.
    """

    audience: str
    audience_label: str
    ground: str = ""
    ground_label: str = ""
    reason: str = ""
    until_on: date | None = None
    row_id: int = 0
    takes_back: bool = False
    by: str = ""
    at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether everybody may read it."""
        return self.audience == OPEN


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be on the public site.

    Attributes:
        kind: One of ``Openness.Kind``.
        kind_label: The same in words.
        key: Which one of its kind.
        title: What people call it.
        dated_on: The day it is of; None for what is of every day.
        standing: Who may read it now.
        fallback: Who may read it when nobody records anything.
        history: What was recorded, newest first.
        owner_id: The party whose item it is; None when it is of all parties.
        owner: Name of that party.
        within: Id of the meeting of a decision; empty for everything else.
        told: How everybody may name a decision also when it is shut; empty for everything else.
    """

    kind: str
    kind_label: str
    key: str
    title: str
    dated_on: date | None
    standing: Standing
    fallback: Standing
    history: tuple[Standing, ...] = ()
    owner_id: int | None = None
    owner: str = ""
    within: str = ""
    told: str = ""

    @property
    def newest_id(self) -> int:
        """Id of the newest row; 0 when nobody recorded anything."""
        return self.history[0].row_id if self.history else 0

    @property
    def before(self) -> Standing:
        """What stood before the newest row."""
        return self.history[1] if len(self.history) > 1 else self.fallback


def counting(
    history: Sequence[Standing], fallback: Standing, opened: Standing, on: date
) -> Standing:
    """Return what counts on a day.

    When the last day of a row has gone by, the item is public again; one that was not public to
    begin with only when somebody had opened it before.

    Args:
        history: What was recorded, newest first.
        fallback: What counts when nothing was.
        opened: What counts for an item that is public again.
        on: The day.

    Examples:
        >>> opened, shut = Standing("open", "Open"), Standing("partners", "Shut", "privacy")
        >>> row = Standing("partners", "Shut", "privacy", until_on=date(2026, 1, 31))
        >>> counting([row], opened, opened, date(2026, 1, 31)).audience
        'partners'
        >>> counting([row], opened, opened, date(2026, 2, 1)).audience
        'open'
        >>> counting([row], shut, opened, date(2026, 2, 1)).audience
        'partners'
    """
    if not history:
        return fallback
    newest = history[0]
    if newest.until_on is None or on <= newest.until_on:
        return newest
    was_open = fallback.is_open or any(row.is_open for row in history)
    return opened if was_open else fallback


@dataclass(frozen=True, slots=True)
class Fixed:
    """Something that never comes on the public site, whatever people record; ``href`` leads to it."""

    title: str
    audience: str
    why: str
    href: str
