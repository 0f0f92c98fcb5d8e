"""Rows that pages and the API show: frozen, without database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from drieluik.core.findings import Finding, Severity
from drieluik.core.layers import AreaValue


@dataclass(frozen=True, slots=True)
class CardRow:
    """The card of a layer since a moment; names ending in ``_label`` are the words of a code."""

    number: int
    name: str
    meaning: str
    theme: str
    theme_label: str
    kind: str
    kind_label: str
    level: str
    level_label: str
    unit: str
    source: str
    source_url: str
    licence: str
    publicness: str
    publicness_label: str
    ground: str
    decided_by: str
    publicness_until: date | None
    refresh: str
    refresh_label: str
    quality: str
    already_open: bool
    fictitious: bool
    added_by: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version in a list.

    Attributes:
        version_id: Its id.
        state: One of ``Version.State``.
        state_label: The same in words.
        number: Which of the versions that were in use; None when it never was.
        about_from: Day of the figures, or first day of their period.
        about_until: Last day; None for figures of one day.
        year: Year of the areas.
        file_name: Name of the file.
        phase: What the reading does now.
        share: How far the reading is (0-1).
        added_by: Who handed it in; empty for the set-up.
        added_at: When.
        accepted_by: Who took it in use; empty for the set-up.
        accepted_at: When; None when it never was.
        explanation: Why points to confirm are no fault.
        reason: Why it is unreadable or withdrawn.
        kept_for: Who could see it when another took its place, one of ``Card.Publicness``; empty
            as long as none did.
        left_at: When another last took its place, also when that one was taken back since.
    """

    version_id: UUID
    state: str
    state_label: str
    number: int | None
    about_from: date
    about_until: date | None
    year: int | None
    file_name: str
    phase: str
    share: float
    added_by: str
    added_at: datetime
    accepted_by: str
    accepted_at: datetime | None
    explanation: str
    reason: str
    kept_for: str = ""
    left_at: datetime | None = None

    @property
    def is_being_read(self) -> bool:
        """Whether the reading has not ended."""
        return self.state == "reading"

    @property
    def may_be_accepted(self) -> bool:
        """Whether it was read and waits for somebody."""
        return self.state == "read"

    @property
    def is_in_use(self) -> bool:
        """Whether it counts now."""
        return self.state == "in_use"

    @property
    def may_be_read(self) -> bool:
        """Whether it ever counted and was not taken back."""
        return self.was_in_use and self.state != "withdrawn"

    @property
    def was_in_use(self) -> bool:
        """Whether it ever counted."""
        return self.number is not None


@dataclass(frozen=True, slots=True)
class LayerRow:
    """A layer with its card of now and the version in use.

    Attributes:
        layer_id: Its id.
        municipality_id: Where.
        party_id: Organisation that keeps it.
        party_code: Its short code.
        party_name: Its name.
        card: What it means now.
        in_use: The version in use; None without figures.
        withdrawn_at: When it was withdrawn; None when it was not.
        withdrawal_reason: Why.
        due_on: When new figures are expected; None when never, or without figures.
    """

    layer_id: UUID
    municipality_id: int
    party_id: int
    party_code: str
    party_name: str
    card: CardRow
    in_use: VersionRow | None
    withdrawn_at: datetime | None
    withdrawal_reason: str
    due_on: date | None

    @property
    def is_withdrawn(self) -> bool:
        """Whether it is out of use."""
        return self.withdrawn_at is not None

    @property
    def is_shown(self) -> bool:
        """Whether there are figures that count."""
        return self.in_use is not None and not self.is_withdrawn


@dataclass(frozen=True, slots=True)
class DueRow:
    """A layer that waits for figures, and how urgently.

    ``state`` is ``empty`` (no figures yet), ``late``, ``soon`` or ``later``; ``days`` counts to the
    day that new figures are expected, below zero when it has passed.
    """

    layer: LayerRow
    state: str
    days: int | None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """The figure of one area: the value, how it is written, or why there is none."""

    code: str
    name: str
    value: float | None
    text: str
    missing: str
    words: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What was read of a file.

    Attributes:
        source_name: Sheet, layer or file that was read.
        column: Header of the figure.
        code_column: Header of the codes; empty for points.
        candidates: Columns that could hold the figure.
        n_rows: Rows in it.
        n_points: Points that were counted; None for a table.
        left_out: Per reason how many rows were not read.
        findings: Faults, doubts and remarks.
        values: A figure or a reason per area.
    """

    source_name: str
    column: str
    code_column: str
    candidates: Sequence[str]
    n_rows: int
    n_points: int | None
    left_out: Mapping[str, int]
    findings: Sequence[Finding]
    values: Sequence[AreaValue]

    @property
    def is_blocked(self) -> bool:
        """Whether the file must be put right first."""
        return any(found.severity is Severity.BLOCKS for found in self.findings)

    @property
    def has_doubts(self) -> bool:
        """Whether something must be confirmed with a reason."""
        return any(found.severity is Severity.CONFIRM for found in self.findings)

    @property
    def n_with_figure(self) -> int:
        """Areas with a figure."""
        return sum(one.missing is None for one in self.values)
