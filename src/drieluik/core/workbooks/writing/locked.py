"""A workbook whose sheets stay in their place, which XlsxWriter has no call for."""

import xlsxwriter


class LockedWorkbook(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook whose sheets cannot be renamed, moved or deleted by accident."""

    def _write_workbook_pr(self) -> None:
        super()._write_workbook_pr()
        # XlsxWriter has no call for this; the element belongs right after workbookPr
        self._xml_empty_tag("workbookProtection", [("lockStructure", 1)])
