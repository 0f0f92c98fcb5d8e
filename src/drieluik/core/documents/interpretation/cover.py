"""What the cover and the opening pages say: title, parties and dates."""

import re
from collections.abc import Sequence

from drieluik.core.documents.interpretation.marks import Mark
from drieluik.core.documents.interpretation.notebook import slug
from drieluik.core.documents.interpretation.times import iso_day
from drieluik.core.documents.interpretation.vocabulary import words
from drieluik.core.documents.model import Dates, Party, Position
from drieluik.core.documents.sources.blocks import BlockKind, joined

_TITLE = re.compile(r"\b(?:prestatie|samenwerkings|woon)afspra(?:ak|ken)\b", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\b(?:tussen|partijen|partners|ondergetekenden|deelnemers)\s*(?::\s*|$)", re.IGNORECASE
)
_MOST_TITLE_LINES = 4
_MOST_WORDS_IN_A_TITLE = 16
_MOST_WORDS_IN_A_PART = 4


def title_of(marks: Sequence[Mark]) -> str | None:
    """The title: what the source marks as title, or the short lines about the agreements."""
    marked = [mark for mark in marks if mark.block.kind is BlockKind.TITLE]
    if marked:
        return " ".join(mark.block.text for mark in marked)
    for index, mark in enumerate(marks):
        text = mark.block.text
        if _TITLE.search(text) and _is_title_line(text):
            first = last = index
            while first > 0 and _adjoins(marks[first - 1], marks[first]):
                first -= 1
            while last + 1 < len(marks) and _adjoins(marks[last], marks[last + 1]):
                last += 1
            return " ".join(one.block.text for one in marks[first : last + 1][:_MOST_TITLE_LINES])
    return None


def _is_title_line(text: str) -> bool:
    return len(text.split()) <= _MOST_WORDS_IN_A_TITLE and not text.rstrip().endswith(
        (".", ":", ";")
    )


def _adjoins(one: Mark, other: Mark) -> bool:
    """Whether two short lines stand right under each other."""
    a, b = one.block, other.block
    plain = a.kind is b.kind and a.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}
    beside = b.position.line - a.position.line == 1 and a.position.page == b.position.page
    return plain and beside and a.level == b.level and _is_part(a.text) and _is_part(b.text)


def _is_part(text: str) -> bool:
    short = len(text.split()) <= _MOST_WORDS_IN_A_PART
    return short and _is_title_line(text) and not text.startswith("(")


def parties_of(marks: Sequence[Mark]) -> tuple[Party, ...]:
    """The parties named after "tussen:" or "partijen:", in a sentence or a list."""
    for index, mark in enumerate(marks):
        text = mark.block.text
        found = None if mark.in_table else _BETWEEN.search(text)
        if not found:
            continue
        if _rows_of_a_kind(marks[index + 1 :]):
            return _parties_in_rows(_rows_of_a_kind(marks[index + 1 :]))
        names = [(text[found.end() :], mark.block.position)] if text[found.end() :].strip() else []
        if not names:
            names = _listed(marks[index + 1 :])
        return _parties(names)
    return ()


def _rows_of_a_kind(marks: Sequence[Mark]) -> list[tuple[str, Mark]]:
    """Rows right under the announcement, each with a kind of party in front of its names."""
    rows: list[tuple[str, Mark]] = []
    for mark in marks:
        label = joined(mark.block.cells[0]) if mark.in_table and mark.block.cells else ""
        kind = _kind_of(label)
        if kind is None:
            break
        rows.append((kind, mark))
    return rows


def _parties_in_rows(rows: Sequence[tuple[str, Mark]]) -> tuple[Party, ...]:
    """One party per line of the other cells, each once."""
    found: dict[str, Party] = {}
    for kind, mark in rows:
        for line in (line for cell in mark.block.cells[1:] for line in cell if line.text):
            party = Party(f"party-{slug(line.text)}", line.text, kind, mark.block.position)
            found.setdefault(party.id, party)
    return tuple(found.values())


def _listed(marks: Sequence[Mark]) -> list[tuple[str, Position]]:
    names: list[tuple[str, Position]] = []
    for mark in marks:
        if mark.block.kind is not BlockKind.ITEM:
            if not names:
                names.append((mark.block.text, mark.block.position))
            break
        names.append((mark.block.text, mark.block.position))
    return names


def _parties(texts: Sequence[tuple[str, Position]]) -> tuple[Party, ...]:
    parties: list[Party] = []
    kind = "other"
    for text, position in texts:
        for part in re.split(r",\s*|;\s*|\s+en\s+", text.strip().rstrip(".;,")):
            name, kind = _named(part.strip(), kind)
            taken = {party.id for party in parties}
            party_id = f"party-{slug(name)}"
            if name and party_id not in taken:
                parties.append(Party(party_id, name, kind, position))
    return tuple(parties)


def _named(part: str, previous: str) -> tuple[str, str]:
    """The name and the kind; a list after "woningcorporaties" goes on being corporations."""
    plain = re.sub(r"^(?:de|het|en)\s+(?=[a-z])", "", part, flags=re.IGNORECASE)
    sign = next((word for word in re.findall(r"\w+", plain.lower()) if _kind_of(word)), None)
    if sign is None:
        return part, previous if previous == "corporation" else "other"
    kind = _kind_of(sign) or "other"
    if kind == "corporation" and sign.endswith("ties"):
        return re.sub(rf"^{sign}\s+", "", plain, flags=re.IGNORECASE), kind
    return plain, kind


def _kind_of(word: str) -> str | None:
    kinds: dict[str, list[str]] = words()["party_kinds"]
    folded_word = word.lower().strip(" :")
    return next((kind for kind, signs in kinds.items() if folded_word in signs), None)


def dates_of(marks: Sequence[Mark]) -> Dates:
    """The day of entry into force, the end, the day of the update, and the version as written."""
    text = "\n".join(mark.block.text for mark in marks)
    from_line = _first(
        r"(?:ingangsdatum|in werking|van kracht|geldig van|looptijd|ingaande)\b[^\n]*", text
    )
    until = _first(r"(?:tot en met|t/m|einddatum)\b[^\n]*", text)
    update = _first(r"(?:update|actualisatie|wijziging|herziening)\b[^\n]*?\bper\b[^\n]*", text)
    version = _first(r"versie\s*:?\s*([^\n]*)", text)
    return Dates(
        in_force_from=iso_day(from_line or ""),
        in_force_until=iso_day(until or ""),
        updated_from=iso_day(update or ""),
        version=re.split(r",\s*(?=update|actualisatie|in werking)", version)[0].strip()
        if version
        else None,
    )


def _first(pattern: str, text: str) -> str | None:
    found = re.search(pattern, text, re.IGNORECASE)
    if not found:
        return None
    return found.group(1) if found.groups() else found.group(0)
