"""The reading of a document that was handed in: under way, finished, or broken off.

Done by the system itself, outside the request of the person who handed it in.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from drieluik.apps.agreements.documents import SUFFIX
from drieluik.apps.agreements.models import Import
from drieluik.apps.audit import services as audit
from drieluik.apps.kept_files import read_original
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.core.documents import AgreementsDocument
from drieluik.core.documents.exchange import to_json
from drieluik.core.findings import Severity, action_nl, message_nl

_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document that waits to be read: its bytes and its name."""

    content: bytes
    file_name: str


def find_waiting(*, import_id: UUID) -> Waiting | None:
    """Return what is to be read; None when it has been read already.

    Raises:
        OSError: The kept original is gone, or is no longer what was kept.
    """
    row = Import.objects.filter(id=import_id, state=Import.State.READING).first()
    return Waiting(read_original(row.content_hash, SUFFIX), row.file_name) if row else None


def note_reading(*, import_id: UUID, phase: str, share: float) -> None:
    """Say how far the reading is; nothing happens when it has ended.

    Changes:
        Phase and share of the ``Import``; no event, for nothing was decided.
    """
    Import.objects.filter(id=import_id, state=Import.State.READING).update(
        reading_phase=phase[:60], reading_share=min(max(share, 0.0), 1.0)
    )


@transaction.atomic
def record_reading(*, import_id: UUID, document: AgreementsDocument, now: datetime) -> bool:
    """Store what was read, all of it or nothing.

    Returns:
        Whether it was stored; not when it had been stored before.

    Changes:
        ``Import`` to read with its outline and one event ``import.read``; or, when there was
        nothing to read in it, to unreadable with the reason and one event ``import.unreadable``.
    """
    blocking = [one for one in document.findings if one.severity is Severity.BLOCKS]
    if blocking and not document.themes and not document.focus_projects:
        reason = " ".join(f"{message_nl(one)} {action_nl(one)}" for one in blocking)
        return _close_unread(import_id, reason, [one.rule for one in blocking], now)
    row = _lock_waiting(import_id)
    if row is None:
        return False
    row.state, row.reading_share = Import.State.READ, 1.0
    row.as_read = row.outline = to_json(document)
    row.save(update_fields=["state", "reading_share", "as_read", "outline"])
    audit.record(
        name="import.read",
        subject=("import", row.id),
        actor=SYSTEM,
        now=now,
        facts={"n_themes": len(document.themes), "n_findings": len(document.findings)},
    )
    return True


@transaction.atomic
def interrupt_reading(*, import_id: UUID, now: datetime) -> None:
    """Say that the reading broke off by a fault of ours, so that people can try again.

    Changes:
        ``Import`` to unreadable; one event ``import.unreadable``.
    """
    with translation.override("nl"):
        reason = _("The reading was broken off by a fault of ours. Hand the document in again.")
    _close_unread(import_id, reason, ["interrupted"], now)


def _close_unread(import_id: UUID, reason: str, rules: list[str], now: datetime) -> bool:
    row = _lock_waiting(import_id)
    if row is None:
        return False
    row.state, row.reason, row.closed_at = Import.State.UNREADABLE, reason[:_LONGEST_REASON], now
    row.save(update_fields=["state", "reason", "closed_at"])
    audit.record(
        name="import.unreadable",
        subject=("import", row.id),
        actor=SYSTEM,
        now=now,
        facts={"rules": rules},
    )
    return True


def _lock_waiting(import_id: UUID) -> Import | None:
    rows = Import.objects.select_for_update()
    return rows.filter(id=import_id, state=Import.State.READING).first()
