"""The process that reads one document: ``python -m drieluik.core.documents.isolating FOLDER``.

It limits itself before it opens the file, tells its progress line by line and leaves the document
in the folder as JSON.
"""

import sys
from typing import Any

from drieluik.core.documents.exchange import to_json
from drieluik.core.documents.reading import read_document
from drieluik.core.isolation import answer, tell


def main(folder: str) -> int:
    """Read the document in the folder; return the exit code."""
    return answer(folder, _read)


def _read(content: bytes, asked: Any) -> Any:
    return to_json(read_document(content, asked["filename"], tell))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
