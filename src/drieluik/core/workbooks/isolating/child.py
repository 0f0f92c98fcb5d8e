"""The process that reads one workbook: ``python -m drieluik.core.workbooks.isolating.child FOLDER``.

It limits itself before it opens the file, tells its progress line by line and leaves the result
in the folder.
"""

import json
import resource
import sys
from pathlib import Path

from drieluik.core.workbooks.isolating.exchange import (
    CONTENT_FILE,
    EXIT_MEMORY,
    read_question,
    write_result,
)
from drieluik.core.workbooks.read import read_workbook

_MEGABYTE = 1 << 20
_LARGEST_OUTPUT = 2048 * _MEGABYTE
_ADDRESS_SPACE = 8192 * _MEGABYTE
"""A last bound: libraries reserve address space they never use; the caller watches real use."""


def main(folder: str) -> int:
    """Read the workbook in the folder; return the exit code."""
    place = Path(folder)
    expected, cpu_seconds = read_question(place)
    _limit(cpu_seconds)
    try:
        reading = read_workbook((place / CONTENT_FILE).read_bytes(), expected, _tell)
        write_result(place, reading)
    except MemoryError:
        return EXIT_MEMORY
    return 0


def _limit(cpu_seconds: int) -> None:
    limits = {
        resource.RLIMIT_AS: _ADDRESS_SPACE,
        resource.RLIMIT_FSIZE: _LARGEST_OUTPUT,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        resource.setrlimit(kind, (most, most))
    # the soft limit ends it with a signal of its own, so the caller knows why
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 5))


def _tell(step: str, share: float) -> None:
    sys.stdout.write(json.dumps([step, share]) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
