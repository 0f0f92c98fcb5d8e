"""How complete and how timely the deliveries were over the years: a page, its charts and its files."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode

from drieluik.apps.deliveries import completeness_words as words
from drieluik.apps.deliveries.selectors.completeness import (
    AskedTable,
    Tally,
    list_asked_tables,
    tally,
    tally_by,
)
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.core.tables import TABLES, Period, Table
from drieluik.reports.figure_tables import FigureTable, csv_file, xlsx_file
from drieluik.ui.downloads import as_download
from drieluik.ui.pictures import as_picture, hash_of, kept

_WRITERS: dict[str, Callable[[FigureTable], bytes]] = {"csv": csv_file, "xlsx": xlsx_file}
_DRAWING = 1
"""Raised when the same shares would be drawn differently."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked of everybody, and of the corporation that was chosen; no code when none was."""

    everything: list[AskedTable]
    parties: dict[str, str]
    code: str

    @property
    def chosen(self) -> list[AskedTable]:
        if not self.code:
            return self.everything
        return [row for row in self.everything if row.party.code == self.code]

    @property
    def name(self) -> str:
        return self.parties.get(self.code, "")


@in_municipality
def show(request: ActorRequest) -> HttpResponse:
    """Show per half-year and corporation, and per table, how complete and timely it was."""
    asked = _asked(request)
    halves = sorted({row.period: row.due_on for row in asked.everything}.items(), reverse=True)
    moments = {kind: words.moments_of(asked.chosen, kind) for kind in words.KINDS}
    context = {
        "definition": words.definition(),
        "asked": asked,
        "narrowed": f"?{urlencode({'corporatie': asked.code})}" if asked.code else "",
        "halves": halves,
        "per_half": _per_half(asked, halves),
        "per_table": _per_table(asked, [half for half, _due_on in halves]),
        "together": tally(asked.chosen),
        "coming": words.words_of_coming(),
        "pictures": [
            (kind, words.picture_title(kind, asked.name), words.describe(moments[kind]), shown)
            for kind, shown in moments.items()
        ],
    }
    return render(request, "deliveries/completeness.html", context)


@in_municipality
def chart(request: ActorRequest, kind: str) -> HttpResponse:
    """Give one chart of the shares per half-year as a picture."""
    if kind not in words.KINDS:
        raise Http404
    asked = _asked(request)
    moments = words.moments_of(asked.chosen, kind)
    if not moments:
        raise Http404
    title, fictitious = words.picture_title(kind, asked.name), request.municipality.fictitious
    key = hash_of("completeness", _DRAWING, title, moments, fictitious)
    return as_picture(kept(key, lambda: words.draw(moments, title, fictitious=fictitious)))


@in_municipality
def download(request: ActorRequest, kind: str) -> HttpResponse:
    """Give every asked table with its days as a csv or xlsx file."""
    if kind not in _WRITERS:
        raise Http404
    place, asked = request.municipality, _asked(request)
    table = words.completeness_table(asked.chosen, place)
    name = "-".join(part for part in (place.slug, "volledigheid", asked.code) if part)
    return as_download(_WRITERS[kind](table), f"{name}.{kind}")


def _asked(request: ActorRequest) -> _Asked:
    """Return what was asked; a corporation in the address that nothing was asked of is nothing here."""
    rows = list_asked_tables(municipality_id=request.municipality.id, today=timezone.localdate())
    parties = {row.party.code: row.party.name for row in rows}
    in_order = dict(sorted(parties.items(), key=lambda pair: pair[1]))
    code = request.GET.get("corporatie", "")
    if code and code not in in_order:
        raise Http404
    return _Asked(rows, in_order, code)


def _per_half(
    asked: _Asked, halves: list[tuple[Period, date]]
) -> list[tuple[Period, date, list[tuple[str, Tally | None]], Tally]]:
    """Return per half-year the count of each corporation, and of all together."""
    counts = tally_by(asked.everything, lambda row: (row.period, row.party.code))
    together = tally_by(asked.everything, lambda row: row.period)
    return [
        (
            half,
            due_on,
            [(name, counts.get((half, code))) for code, name in asked.parties.items()],
            together[half],
        )
        for half, due_on in halves
    ]


def _per_table(
    asked: _Asked, halves: list[Period]
) -> list[tuple[Table, list[tuple[Period, Tally | None, AskedTable | None]], Tally]]:
    """Return per table its half-years: the count, and of one corporation the one table itself."""
    counts = tally_by(asked.chosen, lambda row: (row.table.id, row.period))
    totals = tally_by(asked.chosen, lambda row: row.table.id)
    single = {(row.table.id, row.period): row for row in asked.chosen if asked.code}
    return [
        (
            table,
            [(half, counts.get((table.id, half)), single.get((table.id, half))) for half in halves],
            totals[table.id],
        )
        for table in TABLES
        if table.id in totals
    ]
