"""Place where a room above tells what accepting a correction would change there.

Deliveries knows files and tables, not figures or lights. The room that makes those registers here
when it starts; without one nothing is foreseen and nothing is asked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from drieluik.apps.organisations.actors import Actor


@dataclass(frozen=True, slots=True)
class Foresight:
    """What accepting the part of a correction would change, as far as it is known now.

    Attributes:
        fingerprint: Names this comparison; empty while it is not ready or no longer true.
        sentence: What would change, in one sentence; or why that is not known yet.
        href: The page that shows all of it.
    """

    fingerprint: str
    sentence: str
    href: str

    @property
    def is_ready(self) -> bool:
        """Whether it is known what would change."""
        return bool(self.fingerprint)


Look = Callable[[UUID, int, Actor, Sequence[str]], Foresight | None]
"""From a delivery, a municipality, a reader and the tables that would be sent back to what is
foreseen; None when it corrects nothing."""

Ask = Callable[..., None]
"""Has what is foreseen calculated, for the same and a moment; all by name, see ``ask_foresight``."""


@dataclass(frozen=True, slots=True)
class _Room:
    look: Look
    ask: Ask


_rooms: list[_Room] = []


def register_foresight(look: Look, ask: Ask) -> None:
    """Let a room tell what accepting a correction would change there, and have it calculated."""
    room = _Room(look, ask)
    if room not in _rooms:
        _rooms.append(room)


def foresee(
    *, delivery_id: UUID, municipality_id: int, actor: Actor, sent_back: Sequence[str] = ()
) -> Foresight | None:
    """Return what accepting the part of a delivery would change; None when it corrects nothing."""
    found = (room.look(delivery_id, municipality_id, actor, sent_back) for room in _rooms)
    return next((one for one in found if one is not None), None)


def ask_foresight(
    *,
    delivery_id: UUID,
    municipality_id: int,
    actor: Actor,
    sent_back: Sequence[str],
    now: datetime,
) -> None:
    """Have it calculated what accepting a correction without some tables would change."""
    for room in _rooms:
        room.ask(
            delivery_id=delivery_id,
            municipality_id=municipality_id,
            actor=actor,
            sent_back=sent_back,
            now=now,
        )
