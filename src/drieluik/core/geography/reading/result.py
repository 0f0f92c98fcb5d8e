"""What a reading is asked and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from drieluik.core.findings import Finding, Severity, worst_severity
from drieluik.core.geography.borders import Area, Borders, Level
from drieluik.core.geography.reading.columns import TakenAs


@dataclass(frozen=True, slots=True)
class BorderQuestion:
    """What is wanted of a file with borders.

    Attributes:
        municipality_code: Only areas of this municipality are read; all when None.
        year: Year of the division; taken from the file when None.
        known: Codes of buurten that are in use, per year, to recognise a list of another year.
        own_areas: Whether the file holds areas of one's own, without codes of the CBS.
    """

    municipality_code: str | None = None
    year: int | None = None
    known: Mapping[int, frozenset[str]] = field(default_factory=dict)
    own_areas: bool = False


@dataclass(frozen=True, slots=True)
class LayerReport:
    """What was recognised in one layer of the file.

    Attributes:
        layer: Name of the layer, or of the file in a zip.
        n_rows: Rows in it.
        taken: Columns that were recognised.
        not_read: Names of columns that were not.
        grid: How the coordinates were understood, in Dutch; empty without shapes.
        left_out: Number of rows left out per reason: ``other_municipality``, ``other_year``,
            ``water``, ``fictitious``, ``code_unreadable``, ``no_code``, ``same_twice``.
    """

    layer: str
    n_rows: int
    taken: tuple[TakenAs, ...] = ()
    not_read: tuple[str, ...] = ()
    grid: str = ""
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BorderReading:
    """What came out of a file.

    Attributes:
        kind: ``gpkg``, ``geojson``, ``shapefile`` or ``csv``; empty when the file was refused.
        year: Year of the division; None when neither file nor person says it.
        areas: In order of level and code; shapes in RD, whole, not simplified.
        layers: What was recognised, per layer.
        findings: In order of the file.
    """

    kind: str = ""
    year: int | None = None
    areas: tuple[Area, ...] = ()
    layers: tuple[LayerReport, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_blocked(self) -> bool:
        """Whether something must be put right in the file first."""
        return worst_severity(self.findings) is Severity.BLOCKS

    def of_level(self, level: Level) -> tuple[Area, ...]:
        """Return the areas of one level."""
        return tuple(area for area in self.areas if area.level is level)

    @property
    def borders(self) -> Borders:
        """The areas as a set.

        Raises:
            ValueError: The year is not known.
        """
        if self.year is None:
            raise ValueError("borders without a year")
        return Borders(self.year, self.areas)
