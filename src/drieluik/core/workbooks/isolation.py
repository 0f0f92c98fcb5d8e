"""Reading a workbook of strangers in a process of its own, with limits on memory and time.

A hostile file can only kill that process; the caller gets a finding and never opens the file, not
even to look whether it is safe. The child hands its tables back as Arrow files.
"""

import tempfile
from pathlib import Path

from drieluik.core.isolation import Failure, Limits, run_isolated
from drieluik.core.workbooks.expectation import Expectation
from drieluik.core.workbooks.isolating.exchange import CONTENT_FILE, read_result, write_question
from drieluik.core.workbooks.read import Progress
from drieluik.core.workbooks.result import WorkbookReading
from drieluik.core.workbooks.rules import finding

_CHILD = "drieluik.core.workbooks.isolating.child"
_RULES = {
    Failure.TIME: "file_refused_time",
    Failure.MEMORY: "file_refused_memory",
    Failure.BROKEN: "file_refused",
}
_DEFAULT_LIMITS = Limits()


def read_workbook_isolated(
    content: bytes,
    expected: Expectation | None = None,
    progress: Progress | None = None,
    limits: Limits = _DEFAULT_LIMITS,
) -> WorkbookReading:
    """Read a delivery in a child process; the same result as ``read_workbook``.

    Args:
        content: The bytes of the file.
        expected: What the delivery must match.
        progress: Called with a Dutch sentence and the share that is done.
        limits: What the reading may cost. Reaching one is a blocking finding.
    """
    with tempfile.TemporaryDirectory(prefix="drieluik-") as folder:
        place = Path(folder)
        (place / CONTENT_FILE).write_bytes(content)
        write_question(place, expected, limits.cpu_seconds)
        failure = run_isolated(_CHILD, place, progress or (lambda step, share: None), limits)
        if failure is None:
            return read_result(place)
    return WorkbookReading.refused([finding(_RULES[failure])])
