"""The whole report: its chapters, what it ends with, and the same as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from drieluik.apps.monitor.selectors.light_rows import ClauseStanding
from drieluik.apps.reporting.composing import closing, figures, lights
from drieluik.apps.reporting.composing.asked import Asked
from drieluik.apps.reporting.composing.source import Source
from drieluik.apps.reporting.kinds import Chapter
from drieluik.apps.reporting.models import Report
from drieluik.core.indicators import Indicator
from drieluik.reports.report_document import PrintedReport, ReportedTable, ReportPart, SignedText

LANGUAGE = "nl"


@dataclass(frozen=True, slots=True)
class Composed:
    """A report that was put together.

    Attributes:
        printed: What is printed.
        held: The same figures and lights as plain values: ``cijfers`` and ``lichten``.
    """

    printed: PrintedReport
    held: dict[str, Any]


def compose(asked: Asked) -> Composed:
    """Put a report together as known at its moment; reads, and changes nothing."""
    with translation.override(LANGUAGE):
        source = Source(asked)
        chapters = list(_chapters(source))
        cards = _cards(source)
        held = {
            "lichten": lights.as_values(source, _told_rows(source)),
            "cijfers": figures.as_values(source, cards),
        }
        changed = closing.changed(source, held)
        ending = (
            closing.completeness(source),
            closing.restatements(source),
            closing.definitions(source, cards),
            closing.left_out(source, cards),
            closing.account(source),
        )
        parts = (*([changed] if changed else []), *chapters, *_left_texts(source), *ending)
        printed = PrintedReport(
            title=asked.title,
            municipality=asked.place.name,
            standing=_standing(asked),
            parts=parts,
            fictitious=asked.place.fictitious,
        )
        return Composed(printed, held)


def chapters_of(source: Source) -> list[tuple[str, str, str]]:
    """Return key, heading and question of every chapter in which parties write."""
    return [
        (key, heading, chapter.asks)
        for chapter, key, heading, _theme in _places(source)
        if chapter.asks
    ]


def _places(source: Source) -> Iterator[tuple[Chapter, str, str, str]]:
    """Yield every chapter with its key, its heading and the theme it is about."""
    for chapter in source.asked.kind.chapters:
        if not chapter.per_theme:
            yield chapter, chapter.key, chapter.heading, ""
            continue
        for number, title in source.themes():
            heading = chapter.heading.format(thema=f"{number}. {title}")
            yield chapter, f"{chapter.key}-{number}", heading, number


def _chapters(source: Source) -> Iterator[ReportPart]:
    for chapter, key, heading, theme in _places(source):
        rows = source.clauses_of(chapter, theme)
        cards = source.cards_of(chapter, theme) if chapter.figures else []
        tables: list[ReportedTable] = []
        parts: list[ReportPart] = []
        if chapter.lights == "telling":
            tables.append(lights.count_table(rows))
        elif chapter.lights == "regels":
            tables.append(lights.rows_table(source, rows))
        elif chapter.lights == "uitgebreid":
            told = rows if chapter.clauses else [row for row in rows if row.light]
            parts += lights.parts_of(source, told)
        if chapter.figures == "regels":
            tables.append(figures.rows_table(source, cards))
        elif chapter.figures == "uitgebreid":
            parts += figures.parts_of(source, cards)
        texts = _texts(source.asked, key)
        yield ReportPart(
            key if chapter.asks else "",
            heading,
            _nothing(chapter, texts, tables, parts),
            texts=texts,
            tables=tuple(tables),
            parts=tuple(parts),
        )


def _nothing(
    chapter: Chapter,
    texts: tuple[SignedText, ...],
    tables: list[ReportedTable],
    parts: list[ReportPart],
) -> tuple[str, ...]:
    """Say of a chapter that holds nothing that it holds nothing."""
    if texts:
        return ()
    if chapter.asks and not tables and not parts:
        return (_("No party wrote anything here."),)
    if chapter.asks:
        return (_("No party wrote anything beside these figures."),)
    return ()


def _texts(asked: Asked, key: str) -> tuple[SignedText, ...]:
    return tuple(
        SignedText(one.party, one.by, _moment(one.at), one.text)
        for one in asked.texts
        if one.chapter == key and one.text
    )


def _left_texts(source: Source) -> list[ReportPart]:
    """Return texts of chapters that are there no more: what somebody signed is never dropped."""
    keys = {key for key, _heading, _asks in chapters_of(source)}
    left = dict.fromkeys(one.chapter for one in source.asked.texts if one.chapter not in keys)
    texts = tuple(text for key in left for text in _texts(source.asked, key))
    heading = _("Texts of chapters that are not in the report any more")
    return [ReportPart("", heading, texts=texts)] if texts else []


def _cards(source: Source) -> list[Indicator]:
    """Return the indicators of all chapters, each once, in order of first use."""
    found: dict[str, Indicator] = {}
    for chapter, _key, _heading, theme in _places(source):
        if chapter.figures:
            found |= {card.id: card for card in source.cards_of(chapter, theme)}
    return list(found.values())


def _told_rows(source: Source) -> list[ClauseStanding]:
    """Return the agreements that the report tells of."""
    numbers = {number for chapter in source.asked.kind.chapters for number in chapter.clauses}
    return [row for row in source.standings if not numbers or row.clause.number in numbers]


def _standing(asked: Asked) -> tuple[str, ...]:
    lines = [
        _("As known on %(moment)s") % {"moment": _moment(asked.known_at)},
        _("Edition %(n)s; figures up to and including %(period)s")
        % {"n": asked.edition, "period": asked.period},
        _("For: %(whom)s") % {"whom": Report.Audience(asked.audience).label},
    ]
    if asked.earlier is not None:
        lines.append(
            _("Takes the place of edition %(n)s: %(reason)s")
            % {"n": asked.earlier.edition, "reason": asked.earlier.reason}
        )
    return tuple(lines)


def _moment(at: datetime) -> str:
    return formats.date_format(timezone.localtime(at), "j F Y, H:i")
