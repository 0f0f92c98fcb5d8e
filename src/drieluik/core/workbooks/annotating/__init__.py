"""Giving a workbook back with its findings in it.

Comes in: the bytes of a delivery and its findings. Goes out: the bytes of a workbook. Decides
nothing about the findings.
"""

import io
import logging
import zipfile

from drieluik.core.findings import Finding
from drieluik.core.workbooks.annotating.inserted import CannotInsertError, insert_list
from drieluik.core.workbooks.annotating.list_only import list_workbook
from drieluik.core.workbooks.reading.package import UnreadablePackageError
from drieluik.core.workbooks.safety import inspect_upload, may_be_parsed

__all__ = ["annotate_workbook"]

_LOG = logging.getLogger(__name__)
_LARGEST_TO_COLOUR = 8_000_000
"""Bytes of unpacked sheets: about 20,000 rows of ten columns, some ten seconds of work."""


def annotate_workbook(content: bytes, findings: tuple[Finding, ...]) -> bytes:
    """The same workbook with its findings: a list in front, a colour and a note at each cell.

    A large workbook gets only the list, as its last sheet, and says so; it stays otherwise as it
    was. Of a file that may not be opened only the list is returned, in a new workbook.

    Args:
        content: The bytes of the delivery.
        findings: What was found in it.

    Returns:
        The bytes of an .xlsx file.
    """
    if not may_be_parsed(inspect_upload(content)):
        return list_workbook(findings)
    # openpyxl is slow to load, and the process that only reads a workbook never needs it
    from drieluik.core.workbooks.annotating.coloured import colour_workbook

    try:
        if _unpacked_sheets(content) <= _LARGEST_TO_COLOUR:
            return colour_workbook(content, findings)
    except Exception as error:
        # the library has no error of its own for a file it does not understand
        _LOG.warning("a workbook could not be coloured: %s", type(error).__name__)
    try:
        return insert_list(content, findings)
    except (CannotInsertError, UnreadablePackageError):
        return list_workbook(findings)


def _unpacked_sheets(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(part.file_size for part in archive.infolist() if "/worksheets/" in part.filename)
