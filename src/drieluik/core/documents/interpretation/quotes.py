"""Passages taken over from another document, such as the housing vision."""

import re

from drieluik.core.documents.interpretation.notebook import Notebook, span
from drieluik.core.documents.interpretation.structure import Segment
from drieluik.core.documents.interpretation.vocabulary import words
from drieluik.core.documents.model import FocusProject
from drieluik.core.documents.sources.blocks import written
from drieluik.core.findings import Severity

_REFERRING = r"\b(?:tekst uit|tekst van|kader uit|passage uit)\s+(?:de |het )?"


def note_passage(segment: Segment, project: FocusProject, notes: Notebook) -> None:
    """Text after a form: a quotation when it, or the form, names the document it comes from."""
    text = "\n".join(written(mark.block.lines) for mark in segment.marks)
    where = span(segment.marks)
    named = document_named_in(segment.marks[0].block.text, "")
    form = "\n".join(filter(None, (project.results, project.actions_text, project.problem)))
    named = named or document_named_in(form, _REFERRING)
    if named is None:
        notes.leave("not_understood", text, where)
        notes.find("not_placed", Severity.CONFIRM, where, text[:80])
        return
    notes.quote(text, where, named, project.id)
    notes.find("quote_assumed", Severity.CONFIRM, where, text[:80], quoted_from=named[0] or "")


def document_named_in(text: str, before: str) -> tuple[str | None, int | None] | None:
    """The document a text names, and the page when it gives one; None when it names none.

    Args:
        text: Text that may name the document.
        before: Pattern of the words right before the name; empty when the text must open with it.

    Examples:
        >>> document_named_in("Woonvisie, blz. 22: wachttijden", "")
        ('Woonvisie', 22)
    """
    names = "|".join(words()["quoted_documents"])
    start = before or r"^\W*(?:uit |bron: )?(?:de |het )?"
    found = re.search(rf"{start}({names})\b", text, re.IGNORECASE)
    if found is None:
        return None
    page = re.search(r"\b(?:blz\.?|pag\.?|pagina|p\.)\s*(\d{1,3})", text) if not before else None
    return found.group(1).capitalize(), int(page.group(1)) if page else None
