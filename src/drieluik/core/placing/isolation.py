"""Reading a list of strangers in a process of its own, with limits on memory and time.

A hostile file can only kill that process; the caller gets a finding.
"""

from drieluik.core.geography.reading.exchange import findings_from_json
from drieluik.core.geography.rules import finding
from drieluik.core.isolation import Failure, Limits, ask_isolated
from drieluik.core.placing.lists import ReadList

_CHILD = "drieluik.core.placing.isolating"
_RULES = {
    Failure.TIME: "file_took_too_long",
    Failure.MEMORY: "file_took_too_much_memory",
    Failure.BROKEN: "file_reading_stopped",
}
_LIMITS = Limits(memory_megabytes=2000)


def read_list_isolated(content: bytes, filename: str) -> ReadList:
    """Read the places of a table in a child process; the same result as ``read_list``.

    The file stands on disk only while it is read.
    """
    found = ask_isolated(_CHILD, content, {"filename": filename}, None, _LIMITS)
    if isinstance(found, Failure):
        return ReadList(findings=(finding(_RULES[found]),))
    lines = tuple((int(line), str(written)) for line, written in found["lines"])
    return ReadList(lines, findings_from_json(found["findings"]))
