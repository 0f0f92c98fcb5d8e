"""A small good delivery, and ways to spoil it as people and programs do."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from datetime import date

import openpyxl
import polars as pl
import pytest

from drieluik.core.tables import TABLES, Period, table
from drieluik.core.tables.typed import typed_columns
from drieluik.core.workbooks import WorkbookStamp, contract_versions, read_workbook, write_template

_GOOD: dict[str, list[dict[str, object]]] = {
    "dwellings": [
        {"dwelling_id": "0001", "daeb_label": "DAE", "dwelling_type": "APP", "net_rent": 612.35},
        {"dwelling_id": "0002", "daeb_label": "NDA", "dwelling_type": "GRO", "net_rent": 900.0},
        {"dwelling_id": "0003", "daeb_label": "DAE", "dwelling_type": "KAM", "net_rent": 0.01},
    ],
    "stock_changes": [
        {"dwelling_id": "0003", "direction": "BIJ", "changed_on": date(2020, 6, 4)},
        {"dwelling_id": "0009", "direction": "AF", "changed_on": date(2020, 5, 2), "reason": "VAO"},
    ],
    "lettings": [{"letting_id": "V-1", "dwelling_id": "0001", "let_on": date(2020, 3, 15)}],
    "arrears": [{"n_evictions": 1, "n_households_in_arrears": 12, "arrears_amount": 8450.75}],
    "sales": [{"dwelling_id": "0009", "sold_on": date(2020, 5, 2), "fixer_upper": False}],
    "potential_sales": [
        {"dwelling_id": "0001", "sale_stage": "MUT", "designated_on": date(2018, 11, 1)}
    ],
    "plans": [
        {"plan_id": "P-1", "plan_kind": "SLN", "plan_phase": "VBR", "n_added": 40, "n_removed": 32}
    ],
    "energy": [
        {
            **{"dwelling_id": "0001", "completed_on": date(2020, 5, 14), "new_dwelling": False},
            **{"reduces_demand": True, "generates_on_dwelling": False, "collective_supply": False},
        }
    ],
    "liveability_spending": [{"activity": "SHV", "amount": 14500.0, "staff_amount": 9000.0}],
    "placements": [
        {"letting_id": "V-1", "placed_on": date(2020, 3, 15), "placement_reason": "STA"}
    ],
    "adaptations": [{"adaptation_id": "A-1", "adaptation_kind": "BAD"}],
    "accessible_dwellings": [{"dwelling_id": "0001", "accessibility_label": "NUL"}],
    "guarantees": [{"guaranteed_amount": 185_000_000.0, "new_guaranteed_amount": 0.0}],
    "home_seekers": [{"seeker_id": "Z-1", "seeker_kind": "WEN", "registered_on": date(2018, 9, 3)}],
}
_EVERY_ROW = {"municipality_code": "GM0153", "buurt_code": "BU01530000", "let_at_period_end": True}


@pytest.fixture(scope="session")
def stamp() -> WorkbookStamp:
    return WorkbookStamp(
        party_code="WPL",
        party_name="Voorbeeldcorporatie",
        period=Period(2020, 1),
        municipality_codes=("GM0153",),
        contract_versions=contract_versions(),
        made_on=date(2020, 6, 1),
    )


@pytest.fixture(scope="session")
def good_rows() -> dict[str, pl.DataFrame]:
    """A few rows for every table, with nothing wrong (fictitious)."""
    filled = {}
    for table_id, rows in _GOOD.items():
        types = typed_columns(table(table_id))
        whole = []
        for number, row in enumerate(rows, start=3):
            cells = {**_EVERY_ROW, **row, "sheet_row": number}
            for name in types:
                if name.endswith("__missing") and cells.get(name.removesuffix("__missing")) is None:
                    cells[name] = table(table_id).column(name.removesuffix("__missing")).blank.value
            whole.append({name: cells.get(name) for name in types})
        filled[table_id] = pl.DataFrame(whole, schema=types)
    return filled


@pytest.fixture(scope="session")
def good(stamp, good_rows) -> bytes:
    return write_template(stamp, rows=good_rows)


@pytest.fixture(scope="session")
def edited(good) -> Callable[..., bytes]:
    """Change the good workbook through openpyxl, as another program would save it."""

    def edit(change: Callable[[openpyxl.Workbook], object], content: bytes = good) -> bytes:
        workbook = openpyxl.load_workbook(io.BytesIO(content))
        change(workbook)
        target = io.BytesIO()
        workbook.save(target)
        return target.getvalue()

    return edit


@pytest.fixture(scope="session")
def rezipped(good) -> Callable[..., bytes]:
    """Replace, add or (with None) drop parts of the zip."""

    def rezip(
        parts: Mapping[str, bytes | Callable[[bytes], bytes] | None], content: bytes = good
    ) -> bytes:
        target = io.BytesIO()
        rest = dict(parts)
        with (
            zipfile.ZipFile(io.BytesIO(content)) as source,
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy,
        ):
            for name in source.namelist():
                part = rest.pop(name, source.read(name))
                if part is not None:
                    copy.writestr(name, part(source.read(name)) if callable(part) else part)
            for name, part in rest.items():
                copy.writestr(name, part)
        return target.getvalue()

    return rezip


@pytest.fixture
def found() -> Callable[..., list[tuple[str, str | None]]]:
    """Read a workbook; return rule and cell of what was found, without remarks on empty sheets."""

    def find(content: bytes, *args: object) -> list[tuple[str, str | None]]:
        reading = read_workbook(content, *args)
        return [(f.rule.removeprefix("workbooks."), f.place.cell) for f in reading.findings]

    return find


@pytest.fixture(scope="session")
def table_ids() -> tuple[str, ...]:
    return tuple(contract.id for contract in TABLES)


@pytest.fixture(scope="session")
def resaved(tmp_path_factory):
    """Open a workbook in LibreOffice and save it again."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not on this machine; re-saving cannot be tried")

    def save(content: bytes) -> bytes:
        folder = tmp_path_factory.mktemp("libreoffice")
        (folder / "in.xlsx").write_bytes(content)
        subprocess.run(
            [
                program,
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                "xlsx:Calc MS Excel 2007 XML",
                "--outdir",
                str(folder / "out"),
                str(folder / "in.xlsx"),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
        return (folder / "out" / "in.xlsx").read_bytes()

    return save
