"""A file that people add to something: looked through in a limited process, refused when dangerous.

For any app that keeps files of people: papers of a meeting, works of the library. Keeps nothing
itself; ``kept_files`` does.
"""

from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _

from drieluik.apps import kept_files
from drieluik.apps.errors import WrongState
from drieluik.core.documents import read_document_isolated
from drieluik.core.findings import Severity, action_nl, message_nl

MOST_BYTES = 10 * 1024 * 1024
_WITHOUT_WORDS = frozenset(
    {"documents.only_scans", "documents.no_text", "documents.too_many_pages"}
)
"""The words of such a file cannot be looked through, but people can read it."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """What is known of a file.

    Attributes:
        file_name: Its name, without folders.
        content_hash: The hash under which it is kept.
        n_bytes: Its size.
        text: Its words; empty when they cannot be read.
    """

    file_name: str
    content_hash: str
    n_bytes: int
    text: str

    @property
    def n_words(self) -> int:
        """How many words can be read in it."""
        return len(self.text.split())


def look_through(content: bytes, file_name: str) -> Attachment:
    """Return what is known of a file that somebody adds.

    Raises:
        WrongState: It is too large, or dangerous to open.
    """
    name = PurePath(file_name.replace("\\", "/")).name[-200:]
    if len(content) > MOST_BYTES:
        raise WrongState(_("This file is larger than 10 MB. Save it smaller, or as PDF."))
    document = read_document_isolated(content, name)
    blocking = [one for one in document.findings if one.severity is Severity.BLOCKS]
    dangerous = [one for one in blocking if one.rule not in _WITHOUT_WORDS]
    if dangerous and not document.source_text:
        raise WrongState(" ".join(f"{message_nl(one)} {action_nl(one)}" for one in dangerous))
    return Attachment(name, kept_files.content_hash(content), len(content), document.source_text)
