"""Layers on their way to the public site, and those that are there: frozen rows without database."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from drieluik.apps.layers.rows import CardRow, LayerRow, VersionRow
from drieluik.core.layers import AreaValue

_SHOWN_OF_CARD = (
    *("number", "name", "meaning", "theme", "kind", "level", "unit", "source", "source_url"),
    *("licence", "quality", "publicness", "already_open", "fictitious"),
)


class Way(StrEnum):
    """How far a layer is on the way to the public site, or why it cannot go there."""

    OPEN = "open"
    SHUT = "shut"
    MADE_UP = "made_up"
    OWN_FIGURES = "own_figures"
    NO_LICENCE = "no_licence"
    TO_STATE = "to_state"
    OTHER_FIGURES = "other_figures"
    OTHER_CARD = "other_card"
    TAKEN_OFF = "taken_off"
    LAPSED = "lapsed"
    TO_CONFIRM = "to_confirm"

    @property
    def may_be_stated(self) -> bool:
        """Whether somebody can say now that the source made it public."""
        return self in (
            *(Way.TO_STATE, Way.OTHER_FIGURES, Way.OTHER_CARD, Way.TAKEN_OFF),
            Way.LAPSED,
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """What one person said of a layer, who confirmed it, and whether it was taken off.

    Attributes:
        statement_id: Its id.
        layer_id: The layer.
        version_id: Which figures it is about.
        card_number: Which card it is about.
        title: Name of the layer then.
        publisher: Who made the figures public.
        address: Where everybody finds them.
        stated_by_id: Who said so; only to tell whether somebody else looks.
        stated_by: The name.
        stated_at: When.
        confirmed_by: Who looked there too; empty when nobody did yet.
        confirmed_at: When; None when nobody did yet.
        taken_off_by: Who took it off; empty when nobody did.
        taken_off_at: When; None when nobody did.
        reason: Why it was taken off.
    """

    statement_id: int
    layer_id: UUID
    version_id: UUID
    card_number: int
    title: str
    publisher: str
    address: str
    stated_by_id: int
    stated_by: str
    stated_at: datetime
    confirmed_by: str
    confirmed_at: datetime | None
    taken_off_by: str
    taken_off_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """A layer with figures, and how far it is; ``statement`` is the last one, None without any."""

    layer: LayerRow
    version: VersionRow
    way: Way
    statement: Statement | None
    history: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class OpenLayer:
    """A layer that everybody sees, without names of persons.

    Attributes:
        layer: With its card.
        version: The figures in use.
        publisher: Who made them public first.
        address: Where.
        since: Since when they are on the public site; None in a look beforehand.
    """

    layer: LayerRow
    version: VersionRow
    publisher: str
    address: str
    since: datetime | None

    @property
    def card(self) -> CardRow:
        """What it means."""
        return self.layer.card


def way_of(layer: LayerRow, version: VersionRow, last: Statement | None) -> Way:
    """Return how far a layer is; this alone decides what the public site shows.

    A statement holds as long as its figures and its card are in use. Once other figures took their
    place it is over, also when those are taken back: what was gone does not come back by itself.
    """
    unfit = _unfit(layer.card)
    if unfit is not None:
        return unfit
    if last is None:
        return Way.TO_STATE
    if last.taken_off_at is not None:
        return Way.TAKEN_OFF if last.confirmed_at is not None else Way.LAPSED
    left = version.left_at
    if last.version_id != version.version_id or (left is not None and left >= last.stated_at):
        return Way.OTHER_FIGURES
    if last.card_number != layer.card.number:
        return Way.OTHER_CARD
    return Way.TO_CONFIRM if last.confirmed_at is None else Way.OPEN


def _unfit(card: CardRow) -> Way | None:
    """Return why a card keeps a layer off the public site, whatever anybody states."""
    if card.publicness != "public":
        return Way.SHUT
    if card.fictitious:
        return Way.MADE_UP
    if not card.already_open:
        return Way.OWN_FIGURES
    return None if card.licence else Way.NO_LICENCE


def fingerprint(layer: LayerRow, version: VersionRow, values: Iterable[AreaValue]) -> str:
    """Return the fingerprint of what a person looks at: the card, of when it is, and each figure."""
    card = asdict(layer.card)
    seen = [
        str(layer.layer_id), str(version.version_id), layer.party_name,
        str(version.about_from), str(version.about_until), version.year,
        [card[name] for name in _SHOWN_OF_CARD],
        [[one.code, one.value, one.text, str(one.missing or "")] for one in values],
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(seen, separators=(",", ":")).encode()).hexdigest()
