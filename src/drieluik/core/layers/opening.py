"""Opening a file: a workbook, a text table or shapes, each as cells that are looked through first."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from drieluik.core.findings import Finding
from drieluik.core.geography import FileLimits, RefusedError
from drieluik.core.geography.reading.kinds import Kind, OpenFile, laid_out
from drieluik.core.geography.reading.opening import as_damaged, declared_grid, read_raw, texts_of
from drieluik.core.geography.reading.tables import lines_of
from drieluik.core.geography.rules import finding as geography_finding
from drieluik.core.layers.tables import Written
from drieluik.core.workbooks.safety import inspect_upload, may_be_parsed

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")
_MOST_COLUMNS = 400


class ClosedError(Exception):
    """The file is not opened any further; carries the findings that say why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(found.rule for found in findings))
        self.findings = tuple(findings)


def open_tables(content: bytes, filename: str, limits: FileLimits) -> list[Written]:
    """Return every table of a file.

    Raises:
        ClosedError: The file may not be opened, or cannot be read.
    """
    if filename.casefold().endswith(WORKBOOKS):
        return list(_of_workbook(content, filename, limits))
    try:
        with tempfile.TemporaryDirectory(prefix="drieluik-") as folder:
            files = laid_out(content, filename, Path(folder), limits)
            return [table for file in files for table in _of_file(file, limits)]
    except RefusedError as refused:
        raise ClosedError([refused.finding]) from refused


def _of_workbook(content: bytes, filename: str, limits: FileLimits) -> Iterator[Written]:
    import fastexcel

    from drieluik.core.workbooks.reading.package import UnreadablePackageError, open_package
    from drieluik.core.workbooks.reading.structure import BrokenSheetError
    from drieluik.core.workbooks.rules import finding

    looked = inspect_upload(content, filename)
    if not may_be_parsed(looked):
        raise ClosedError(looked)
    try:
        package = open_package(content)
        reader = fastexcel.read_excel(content)
        for sheet in package.sheets:
            if sheet.state == "visible":
                yield _of_sheet(content, reader, sheet, limits)
    except (
        UnreadablePackageError, BrokenSheetError, KeyError, fastexcel.FastExcelError,
    ) as fault:  # fmt: skip
        raise ClosedError([finding("file_damaged")]) from fault


def _of_sheet(content: bytes, reader: Any, sheet: Any, limits: FileLimits) -> Written:
    from drieluik.core.workbooks.reading.grid import error_cells, load_grid
    from drieluik.core.workbooks.reading.package import sheet_xml
    from drieluik.core.workbooks.reading.structure import inspect_structure
    from drieluik.core.workbooks.reading.words import cleaned_sheet

    grid = load_grid(reader, sheet.name)
    if grid.texts.height > limits.areas or grid.texts.width > _MOST_COLUMNS:
        too_many = geography_finding("file_many_areas", count=grid.texts.height, most=limits.areas)
        raise ClosedError([too_many])
    texts = [[cell or "" for cell in row] for row in cleaned_sheet(grid.texts).iter_rows()]
    filled = ((r, p) for r, row in enumerate(texts, 1) for p, cell in enumerate(row) if cell)
    structure = inspect_structure(sheet_xml(content, sheet), next(filled, None))
    errors = error_cells(reader, sheet.name) if structure.may_hold_errors else ()
    return Written(
        name=sheet.name,
        lines=texts,
        numbers=[[cell is not None for cell in row] for row in grid.numbers.iter_rows()],
        first_column=structure.first_column,
        errors=frozenset((row - 1, place) for row, place in errors),
    )


def _of_file(file: OpenFile, limits: FileLimits) -> list[Written]:
    if file.kind is Kind.CSV:
        lines = [_clean(line) for line in lines_of(file.place.read_bytes(), limits)]
        return [Written(file.name, lines, [])]
    import pyogrio

    with as_damaged():
        layers = pyogrio.list_layers(file.place)
        return [_of_layer(file, str(name), limits) for name, kind in layers if kind is not None]


def _of_layer(file: OpenFile, name: str, limits: FileLimits) -> Written:
    import numpy as np
    import pyogrio
    import shapely

    told = pyogrio.read_info(file.place, layer=name, force_feature_count=True)
    if told["features"] > limits.areas:
        count = geography_finding("file_many_areas", count=told["features"], most=limits.areas)
        raise RefusedError(count)
    meta, _fids, shapes, values = read_raw(file, name)
    columns = [str(column) for column in meta["fields"]]
    texts = texts_of(values)
    numeric = [bool(np.issubdtype(one.dtype, np.number)) for one in values]
    n = len(shapes) if shapes is not None else 0
    return Written(
        name=file.name if file.kind in (Kind.SHAPEFILE, Kind.GEOJSON) else name,
        lines=[columns, *(_clean([column[at] for column in texts]) for at in range(n))],
        numbers=[[False] * len(columns), *([numeric] * n)],
        has_addresses=False,
        shapes=shapely.force_2d(shapely.from_wkb(shapes, on_invalid="ignore")),
        declared=declared_grid(file, told["crs"]),
    )


def _clean(line: Sequence[str]) -> list[str]:
    return [" ".join(cell.replace("\x00", "").split()) for cell in line]
