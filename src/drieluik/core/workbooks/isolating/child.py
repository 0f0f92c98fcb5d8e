"""The process that reads one workbook: ``python -m drieluik.core.workbooks.isolating.child FOLDER``.

It limits itself before it opens the file, tells its progress line by line and leaves the result
in the folder.
"""

import sys
from pathlib import Path

from drieluik.core.isolation import EXIT_MEMORY, limit_this_process, tell
from drieluik.core.workbooks.isolating.exchange import (
    CONTENT_FILE,
    read_question,
    write_result,
)
from drieluik.core.workbooks.read import read_workbook


def main(folder: str) -> int:
    """Read the workbook in the folder; return the exit code."""
    place = Path(folder)
    expected, cpu_seconds = read_question(place)
    limit_this_process(cpu_seconds)
    try:
        reading = read_workbook((place / CONTENT_FILE).read_bytes(), expected, tell)
        write_result(place, reading)
    except MemoryError:
        return EXIT_MEMORY
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
