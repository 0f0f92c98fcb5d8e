"""What a reader should look at: doubts about the outline as a whole, each at its place."""

from collections import Counter
from collections.abc import Sequence

from drieluik.core.documents.interpretation.contents import Entry, same_title
from drieluik.core.documents.interpretation.notebook import Notebook
from drieluik.core.documents.model import Agreement, Position, Theme
from drieluik.core.documents.texts import MOST_LINES, MOST_SIGNS, is_too_long
from drieluik.core.findings import Severity

_NOWHERE = Position(0, 0, 1)


def check_outline(themes: Sequence[Theme], contents: Sequence[Entry], notes: Notebook) -> None:
    """Note what is doubtful about numbers, goals, headings and the table of contents."""
    agreements = [
        one for theme in themes for section in theme.sections for one in section.agreements
    ]
    if not agreements:
        notes.find("no_agreements", Severity.BLOCKS, _NOWHERE)
        return
    _check_duplicates(agreements, notes)
    _check_lengths(agreements, notes)
    for theme in themes:
        _check_theme(theme, notes)
    _check_gaps(agreements, notes)
    _check_contents(themes, contents, notes)


def _check_duplicates(agreements: Sequence[Agreement], notes: Notebook) -> None:
    counts = Counter(one.number for one in agreements if one.number and "." in one.number)
    for one in agreements:
        if one.number and counts[one.number] > 1:
            notes.find(
                "duplicate_number",
                Severity.CONFIRM,
                one.source,
                one.number,
                count=counts[one.number],
            )


def _check_lengths(agreements: Sequence[Agreement], notes: Notebook) -> None:
    for one in agreements:
        if is_too_long(one.text):
            notes.find(
                "text_too_long",
                Severity.CONFIRM,
                one.source,
                one.number or one.text[:60],
                count=len(one.text),
                lines=one.text.count("\n") + 1,
                most=MOST_SIGNS,
                most_lines=MOST_LINES,
            )


def _check_theme(theme: Theme, notes: Notebook) -> None:
    name = f"{theme.number or ''} {theme.title}".strip()
    if not theme.title:
        notes.find("theme_without_title", Severity.CONFIRM, theme.source, theme.number)
    without = [section for section in theme.sections if section.agreements and not section.goal]
    if without and len(without) == sum(bool(section.agreements) for section in theme.sections):
        notes.find("no_goal", Severity.REMARK, theme.source, name, theme=name)
        without = []
    for section in theme.sections:
        label = f"{name} {section.letter or ''}".strip()
        if section in without:
            notes.find("no_goal", Severity.REMARK, section.source, label, theme=label)
        for one in section.agreements:
            if (
                theme.number
                and one.number
                and "." in one.number
                and one.number.split(".")[0] != theme.number
            ):
                notes.find(
                    "number_outside_theme", Severity.CONFIRM, one.source, one.number, theme=name
                )
            if not one.number:
                notes.find(
                    "unnumbered_agreement", Severity.REMARK, one.source, one.text[:60], theme=label
                )


def _check_gaps(agreements: Sequence[Agreement], notes: Notebook) -> None:
    last: dict[str, int] = {}
    for one in agreements:
        if not one.number or "." not in one.number:
            continue
        parent, _, tail = one.number.rpartition(".")
        expected = last.get(parent, 0) + 1
        if int(tail) > expected:
            notes.find(
                "number_gap",
                Severity.CONFIRM,
                one.source,
                one.number,
                expected=f"{parent}.{expected}",
            )
        last[parent] = max(int(tail), last.get(parent, 0))


def _check_contents(themes: Sequence[Theme], contents: Sequence[Entry], notes: Notebook) -> None:
    chapters = [entry for entry in contents if entry.number is None or "." not in entry.number]
    for entry in chapters:
        if entry.number is None:
            continue
        theme = next((one for one in themes if one.number == entry.number), None)
        where = entry.block.position
        if theme is None:
            notes.find(
                "contents_without_theme", Severity.CONFIRM, where, f"{entry.number}. {entry.title}"
            )
        elif not same_title(theme.title, entry.title):
            notes.find(
                "contents_differs",
                Severity.CONFIRM,
                where,
                entry.title,
                number=entry.number,
                heading=theme.title,
            )
    listed = {entry.number for entry in chapters}
    for theme in themes:
        if contents and theme.number and theme.number not in listed:
            notes.find(
                "theme_not_in_contents",
                Severity.REMARK,
                theme.source,
                f"{theme.number}. {theme.title}",
            )
