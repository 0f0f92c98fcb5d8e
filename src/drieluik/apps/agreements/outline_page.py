"""What the page of a document that is being read in shows: outline, source lines, findings.

Comes in: the outline as plain values. Goes out: rows with anchors, so that everything in the
outline can be found back in the source text beside it, without any script.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

Outline = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the source text; ``chosen`` when it belongs to what is being corrected."""

    number: int
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ChosenAgreement:
    """The agreement that is being corrected, where it is, and what follows it."""

    id: str
    number: str
    heading: str
    text: str
    section_id: str
    first_line: int
    last_line: int
    next_id: str
    next_name: str


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Words that have no place in the outline; ``kind_label`` says what they look like."""

    id: str
    kind: str
    kind_label: str
    text: str
    line: int


def n_agreements(outline: Outline) -> int:
    """Count the agreements."""
    return sum(
        len(section["agreements"]) for theme in outline["themes"] for section in theme["sections"]
    )


def address_of(agreement_id: str) -> str:
    """Return the end of the address at which an agreement is chosen and in sight."""
    return f"?kies={quote(agreement_id)}#{agreement_id}" if agreement_id else "#opbouw"


def find_chosen(outline: Outline, agreement_id: str) -> ChosenAgreement | None:
    """Return the agreement with this id, or None."""
    rows = [
        (section["id"], agreement)
        for theme in outline["themes"]
        for section in theme["sections"]
        for agreement in section["agreements"]
    ]
    at = next((at for at, (_id, row) in enumerate(rows) if row["id"] == agreement_id), None)
    if at is None:
        return None
    section_id, row = rows[at]
    following = rows[at + 1] if at + 1 < len(rows) else None
    joins = following is not None and following[0] == section_id
    first, last = _lines(outline["source_text"], row["source"])
    return ChosenAgreement(
        id=row["id"],
        number=row["number"] or "",
        heading=row["heading"] or "",
        text=row["text"],
        section_id=section_id,
        first_line=first,
        last_line=last,
        next_id=following[1]["id"] if following and joins else "",
        next_name=_name(following[1]) if following and joins else "",
    )


def theme_of(outline: Outline, chosen: ChosenAgreement | None) -> int:
    """Return the place of the theme that holds the chosen agreement, from 1; 0 for none."""
    for place, theme in enumerate(outline["themes"], start=1):
        if chosen and any(section["id"] == chosen.section_id for section in theme["sections"]):
            return place
    return 0


def source_lines(outline: Outline, chosen: ChosenAgreement | None) -> list[SourceLine]:
    """Return the source text line by line, with the lines of the chosen agreement marked."""
    marked = range(chosen.first_line, chosen.last_line + 1) if chosen else range(0)
    return [
        SourceLine(number, text, number in marked)
        for number, text in enumerate(outline["source_text"].split("\n"), start=1)
    ]


def section_choices(outline: Outline) -> list[tuple[str, str]]:
    """Return the sections to which an agreement can be moved, with their names."""
    return [
        (section["id"], _section_name(theme, section))
        for theme in outline["themes"]
        for section in theme["sections"]
    ]


def left_over(outline: Outline) -> list[LeftOver]:
    """Return what has no place, what was not understood first."""
    labels = _kind_labels()
    rows = [
        LeftOver(
            id=row["id"],
            kind=row["kind"],
            kind_label=labels.get(row["kind"], row["kind"]),
            text=row["text"],
            line=row["source"]["line"],
        )
        for row in outline["unplaced"]
    ]
    return sorted(rows, key=lambda row: (row.kind not in _DOUBTFUL, row.line))


_DOUBTFUL = {"not_understood", "not_an_agreement", "deleted"}


def _kind_labels() -> dict[str, str]:
    return {
        "cover": _("title page"),
        "introduction": _("introduction, goes before the themes"),
        "table_of_contents": _("table of contents"),
        "page_number": _("page number"),
        "header_or_footer": _("header or footer"),
        "table_header": _("head of a table"),
        "actions": _("actions of a year under a theme"),
        "deleted": _("deleted in the source"),
        "not_an_agreement": _("marked as not an agreement"),
        "not_understood": _("not understood"),
    }


def _section_name(theme: Outline, section: Outline) -> str:
    name = f"{theme['number'] or ''} {theme['title']}".strip()
    part = f"{section['letter'] or ''} {section['title'] or ''}".strip()
    return f"{name} · {part}" if part else name


def _name(agreement: Outline) -> str:
    words = agreement["heading"] or agreement["text"][:60]
    return f"{agreement['number'] or ''} {words}".strip()


def _lines(source_text: str, position: Outline) -> tuple[int, int]:
    """Return first and last line (from 1) of a place in the source."""
    starts = [0]
    starts.extend(at + 1 for at, sign in enumerate(source_text) if sign == "\n")
    return (
        bisect_right(starts, position["start"]),
        bisect_right(starts, max(position["start"], position["end"] - 1)),
    )
