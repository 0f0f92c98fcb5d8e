"""The whole reading: blocks of any source become an outline, with nothing left out."""

from collections.abc import Sequence

from drieluik.core.documents.interpretation.checks import check_outline
from drieluik.core.documents.interpretation.contents import with_contents
from drieluik.core.documents.interpretation.cover import dates_of, parties_of, title_of
from drieluik.core.documents.interpretation.marks import Mark, Role, mark_of
from drieluik.core.documents.interpretation.notebook import Notebook, slug, span
from drieluik.core.documents.interpretation.projects import project_of
from drieluik.core.documents.interpretation.quotes import note_passage
from drieluik.core.documents.interpretation.sections import section_of
from drieluik.core.documents.interpretation.structure import Segment, SegmentKind, segmented
from drieluik.core.documents.interpretation.vocabulary import folded
from drieluik.core.documents.model import (
    AgreementsDocument,
    FocusProject,
    Footnote,
    Position,
    Section,
    Theme,
)
from drieluik.core.documents.sources.blocks import Block, BlockKind, Source, written
from drieluik.core.findings import Severity

_ASIDE_KINDS = {
    BlockKind.CONTENTS: "table_of_contents",
    BlockKind.PAGE_NUMBER: "page_number",
    BlockKind.RUNNING: "header_or_footer",
}


def outline_of(source: Source) -> AgreementsDocument:
    """Read the outline of an agreements document from its blocks.

    Returns:
        Themes with sections and agreements, focus projects, quotes, footnotes, structure words,
        findings, and everything that found no place, each with its position in the source.
    """
    notes = Notebook()
    blocks, contents = with_contents(source.blocks)
    everything = [mark_of(block) for block in blocks]
    marks = [mark for mark in everything if mark.role is not Role.ASIDE]
    footnotes = _set_aside([mark for mark in everything if mark.role is Role.ASIDE], notes)
    segments = segmented(marks, contents)
    front = segments[0].marks
    parties = parties_of(front)
    themes = _themes(segments, notes)
    projects = _projects(segments, [party.name for party in parties], notes)
    _leave_the_rest(segments, notes)
    check_outline(themes, contents, notes)
    title = title_of(front)
    if title is None and marks:
        notes.find("no_title", Severity.REMARK, marks[0].block.position)
    return AgreementsDocument(
        title=title,
        parties=parties,
        dates=dates_of(front),
        themes=themes,
        focus_projects=projects,
        quotes=tuple(notes.quotes),
        footnotes=footnotes,
        labels=tuple(notes.labels),
        tracked_changes=tuple(notes.changes),
        findings=(*source.findings, *notes.findings),
        unplaced=tuple(sorted(notes.unplaced, key=lambda one: one.source.start)),
        source_text=source.text,
    )


def _set_aside(marks: Sequence[Mark], notes: Notebook) -> tuple[Footnote, ...]:
    footnotes: list[Footnote] = []
    for mark in marks:
        block = mark.block
        if block.kind is BlockKind.FOOTNOTE:
            note_id = notes.new_id(f"footnote-{block.number}")
            footnotes.append(Footnote(note_id, block.number or "", block.text, block.position))
        elif block.kind in _ASIDE_KINDS:
            notes.leave(_ASIDE_KINDS[block.kind], _with_number(block), block.position)
        else:
            _set_aside_deleted(block, notes)
    return tuple(footnotes)


def _set_aside_deleted(block: Block, notes: Notebook) -> None:
    former = "\n".join(line.before for line in block.lines if line.before)
    notes.change(None, block.lines, block.position)
    notes.leave("deleted", former, block.position)


def _with_number(block: Block) -> str:
    text = written(block.lines)
    return f"{block.number}. {text}" if block.number and block.number not in text else text


def _themes(segments: Sequence[Segment], notes: Notebook) -> tuple[Theme, ...]:
    themes: list[Theme] = []
    index = 0
    while index < len(segments):
        if segments[index].theme is None:
            index += 1
            continue
        own = [one for one in segments[index:] if one.theme == segments[index].theme]
        themes.append(_theme(own, notes))
        index = max(i for i, one in enumerate(segments) if one is own[-1]) + 1
    return tuple(themes)


def _theme(segments: Sequence[Segment], notes: Notebook) -> Theme:
    heading = segments[0].theme_heading
    number = heading.number if heading else _number_of(segments)
    theme_id = notes.new_id(f"theme-{number or slug(heading.text if heading else 'zonder-titel')}")
    if heading:
        notes.label(heading.label, heading.block.position)
    sections: list[Section] = []
    for segment in segments:
        title = segment.heading
        mark = (title.letter or title.number or slug(title.text)) if title else None
        section_id = notes.new_id(
            f"{theme_id}/section-{slug(mark)}" if mark else f"{theme_id}/section"
        )
        section = section_of(segment, section_id, notes)
        if _says_something(section) or len(segments) == 1:
            sections.append(section)
    source = span([one for one in (heading, *segments[-1].marks, segments[-1].heading) if one])
    end = max(section.source.end for section in sections) if sections else source.end
    position = Position(source.start, end, source.line, source.page)
    return Theme(theme_id, number, heading.text if heading else "", tuple(sections), position)


def _number_of(segments: Sequence[Segment]) -> str | None:
    numbers = (mark.number for segment in segments for mark in segment.marks if mark.number)
    return next((number.split(".")[0] for number in numbers), None)


def _says_something(section: Section) -> bool:
    return bool(
        section.letter
        or section.title
        or section.goal
        or section.how
        or section.introduction
        or section.agreements
    )


def _projects(
    segments: Sequence[Segment], parties: Sequence[str], notes: Notebook
) -> tuple[FocusProject, ...]:
    projects: list[FocusProject] = []
    for segment in segments:
        if segment.kind is SegmentKind.PROJECT:
            projects.append(project_of(segment, parties, notes))
        elif segment.kind is SegmentKind.PASSAGE and projects:
            note_passage(segment, projects[-1], notes)
    return tuple(projects)


def _leave_the_rest(segments: Sequence[Segment], notes: Notebook) -> None:
    for segment in segments:
        if segment.kind is SegmentKind.FRONT:
            _leave_front(segment.marks, notes)
        if segment.kind is SegmentKind.ANNEX:
            _leave(segment.marks, "not_an_agreement", notes)
        if segment.kind is SegmentKind.OTHER:
            _leave(segment.marks, "not_understood", notes)
            notes.find(
                "not_placed",
                Severity.CONFIRM,
                span(segment.marks),
                segment.marks[0].block.text[:80],
            )


def _leave_front(marks: Sequence[Mark], notes: Notebook) -> None:
    """What stands before the themes; with a heading "Inleiding", what is above it is the cover."""
    begin = next((index for index, mark in enumerate(marks) if _is_introduction(mark)), None)
    if begin is not None:
        _leave(marks[:begin], "cover", notes)
        notes.label(marks[begin].block.text, marks[begin].block.position)
    _leave(marks[begin + 1 :] if begin is not None else marks, "introduction", notes)


def _is_introduction(mark: Mark) -> bool:
    return mark.block.kind is BlockKind.HEADING and folded(mark.block.text) == "inleiding"


def _leave(marks: Sequence[Mark], kind: str, notes: Notebook) -> None:
    for mark in marks:
        notes.leave(kind, _with_number(mark.block), mark.block.position)
