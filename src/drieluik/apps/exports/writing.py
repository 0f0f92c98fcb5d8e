"""The files of an export: everything that stands in them is one text, and they follow from it alone."""

import json
import re
from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from drieluik.apps.exports.gathering import AGREED, Given
from drieluik.apps.exports.holding import Lacking, told_of
from drieluik.apps.exports.models import ExportPlan
from drieluik.apps.monitor.selectors.to_publish import definition_version
from drieluik.apps.monitor.wording import unit_label
from drieluik.apps.organisations.selectors import get_municipality
from drieluik.apps.releases.files import written
from drieluik.apps.releases.selectors import TableView, view_of
from drieluik.reports import FICTITIOUS_NL
from drieluik.reports.figure_tables import FigureTable, csv_file, xlsx_file

FORMS = ("xlsx", "csv")
_NO_SHEET_SIGN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_SHEET = 31


def content_of(
    plan: ExportPlan,
    period: str,
    number: int,
    found: tuple[Sequence[Given], Sequence[Lacking]],
    made_at: datetime,
) -> str:
    """Return all that stands in the files, as JSON: what is in it and why, and every table.

    Args:
        plan: What was chosen.
        period: Half-year.
        number: Which file over this half-year.
        found: The tables, and what there is not.
        made_at: When.
    """
    given, lacking = found
    views = [
        view_of(
            municipality_id=plan.municipality_id,
            table_id=one.source.table.id,
            place=one.place,
            release=one.release,
        )
        for one in given
    ]
    pairs = list(zip(given, views, strict=True))
    tables = [_account(plan, period, number, (pairs, lacking), made_at)]
    tables += [_table(plan, period, place, one, view) for place, (one, view) in enumerate(pairs, 1)]
    return json.dumps({"tables": [_told(one) for one in tables]}, ensure_ascii=False)


def file_of(content: str, form: str, made_at: datetime) -> bytes:
    """Return the file that this content stands in, the same bytes each time."""
    tables = [
        FigureTable(
            title=one["title"],
            notes=tuple(one["notes"]),
            header=tuple(one["header"]),
            rows=[tuple(row) for row in one["rows"]],
            sheet=one["sheet"],
        )
        for one in json.loads(content)["tables"]
    ]
    if form == "csv":
        return csv_file(*tables)
    return xlsx_file(*tables, made_at=made_at)


def _told(table: FigureTable) -> dict[str, object]:
    return {
        "title": table.title,
        "notes": list(table.notes),
        "header": list(table.header),
        "rows": [list(row) for row in table.rows],
        "sheet": table.sheet,
    }


def _account(
    plan: ExportPlan,
    period: str,
    number: int,
    found: tuple[Sequence[tuple[Given, TableView]], Sequence[Lacking]],
    made_at: datetime,
) -> FigureTable:
    pairs, lacking = found
    place = get_municipality(municipality_id=plan.municipality_id)
    day = date_format(timezone.localtime(made_at), "j F Y")
    notes = [
        FICTITIOUS_NL if place.fictitious else "",
        _("Half-year %(period)s, file %(number)d, made on %(day)s.")
        % {"period": period, "number": number, "day": day},
        _("What the recipient asks stands in: %(where)s")
        % {"where": plan.asked_in or _("not recorded; choice and layout are those of Drieluik")},
        _("Numbers that are not shown could give somebody away; they are not zero."),
    ]
    rows = [
        (
            one.source.table.name_nl,
            view.title,
            one.source.table.meaning_nl,
            _definition(plan, one),
            unit_label(one.source.table.unit),
            _("given"),
            _ground(plan, one),
            one.release_hash,
        )
        for one, view in pairs
    ]
    # the file is for the recipient, so it has the reasons in words for the recipient
    rows += [
        (name, "", "", "", "", _("not delivered yet"), told, "") for name, told in told_of(lacking)
    ]
    return FigureTable(
        title=_("Account of figures of %(place)s for %(recipient)s")
        % {"place": place.name, "recipient": plan.recipient.name},
        notes=tuple(line for line in notes if line),
        header=(
            _("figure"),
            _("table"),
            _("meaning"),
            _("definition"),
            _("unit"),
            _("state"),
            _("why given or not"),
            _("control number"),
        ),
        rows=rows,
        sheet=_("Account"),
    )


def _definition(plan: ExportPlan, one: Given) -> str:
    """Name the definitions that were counted by, each with its version."""
    versions = (
        (
            each,
            definition_version(
                municipality_id=plan.municipality_id,
                calculation_id=one.calculation_id,
                indicator_id=each,
            ),
        )
        for each in one.source.table.indicator_ids
    )
    return ", ".join(f"{each} {version or '?'}" for each, version in versions)


def _ground(plan: ExportPlan, one: Given) -> str:
    if one.source.basis == AGREED:
        until = date_format(plan.agreed_until, "j F Y") if plan.agreed_until else ""
        return _("agreed by %(who)s until %(until)s: %(ground)s") % {
            "who": plan.agreed_by,
            "until": until,
            "ground": plan.ground,
        }
    since = date_format(timezone.localtime(one.since), "j F Y") if one.since else ""
    return _("public since %(day)s") % {"day": since}


def _table(plan: ExportPlan, period: str, place: int, one: Given, view: TableView) -> FigureTable:
    municipality = get_municipality(municipality_id=plan.municipality_id)
    table = one.source.table
    notes = [
        FICTITIOUS_NL if municipality.fictitious else "",
        table.meaning_nl,
        _("Half-year %(period)s. What is counted: %(unit)s. Why it is given: %(ground)s.")
        % {"period": period, "unit": unit_label(table.unit), "ground": _ground(plan, one)},
        view.certificate,
    ]
    sheet = _NO_SHEET_SIGN.sub(" ", f"{place}. {table.name_nl}")[:_LONGEST_SHEET].strip()
    return written(
        view,
        title=f"{view.title}, {municipality.name}",
        notes=tuple(line for line in notes if line),
        sheet=sheet,
    )
