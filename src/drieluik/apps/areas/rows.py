"""Rows that pages and the API show: frozen, without database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from drieluik.core.findings import Finding, Severity
from drieluik.core.geography import Count, LayerReport
from drieluik.core.geography.carrying.comparing import Change


@dataclass(frozen=True, slots=True)
class BorderSetRow:
    """A set of borders in a list.

    Attributes:
        set_id: Its id.
        year: Year of the division; None as long as nobody has said it.
        state: One of ``BorderSet.State``.
        state_label: The same in words.
        source: Who made the borders.
        source_on: Day of the source.
        licence: Under which licence.
        schematic: Whether they only show where areas lie.
        file_name: Name of the file; empty when the set-up brought the areas in.
        phase: What the reading does now.
        share: How far the reading is (0-1).
        added_by: Who handed it in; empty for the set-up.
        added_at: When.
        confirmed_by: Who took it in use; empty for the set-up.
        confirmed_at: When; None when it never was.
        confirmation: Why points to confirm are no fault.
        reason: Why it is unreadable or withdrawn.
        n_areas: Number of areas per level.
        has_borders: Whether any area has a border.
    """

    set_id: UUID
    year: int | None
    state: str
    state_label: str
    source: str
    source_on: date | None
    licence: str
    schematic: bool
    file_name: str
    phase: str
    share: float
    added_by: str
    added_at: datetime
    confirmed_by: str
    confirmed_at: datetime | None
    confirmation: str
    reason: str
    n_areas: Mapping[str, int]
    has_borders: bool

    @property
    def is_being_read(self) -> bool:
        """Whether the reading has not ended."""
        return self.state == "reading"

    @property
    def may_be_confirmed(self) -> bool:
        """Whether it was read and waits for somebody."""
        return self.state == "read"

    @property
    def is_in_use(self) -> bool:
        """Whether it counts for its year."""
        return self.state == "in_use"

    @property
    def n_buurten(self) -> int:
        """Number of buurten."""
        return self.n_areas.get("buurt", 0)


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area in words and numbers.

    Attributes:
        code: Its code.
        name: Its name.
        level: ``municipality``, ``wijk`` or ``buurt``.
        level_label: The same in words.
        year: Year of the borders.
        parent_code: Code one level higher; empty when there is none.
        parent_name: Its name.
        counts: Numbers of the source, or why they are missing.
        has_border: Whether there is a border.
        derived: Whether the border was joined from what lies in it.
    """

    code: str
    name: str
    level: str
    level_label: str
    year: int
    parent_code: str
    parent_name: str
    counts: Mapping[str, Count]
    has_border: bool
    derived: bool

    @property
    def is_put_together(self) -> bool:
        """Whether the source had no row for it: it is there because areas lie in it."""
        return self.level != "buurt" and not self.counts


@dataclass(frozen=True, slots=True)
class WijkOfBuurten:
    """A wijk with its buurten to choose from.

    Attributes:
        code: Its code; empty for buurten that lie in no known wijk.
        name: Its name.
        buurten: Code and name of each, by name.
    """

    code: str
    name: str
    buurten: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ChosenFrom:
    """The buurten that an area of one's own can be made of: all of one set of borders.

    Attributes:
        year: Year of those borders; None when there are none at all.
        schematic: Whether they only show where buurten lie.
        wijken: The buurten by wijk, both by name.
        later: Later years that cannot be chosen from, the latest first, each with whether there
            is a schematic map of it, and otherwise only a list.
    """

    year: int | None = None
    schematic: bool = False
    wijken: Sequence[WijkOfBuurten] = ()
    later: Sequence[tuple[int, bool]] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What was read of a file, beside what is in use.

    Attributes:
        layers: What was recognised, per layer.
        findings: Faults, doubts and remarks.
        areas: The areas, by level and code.
        changes: What became of each buurt since the borders in use.
        compared_with: Year of the borders that it was compared with; None when there are none.
        borders_compared: Whether borders were compared, not only codes and names.
    """

    layers: Sequence[LayerReport]
    findings: Sequence[Finding]
    areas: Sequence[AreaRow]
    changes: Sequence[Change]
    compared_with: int | None
    borders_compared: bool

    @property
    def has_doubts(self) -> bool:
        """Whether something must be confirmed with a reason."""
        return any(found.severity is Severity.CONFIRM for found in self.findings)

    @property
    def n_same(self) -> int:
        """Number of buurten that stayed the same."""
        return sum(change.kind == "same" for change in self.changes)

    @property
    def differences(self) -> list[Change]:
        """The changes without what stayed the same."""
        return [change for change in self.changes if change.kind != "same"]


@dataclass(frozen=True, slots=True)
class OwnAreaRow:
    """An area of the parties' own.

    Attributes:
        area_id: Its id.
        kind: One of ``OwnArea.Kind``.
        kind_label: The same in words.
        name: Its name.
        purpose: What it is for.
        made: ``union`` or ``drawn``.
        codes: Buurten it was made of.
        year: Year of the borders of those buurten.
        hectares: Its size; None when it was made of schematic cells, whose size says nothing.
        added_by: Who added it.
        added_at: When.
        withdrawn_at: When it was withdrawn; None when it was not.
        withdrawal_reason: Why.
        on_schematic: Whether it was drawn on a schematic map.
        lacks: Why it has no place in the latest borders, one of ``Lacks``; empty when it has.
    """

    area_id: UUID
    kind: str
    kind_label: str
    name: str
    purpose: str
    made: str
    codes: Sequence[str]
    year: int | None
    hectares: float | None
    added_by: str
    added_at: datetime
    withdrawn_at: datetime | None
    withdrawal_reason: str
    on_schematic: bool
    lacks: str

    @property
    def to_draw_anew(self) -> bool:
        """Whether it was drawn on a schematic map, and there are real borders now."""
        return self.withdrawn_at is None and self.lacks == "drawn_on_schematic"
