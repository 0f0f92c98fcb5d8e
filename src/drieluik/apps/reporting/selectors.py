"""Reading reports: lists, one report with its texts, what a frozen one holds, and its files."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from drieluik.apps.kept_files import content_hash, read_original
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import get_municipality
from drieluik.apps.reporting import policies
from drieluik.apps.reporting.composing import Asked, Earlier, Written, chapters_of
from drieluik.apps.reporting.composing.asked import Owner
from drieluik.apps.reporting.composing.source import Source
from drieluik.apps.reporting.kinds import Kind, kind
from drieluik.apps.reporting.models import Report, TextBlock
from drieluik.core.tables import Period
from drieluik.reports.figure_tables import FigureTable, xlsx_file
from drieluik.reports.report_document import PrintedReport
from drieluik.reports.report_docx import report_docx
from drieluik.reports.report_pdf import report_pdf

RENDERERS = {"docx": report_docx, "pdf": report_pdf}
_MANY = ("snapshot",)


@dataclass(frozen=True)
class ReportRow:
    """One edition of a report, with its kind and who did what."""

    row: Report

    @property
    def report_id(self) -> UUID:
        """Its id."""
        return self.row.id

    @property
    def kind(self) -> Kind:
        """What kind of report it is."""
        return kind(self.row.kind)

    @property
    def title(self) -> str:
        """What it is called."""
        return self.kind.titled(self.row.period, self.row.party.name if self.row.party else "")

    @property
    def audience_label(self) -> str:
        """For whom it is, in words."""
        return str(self.row.get_audience_display())

    @property
    def whose(self) -> dict[str, Any]:
        """What ``policies.check_may_begin`` and ``check_may_freeze`` want to know of it."""
        return {
            "kind": self.kind,
            "municipality_id": self.row.municipality_id,
            "party_id": self.row.party_id,
        }

    @property
    def readers(self) -> dict[str, Any]:
        """What ``policies.check_may_read`` wants to know of it."""
        return _readers(self.row)

    @cached_property
    def later(self) -> Report | None:
        """The edition that took or will take its place."""
        rows = self.row.later.exclude(state=Report.State.WITHDRAWN)
        return rows.defer(*_MANY).first()


@dataclass(frozen=True, slots=True)
class TextRow:
    """The newest text of a party in a chapter; ``text_id`` says which one was seen."""

    text_id: int
    chapter: str
    party_id: int
    party: str
    by_id: int
    by: str
    at: datetime
    text: str


def list_reports(*, municipality_id: int, actor: Actor) -> list[ReportRow]:
    """Return the reports that the actor may read, newest half-year first."""
    rows = _rows(municipality_id).defer(*_MANY)
    return [ReportRow(row) for row in rows if may_read(row, actor)]


def find_report(*, municipality_id: int, report_id: UUID) -> ReportRow | None:
    """Return one report of a municipality, or None."""
    row = _rows(municipality_id).defer(*_MANY).filter(id=report_id).first()
    return ReportRow(row) if row is not None else None


def find_readable(*, municipality_id: int, report_id: UUID, actor: Actor) -> ReportRow | None:
    """Return one report of a municipality for who may read it; None when there is none.

    Raises:
        NotAllowed: It is not for this reader.
    """
    found = find_report(municipality_id=municipality_id, report_id=report_id)
    if found is not None:
        policies.check_may_read(actor, **found.readers)
    return found


def has_reports(*, municipality_id: int) -> bool:
    """Tell whether a municipality has any report."""
    return Report.objects.filter(municipality_id=municipality_id).exists()


def list_frozen() -> list[ReportRow]:
    """Return every report that was ever frozen, of all municipalities; for the command line."""
    rows = Report.objects.filter(frozen_at__isnull=False).select_related("party", "municipality")
    return [ReportRow(row) for row in rows.defer(*_MANY).order_by("frozen_at")]


def list_public_reports(*, municipality_id: int, withdrawn: bool = False) -> list[ReportRow]:
    """Return the frozen reports that are meant for everybody, the last one frozen first.

    Whether they stand on the public site is for ``publication``.

    Args:
        municipality_id: The municipality.
        withdrawn: Whether those count that were frozen and withdrawn later.
    """
    rows = _rows(municipality_id).defer(*_MANY).filter(frozen_at__isnull=False)
    states = [Report.State.FROZEN, *([Report.State.WITHDRAWN] if withdrawn else [])]
    meant = rows.filter(state__in=states, audience=Report.Audience.OPEN)
    return [ReportRow(row) for row in meant.order_by("-frozen_at", "id")]


def may_read(report: Report, actor: Actor) -> bool:
    """Tell whether somebody may read a report; see ``policies.check_may_read``."""
    return policies.check_may_read.allows(actor, **_readers(report))


def _readers(report: Report) -> dict[str, Any]:
    return {
        "municipality_id": report.municipality_id,
        "audience": report.audience,
        "was_frozen": report.was_frozen,
        "owner_id": report.party_id,
    }


def periods_to_choose(*, municipality_id: int, actor: Actor) -> list[str]:
    """Return the half-years that are over and have figures or should have, newest first."""
    lights = Lights(Sight(actor, municipality_id))
    today = timezone.localdate()
    known = lights.periods or [lights.last_period]
    return [each for each in reversed(known) if Period.parse(each).last_day < today]


def file_name(found: ReportRow, form: str) -> str:
    """Return what the file of a frozen report is called."""
    return f"{slugify(found.title)}-editie-{found.row.edition}.{form}"


def newest_texts(report: Report) -> list[TextRow]:
    """Return the newest text of every party in every chapter, by party; one taken back is empty."""
    found: dict[tuple[str, int], TextBlock] = {}
    for one in TextBlock.objects.filter(report=report).select_related("party", "written_by"):
        found[one.chapter, one.party_id] = one
    return [
        TextRow(
            one.pk, one.chapter, one.party_id, one.party.name,
            one.written_by_id, one.written_by.name, one.written_at, one.text,
        )
        for one in sorted(found.values(), key=lambda row: (row.party.name, row.pk))
    ]  # fmt: skip


def asked_of(report: Report, *, at: datetime, draws: bool = True) -> Asked:
    """Return all that a report follows from, as known at a moment.

    Args:
        report: The report.
        at: The moment; for a frozen report its own.
        draws: Whether pictures are drawn.
    """
    owner = report.party
    previous = report.previous
    return Asked(
        place=get_municipality(municipality_id=report.municipality_id),
        kind=kind(report.kind),
        period=report.period,
        audience=report.audience,
        known_at=at,
        edition=report.edition,
        owner=Owner(owner.pk, owner.code, owner.name) if owner else None,
        texts=tuple(
            Written(one.chapter, one.party, one.by, one.at, one.text)
            for one in newest_texts(report)
        ),
        earlier=_earlier(previous, report.reason) if previous is not None else None,
        draws=draws,
    )


def chapters_to_write(report: Report, at: datetime | None = None) -> list[tuple[str, str, str]]:
    """Return key, heading and question of every chapter in which parties write."""
    return chapters_of(Source(asked_of(report, at=at or timezone.now(), draws=False)))


def _earlier(previous: Report, reason: str) -> Earlier:
    if previous.known_at is None:
        raise ValueError("only a frozen report gets a next edition")
    held = json.loads(previous.snapshot)["held"]
    return Earlier(previous.edition, previous.known_at, held, reason)


def snapshot_of(report: Report) -> dict[str, Any]:
    """Return what a frozen report holds, as plain values.

    Raises:
        ValueError: It was never frozen, or somebody changed what was kept.
    """
    if content_hash(report.snapshot.encode()) != report.snapshot_hash:
        raise ValueError(f"report {report.id} does not hold what was frozen")
    kept: dict[str, Any] = json.loads(report.snapshot)
    return kept


def printed_of(report: Report) -> PrintedReport:
    """Return the printed rows of a frozen report."""
    return PrintedReport.from_plain(snapshot_of(report)["printed"])


def file_of(report: Report, form: str) -> bytes:
    """Return the PDF or Word file of a frozen report as it was made, or the workbook of its figures.

    A file that is gone from the disk is made again from what was frozen, and must be the same.

    Raises:
        OSError: The file is gone or changed, and this version of the product makes another one.
    """
    if form == "xlsx":
        return _figures_of(report)
    wanted = report.docx_hash if form == "docx" else report.pdf_hash
    try:
        return read_original(wanted, f".{form}")
    except OSError:
        made = RENDERERS[form](printed_of(report), at=_moment(report))
        if content_hash(made) != wanted:
            raise
        return made


def _figures_of(report: Report) -> bytes:
    """Return the lights and figures of a frozen report as a workbook, the same every time."""
    snapshot = snapshot_of(report)
    printed = PrintedReport.from_plain(snapshot["printed"])
    notes = printed.standing
    return xlsx_file(
        _values_table(printed.title, notes, _lights(snapshot["held"]), "Lichten"),
        _values_table(printed.title, notes, snapshot["held"]["cijfers"], "Cijfers"),
        made_at=_moment(report).replace(tzinfo=None),
    )


def _lights(held: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"afspraak": row["afspraak"], "over": row["over"], "licht van de afspraak": row["licht"]}
        | {name: _told(value) for name, value in norm.items() if name != "per_corporatie"}
        for row in held["lichten"]
        for norm in row["normen"]
    ]


def _told(value: Any) -> Any:
    if isinstance(value, list):
        return ", ".join(value)
    return ("ja" if value else "nee") if isinstance(value, bool) else value


def _values_table(
    title: str, notes: tuple[str, ...], rows: list[dict[str, Any]], sheet: str
) -> FigureTable:
    header = tuple(rows[0]) if rows else ("geen",)
    cells = [tuple(row[name] for name in header) for row in rows]
    return FigureTable(title, notes, header, cells, sheet)


def _moment(report: Report) -> datetime:
    if report.known_at is None:
        raise ValueError("a report that was not frozen has no moment")
    return report.known_at


def _rows(municipality_id: int) -> QuerySet[Report]:
    rows = Report.objects.filter(municipality_id=municipality_id)
    return rows.select_related("party", "begun_by", "frozen_by", "withdrawn_by", "municipality")
