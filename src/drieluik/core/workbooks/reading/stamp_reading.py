"""Reading the stamp back and holding it against what was expected."""

import polars as pl

from drieluik.core.findings import Place
from drieluik.core.tables import TABLES
from drieluik.core.workbooks.expectation import Expectation
from drieluik.core.workbooks.found import FindingList
from drieluik.core.workbooks.layout import EXPLANATION_SHEET
from drieluik.core.workbooks.matching import bare
from drieluik.core.workbooks.rules import finding
from drieluik.core.workbooks.stamp import (
    PARTY_LABEL,
    PERIOD_LABEL,
    SEAL_PROPERTY,
    TEMPLATE_VERSION,
    WorkbookStamp,
    seal,
    stamp_text_from_properties,
)


def read_stamp(
    properties: dict[str, str],
    stamp_sheet: pl.DataFrame | None,
    explanation: pl.DataFrame | None,
    findings: FindingList,
) -> WorkbookStamp | None:
    """Read the stamp from its copies; None when there is none that can be trusted.

    Some tools drop the properties and some the hidden sheet: one whole copy is enough, but two
    copies that differ are refused.
    """
    copies = [
        (stamp_text_from_properties(properties), properties.get(SEAL_PROPERTY, "")),
        _from_sheet(stamp_sheet),
    ]
    written = [(text, mark) for text, mark in copies if text]
    if not written:
        findings.add(finding("stamp_missing"))
        return None
    whole = {text for text, mark in written if seal(text) == mark}
    try:
        stamp = WorkbookStamp.from_text(next(iter(whole)))
    except (StopIteration, ValueError):
        stamp = None
    if stamp is None or len(whole) != 1 or len({text for text, _ in written}) != 1:
        findings.add(finding("stamp_changed"))
        return None
    return stamp if _is_shown(stamp, explanation, findings) else None


def _from_sheet(stamp_sheet: pl.DataFrame | None) -> tuple[str, str]:
    if stamp_sheet is None or stamp_sheet.width == 0 or stamp_sheet.height < 3:
        return "", ""
    column = stamp_sheet.to_series(0)
    return column[1] or "", column[2] or ""


def _is_shown(
    stamp: WorkbookStamp, explanation: pl.DataFrame | None, findings: FindingList
) -> bool:
    """Tell whether the readable party and period, where present, agree with the stamp."""
    if explanation is None or explanation.width < 2:
        return True
    expected = {bare(PARTY_LABEL): stamp.party_code, bare(PERIOD_LABEL): str(stamp.period)}
    for row, (label, shown) in enumerate(explanation.select("0", "1").head(30).rows(), start=1):
        sealed = expected.get(bare(label or ""))
        if sealed is not None and shown is not None and bare(shown) != bare(sealed):
            place = Place(EXPLANATION_SHEET, f"B{row}", label, row)
            findings.add(finding("stamp_changed", place, shown))
            return False
    return True


def check_stamp(stamp: WorkbookStamp, expected: Expectation | None, findings: FindingList) -> None:
    """Compare the stamp with the version in use and with what was expected."""
    if stamp.template_version < TEMPLATE_VERSION:
        findings.add(finding("stamp_older_template", value=str(stamp.template_version)))
    if stamp.template_version > TEMPLATE_VERSION:
        findings.add(finding("stamp_newer_template", value=str(stamp.template_version)))
    _check_contracts(stamp, findings)
    if expected is not None:
        _check_tables(stamp, expected, findings)
        _check_expected(stamp, expected, findings)


def _check_contracts(stamp: WorkbookStamp, findings: FindingList) -> None:
    for table in TABLES:
        version = stamp.contract_versions.get(table.id)
        if version is not None and version != table.version:
            findings.add(
                finding(
                    "stamp_other_contract",
                    Place(table.sheet_nl),
                    str(version),
                    version=table.version,
                )
            )


def _check_tables(stamp: WorkbookStamp, expected: Expectation, findings: FindingList) -> None:
    if expected.not_applicable is None:
        return
    for table in TABLES:
        if table.id not in {*stamp.contract_versions, *expected.not_applicable}:
            findings.add(finding("sheet_not_asked", Place(table.sheet_nl)))


def _check_expected(stamp: WorkbookStamp, expected: Expectation, findings: FindingList) -> None:
    if expected.party_code is not None and stamp.party_code != expected.party_code:
        findings.add(
            finding(
                "stamp_other_party",
                value=stamp.party_code,
                expected=expected.party_code,
                party_name=stamp.party_name,
            )
        )
    if expected.period is not None and stamp.period != expected.period:
        findings.add(
            finding("stamp_other_period", value=str(stamp.period), expected=str(expected.period))
        )
