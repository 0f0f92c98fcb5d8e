"""Delivery workbooks: made from the contracts, read back with every finding at its cell.

Comes in: contracts and typed tables, or the bytes of an .xlsx file. Goes out: bytes, or typed
tables with findings. Knows no party, no database and no indicator.
"""

from drieluik.core.workbooks.annotating import annotate_workbook
from drieluik.core.workbooks.correcting import CannotCorrectError, with_cells
from drieluik.core.workbooks.doubting import with_doubts
from drieluik.core.workbooks.expectation import Expectation
from drieluik.core.workbooks.fingerprint import content_fingerprint
from drieluik.core.workbooks.found import FindingGroup
from drieluik.core.workbooks.isolation import read_workbook_isolated
from drieluik.core.workbooks.read import read_workbook
from drieluik.core.workbooks.result import WorkbookReading
from drieluik.core.workbooks.rules import WRONG_FILE_RULES, is_wrong_file
from drieluik.core.workbooks.safety import UploadLimits, inspect_upload
from drieluik.core.workbooks.stamp import TEMPLATE_VERSION, WorkbookStamp, contract_versions
from drieluik.core.workbooks.writing import PREFILLED, write_template

__all__ = [
    "PREFILLED",
    "TEMPLATE_VERSION",
    "WRONG_FILE_RULES",
    "CannotCorrectError",
    "Expectation",
    "FindingGroup",
    "UploadLimits",
    "WorkbookReading",
    "WorkbookStamp",
    "annotate_workbook",
    "content_fingerprint",
    "contract_versions",
    "inspect_upload",
    "is_wrong_file",
    "read_workbook",
    "read_workbook_isolated",
    "with_cells",
    "with_doubts",
    "write_template",
]
