"""What there is to give over a half-year: public tables as they are public, agreed ones protected."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from drieluik.apps.exports.consent import Consent
from drieluik.apps.exports.holding import Lacking, begun, lacking_of, said_to_recipient
from drieluik.apps.exports.models import ExportPlan, ExportTable
from drieluik.apps.monitor.services import is_outdated
from drieluik.apps.releases.protecting import Asked, owners_of, prepared_tables, source_hash
from drieluik.apps.releases.selectors import (
    find_public,
    list_withdrawn,
    tables_being_made,
    texts_that_tell,
)
from drieluik.core.flows import PUBLIC_TABLES, PublicTable, public_table

PUBLIC, AGREED, LACKING = "public", "agreed", ""
CORRECTION, APPROVAL = "correction", "approval"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a chosen table comes from now.

    Attributes:
        table: What is counted.
        basis: ``public``, ``agreed``, or empty when there is nothing to give.
        reason: Why there is nothing.
        hashes: Fingerprints of the public releases, or of the figures behind an agreed table.
        waits_for: ``correction`` when figures are being corrected, ``approval`` when a corporation
            has not approved what is agreed; empty otherwise.
    """

    table: PublicTable
    basis: str
    reason: str = ""
    hashes: tuple[str, ...] = ()
    waits_for: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """One table as it is given.

    Attributes:
        source: Where it comes from.
        place: Which of the tables of the figure.
        release: What is seen, as JSON.
        release_hash: Fingerprint of it.
        calculation_id: The calculation that it was made from.
        since: Since when it is public; None when it is not.
        kept: What an ``ExportTable`` keeps of it; None for a public one.
    """

    source: Source
    place: int
    release: str
    release_hash: str
    calculation_id: UUID | None
    since: datetime | None = None
    kept: dict[str, Any] | None = None


def sources(plan: ExportPlan, period: str, today: date) -> list[Source]:
    """Return every chosen table with where it comes from, in the order of the catalogue."""
    chosen = {*plan.public_ids, *plan.agreed_ids}
    held = _held(plan, period, today)
    return [
        _source(plan, period, today, one, held(one)) for one in PUBLIC_TABLES if one.id in chosen
    ]


def _held(plan: ExportPlan, period: str, today: date) -> Callable[[PublicTable], Source | None]:
    """Return what tells of a table whether it cannot be given by agreement just now."""
    place = plan.municipality_id
    here = tables_being_made(municipality_id=place, period=period)
    # a stock goes out over one half-year only, so any half-year of it counts
    anywhere = tables_being_made(municipality_id=place)
    is_corrected = bool(plan.agreed_ids) and is_outdated(municipality_id=place, period=period)
    consent, asked = Consent.to(plan, today), Asked(place, period, begun(today))

    def held(table: PublicTable) -> Source | None:
        if table.id in (anywhere if table.is_stock else here):
            return Source(table, LACKING, _("A publication with this figure is being made."))
        if is_corrected:
            why = _("The figures over this half-year are being corrected just now.")
            return Source(table, LACKING, why, waits_for=CORRECTION)
        if not consent.is_of_all(owners_of(asked, [table.id])):
            why = _("Not approved yet by every corporation whose figures are in it.")
            return Source(table, LACKING, why, waits_for=APPROVAL)
        return None

    return held


def _source(
    plan: ExportPlan, period: str, today: date, table: PublicTable, held: Source | None
) -> Source:
    out = find_public(municipality_id=plan.municipality_id, table_id=table.id, period=period)
    if out:
        return Source(table, PUBLIC, hashes=tuple(one.release_hash for one in out))
    if withdrawn := _withdrawn(plan, period, table):
        # also what was agreed: why it was withdrawn is no less true for who gets it apart
        return Source(table, LACKING, withdrawn)
    if table.id not in plan.agreed_ids:
        return Source(table, LACKING, _("Not public yet over this half-year."))
    if plan.agreed_until is None or today >= plan.agreed_until:
        return Source(table, LACKING, _ended(plan))
    if held is not None:
        return held
    found = source_hash(Asked(plan.municipality_id, period, begun(today)), table.id)
    if not found:
        return Source(table, LACKING, _("There are no figures over this half-year."))
    return Source(table, AGREED, hashes=(found,))


