"""The process that reads one layer: ``python -m drieluik.core.layers.isolating FOLDER``.

It limits itself before it opens the file, lets go of every driver that could follow a reference
in the file, tells its progress line by line and leaves the values as JSON.
"""

import json
import os
import sys
from pathlib import Path

from drieluik.core.geography.reading.isolating import UNWANTED_DRIVERS
from drieluik.core.isolation import EXIT_MEMORY, limit_this_process, tell

CONTENT_FILE = "content"
QUESTION_FILE = "question.json"
RESULT_FILE = "result.json"


def main(folder: str) -> int:
    """Read the file in the folder; return the exit code."""
    place = Path(folder)
    asked = json.loads((place / QUESTION_FILE).read_text("utf-8"))
    limit_this_process(int(asked["cpu_seconds"]))
    os.environ["OGR_SKIP"] = UNWANTED_DRIVERS
    # after the drivers are set aside: loading the library registers the others
    from drieluik.core.layers.exchange import question_from_json, to_json
    from drieluik.core.layers.read import read_layer

    try:
        content = (place / CONTENT_FILE).read_bytes()
        question = question_from_json(asked["asked"])
        reading = read_layer(content, asked["filename"], question, tell)
        (place / RESULT_FILE).write_text(json.dumps(to_json(reading)), "utf-8")
    except MemoryError:
        return EXIT_MEMORY
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
