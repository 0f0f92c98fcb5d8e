"""Watching a child process: how long it runs and how much memory it really holds."""

import os
import subprocess
import time
from enum import StrEnum
from pathlib import Path
from threading import Event, Thread

_BETWEEN_LOOKS = 0.03
_MEGABYTE = 1 << 20


class Stopped(StrEnum):
    """Why a watched process was stopped."""

    MEMORY = "memory"
    TIME = "time"


class Watch:
    """Stops a process that takes too much; used as a context around waiting for it.

    Address space is no measure: the libraries reserve much and use little. So the memory in use
    is looked at thirty times a second; where the system does not tell it, the limit that the
    process set itself is the only one.
    """

    def __init__(
        self, child: "subprocess.Popen[bytes]", memory_megabytes: int, wall_seconds: float
    ) -> None:
        self.stopped: Stopped | None = None
        self.peak_megabytes = 0.0
        self._child = child
        self._most = memory_megabytes
        self._until = time.monotonic() + wall_seconds
        self._over = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_BETWEEN_LOOKS) and self._child.poll() is None:
            self.peak_megabytes = max(self.peak_megabytes, _held_megabytes(self._child.pid))
            if self.peak_megabytes > self._most:
                self.stopped = Stopped.MEMORY
            elif time.monotonic() > self._until:
                self.stopped = Stopped.TIME
            if self.stopped is not None:
                self._child.kill()
                return


def _held_megabytes(process_id: int) -> float:
    try:
        pages = int(Path(f"/proc/{process_id}/statm").read_text("ascii").split()[1])
    except (OSError, IndexError, ValueError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / _MEGABYTE
