"""One section of a theme: its goal, how, introduction and agreements, whatever the layout.

A number in front of a line is an agreement; a label says what follows; without either, the place
of a list tells: before numbered agreements it is the goal, otherwise the agreements themselves.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from drieluik.core.documents.interpretation.marks import Mark, Role
from drieluik.core.documents.interpretation.notebook import (
    Notebook,
    before_changes,
    fingerprint,
    span,
)
from drieluik.core.documents.interpretation.quotes import document_named_in
from drieluik.core.documents.interpretation.structure import Segment
from drieluik.core.documents.interpretation.vocabulary import (
    column_role,
    folded,
    opens_actions,
    theme_role,
)
from drieluik.core.documents.interpretation.wording import continued, headed, joins_over_break
from drieluik.core.documents.model import Agreement, Section
from drieluik.core.documents.sources.blocks import BlockKind, Line, joined, written
from drieluik.core.findings import Severity

_MOST_WORDS_IN_A_TITLE = 12
_ENDS_ACTIONS = {Role.LABEL, Role.NUMBERED}


@dataclass(slots=True)
class _Part:
    """Lines of one element while they are gathered."""

    role: str
    lines: list[Line] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    number: str | None = None
    heading: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    details: tuple[tuple[str, str], ...] = ()


def section_of(segment: Segment, section_id: str, notes: Notebook) -> Section:
    """Read one section from its marks."""
    gathering = _Gathering(segment.marks, notes)
    for mark in segment.marks:
        gathering.take(mark)
    heading = segment.heading
    letter = (heading.letter or heading.number) if heading else None
    if heading:
        notes.label(heading.label, heading.block.position)
    around = [mark for mark in (segment.theme_heading, heading, *segment.marks) if mark]
    texts = {role: _text(part) for role, part in gathering.parts.items()}
    for role, part in gathering.parts.items():
        if part.marks:
            notes.change(f"{section_id}/{role}", part.lines, span(part.marks))
    return Section(
        id=section_id,
        letter=letter,
        title=heading.text if heading else None,
        goal=texts["goal"],
        how=texts["how"],
        introduction=texts["introduction"],
        agreements=tuple(_agreement(part, section_id, notes) for part in gathering.agreements),
        source=span(around),
    )


class _Gathering:
    """Deals the marks of one section over goal, how, introduction and agreements."""

    def __init__(self, marks: Sequence[Mark], notes: Notebook) -> None:
        self._notes = notes
        self._numbered = any(mark.role is Role.NUMBERED for mark in marks)
        self._table = any(mark.role is Role.TABLE_HEADER for mark in marks)
        self._labelled = any(theme_role(mark.label) == "agreements" for mark in marks)
        self.parts = {role: _Part(role) for role in ("goal", "how", "introduction")}
        self.agreements: list[_Part] = []
        self._current = self.parts["introduction"]
        self._listing = False
        self._columns: list[str] = []
        self._among_actions = False

    def take(self, mark: Mark) -> None:
        if self._begins_actions(mark):
            self._open_actions(mark)
        elif self._among_actions and (mark.in_table or mark.role not in _ENDS_ACTIONS):
            self._notes.leave("actions", _row_text(mark), mark.block.position)
        else:
            self._among_actions = False
            self._take(mark)

    def _take(self, mark: Mark) -> None:
        acts = {
            Role.LABEL: self._label,
            Role.NUMBERED: self._number,
            Role.TABLE_HEADER: self._table_header,
            Role.ROW: self._row,
            Role.ITEM: self._item,
            Role.QUOTE: self._quote,
            Role.CONTINUATION: self._continuation,
        }
        acts.get(mark.role, self._text)(mark)

    def _begins_actions(self, mark: Mark) -> bool:
        """Steps of the year follow the agreements: under their heading, or as a table of steps."""
        if not self.agreements or self._among_actions:
            return False
        if mark.role is Role.TABLE_HEADER:
            return not self._columns and not _has_agreements(mark)
        stands_out = mark.block.kind is BlockKind.HEADING or mark.in_table
        alone = not mark.lines and not (mark.label or "").endswith(":")
        return mark.role is Role.LABEL and opens_actions(mark.label) and bool(stands_out or alone)

    def _open_actions(self, mark: Mark) -> None:
        where = mark.block.position
        self._among_actions = True
        self._notes.find("actions_apart", Severity.REMARK, where, mark.block.text[:80])
        if mark.role is Role.TABLE_HEADER:
            self._notes.leave("table_header", mark.block.text, where)
            return
        self._notes.label(mark.label, where)
        self._notes.leave("actions", joined(mark.lines), where)

    def _label(self, mark: Mark) -> None:
        role = theme_role(mark.label)
        if role is None or (role != "agreements" and (self.parts[role].lines or self.agreements)):
            self._text(replace(mark, lines=_with_label(mark)))
            return
        self._notes.label(mark.label, mark.block.position)
        self._listing = role == "agreements"
        self._current = self.parts["introduction" if self._listing else role]
        if mark.lines:
            self._add(self._current, mark)

    def _number(self, mark: Mark) -> None:
        if self._columns and mark.in_table:
            self._row(mark)
            return
        called = re.match(r"(?:artikel|afspraak|art\.)(?=\s+\d)", mark.block.text, re.IGNORECASE)
        self._notes.label(called.group(0) if called else None, mark.block.position)
        part = self._open(mark, mark.number)
        if mark.strong:
            part.heading, part.lines = mark.text, []

    def _table_header(self, mark: Mark) -> None:
        self._columns = [joined(cell) for cell in mark.block.cells]
        self._notes.leave("table_header", mark.block.text, mark.block.position)

    def _row(self, mark: Mark) -> None:
        if not self._columns or len(mark.block.cells) > len(self._columns):
            self._add(self._current, replace(mark, lines=(Line(_row_text(mark)),)))
            return
        pairs = list(zip(self._columns, mark.block.cells, strict=False))
        known = {column_role(name): cell for name, cell in reversed(pairs)}
        what = "agreement" if "agreement" in known else "action"
        lines = known.get(what, ())
        number = joined(known.get("number", ())).rstrip(".") or None
        part = self._open(replace(mark, lines=lines), number)
        kept = {"responsible", "deadline"}
        part.columns = {role: joined(cell) for role, cell in known.items() if role in kept}
        used = [known.get(role) for role in (what, "number", "responsible", "deadline")]
        part.details = tuple(
            (name, joined(cell))
            for name, cell in pairs
            if joined(cell) and not any(cell is one for one in used)
        )

    def _item(self, mark: Mark) -> None:
        if self._numbered or self._table:
            self._item_beside_numbers(mark)
        elif self._listing or (
            not self._labelled and self._current.role in {"introduction", "agreement"}
        ):
            self._item_as_agreement(mark)
        else:
            self._add(self._current, mark)

    def _item_beside_numbers(self, mark: Mark) -> None:
        goal = self.parts["goal"]
        before_any = self._current is self.parts["introduction"] and not self._listing
        if before_any and not goal.lines and not self.agreements:
            self._infer_goal(mark)
        self._add(self._current, mark)

    def _infer_goal(self, mark: Mark) -> None:
        """A list in front of the agreements, with the sentence that announces it, is the goal."""
        goal, introduction = self.parts["goal"], self.parts["introduction"]
        if introduction.lines and introduction.lines[-1].text.endswith(":"):
            goal.lines.append(introduction.lines.pop())
            goal.marks.append(introduction.marks.pop())
        self._current = goal
        self._notes.find("goal_inferred", Severity.CONFIRM, mark.block.position, mark.text[:80])

    def _item_as_agreement(self, mark: Mark) -> None:
        if self.agreements and mark.lines[0].level > self.agreements[-1].lines[0].level:
            self._add(self._current, mark)
            return
        if not self._labelled and not self.agreements:
            self._notes.find(
                "agreements_inferred", Severity.CONFIRM, mark.block.position, mark.text[:80]
            )
        marker = (mark.lines[0].marker or "").rstrip(".)")
        plain = (replace(mark.lines[0], marker=None), *mark.lines[1:])
        part = self._open(replace(mark, lines=plain), marker if marker.isdigit() else None)
        part.lines[0] = replace(part.lines[0], level=mark.lines[0].level)

    def _text(self, mark: Mark) -> None:
        bare = self._listing and not self._numbered and not self._table
        by_paragraph = not self.agreements or self.agreements[-1].marks[0].role is Role.TEXT
        if bare and by_paragraph and not mark.text.endswith(":"):
            self._open(mark, None)
        else:
            self._add(self._current, mark)

    def _continuation(self, mark: Mark) -> None:
        goes_on = bool(self._current.lines) and self._current.lines[-1].text.endswith((";", ","))
        if goes_on or joins_over_break(self._current.lines, mark.lines):
            what = self._current.number or self._current.role
            self._notes.find(
                "joined_over_break", Severity.REMARK, mark.block.position, mark.text[:60], what=what
            )
        self._add(self._current, mark)

    def _quote(self, mark: Mark) -> None:
        named = document_named_in(mark.text, "") or (None, None)
        self._notes.quote(mark.text, mark.block.position, named, None)

    def _open(self, mark: Mark, number: str | None) -> _Part:
        part = _Part("agreement", list(mark.lines), [mark], number)
        self.agreements.append(part)
        self._current = part
        return part

    def _add(self, part: _Part, mark: Mark) -> None:
        part.lines = continued(part.lines, mark.lines)
        part.marks.append(mark)


def _has_agreements(header: Mark) -> bool:
    return any(column_role(joined(cell)) == "agreement" for cell in header.block.cells)


def _row_text(mark: Mark) -> str:
    """The words of a mark; cells of a row beside each other."""
    cells = [joined(cell) for cell in mark.block.cells]
    return " | ".join(cell for cell in cells if cell) or written(mark.block.lines)


def _agreement(part: _Part, section_id: str, notes: Notebook) -> Agreement:
    heading, lines = part.heading, part.lines
    if heading is None:
        heading, lines = _title_line(part) or headed(part.lines)
    elif not lines:
        lines, heading = [Line(heading)], None
    text = written(lines)
    wanted = f"agreement-{part.number}" if part.number else f"agreement-{fingerprint(text)}"
    agreement_id = notes.new_id(wanted)
    notes.change(agreement_id, part.lines, span(part.marks))
    changed = any(line.before is not None for line in part.lines)
    return Agreement(
        id=agreement_id,
        number=part.number,
        heading=heading,
        text=text,
        source=span(part.marks),
        responsible=part.columns.get("responsible") or None,
        deadline=part.columns.get("deadline") or None,
        details=part.details,
        text_before=before_changes(part.lines) if changed else None,
    )


def _title_line(part: _Part) -> tuple[str, list[Line]] | None:
    """A short first line without full stop, with paragraphs under it, is the title of the article."""
    if len(part.lines) < 2 or len(part.marks) < 2 or part.lines[1].marker is not None:
        return None
    first = part.lines[0].text.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹")
    short = len(first.split()) <= _MOST_WORDS_IN_A_TITLE and not re.search(r"[.:;,!?]$", first)
    return (part.lines[0].text, part.lines[1:]) if short else None


def _text(part: _Part) -> str | None:
    return written(part.lines) or None


def _with_label(mark: Mark) -> tuple[Line, ...]:
    if not mark.lines:
        return (Line(mark.label or ""),)
    first = mark.lines[0]
    same_line = folded(mark.block.lines[0].text) != folded(mark.label or "")
    if same_line or first.marker is None:
        return (replace(first, text=f"{mark.label} {first.text}"), *mark.lines[1:])
    return (Line(mark.label or ""), *mark.lines)
