"""Reading borders of strangers in a process of its own, with limits on memory and time.

A hostile file can only kill that process; the caller gets a finding.
"""

import json
import tempfile
from pathlib import Path

from drieluik.core.geography.reading.exchange import from_json, question_to_json
from drieluik.core.geography.reading.isolating import CONTENT_FILE, QUESTION_FILE, RESULT_FILE
from drieluik.core.geography.reading.read import Progress
from drieluik.core.geography.reading.result import BorderQuestion, BorderReading
from drieluik.core.geography.rules import finding
from drieluik.core.isolation import Failure, Limits, run_isolated

_CHILD = "drieluik.core.geography.reading.isolating"
_RULES = {
    Failure.TIME: "file_took_too_long",
    Failure.MEMORY: "file_took_too_much_memory",
    Failure.BROKEN: "file_reading_stopped",
}
_DEFAULT_LIMITS = Limits(memory_megabytes=2000)


def read_borders_isolated(
    content: bytes,
    filename: str,
    question: BorderQuestion = BorderQuestion(),  # noqa: B008 - frozen
    progress: Progress | None = None,
    limits: Limits = _DEFAULT_LIMITS,
) -> BorderReading:
    """Read a file with borders in a child process; the same result as ``read_borders``.

    Args:
        content: The bytes of the file.
        filename: Its name; the extension says what it should be.
        question: Which municipality and year are wanted.
        progress: Called with a Dutch sentence and the share that is done.
        limits: What the reading may cost. Reaching one is a finding that blocks.
    """
    with tempfile.TemporaryDirectory(prefix="drieluik-") as folder:
        place = Path(folder)
        (place / CONTENT_FILE).write_bytes(content)
        asked = {
            "filename": filename,
            "cpu_seconds": limits.cpu_seconds,
            "asked": question_to_json(question),
        }
        (place / QUESTION_FILE).write_text(json.dumps(asked), "utf-8")
        failure = run_isolated(_CHILD, place, progress or (lambda step, share: None), limits)
        if failure is None:
            return from_json(json.loads((place / RESULT_FILE).read_text("utf-8")))
    return BorderReading(findings=(finding(_RULES[failure]),))
