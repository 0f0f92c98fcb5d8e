"""All words a document holds, so that anyone can count that nothing was lost."""

from collections.abc import Iterator

from drieluik.core.documents.model import Agreement, AgreementsDocument, FocusProject

MOST_SIGNS = 100_000
MOST_LINES = 2_000
"""What one text of a register holds at most: fifty pages; more would keep others waiting."""

_PROJECT_TEXTS = (
    "theme",
    "focus",
    "goal",
    "leads_text",
    "problem",
    "results",
    "way_of_working",
    "actions_text",
    "parties",
    "demarcation",
    "preconditions",
    "communication",
)


def texts_of(document: AgreementsDocument) -> tuple[str, ...]:
    """Every text of the source as the document holds it, each once.

    What is derived (title, parties, dates, leads, actions) is left out: its words are already in
    the texts it was taken from.
    """
    return tuple(text for text in _texts(document) if text)


def is_too_long(text: str) -> bool:
    """Whether a text is longer than a register keeps in one piece."""
    return len(text) > MOST_SIGNS or text.count("\n") >= MOST_LINES


def _texts(document: AgreementsDocument) -> Iterator[str | None]:
    for theme in document.themes:
        yield from (theme.number, theme.title)
        for section in theme.sections:
            yield from (section.letter, section.title, section.goal, section.how)
            yield section.introduction
            for agreement in section.agreements:
                yield from agreement_texts(agreement)
    for project in document.focus_projects:
        yield from _project_texts(project)
    for note in document.footnotes:
        yield from (note.number, note.text)
    yield from (quote.text for quote in document.quotes)
    yield from (label.text for label in document.labels)
    yield from (one.text for one in document.unplaced)


def agreement_texts(agreement: Agreement) -> Iterator[str | None]:
    """The texts of one agreement, each once; None where it has none."""
    yield from (agreement.number, agreement.heading, agreement.text)
    yield from (agreement.responsible, agreement.deadline)
    yield from (value for _, value in agreement.details)


def _project_texts(project: FocusProject) -> Iterator[str | None]:
    yield from (getattr(project, name) for name in _PROJECT_TEXTS)
    for label, text in project.other_fields:
        yield from (label, text)
