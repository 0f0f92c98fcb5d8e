"""Reading borders of strangers in a process of its own, with limits on memory and time.

A hostile file can only kill that process; the caller gets a finding.
"""

from drieluik.core.geography.reading.exchange import from_json, question_to_json
from drieluik.core.geography.reading.read import Progress
from drieluik.core.geography.reading.result import BorderQuestion, BorderReading
from drieluik.core.geography.rules import finding
from drieluik.core.isolation import Failure, Limits, ask_isolated

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
    asked = {"filename": filename, "question": question_to_json(question)}
    found = ask_isolated(_CHILD, content, asked, progress, limits)
    if isinstance(found, Failure):
        return BorderReading(findings=(finding(_RULES[found]),))
    return from_json(found)
