"""Reading a layer of strangers in a process of its own, with limits on memory and time.

A hostile file can only kill that process; the caller gets a finding.
"""

from drieluik.core.geography.rules import finding
from drieluik.core.isolation import Failure, Limits, ask_isolated
from drieluik.core.layers.exchange import from_json, question_to_json
from drieluik.core.layers.read import Progress
from drieluik.core.layers.values import LayerQuestion, LayerReading

_CHILD = "drieluik.core.layers.isolating"
_RULES = {
    Failure.TIME: "file_took_too_long",
    Failure.MEMORY: "file_took_too_much_memory",
    Failure.BROKEN: "file_reading_stopped",
}
_DEFAULT_LIMITS = Limits(memory_megabytes=2000)


def read_layer_isolated(
    content: bytes,
    filename: str,
    question: LayerQuestion,
    progress: Progress | None = None,
    limits: Limits = _DEFAULT_LIMITS,
) -> LayerReading:
    """Read a figure per area in a child process; the same result as ``read_layer``.

    Args:
        content: The bytes of the file.
        filename: Its name; the extension says what it should be.
        question: Which figure is wanted, and the areas in use.
        progress: Called with a Dutch sentence and the share that is done.
        limits: What the reading may cost. Reaching one is a finding that blocks.
    """
    asked = {"filename": filename, "question": question_to_json(question)}
    found = ask_isolated(_CHILD, content, asked, progress, limits)
    if isinstance(found, Failure):
        return LayerReading(findings=(finding(_RULES[found]),))
    return from_json(found)