def _withdrawn(plan: ExportPlan, period: str, table: PublicTable) -> str:
    """Say in the words that everybody reads why a table is public no more; empty when it never was."""
    for one in list_withdrawn(municipality_id=plan.municipality_id):
        if one.period == period and table.name_nl in one.names:
            day = date_format(timezone.localtime(one.withdrawn_at), "j F Y")
            return _("Withdrawn on %(day)s: %(why)s") % {"day": day, "why": one.told}
    return ""


def _ended(plan: ExportPlan) -> str:
    day = date_format(plan.agreed_until, "j F Y") if plan.agreed_until else ""
    return _("The agreement to give it ended on %(day)s.") % {"day": day}


def signature(plan: ExportPlan, found: Sequence[Source]) -> str:
    """Return the fingerprint of all that a file would be made from."""
    told = [[one.table.id, one.basis, one.reason, *one.hashes] for one in found]
    agreed = [plan.ground, plan.agreed_by, str(plan.agreed_until)] if plan.agreed_ids else []
    text = json.dumps([told, agreed, plan.asked_in], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def gather(
    plan: ExportPlan, period: str, found: Sequence[Source], now: datetime
) -> tuple[list[Given], list[Lacking]]:
    """Return the tables to give, and what there is not; can take minutes."""
    given = [each for one in found if one.basis == PUBLIC for each in _public(plan, period, one)]
    lacking = [
        Lacking(one.table.name_nl, one.reason, one.reason) for one in found if one.basis == LACKING
    ]
    for one in (one for one in found if one.basis == AGREED):
        tables, reasons = _agreed(plan, period, one, now)
        given += tables
        told = said_to_recipient()
        lacking += [Lacking(one.table.name_nl, reason, told) for reason in reasons]
    return given, lacking


def _public(plan: ExportPlan, period: str, source: Source) -> Iterator[Given]:
    found = find_public(
        municipality_id=plan.municipality_id, table_id=source.table.id, period=period
    )
    for one in found:
        yield Given(
            source,
            one.place,
            one.release,
            one.release_hash,
            one.calculation_id,
            one.published_at,
        )


def _agreed(
    plan: ExportPlan, period: str, source: Source, now: datetime
) -> tuple[list[Given], list[str]]:
    """Return the tables of an agreed figure: those given before of these figures, or new ones.

    With why its other tables are not given, also when that was found for an earlier file.
    """
    before = ExportTable.objects.filter(
        edition__municipality_id=plan.municipality_id,
        edition__recipient_id=plan.recipient_id,
        edition__period=period,
        table_id=source.table.id,
        input_hash=source.hashes[0],
        is_new=True,
    )
    if rows := list(before.select_related("edition")):
        known = lacking_of(rows[0].edition)
        reasons = [one.reason for one in known if one.name == source.table.name_nl]
        return [_again(source, row) for row in rows], reasons
    asked = Asked(plan.municipality_id, period, now)
    (made,) = prepared_tables(asked, [source.table.id])
    whole = [one for one in made.rows if one.get("release")]
    reasons = [one["reasons"] for one in made.rows if one.get("reasons")]
    out = [(source.table.id, one["release"]) for one in whole]
    if telling := texts_that_tell(plan.municipality_id, period, out):
        why = _("It hides what everybody could read in: %(texts)s.")
        return [], [why % {"texts": "; ".join(telling)}]
    return [_first(source, one) for one in whole], reasons


def _again(source: Source, row: ExportTable) -> Given:
    kept = {
        "calculation_id": row.calculation_id,
        "input_hash": row.input_hash,
        "kept": row.kept,
        "is_new": False,
    }
    return Given(source, row.place, row.release, row.release_hash, row.calculation_id, kept=kept)


def _first(source: Source, made: dict[str, Any]) -> Given:
    kept = {name: made[name] for name in ("calculation_id", "input_hash", "kept")}
    return Given(
        source,
        made["place"],
        made["release"],
        made["release_hash"],
        made["calculation_id"],
        kept=kept | {"is_new": True},
    )


def names_of(table_ids: Sequence[str]) -> list[str]:
    """Return the names of tables, in the order given."""
    return [public_table(each).name_nl for each in table_ids]
