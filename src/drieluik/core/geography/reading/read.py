"""The reading of one file from bytes to areas, all faults at once."""

import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from drieluik.core.findings import Finding, Place
from drieluik.core.geography.borders import Area, Level, in_order
from drieluik.core.geography.joining import joined, with_levels_above
from drieluik.core.geography.reading.kinds import FileLimits, Kind, OpenFile, RefusedError, laid_out
from drieluik.core.geography.reading.opening import RawLayer, open_layers
from drieluik.core.geography.reading.own import read_own_rows
from drieluik.core.geography.reading.result import BorderQuestion, BorderReading, LayerReport
from drieluik.core.geography.reading.rows import ReadRows, read_rows, years_in
from drieluik.core.geography.reading.shapes import fitted_together, in_rd, looked_through
from drieluik.core.geography.reading.tables import open_table
from drieluik.core.geography.rules import finding, listed

Progress = Callable[[str, float], None]
_BETTER_KNOWN = 0.2
"""How much larger a share of codes another year must know before it is doubted which year it is."""


@dataclass(slots=True)
class _Gathered:
    areas: list[Area] = field(default_factory=list)
    reports: list[LayerReport] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    names_above: dict[str, str] = field(default_factory=dict)


def read_borders(
    content: bytes,
    filename: str,
    question: BorderQuestion = BorderQuestion(),  # noqa: B008 - frozen
    progress: Progress | None = None,
    limits: FileLimits = FileLimits(),  # noqa: B008 - frozen
) -> BorderReading:
    """Read areas with their borders in this very process; for files that are trusted.

    Files of strangers go through ``read_borders_isolated``.

    Args:
        content: The bytes of the file.
        filename: Its name; the extension says what it should be.
        question: Which municipality and year are wanted.
        progress: Called with a Dutch sentence and the share that is done.
        limits: How large the file may be.
    """
    tell = progress or (lambda step, share: None)
    with tempfile.TemporaryDirectory(prefix="drieluik-") as folder:
        try:
            tell("Bestand openen", 0.05)
            files = laid_out(content, filename, Path(folder), limits)
            return _read(files, question, tell, limits)
        except RefusedError as refused:
            return BorderReading(findings=(refused.finding,))


def _read(
    files: Sequence[OpenFile], question: BorderQuestion, tell: Progress, limits: FileLimits
) -> BorderReading:
    tell("Kolommen herkennen", 0.2)
    layers = [layer for file in files for layer in _layers(file, limits)]
    year, year_findings = _year_of(layers, question)
    asked = replace(question, year=year)
    gathered = _Gathered(findings=list(year_findings))
    for at, layer in enumerate(layers):
        tell(f"Gebieden lezen: {layer.name}", 0.3 + 0.5 * at / len(layers))
        _gather(layer, asked, gathered, limits)
    tell("Grenzen bekijken", 0.85)
    areas = _whole(gathered, year)
    findings = (*gathered.findings, *_about_all(areas, gathered, layers, asked))
    return BorderReading(str(files[0].kind), year, areas, tuple(gathered.reports), findings)


def _layers(file: OpenFile, limits: FileLimits) -> list[RawLayer]:
    return [open_table(file, limits)] if file.kind is Kind.CSV else open_layers(file, limits)


def _year_of(
    layers: Sequence[RawLayer], question: BorderQuestion
) -> tuple[int | None, list[Finding]]:
    """Return the year that counts; a file of another year than was asked is no good."""
    said = sorted(frozenset().union(*(years_in(layer) for layer in layers)))
    if question.own_areas:
        return question.year, []
    if question.year is None:
        return _only(said)
    if not said:
        return question.year, [finding("year_chosen", year=question.year)]
    if question.year not in said:
        years = listed([str(year) for year in said])
        return question.year, [finding("year_other", year=question.year, years=years)]
    return question.year, []


def _only(years: Sequence[int]) -> tuple[int | None, list[Finding]]:
    if len(years) > 1:
        return None, [finding("year_several", years=listed([str(year) for year in years]))]
    return (years[0], []) if years else (None, [finding("year_unknown")])


