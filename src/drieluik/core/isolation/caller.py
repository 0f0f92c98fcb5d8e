"""Starting the reading process, passing on what it tells, and saying why it failed."""

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from drieluik.core.isolation.child import EXIT_MEMORY
from drieluik.core.isolation.watching import Stopped, Watch

_LOG = logging.getLogger(__name__)
_PASSED_ON = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")

Progress = Callable[[str, float], None]


class Failure(StrEnum):
    """Why a reading process gave no result."""

    TIME = "time"
    MEMORY = "memory"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may cost; the defaults suit a workbook of 250,000 dwellings.

    Attributes:
        memory_megabytes: Memory the child may hold.
        cpu_seconds: Processor time, over all cores; the child sets this limit itself.
        wall_seconds: Time on the clock.
    """

    memory_megabytes: int = 900
    cpu_seconds: int = 240
    wall_seconds: int = 600


def run_isolated(module: str, place: Path, tell: Progress, limits: Limits) -> Failure | None:
    """Run a module in a process without secrets in its environment, and wait for it.

    Args:
        module: Run as ``python -m module FOLDER``.
        place: The folder: what the child needs is in it, and there it leaves its result.
        tell: Called with a Dutch sentence and the share that is done.
        limits: What it may cost.

    Returns:
        Why there is no result; None when the child ended well.
    """
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    environment |= {"MALLOC_ARENA_MAX": "2", "PYTHONIOENCODING": "utf-8"}
    with (place / "stderr.txt").open("wb") as errors:
        child = subprocess.Popen(
            [sys.executable, "-m", module, str(place)],
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
    return None if code == 0 else _reason(code, watch.stopped, module, place)


def _pass_on_progress(child: "subprocess.Popen[bytes]", tell: Progress) -> None:
    for line in child.stdout or ():
        try:
            step, share = json.loads(line)
        except ValueError:
            continue
        tell(str(step), float(share))


def _reason(code: int, stopped: Stopped | None, module: str, place: Path) -> Failure:
    written = (place / "stderr.txt").read_text("utf-8", errors="replace")
    if stopped is Stopped.TIME or code == -signal.SIGXCPU:
        return Failure.TIME
    if stopped is Stopped.MEMORY or code == EXIT_MEMORY or "memory allocation of" in written:
        return Failure.MEMORY
    # only the kind of error: a message may hold words of the file
    last = written.strip().splitlines()[-1] if written.strip() else ""
    _LOG.error("%s stopped with code %s: %s", module, code, last.partition(":")[0])
    return Failure.BROKEN
