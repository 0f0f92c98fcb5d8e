"""Reading an agreements document: bytes and a file name in, outline and findings out.

The pipeline in the open: is it safe to open, which reader, which blocks, what do they mean.
"""

from collections.abc import Callable

from drieluik.core.documents.interpretation.outline import outline_of
from drieluik.core.documents.model import AgreementsDocument
from drieluik.core.documents.refused import RefusedError
from drieluik.core.documents.sources.blocks import Source
from drieluik.core.documents.sources.pdf import read_pdf
from drieluik.core.documents.sources.safety import form_of
from drieluik.core.documents.sources.text import read_text
from drieluik.core.documents.sources.word import read_word

Progress = Callable[[str, float], None]


def read_document(
    content: bytes, filename: str, progress: Progress | None = None
) -> AgreementsDocument:
    r"""Read an agreements document into themes, agreements and focus projects.

    Works on plain text, Markdown, Word (.docx) and PDF with text in it. Whatever is wrong with
    the file becomes a finding; nothing is thrown, and no words are lost: what has no place in the
    outline is in ``unplaced``.

    Args:
        content: The bytes of the file.
        filename: Its name; the extension says which reader is meant.
        progress: Called with a Dutch sentence and the share that is done, where it can take long.

    Returns:
        The document as read. A file that may not or cannot be read gives an empty outline with
        one finding that blocks.

    Examples:
        >>> text = b"1. Wonen\n\n1.1 De corporatie bouwt tien woningen.\n"
        >>> document = read_document(text, "afspraken.txt")
        >>> document.themes[0].sections[0].agreements[0].text
        'De corporatie bouwt tien woningen.'
    """
    try:
        source = _source(content, filename, progress or (lambda step, share: None))
    except RefusedError as refused:
        return AgreementsDocument(findings=(refused.finding,))
    return outline_of(source)


def _source(content: bytes, filename: str, tell: Progress) -> Source:
    form = form_of(content, filename)
    if form == "pdf":
        return read_pdf(
            content, lambda page, most: tell(f"Bladzijde {page} van {most} lezen", page / most)
        )
    return read_word(content) if form == "word" else read_text(content)
