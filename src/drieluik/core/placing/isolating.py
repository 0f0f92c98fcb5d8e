"""The process that reads one list: ``python -m drieluik.core.placing.isolating FOLDER``.

It limits itself before it opens the file and leaves the places as JSON.
"""

import sys
from dataclasses import asdict
from typing import Any

from drieluik.core.isolation import answer
from drieluik.core.placing.lists import read_list


def main(folder: str) -> int:
    """Read the file in the folder; return the exit code."""
    return answer(folder, _read)


def _read(content: bytes, asked: Any) -> Any:
    return asdict(read_list(content, asked["filename"]))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
