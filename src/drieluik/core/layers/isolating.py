"""The process that reads one layer: ``python -m drieluik.core.layers.isolating FOLDER``.

It limits itself before it opens the file, lets go of every driver that could follow a reference
in the file, tells its progress line by line and leaves the values as JSON.
"""

import os
import sys
from typing import Any

from drieluik.core.geography.reading.isolating import UNWANTED_DRIVERS
from drieluik.core.isolation import answer, tell


def main(folder: str) -> int:
    """Read the file in the folder; return the exit code."""
    return answer(folder, _read)


def _read(content: bytes, asked: Any) -> Any:
    os.environ["OGR_SKIP"] = UNWANTED_DRIVERS
    # after the drivers are set aside: loading the library registers the others
    from drieluik.core.layers.exchange import question_from_json, to_json
    from drieluik.core.layers.read import read_layer

    question = question_from_json(asked["question"])
    return to_json(read_layer(content, asked["filename"], question, tell))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
