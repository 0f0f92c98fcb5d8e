"""Reading a workbook of strangers in a process of its own, with limits on memory and time.

A hostile file can only kill that process; the caller gets a finding. The child gets no
environment with secrets and hands its tables back as Arrow files.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from drieluik.core.workbooks.expectation import Expectation
from drieluik.core.workbooks.isolating.exchange import (
    CONTENT_FILE,
    EXIT_MEMORY,
    read_result,
    write_question,
)
from drieluik.core.workbooks.isolating.watching import Stopped, Watch
from drieluik.core.workbooks.read import Progress
from drieluik.core.workbooks.result import WorkbookReading
from drieluik.core.workbooks.rules import finding
from drieluik.core.workbooks.safety import inspect_upload, may_be_parsed

_LOG = logging.getLogger(__name__)
_PASSED_ON = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What reading one workbook may cost; the defaults suit 250,000 dwellings.

    Attributes:
        memory_megabytes: Memory the child may hold.
        cpu_seconds: Processor time, over all cores.
        wall_seconds: Time on the clock.
    """

    memory_megabytes: int = 900
    cpu_seconds: int = 240
    wall_seconds: int = 600


_DEFAULT_LIMITS = ReadingLimits()


def read_workbook_isolated(
    content: bytes,
    expected: Expectation | None = None,
    progress: Progress | None = None,
    limits: ReadingLimits = _DEFAULT_LIMITS,
) -> WorkbookReading:
    """Read a delivery in a child process; the same result as ``read_workbook``.

    Args:
        content: The bytes of the file.
        expected: What the delivery must match.
        progress: Called with a Dutch sentence and the share that is done.
        limits: What the reading may cost. Reaching one is a blocking finding.
    """
    looked = inspect_upload(content)
    if not may_be_parsed(looked):
        return WorkbookReading.refused(looked)
    with tempfile.TemporaryDirectory(prefix="drieluik-") as folder:
        place = Path(folder)
        (place / CONTENT_FILE).write_bytes(content)
        write_question(place, expected, limits.cpu_seconds)
        rule = _run_child(place, progress or (lambda step, share: None), limits)
        if rule is None:
            return read_result(place)
    return WorkbookReading.refused([finding(rule)])


def _run_child(place: Path, tell: Progress, limits: ReadingLimits) -> str | None:
    """Run the child; return the rule that says why it gave no result, or None."""
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    environment |= {"MALLOC_ARENA_MAX": "2", "PYTHONIOENCODING": "utf-8"}
    with (place / "stderr.txt").open("wb") as errors:
        child = subprocess.Popen(
            [sys.executable, "-m", "drieluik.core.workbooks.isolating.child", str(place)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=environment,
            cwd=place,
        )
        watch = Watch(child, limits.memory_megabytes, limits.wall_seconds)
        try:
            with watch:
                _pass_on_progress(child, tell)
                code = child.wait()
        finally:
            child.kill()
            child.wait()
            if child.stdout is not None:
                child.stdout.close()
    return None if code == 0 else _reason(code, watch.stopped, place)


def _pass_on_progress(child: "subprocess.Popen[bytes]", tell: Progress) -> None:
    for line in child.stdout or ():
        try:
            step, share = json.loads(line)
        except ValueError:
            continue
        tell(str(step), float(share))


def _reason(code: int, stopped: Stopped | None, place: Path) -> str:
    written = (place / "stderr.txt").read_text("utf-8", errors="replace")
    if stopped is Stopped.TIME or code == -signal.SIGXCPU:
        return "file_refused_time"
    if stopped is Stopped.MEMORY or code == EXIT_MEMORY or "memory allocation of" in written:
        return "file_refused_memory"
    # only the kind of error: a message may hold cells of the file
    last = written.strip().splitlines()[-1] if written.strip() else ""
    _LOG.error("reading a workbook stopped with code %s: %s", code, last.partition(":")[0])
    return "file_refused"
