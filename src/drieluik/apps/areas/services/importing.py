"""Files with borders that people hand in, and their reading by the system."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import PurePath
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from drieluik.apps.areas import policies
from drieluik.apps.areas.models import Area, BorderSet
from drieluik.apps.areas.stored import SUFFIX, store_areas
from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.kept_files import keep_original, read_original
from drieluik.apps.organisations.actors import SYSTEM, Actor, person
from drieluik.apps.organisations.selectors import get_municipality
from drieluik.apps.organisations.services import lock_municipality
from drieluik.core.findings import Severity, action_nl, message_nl
from drieluik.core.geography import (
    BorderQuestion,
    BorderReading,
    RefusedError,
    check_can_be_tried,
)

_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a file with borders.

    Attributes:
        source: Who made the borders, and what it is called.
        licence: Under which licence; empty when unknown.
        source_on: Day of the source; None when unknown.
        year: Year of the division; None when the file says it.
    """

    source: str
    licence: str = ""
    source_on: date | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class WaitingBorders:
    """A file that waits to be read: its bytes, its name and what is wanted of it."""

    content: bytes
    file_name: str
    question: BorderQuestion


@transaction.atomic
def upload_borders(
    *,
    municipality_id: int,
    content: bytes,
    file_name: str,
    said: Said,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Keep a file with borders, so that it is read and people can look at what is in it.

    Reading is not done here; the job that listens to ``borders.uploaded`` does that, so that a
    large or hostile file holds up nobody.

    Raises:
        NotAllowed: The actor is no data steward of the municipality.
        WrongState: The file is empty, too large or of another kind, or the source is not said.

    Changes:
        One ``BorderSet`` being read, with its original bytes; one event ``borders.uploaded``.
    """
    lock_municipality(municipality_id)
    policies.check_may_read_in(actor, municipality_id=municipality_id)
    policies.check_size(n_bytes=len(content))
    policies.check_year(year=said.year)
    if not said.source.strip():
        raise WrongState(_("Say where the borders come from."))
    name = PurePath(file_name.replace("\\", "/")).name[-255:] or "grenzen"
    _check_can_be_tried(content, name)
    row = BorderSet.objects.create(
        municipality_id=municipality_id,
        year=said.year,
        source=said.source.strip()[:200],
        source_on=said.source_on,
        licence=said.licence.strip()[:100],
        file_name=name,
        content_hash=keep_original(content, SUFFIX),
        n_bytes=len(content),
        added_by_id=person(actor),
        added_at=now,
    )
    facts = {"content_hash": row.content_hash, "n_bytes": row.n_bytes}
    record("borders.uploaded", row, actor, now, **facts)
    return row.id


def find_waiting(*, set_id: UUID) -> WaitingBorders | None:
    """Return what is to be read; None when it has been read already.

    Raises:
        OSError: The kept original is gone, or is no longer what was kept.
    """
    row = BorderSet.objects.filter(id=set_id, state=BorderSet.State.READING).first()
    if row is None:
        return None
    question = BorderQuestion(
        municipality_code=get_municipality(municipality_id=row.municipality_id).code,
        year=row.year,
        known=_known_codes(row.municipality_id),
    )
    return WaitingBorders(read_original(row.content_hash, SUFFIX), row.file_name, question)


def note_reading(*, set_id: UUID, phase: str, share: float) -> None:
    """Say how far the reading is; nothing happens when it has ended.

    Changes:
        Phase and share of the ``BorderSet``; no event, for nothing was decided.
    """
    BorderSet.objects.filter(id=set_id, state=BorderSet.State.READING).update(
        reading_phase=phase[:80], reading_share=min(max(share, 0.0), 1.0)
    )


@transaction.atomic
def record_reading(*, set_id: UUID, reading: BorderReading, now: datetime) -> bool:
    """Store what was read, all of it or nothing.

    Returns:
        Whether it was stored; not when it had been stored before.

    Changes:
        ``BorderSet`` to read with its areas and report, and one event ``borders.read``; or, when
        nothing could be read, to unreadable with the reason and one event ``borders.unreadable``.
    """
    row = _lock_waiting(set_id)
    if row is None:
        return False
    row.report = {
        "kind": reading.kind,
        "layers": [asdict(layer) for layer in reading.layers],
        "findings": [asdict(found) for found in reading.findings],
    }
    if not reading.areas or reading.year is None:
        blocking = [one for one in reading.findings if one.severity is Severity.BLOCKS]
        reason = " ".join(f"{message_nl(one)} {action_nl(one)}" for one in blocking)
        _close_unread(row, reason, [one.rule for one in blocking], now)
        return True
    row.state, row.year, row.reading_share = BorderSet.State.READ, reading.year, 1.0
    row.save(update_fields=["state", "year", "reading_share", "report"])
    store_areas(row, reading.areas)
    facts = {"n_areas": len(reading.areas), "n_findings": len(reading.findings)}
    record("borders.read", row, SYSTEM, now, **facts)
    return True


@transaction.atomic
def interrupt_reading(*, set_id: UUID, now: datetime) -> None:
    """Say that the reading broke off by a fault of ours, so that people can try again.

    Changes:
        ``BorderSet`` to unreadable; one event ``borders.unreadable``.
    """
    row = _lock_waiting(set_id)
    if row is not None:
        with translation.override("nl"):
            reason = _("The reading was broken off by a fault of ours. Hand the file in again.")
        _close_unread(row, reason, ["interrupted"], now)


def record(name: str, row: BorderSet, actor: Actor, now: datetime, **facts: object) -> None:
    """Write an act on a set of borders in the audit trail."""
    audit.record(
        name=name,
        subject=("borders", row.id),
        actor=actor,
        now=now,
        facts={"municipality_id": row.municipality_id, "year": row.year, **facts},
    )


def _check_can_be_tried(content: bytes, name: str) -> None:
    try:
        check_can_be_tried(content, name)
    except RefusedError as refused:
        found = refused.finding
        raise WrongState(f"{message_nl(found)} {action_nl(found)}") from refused


def _known_codes(municipality_id: int) -> dict[int, frozenset[str]]:
    rows = Area.objects.filter(
        border_set__municipality_id=municipality_id,
        border_set__state=BorderSet.State.IN_USE,
        level=Area.Level.BUURT,
    )
    known: dict[int, set[str]] = {}
    for year, code in rows.values_list("border_set__year", "code"):
        known.setdefault(year or 0, set()).add(code)
    return {year: frozenset(codes) for year, codes in known.items()}


def _close_unread(row: BorderSet, reason: str, rules: list[str], now: datetime) -> None:
    row.state, row.reason, row.closed_at = (
        BorderSet.State.UNREADABLE,
        reason[:_LONGEST_REASON] or _("There is nothing to read in this file."),
        now,
    )
    row.save(update_fields=["state", "reason", "closed_at", "report"])
    record("borders.unreadable", row, SYSTEM, now, rules=rules)


def _lock_waiting(set_id: UUID) -> BorderSet | None:
    rows = BorderSet.objects.select_for_update()
    return rows.filter(id=set_id, state=BorderSet.State.READING).first()
