"""The process that reads one document: ``python -m drieluik.core.documents.isolating FOLDER``.

It limits itself before it opens the file, tells its progress line by line and leaves the document
in the folder as JSON.
"""

import json
import sys
from pathlib import Path

from drieluik.core.documents.exchange import to_json
from drieluik.core.documents.reading import read_document
from drieluik.core.isolation import EXIT_MEMORY, limit_this_process, tell

CONTENT_FILE = "content"
QUESTION_FILE = "question.json"
DOCUMENT_FILE = "document.json"


def main(folder: str) -> int:
    """Read the document in the folder; return the exit code."""
    place = Path(folder)
    question = json.loads((place / QUESTION_FILE).read_text("utf-8"))
    limit_this_process(int(question["cpu_seconds"]))
    try:
        document = read_document((place / CONTENT_FILE).read_bytes(), question["filename"], tell)
        (place / DOCUMENT_FILE).write_text(json.dumps(to_json(document)), "utf-8")
    except MemoryError:
        return EXIT_MEMORY
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
