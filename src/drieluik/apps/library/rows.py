"""What the library hands to others: frozen rows that know no database."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One edition; ``file_name`` or ``link`` is empty; ``n_words`` is 0 when no words could be read."""

    number: int
    kind: str
    kind_label: str
    title: str
    author: str
    dated_on: date
    summary: str
    publicness: str
    publicness_label: str
    ground: str
    file_name: str
    n_bytes: int
    n_words: int
    link: str
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A work as somebody may see it.

    Attributes:
        work_id: Which work.
        municipality_id: In which municipality.
        party_id: Who brought it in.
        party_name: Its name.
        themes: Numbers of the themes it serves.
        clause_ids: Stable ids of the agreements it serves.
        editions: The editions this reader may see, newest first; never empty.
        withdrawn_at: When it was withdrawn; None when it was not.
        withdrawal_reason: Why.
    """

    work_id: UUID
    municipality_id: int
    party_id: int
    party_name: str
    themes: tuple[str, ...]
    clause_ids: tuple[UUID, ...]
    editions: tuple[EditionRow, ...]
    withdrawn_at: datetime | None
    withdrawal_reason: str

    @property
    def newest(self) -> EditionRow:
        """The newest edition this reader may see."""
        return self.editions[0]

    @property
    def is_withdrawn(self) -> bool:
        """Tell whether it was withdrawn."""
        return self.withdrawn_at is not None


@dataclass(frozen=True, slots=True)
class WorkFile:
    """The bytes of an edition and the name they came with."""

    name: str
    content: bytes
