"""From a document that was read to a set of agreements that can be compared.

Comes in: an outline of ``core.documents``. Goes out: a set of ``core.amendments``. Everything a
reader would call text is in it: themes, agreements, focus projects, notes, quotes and what found
no place; so that no change in a file stays unseen.
"""

from collections.abc import Iterator

from drieluik.core.amendments.sets.rows import AgreementSet, SetClause, SetSection
from drieluik.core.documents import Agreement, AgreementsDocument, FocusProject, Section, Theme

_PROJECT_FIELDS = (
    ("theme", "Hoofdthema"),
    ("goal", "Doel"),
    ("leads_text", "Trekkers"),
    ("problem", "Probleemstelling"),
    ("results", "Resultaten"),
    ("way_of_working", "Werkwijze"),
    ("actions_text", "Acties"),
    ("parties", "Partijen"),
    ("demarcation", "Afbakening"),
    ("preconditions", "Randvoorwaarden"),
    ("communication", "Communicatie"),
)
_BEFORE_THE_THEMES = frozenset({"cover", "introduction"})
_SHOWN_WITHOUT_PLACE = frozenset({"actions", "not_an_agreement", "not_understood"})


def set_of_document(document: AgreementsDocument) -> AgreementSet:
    """The set of agreements a document holds.

    Ids are those of the reader: made from numbers and words, so two documents have to be paired
    by likeness. Focus projects, and what found no place, are sections of their own.
    """
    introduction = [
        *(one.text for one in document.unplaced if one.kind in _BEFORE_THE_THEMES),
        *(f"{note.number} {note.text}" for note in document.footnotes),
        *(quote.text for quote in document.quotes if not quote.focus_project),
    ]
    return AgreementSet(
        document.title or "",
        "\n".join(introduction),
        (
            *(_section(theme, section) for theme in document.themes for section in theme.sections),
            *(_project(project, document) for project in document.focus_projects),
            *_without_place(document),
        ),
    )


def _section(theme: Theme, section: Section) -> SetSection:
    return SetSection(
        section.id,
        theme.number or "",
        theme.title,
        section.letter or "",
        section.title or "",
        section.introduction or "",
        section.goal or "",
        section.how or "",
        tuple(_clause(agreement) for agreement in section.agreements),
    )


def _clause(agreement: Agreement) -> SetClause:
    columns = (
        ("Verantwoordelijke", agreement.responsible),
        ("Termijn", agreement.deadline),
        *agreement.details,
    )
    lines = [f"{label}: {value}" for label, value in columns if value]
    return SetClause(
        agreement.id,
        agreement.number or "",
        agreement.heading or "",
        "\n".join([agreement.text, *lines]),
    )


def _project(project: FocusProject, document: AgreementsDocument) -> SetSection:
    fields = [(label, getattr(project, name)) for name, label in _PROJECT_FIELDS]
    fields += project.other_fields
    fields += [
        (quote.quoted_from or "Aanhaling", quote.text)
        for quote in document.quotes
        if quote.focus_project == project.id
    ]
    clauses = (
        SetClause(f"{project.id}/{at}", "", label, text)
        for at, (label, text) in enumerate(fields)
        if text
    )
    name = project.focus or project.theme or ""
    return SetSection(project.id, "", "Speerpunten", "", name, "", "", "", tuple(clauses))


def _without_place(document: AgreementsDocument) -> Iterator[SetSection]:
    left = [one for one in document.unplaced if one.kind in _SHOWN_WITHOUT_PLACE]
    if left:
        clauses = tuple(SetClause(one.id, "", "", one.text) for one in left)
        yield SetSection("without-place", "", "Niet geplaatst", "", "", "", "", "", clauses)
