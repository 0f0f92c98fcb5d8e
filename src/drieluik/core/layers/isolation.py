"""Reading a layer of strangers in a process of its own, with limits on memory and time.

A hostile file can only kill that process; the caller gets a finding.
"""

import json
import tempfile
from pathlib import Path

from drieluik.core.geography.rules import finding
from drieluik.core.isolation import Failure, Limits, run_isolated
from drieluik.core.layers.exchange import from_json, question_to_json
from drieluik.core.layers.isolating import CONTENT_FILE, QUESTION_FILE, RESULT_FILE
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
    return LayerReading(findings=(finding(_RULES[failure]),))
