"""Reading a document of strangers in a process of its own, with limits on memory and time.

A hostile file can only kill that process; the caller gets a finding. The child hands the document
back as JSON.
"""

from drieluik.core.documents.exchange import from_json
from drieluik.core.documents.model import AgreementsDocument
from drieluik.core.documents.reading import Progress
from drieluik.core.documents.refused import RefusedError, refusal
from drieluik.core.documents.sources.safety import form_of
from drieluik.core.isolation import Failure, Limits, ask_isolated

_CHILD = "drieluik.core.documents.isolating"
_DEFAULT_LIMITS = Limits()


def check_can_be_tried(content: bytes, filename: str) -> None:
    """Look at name, size and first bytes only: what is refused here need not be tried.

    Raises:
        RefusedError: The file is empty, too large, of another kind, or not what its name says.
    """
    form_of(content, filename)


def read_document_isolated(
    content: bytes,
    filename: str,
    progress: Progress | None = None,
    limits: Limits = _DEFAULT_LIMITS,
) -> AgreementsDocument:
    """Read an agreements document in a child process; the same result as ``read_document``.

    Args:
        content: The bytes of the file.
        filename: Its name; the extension says which reader is meant.
        progress: Called with a Dutch sentence and the share that is done.
        limits: What the reading may cost. Reaching one is a finding that blocks.
    """
    asked = {"filename": filename}
    found = ask_isolated(_CHILD, content, asked, progress, limits)
    if isinstance(found, Failure):
        return AgreementsDocument(findings=(_refusal(found).finding,))
    return from_json(found)


def _refusal(failure: Failure) -> RefusedError:
    if failure is Failure.TIME:
        return refusal("took_too_long")
    if failure is Failure.MEMORY:
        return refusal("took_too_much_memory")
    return refusal("reading_stopped")
