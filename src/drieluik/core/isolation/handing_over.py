"""Handing a file and a question to the reading process, and its answer back, all in one folder."""

import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from drieluik.core.isolation.caller import Failure, Limits, Progress, run_isolated
from drieluik.core.isolation.child import EXIT_MEMORY, limit_this_process

_CONTENT, _QUESTION, _ANSWER = "content", "question.json", "answer.json"


def ask_isolated(
    module: str,
    content: bytes,
    asked: Mapping[str, Any],
    progress: Progress | None,
    limits: Limits,
) -> Any | Failure:
    """Return what a module reads of a file in a process of its own, or why it could not.

    Args:
        module: Module to run; its ``main`` calls ``answer``.
        content: The bytes of the file.
        asked: What else the module must know, as JSON knows it.
        progress: Called with a Dutch sentence and the share that is done.
        limits: What the reading may cost.

    Returns:
        The answer as JSON gave it back.
    """
    with tempfile.TemporaryDirectory(prefix="drieluik-") as folder:
        place = Path(folder)
        (place / _CONTENT).write_bytes(content)
        question = {"cpu_seconds": limits.cpu_seconds, "asked": dict(asked)}
        (place / _QUESTION).write_text(json.dumps(question), "utf-8")
        failure = run_isolated(module, place, progress or (lambda step, share: None), limits)
        if failure is not None:
            return failure
        return json.loads((place / _ANSWER).read_text("utf-8"))


def answer(folder: str, read: Callable[[bytes, Any], Any]) -> int:
    """Limit this process, read the file in the folder and leave the answer; return the exit code.

    Args:
        folder: Where the caller put the file and the question.
        read: Gives the answer, as JSON can hold it, to the bytes and to what was asked.
    """
    place = Path(folder)
    question = json.loads((place / _QUESTION).read_text("utf-8"))
    limit_this_process(int(question["cpu_seconds"]))
    try:
        found = read((place / _CONTENT).read_bytes(), question["asked"])
        (place / _ANSWER).write_text(json.dumps(found), "utf-8")
    except MemoryError:
        return EXIT_MEMORY
    return 0