def _gather(
    layer: RawLayer, question: BorderQuestion, gathered: _Gathered, limits: FileLimits
) -> None:
    place = Place(sheet=layer.name)
    report = LayerReport(
        layer=layer.name,
        n_rows=len(layer.rows),
        taken=layer.taken,
        not_read=tuple(sorted(set(layer.columns) - {one.column for one in layer.taken})),
    )
    if not question.own_areas and not _has_codes(layer):
        columns = listed([*layer.columns], most=12) or "geen"
        gathered.findings.append(finding("no_code_column", place, columns=columns))
        gathered.reports.append(report)
        return
    read = read_own_rows(layer, question) if question.own_areas else read_rows(layer, question)
    gathered.findings += read.findings
    gathered.names_above |= read.names_above
    areas, grid = _with_shapes(layer, read, gathered.findings, limits)
    areas = _once(areas, read.left_out, gathered.findings, place)
    gathered.reports.append(replace(report, grid=grid, left_out=dict(read.left_out)))
    for level in Level:
        fitted, findings = fitted_together([one for one in areas if one.level is level], place)
        gathered.areas += fitted
        # areas of one's own may lie in each other
        gathered.findings += findings if level is not Level.OWN else []


def _has_codes(layer: RawLayer) -> bool:
    meanings = {one.meaning for one in layer.taken}
    return bool(meanings & {"buurt_code", "wijk_code", "municipality_code", "any_code"})


def _with_shapes(
    layer: RawLayer, read: ReadRows, findings: list[Finding], limits: FileLimits
) -> tuple[list[Area], str]:
    areas = [area for _, area in read.areas]
    if layer.source is None or not areas:
        return areas, ""
    place = Place(sheet=layer.name)
    shapes = layer.source.shapes([row for row, _ in read.areas], limits)
    placed = in_rd(shapes, layer.declared, place)
    findings += placed.findings
    if any(found.rule.endswith("projection_wrong") for found in placed.findings):
        return areas, ""
    seen = looked_through(areas, placed.shapes, place)
    findings += seen.findings
    return [
        replace(area, shape=shape) for area, shape in zip(areas, seen.shapes, strict=True)
    ], placed.grid


def _once(
    areas: Sequence[Area], left_out: Counter[str], findings: list[Finding], place: Place
) -> list[Area]:
    """Keep every code once: the very same twice is left out, parts of one area are joined."""
    by_code: dict[str, list[Area]] = {}
    for area in areas:
        by_code.setdefault(area.code, []).append(area)
    doubled = []
    for code, several in by_code.items():
        left_out["same_twice"] += len(several) - 1
        if any(other != several[0] for other in several[1:]):
            doubled.append(f"{code} ({len(several)} keer)")
            shapes = [area.shape for area in several if area.shape is not None]
            by_code[code] = [replace(several[0], shape=joined(shapes) if shapes else None)]
    if doubled:
        findings.append(finding("code_twice", place, count=len(doubled), examples=listed(doubled)))
    left_out += Counter()  # drops reasons that never occurred
    return [several[0] for several in by_code.values()]


def _whole(gathered: _Gathered, year: int | None) -> tuple[Area, ...]:
    """Join the layers: the first with a shape wins, counts of a table are added to it."""
    together: dict[str, Area] = {}
    for area in gathered.areas:
        first = together.setdefault(area.code, area)
        together[area.code] = replace(
            first,
            shape=first.shape if first.shape is not None else area.shape,
            counts={**area.counts, **first.counts},
        )
    own = [area for area in together.values() if area.level is Level.OWN]
    official = [area for area in together.values() if area.level is not Level.OWN]
    above = with_levels_above(official, gathered.names_above)
    return in_order([*own, *(replace(area, year=year or area.year) for area in above)])


def _about_all(
    areas: Sequence[Area],
    gathered: _Gathered,
    layers: Sequence[RawLayer],
    question: BorderQuestion,
) -> list[Finding]:
    if not areas:
        return [] if any(_blocks(found) for found in gathered.findings) else [_nothing(gathered)]
    findings = []
    if all(layer.source is None for layer in layers):
        findings.append(finding("no_shapes"))
    codes = frozenset(area.code for area in areas if area.level is Level.BUURT)
    other = _year_that_knows_better(codes, question.known, question.year)
    if other is not None:
        findings.append(finding("codes_of_another_year", year=question.year or 0, other=other))
    return findings


def _blocks(found: Finding) -> bool:
    return found.severity == "blocks"


def _nothing(gathered: _Gathered) -> Finding:
    others = sum(report.left_out.get("other_municipality", 0) for report in gathered.reports)
    return finding("other_municipality_only", count=others) if others else finding("no_areas")


def _year_that_knows_better(
    codes: frozenset[str], known: Mapping[int, frozenset[str]], year: int | None
) -> int | None:
    """Return the year whose codes these are, when they are clearly not those of the year asked."""
    if not codes or year is None or year not in known:
        return None
    shares = {one: len(codes & of) / len(codes | of) for one, of in known.items() if of}
    best = max(shares, key=lambda one: shares[one], default=year)
    return None if shares.get(best, 0.0) - shares.get(year, 0.0) < _BETTER_KNOWN else best
