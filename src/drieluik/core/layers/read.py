"""The reading of one file from bytes to a figure per area, all faults at once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from drieluik.core.findings import Finding, Place, Severity
from drieluik.core.geography import FileLimits, Missing, RefusedError
from drieluik.core.geography import check_can_be_tried as check_shapes_can_be_tried
from drieluik.core.geography.rules import listed
from drieluik.core.layers.codes import (
    about_levels,
    held_against,
    read_codes,
    year_of,
    years_said,
)
from drieluik.core.layers.figures import candidates_of, read_figures
from drieluik.core.layers.opening import WORKBOOKS, ClosedError, open_tables
from drieluik.core.layers.personal import personal_findings
from drieluik.core.layers.points import count_points, holds_points
from drieluik.core.layers.rules import finding, within_reason
from drieluik.core.layers.tables import Table, table_of
from drieluik.core.layers.values import AreaValue, KnownAreas, LayerQuestion, LayerReading
from drieluik.core.workbooks.found import PERSONAL
from drieluik.core.workbooks.safety import UploadLimits, inspect_upload

Progress = Callable[[str, float], None]


def check_can_be_tried(content: bytes, filename: str) -> tuple[Finding, ...]:
    """Look at name, size and first bytes only; returns why a file need not be tried."""
    if filename.casefold().endswith(WORKBOOKS):
        quick = inspect_upload(content[: UploadLimits().most_bytes + 1], filename)
        return tuple(found for found in quick if found.severity is Severity.BLOCKS)
    try:
        check_shapes_can_be_tried(content, filename)
    except RefusedError as refused:
        unknown = refused.finding.rule == "geography.file_unknown_kind"
        extension = refused.finding.facts.get("extension", "")
        return (finding("file_unknown_kind", extension=extension) if unknown else refused.finding,)
    return ()


def read_layer(
    content: bytes,
    filename: str,
    question: LayerQuestion,
    progress: Progress | None = None,
    limits: FileLimits = FileLimits(),  # noqa: B008 - frozen
) -> LayerReading:
    """Read a figure per area in this very process; for files that are trusted.

    Files of strangers go through ``read_layer_isolated``.

    Args:
        content: The bytes of the file.
        filename: Its name; the extension says what it should be.
        question: Which figure is wanted, and the areas in use.
        progress: Called with a Dutch sentence and the share that is done.
        limits: How large the file may be.
    """
    tell = progress or (lambda step, share: None)
    refused = check_can_be_tried(content, filename)
    if refused:
        return LayerReading(findings=refused)
    tell("Bestand openen", 0.05)
    try:
        tables = [(one, table_of(one)) for one in open_tables(content, filename, limits)]
    except ClosedError as closed:
        return LayerReading(findings=closed.findings)
    tell("Kijken of er persoonsgegevens in staan", 0.4)
    personal = [found for pair in tables for found in personal_findings(*pair)]
    tell("Codes en cijfers lezen", 0.6)
    reading = _read([table for _, table in tables], question, personal)
    tell("Klaar", 1.0)
    return reading


def _read(
    tables: Sequence[Table], question: LayerQuestion, personal: Sequence[Finding]
) -> LayerReading:
    useful = [one for one in tables if one.has_codes or holds_points(one.shapes)]
    if not useful:
        columns = [name for one in tables for name in one.header if name]
        none = finding("no_code_column", columns=listed(columns, most=12) or "geen")
        return LayerReading(findings=tuple(_in_order([*personal, none])))
    table = useful[0]
    others = []
    if len(useful) > 1:
        names = listed([one.name for one in useful[1:]])
        others = [finding("several_tables", read=table.name, others=names)]
    pointed = holds_points(table.shapes) and not _one_row_per_area(table, question)
    read = (_of_points if pointed else _of_rows)(table, question)
    return replace(read, findings=tuple(_in_order([*personal, *others, *read.findings])))


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Leave out what would repeat personal data, and what is told too often."""
    found = list(findings)
    hidden = {(one.place.sheet, one.place.cell) for one in found if one.rule.startswith(PERSONAL)}
    kept = [
        one
        for one in found
        if one.rule.startswith(PERSONAL)
        or one.place.cell is None
        or (one.place.sheet, one.place.cell) not in hidden
    ]
    return list(within_reason(kept))


def _one_row_per_area(table: Table, question: LayerQuestion) -> bool:
    """Tell whether points carry codes of areas, each once: then they stand for areas."""
    if not table.has_codes:
        return False
    found = read_codes(table, question)
    return bool(found.rows) and all(not one.rule.endswith("code_twice") for one in found.findings)


def _of_points(table: Table, question: LayerQuestion) -> LayerReading:
    known = year_of(frozenset(), frozenset(), question)
    counted = count_points(table, known, question)
    return LayerReading(
        source_name=table.name,
        year=known.year if known else None,
        n_rows=len(table.rows),
        n_points=counted.n_points,
        values=counted.values,
        findings=counted.findings,
    )


def _of_rows(table: Table, question: LayerQuestion) -> LayerReading:
    found = read_codes(table, question)
    said = years_said(table)
    known = year_of(said, frozenset(code for code, _ in found.rows), question)
    findings = [*found.findings, *about_levels(found, question)]
    findings += _about_year(said, known, question)
    if found.rows:
        findings += held_against(found, known, question)
    rows = [row for _, row in found.rows]
    candidates = candidates_of(table, rows, question.kind)
    column, about_column = _chosen(table, candidates, question)
    findings += about_column
    values: tuple[AreaValue, ...] = ()
    if column and found.rows:
        errors = frozenset(cell.place.cell for cell in table.errors)
        figures = read_figures(found.rows, table.at(column), question, errors)
        findings += figures.findings
        values = _whole(figures.values, known)
    return LayerReading(
        source_name=table.name,
        year=known.year if known else None,
        column=column,
        code_column=found.column,
        candidates=candidates,
        n_rows=len(table.rows),
        left_out={reason: n for reason, n in found.left_out.items() if n},
        values=values,
        findings=tuple(findings),
    )


def _whole(values: dict[str, AreaValue], known: KnownAreas | None) -> tuple[AreaValue, ...]:
    """Return one value per area of the year; who is not in the file has none."""
    codes = known.names.keys() if known else values.keys()
    return tuple(
        values.get(code, AreaValue(code, missing=Missing.NOT_GIVEN)) for code in sorted(codes)
    )


def _chosen(
    table: Table, candidates: Sequence[str], question: LayerQuestion
) -> tuple[str, list[Finding]]:
    """Return the column with the figure, or why there is none."""
    place = Place(sheet=table.name)
    if question.column:
        wanted = question.column.strip().casefold()
        found = [name for name in table.header if name.casefold() == wanted]
        if found:
            return found[0], []
        return "", [finding("column_missing", place, question.column, there=listed([*candidates]))]
    if len(candidates) == 1:
        return candidates[0], []
    if not candidates:
        return "", [finding("no_figures", place)]
    names = listed([*candidates], most=8)
    return "", [finding("column_to_choose", place, count=len(candidates), examples=names)]


def _about_year(
    said: frozenset[int], known: KnownAreas | None, question: LayerQuestion
) -> list[Finding]:
    if known is None:
        return []
    wanted = question.year or (next(iter(said)) if len(said) == 1 else None)
    if wanted is None:
        return [finding("year_taken", year=known.year)]
    if wanted != known.year:
        return [finding("year_not_known", year=wanted, taken=known.year)]
    return []
