"""Reports as the public reads them: frozen, meant for everybody, and opened by the municipality."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from uuid import UUID

from drieluik.apps.publication.models import Openness
from drieluik.apps.publication.persons import without_writers
from drieluik.apps.publication.phrases import in_all_texts, phrases_out
from drieluik.apps.publication.selectors.echoes import words_instead
from drieluik.apps.publication.selectors.items import open_keys
from drieluik.apps.publication.selectors.names import names_here
from drieluik.apps.reporting.selectors import (
    RENDERERS,
    ReportRow,
    file_name,
    list_public_reports,
    snapshot_of,
)
from drieluik.reports.report_document import PrintedReport

FORMS = ("pdf", "docx")


@dataclass(frozen=True, slots=True)
class PublicReport:
    """A report that everybody may read.

    Attributes:
        report_id: Its id.
        title: What it is called.
        about: What it is for.
        period: The half-year with which it ends.
        edition: 1, 2, 3.
        known_at: Everything in it is as known then.
        frozen_at: When it was frozen.
        later_id: The public edition that took its place; None when there is none.
    """

    report_id: UUID
    title: str
    about: str
    period: str
    edition: int
    known_at: datetime | None
    frozen_at: datetime | None
    later_id: UUID | None


def list_open_reports(*, municipality_id: int, on: date) -> list[PublicReport]:
    """Return the reports that everybody may read, the last one frozen first."""
    rows = _open(municipality_id, on)
    later = {one.row.previous_id: one.row.id for one in rows if one.row.previous_id}
    return [
        PublicReport(
            report_id=one.row.id,
            title=one.title,
            about=one.kind.about,
            period=one.row.period,
            edition=one.row.edition,
            known_at=one.row.known_at,
            frozen_at=one.row.frozen_at,
            later_id=later.get(one.row.id),
        )
        for one in rows
    ]


def find_open_report(*, municipality_id: int, report_id: UUID, on: date) -> PublicReport | None:
    """Return one report when everybody may read it, or None."""
    rows = list_open_reports(municipality_id=municipality_id, on=on)
    return next((one for one in rows if one.report_id == report_id), None)


def find_open_file(
    *, municipality_id: int, report_id: UUID, form: str, on: date
) -> tuple[str, bytes] | None:
    """Return name and bytes of a report when everybody may read it, or None.

    It is made of what was frozen, without the names of who wrote the texts, and without the words of
    agreements and decisions that are shut by themselves.
    """
    rows = _open(municipality_id, on)
    found = next((one for one in rows if one.row.id == report_id), None)
    if found is None:
        return None
    names = names_here(municipality_id)
    instead = words_instead(municipality_id=municipality_id, on=on)
    return file_name(found, form), _file(found, form, names, instead)


_MADE = frozenset({"key", "municipality", "columns", "party", "by", "at"})
"""What of a frozen report the product makes from its own words: no agreement is told there."""
_LOCK, _MOST_FILES = Lock(), 12
_files: OrderedDict[tuple[str, str, frozenset[str], tuple[tuple[str, str], ...]], bytes] = (
    OrderedDict()
)


def _file(found: ReportRow, form: str, names: frozenset[str], instead: Mapping[str, str]) -> bytes:
    """Make a file once: it follows from what was frozen, and from names and words that are left out."""
    key = (found.row.snapshot_hash, form, names, tuple(sorted(instead.items())))
    with _LOCK:
        if key in _files:
            return _files[key]
    frozen = in_all_texts(snapshot_of(found.row)["printed"], phrases_out(instead), _MADE)
    plain = without_writers(frozen, names)
    if found.row.known_at is None:
        raise ValueError(f"report {found.row.id} was never frozen")
    content = RENDERERS[form](PrintedReport.from_plain(plain), at=found.row.known_at)
    with _LOCK:
        _files[key] = content
        while len(_files) > _MOST_FILES:
            _files.popitem(last=False)
    return content


def _open(municipality_id: int, on: date) -> list[ReportRow]:
    keys = open_keys(municipality_id=municipality_id, kind=Openness.Kind.REPORT, on=on)
    rows = list_public_reports(municipality_id=municipality_id) if keys else []
    return [one for one in rows if str(one.row.id) in keys]
