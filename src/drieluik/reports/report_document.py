"""What a report holds: parts with sentences, signed texts, tables and charts, as frozen rows.

The same rows feed the web page, Word and PDF, and are kept with a frozen report as plain values, so
that it can be made again for ever. Knows no database and no template.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import sqrt
from typing import Any, Self

FICTITIOUS = (
    "Fictief voorbeeld: de cijfers zijn verzonnen en komen niet van de genoemde organisaties."
)

_NARROWEST, _WIDEST = 3.0, 9.0
"""Least and most that a column of a table asks for."""
_PER_SIGN = 0.6
"""What a column asks for each sign of its longest word."""


@dataclass(frozen=True, slots=True)
class SignedText:
    """What a party writes in the report: its name, who signed, when (in words), and the text."""

    party: str
    by: str
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class ReportedTable:
    """A table: its caption, the heads of its columns and its rows; the first cell names a row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def weights(self) -> tuple[float, ...]:
        """How wide each column wants to be beside the others: long texts get room, no word breaks.

        Examples:
            >>> made = ReportedTable("", ("a", "b"), (("x", "een lange reden " * 9),))
            >>> made.weights
            (3.0, 9.0)
        """
        columns = zip(self.columns, *self.rows, strict=True)
        return tuple(min(max(_wanted(cells), _NARROWEST), _WIDEST) for cells in columns)

    @property
    def labelled(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return per row its name and its cells, each with the head of its column."""
        return [(row[0], list(zip(self.columns[1:], row[1:], strict=True))) for row in self.rows]


@dataclass(frozen=True, slots=True)
class ReportedChart:
    """A picture with its words for who cannot see it; ``svg`` is empty until it is drawn.

    ``caption`` says which table holds the same figures.
    """

    caption: str
    description: str
    svg: str = ""


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A chapter or a part of one.

    Attributes:
        key: Its name in addresses; empty where nobody writes.
        heading: Its title.
        sentences: What stands first.
        texts: What parties wrote, each under its own name.
        charts: Pictures of figures.
        tables: Tables, below the pictures of the same figures.
        parts: Parts one level deeper.
    """

    key: str
    heading: str
    sentences: tuple[str, ...] = ()
    texts: tuple[SignedText, ...] = ()
    charts: tuple[ReportedChart, ...] = ()
    tables: tuple[ReportedTable, ...] = ()
    parts: tuple["ReportPart", ...] = ()

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Return a part from the plain values it was kept as."""
        return cls(
            key=plain["key"],
            heading=plain["heading"],
            sentences=tuple(plain["sentences"]),
            texts=tuple(SignedText(**one) for one in plain["texts"]),
            charts=tuple(ReportedChart(**one) for one in plain["charts"]),
            tables=tuple(_table(one) for one in plain["tables"]),
            parts=tuple(cls.from_plain(one) for one in plain["parts"]),
        )


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """The whole report.

    Attributes:
        title: What it is called.
        municipality: Name of the municipality.
        standing: Lines on the cover: which moment, which edition, for whom, why.
        parts: The chapters in order.
        fictitious: Whether it belongs to an example with made-up figures.
    """

    title: str
    municipality: str
    standing: tuple[str, ...]
    parts: tuple[ReportPart, ...]
    fictitious: bool

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Return a report from the plain values it was kept as."""
        return cls(
            title=plain["title"],
            municipality=plain["municipality"],
            standing=tuple(plain["standing"]),
            parts=tuple(ReportPart.from_plain(one) for one in plain["parts"]),
            fictitious=plain["fictitious"],
        )

    @property
    def as_plain(self) -> dict[str, Any]:
        """The whole report as values that fit in JSON."""
        return asdict(self)

    def in_order(self) -> Iterator[tuple[int, ReportPart]]:
        """Yield every part in reading order with its level: 1 for a chapter, 2 for what is in it."""
        return _leveled(self.parts, 1)

    @property
    def charts(self) -> list[ReportedChart]:
        """Every picture, in reading order."""
        return [chart for _level, part in self.in_order() for chart in part.charts]


def _wanted(cells: Sequence[str]) -> float:
    """Return what a column wants for its longest text and for its longest word."""
    text = max(len(line) for cell in cells for line in cell.split("\n"))
    word = max((len(each) for cell in cells for each in cell.split()), default=0)
    return max(sqrt(text), word * _PER_SIGN)


def _leveled(parts: Sequence[ReportPart], level: int) -> Iterator[tuple[int, ReportPart]]:
    for part in parts:
        yield level, part
        yield from _leveled(part.parts, level + 1)


def _table(plain: Mapping[str, Any]) -> ReportedTable:
    rows = tuple(tuple(row) for row in plain["rows"])
    return ReportedTable(plain["caption"], tuple(plain["columns"]), rows)
