"""What is noted while the outline is built: structure words, what has no place, findings, ids."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from drieluik.core.documents.interpretation.marks import Mark
from drieluik.core.documents.model import Label, Position, Quote, TrackedChange, Unplaced
from drieluik.core.documents.sources.blocks import Line, written
from drieluik.core.findings import Finding, Place, Severity


@dataclass(slots=True)
class Notebook:
    """Collects, during one reading, everything that stands beside the outline."""

    labels: list[Label] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    changes: list[TrackedChange] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _ids: set[str] = field(default_factory=set)

    def new_id(self, wanted: str) -> str:
        """An id nobody else has: the wanted one, or with a counter behind it."""
        free, count = wanted, 1
        while free in self._ids:
            count += 1
            free = f"{wanted}-{count}"
        self._ids.add(free)
        return free

    def label(self, text: str | None, position: Position) -> None:
        """Note a word of structure as it stood."""
        if text:
            self.labels.append(Label(self.new_id(f"label-{position.line}"), text, position))

    def leave(self, kind: str, text: str, position: Position) -> None:
        """Note words that get no place in the outline."""
        if text:
            wanted = f"unplaced-{fingerprint(text)}"
            self.unplaced.append(Unplaced(self.new_id(wanted), kind, text, position))

    def quote(
        self, text: str, source: Position, named: tuple[str | None, int | None], project: str | None
    ) -> None:
        """Note a passage taken from another document, named by title and page."""
        quote_id = self.new_id(f"quote-{fingerprint(text)}")
        self.quotes.append(Quote(quote_id, named[0], named[1], text, project, source))

    def change(self, element: str | None, lines: Sequence[Line], source: Position) -> None:
        """Note both readings when the lines hold tracked changes, and ask the reader."""
        if not any(line.before is not None for line in lines):
            return
        before, after = before_changes(lines), written(lines)
        change_id = self.new_id(f"change-{source.line}")
        self.changes.append(TrackedChange(change_id, element, before, after, source))
        self.find("tracked_change", Severity.CONFIRM, source, after[:80] or before[:80])

    def find(
        self,
        rule: str,
        severity: Severity,
        source: Position,
        value: str | None = None,
        **facts: str | int,
    ) -> None:
        """Note a finding at its place."""
        place = Place(page=source.page, line=source.line)
        self.findings.append(Finding(f"documents.{rule}", severity, place, value, facts))


def before_changes(lines: Sequence[Line]) -> str:
    """The words as they were before the tracked changes."""
    return written(
        line if line.before is None else replace(line, text=line.before) for line in lines
    )


def fingerprint(text: str) -> str:
    """Eight characters that stay the same as long as the words do."""
    return hashlib.sha256(re.sub(r"\s+", " ", text).strip().encode()).hexdigest()[:8]


def slug(text: str) -> str:
    """Words as part of an id: lower case, without accents, joined by hyphens.

    Examples:
        >>> slug("Wonen & zórg (2020)")
        'wonen-zorg-2020'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "x"


def span(marks: Sequence[Mark]) -> Position:
    """The place from the first to the last of some marks."""
    first, last = marks[0].block.position, marks[-1].block.position
    return Position(first.start, max(first.end, last.end), first.line, first.page)
