"""Where themes, sections, focus projects and passages begin, judged over the whole document.

Marks go in; segments come out. A numbered line opens a theme only when agreements with its number
follow; so a numbered list, a table of contents or a quotation is not mistaken for themes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from drieluik.core.documents.interpretation.contents import Entry, same_title
from drieluik.core.documents.interpretation.marks import Mark, Role, as_item, is_short
from drieluik.core.documents.interpretation.vocabulary import (
    folded,
    project_role,
    theme_role,
    words,
)
from drieluik.core.documents.sources.blocks import BlockKind

_LOOK_AHEAD = 14
_FEWEST_FIELDS = 2


class SegmentKind(StrEnum):
    """What a stretch of the document is."""

    FRONT = "front"
    SECTION = "section"
    PROJECT = "project"
    PASSAGE = "passage"
    ANNEX = "annex"
    OTHER = "other"


@dataclass(slots=True)
class Segment:
    """A stretch of marks under one heading.

    ``theme`` counts the themes from 0 and says to which one a section belongs; ``theme_heading``
    is filled in the first segment of a theme, ``heading`` when the section has one of its own.
    """

    kind: SegmentKind
    marks: list[Mark] = field(default_factory=list)
    theme: int | None = None
    theme_heading: Mark | None = None
    heading: Mark | None = None


def segmented(marks: Sequence[Mark], contents: Sequence[Entry]) -> tuple[Segment, ...]:
    """Divide the document into front, sections of themes, focus projects and passages.

    What follows the heading of an annex that the register itself adds (who is bound, decisions) is
    one segment at the end: it repeats what is kept elsewhere.

    Args:
        marks: All marks in reading order, without asides.
        contents: Lines of the table of contents, which help to tell headings from lists.
    """
    end = next((at for at, mark in enumerate(marks) if _is_own_annex(mark)), len(marks))
    division = _Division(Openings(marks[:end], contents))
    for index, mark in enumerate(marks[:end]):
        division.take(index, mark)
    if end < len(marks):
        division.segments.append(Segment(SegmentKind.ANNEX, list(marks[end:])))
    return tuple(division.segments)


class Openings:
    """Which marks open a theme, a section of a theme, or a focus project."""

    def __init__(self, marks: Sequence[Mark], contents: Sequence[Entry]) -> None:
        self._marks = marks
        self._contents = contents
        self.parents = _parents(marks)
        self.themes: dict[int, Mark | None] = {}
        self._add_numbered()
        self._add_by_level()
        self._add_labelled()
        self.projects = frozenset(self._with_titles(start) for start in _project_starts(marks))

    def is_section(self, index: int, theme_heading: Mark | None, letter: str | None) -> bool:
        """Whether the mark opens a section of the theme; ``letter`` is that of the last section."""
        mark = self._marks[index]
        if mark.role is Role.NUMBERED:
            return mark.number in self.parents and is_short(mark.text)
        if mark.role is not Role.HEADING:
            return False
        if mark.letter:
            return mark.letter == (chr(ord(letter) + 1) if letter else "A")
        outer = theme_heading.level if theme_heading and theme_heading.strong else 0
        return mark.strong and (mark.level or 1) > (outer or 0)

    def _with_titles(self, start: int) -> int:
        """Headings right above a form are its title, and that of the annex it is the first of."""
        while start > 0 and _is_title(self._marks[start - 1]) and start - 1 not in self.themes:
            start -= 1
        return start

    def _add_numbered(self) -> None:
        after, previous = 0, None
        for index, mark in enumerate(self._marks):
            if mark.role is not Role.NUMBERED or mark.number is None:
                continue
            top = mark.number.split(".")[0]
            restarted = any(_is_chapter(one) for one in self._marks[after:index]) and previous
            if top != previous or restarted:
                chosen = self._best_heading(after, index, top)
                if chosen is not None or top != previous:
                    self.themes[index if chosen is None else chosen] = (
                        None if chosen is None else self._marks[chosen]
                    )
            after, previous = index + 1, top

    def _best_heading(self, start: int, end: int, number: str) -> int | None:
        scored = [
            (self._score(index, number), -index)
            for index in range(start, end)
            if self._marks[index].role is Role.HEADING and not self._marks[index].letter
        ]
        best = max(scored, default=(0, 0))
        return -best[1] if best[0] > 0 else None

    def _score(self, index: int, number: str) -> int:
        mark = self._marks[index]
        if mark.number is None:
            outer = max(0, 4 - (mark.level or 1))
            return outer if mark.strong and not _is_no_theme(mark) else 0
        if mark.number != number:
            return 3 if _is_chapter(mark) else 0
        listed = any(e.number == number and same_title(e.title, mark.text) for e in self._contents)
        return 10 + 8 * mark.strong + 8 * listed + 4 * self._is_followed_by_structure(index)

    def _is_followed_by_structure(self, index: int) -> bool:
        if index + 1 >= len(self._marks):
            return False
        following = self._marks[index + 1]
        opens = following.role is Role.LABEL and theme_role(following.label) is not None
        lettered = following.role is Role.HEADING and following.letter is not None
        return opens or lettered or following.role in {Role.NUMBERED, Role.TABLE_HEADER}

    def _add_by_level(self) -> None:
        """Headings that the source shows as such and that have agreements without numbers."""
        strong = [i for i, m in enumerate(self._marks) if m.role is Role.HEADING and m.strong]
        proven = [i for i in strong if self._has_evidence(i) and not _is_no_theme(self._marks[i])]
        known = {m.level or 1 for m in self.themes.values() if m is not None and m.strong}
        level = min(known) if known else self._outer_level(proven)
        for index in proven:
            if (self._marks[index].level or 1) == level and not self._belongs_already(index):
                self.themes[index] = self._marks[index]

    def _outer_level(self, proven: Sequence[int]) -> int | None:
        levels = sorted({self._marks[index].level or 1 for index in proven})
        for level in levels:
            at = [i for i in proven if (self._marks[i].level or 1) == level]
            deeper = [i for i in proven if (self._marks[i].level or 1) > level]
            if len(at) > 1 or len(deeper) < 2:
                return level
        return None

    def _belongs_already(self, index: int) -> bool:
        """Whether numbered agreements under the heading already made it a theme."""
        end = self._end_of(index)
        return any(index <= start < end for start in self.themes)

    def _has_evidence(self, index: int) -> bool:
        stretch = self._marks[index + 1 : self._end_of(index)]
        if any(m.role is Role.TABLE_HEADER or theme_role(m.label) for m in stretch):
            return not any(
                m.role is Role.LABEL and project_role(m.label) == "project_focus" for m in stretch
            )
        bare = not any(
            m.role in {Role.NUMBERED, Role.TABLE_HEADER} for m in self._marks
        ) and not any(theme_role(m.label) == "agreements" for m in self._marks)
        return bare and any(m.role is Role.ITEM or _is_weak(m) for m in stretch)

    def _end_of(self, index: int) -> int:
        level = self._marks[index].level or 1
        for later in range(index + 1, len(self._marks)):
            mark = self._marks[later]
            if mark.role is Role.HEADING and mark.strong and (mark.level or 1) <= level:
                return later
        return len(self._marks)

    def _add_labelled(self) -> None:
        """Numbered headings with "Doel" or "Afspraken" right under them."""
        if any(mark.role is Role.NUMBERED for mark in self._marks) or self.themes:
            return
        for index, mark in enumerate(self._marks):
            if mark.role is Role.HEADING and mark.number and self._is_followed_by_structure(index):
                self.themes[index] = mark


class _Division:
    """Cuts the marks into segments, one mark at a time."""

    def __init__(self, openings: Openings) -> None:
        self._openings = openings
        self.segments: list[Segment] = [Segment(SegmentKind.FRONT)]
        self._theme: int | None = None
        self._theme_heading: Mark | None = None
        self._letter: str | None = None

    def take(self, index: int, mark: Mark) -> None:
        current = self.segments[-1]
        if index in self._openings.themes:
            self._open_theme(index, mark)
        elif index in self._openings.projects:
            self.segments.append(Segment(SegmentKind.PROJECT, [mark]))
        elif current.kind is SegmentKind.PROJECT:
            self._within_project(current, mark)
        elif current.kind is SegmentKind.SECTION:
            self._within_theme(index, current, mark)
        else:
            current.marks.append(_unless_strong(mark))

    def _open_theme(self, index: int, mark: Mark) -> None:
        heading = self._openings.themes[index]
        self._theme = 0 if self._theme is None else self._theme + 1
        self._theme_heading, self._letter = heading, None
        self.segments.append(Segment(SegmentKind.SECTION, [], self._theme, heading))
        if heading is None:
            self._within_theme(index, self.segments[-1], mark)

    def _within_theme(self, index: int, current: Segment, mark: Mark) -> None:
        if self._openings.is_section(index, self._theme_heading, self._letter):
            self._letter = mark.letter
            self.segments.append(Segment(SegmentKind.SECTION, [], self._theme, None, mark))
        elif mark.role is Role.HEADING and (mark.strong or _is_no_theme(mark)):
            self.segments.append(Segment(SegmentKind.OTHER, [mark]))
        else:
            current.marks.append(_unless_strong(mark))

    def _within_project(self, current: Segment, mark: Mark) -> None:
        form = next((one for one in current.marks if not _is_title(one)), None)
        tabular = form is not None and form.in_table
        heading = form is not None and _is_title(mark)
        if (tabular and not mark.in_table) or heading:
            self.segments.append(Segment(SegmentKind.PASSAGE, [_unless_strong(mark)]))
        else:
            current.marks.append(_unless_strong(mark))


def _unless_strong(mark: Mark) -> Mark:
    return as_item(mark) if mark.role is Role.HEADING and not mark.strong else mark


def _is_weak(mark: Mark) -> bool:
    return mark.role is Role.HEADING and not mark.strong


def _is_chapter(mark: Mark) -> bool:
    chapter = folded(mark.label or "") in words()["chapter_words"]
    return mark.role is Role.HEADING and mark.strong and chapter


def _is_no_theme(mark: Mark) -> bool:
    return folded(mark.text) in words()["not_themes"] or mark.block.kind is BlockKind.TITLE


def _is_own_annex(mark: Mark) -> bool:
    heading = mark.block.kind is BlockKind.HEADING
    return heading and folded(mark.block.text) in words()["own_annexes"]


def _parents(marks: Sequence[Mark]) -> frozenset[str]:
    """Numbers with numbers of three levels or more under them: 1.4 when there is a 1.4.1."""
    numbers = [mark.number for mark in marks if mark.role is Role.NUMBERED and mark.number]
    return frozenset(number.rsplit(".", 1)[0] for number in numbers if number.count(".") > 1)


def _project_starts(marks: Sequence[Mark]) -> frozenset[int]:
    starts: set[int] = set()
    seen: set[str] = set()
    for index, mark in enumerate(marks):
        role = project_role(mark.label) if mark.role is Role.LABEL else None
        if role == "project_theme" or (role == "project_focus" and role in seen | {""}):
            begins = _is_form(marks, index)
        else:
            begins = role == "project_focus" and not seen and _is_form(marks, index)
        if begins:
            starts.add(index)
            seen = set()
        elif mark.role is Role.HEADING and mark.strong:
            seen = set()
        if role:
            seen.add(role)
    return frozenset(starts)


def _is_title(mark: Mark) -> bool:
    return mark.role is Role.HEADING and mark.strong


def _is_form(marks: Sequence[Mark], index: int) -> bool:
    ahead = marks[index + 1 : index + 1 + _LOOK_AHEAD]
    roles = {project_role(mark.label) for mark in ahead if mark.role is Role.LABEL}
    return len(roles - {None, "goal", "project_theme"}) >= _FEWEST_FIELDS
