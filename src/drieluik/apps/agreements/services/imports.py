"""Documents that are read in: upload, correct step by step, take a step back, withdraw."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.db import transaction

from drieluik.apps.agreements import policies
from drieluik.apps.agreements.corrections import corrected
from drieluik.apps.agreements.documents import SUFFIX
from drieluik.apps.agreements.models import Import
from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.kept_files import keep_original
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.services import lock_municipality
from drieluik.core.documents import RefusedError, check_can_be_tried
from drieluik.core.findings import Finding, action_nl, message_nl


@dataclass(frozen=True, slots=True)
class Uploaded:
    """The document that was handed in; ``already_there`` when the same file was known."""

    import_id: UUID
    already_there: bool


@transaction.atomic
def upload_document(
    *, municipality_id: int, content: bytes, file_name: str, actor: Actor, now: datetime
) -> Uploaded:
    """Keep an agreements document, so that it is read and people can check the outline.

    Reading is not done here; the job that listens to ``import.uploaded`` does that, so that a
    long or hostile document holds up nobody. The same file twice is recognised: the first is
    returned and nothing changes.

    Raises:
        NotAllowed: The actor is no editor or steward of the municipality.
        WrongState: The file is empty, too large or of another kind; nothing is kept.

    Changes:
        One ``Import`` with its original bytes; one event ``import.uploaded``.
    """
    lock_municipality(municipality_id)
    policies.check_may_record(actor, municipality_id=municipality_id)
    policies.check_can_be_read(n_bytes=len(content))
    name = PurePath(file_name.replace("\\", "/")).name[-255:] or "document"
    _check_can_be_tried(content, name)
    content_hash = keep_original(content, SUFFIX)
    known = (
        Import.objects.filter(municipality_id=municipality_id, content_hash=content_hash)
        .exclude(state__in=[Import.State.WITHDRAWN, Import.State.UNREADABLE])
        .first()
    )
    if known is not None:
        return Uploaded(known.id, already_there=True)
    row = Import.objects.create(
        municipality_id=municipality_id,
        file_name=name,
        content_hash=content_hash,
        n_bytes=len(content),
        uploaded_by_id=person(actor),
        uploaded_at=now,
    )
    audit.record(
        name="import.uploaded",
        subject=("import", row.id),
        actor=actor,
        now=now,
        facts={"content_hash": content_hash, "n_bytes": len(content)},
    )
    return Uploaded(row.id, already_there=False)


def _check_can_be_tried(content: bytes, name: str) -> None:
    try:
        check_can_be_tried(content, name)
    except RefusedError as refused:
        raise WrongState(_sentence(refused.finding)) from refused


def _sentence(found: Finding) -> str:
    return f"{message_nl(found)} {action_nl(found)}"


@transaction.atomic
def correct_outline(
    *, import_id: UUID, step: int, correction: Mapping[str, Any], actor: Actor, now: datetime
) -> None:
    """Correct the outline by one step, such as moving or splitting an agreement.

    Args:
        import_id: The document.
        step: The step the person was looking at.
        correction: ``act`` and what it needs, see ``apps.agreements.corrections``.
        actor: Who corrects.
        now: When.

    Raises:
        NotAllowed: The actor is no editor or steward of the municipality.
        WrongState: The document is closed, somebody else changed it meanwhile, or the step is
            impossible.

    Changes:
        ``Import.outline``, ``corrections`` and ``step``; one event ``import.corrected``.
    """
    document = _open_import(import_id, step, actor)
    document.outline = corrected(document.outline, [correction])
    document.corrections = [
        *document.corrections,
        {**correction, "by": actor.user_id, "at": now.isoformat(), "undone": False},
    ]
    _save_step(document)
    audit.record(
        name="import.corrected",
        subject=("import", document.id),
        actor=actor,
        now=now,
        facts={"step": document.step, "act": correction["act"]},
    )


@transaction.atomic
def undo_correction(*, import_id: UUID, step: int, actor: Actor, now: datetime) -> None:
    """Take back the last correction that still counts; the record keeps it as undone.

    Raises:
        NotAllowed: The actor is no editor or steward of the municipality.
        WrongState: The document is closed, was changed meanwhile, or has nothing to take back.

    Changes:
        ``Import.outline``, ``corrections`` and ``step``; one event ``import.correction_undone``.
    """
    document = _open_import(import_id, step, actor)
    places = [at for at, one in enumerate(document.corrections) if not one["undone"]]
    policies.check_has_correction(n_corrections=len(places))
    kept = [document.corrections[at] for at in places[:-1]]
    document.outline = corrected(document.as_read, kept)
    document.corrections[places[-1]]["undone"] = True
    _save_step(document)
    audit.record(
        name="import.correction_undone",
        subject=("import", document.id),
        actor=actor,
        now=now,
        facts={"step": document.step, "act": document.corrections[places[-1]]["act"]},
    )


@transaction.atomic
def withdraw_import(*, import_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Set a document aside that should not become the register; it is kept, with the reason.

    Raises:
        NotAllowed: The actor is no editor or steward of the municipality.
        WrongState: The document has been confirmed or withdrawn.

    Changes:
        ``Import`` to withdrawn; one event ``import.withdrawn``.
    """
    document = Import.objects.select_for_update().get(id=import_id)
    policies.check_may_record(actor, municipality_id=document.municipality_id)
    policies.check_is_open(document)
    close_import(document, Import.State.WITHDRAWN, reason=reason.strip(), actor=actor, now=now)
    audit.record(
        name="import.withdrawn",
        subject=("import", document.id),
        actor=actor,
        now=now,
        facts={"reason": document.reason},
    )


def close_import(
    document: Import, state: Import.State, *, reason: str = "", actor: Actor, now: datetime
) -> None:
    """Write the end of a document; the caller has locked it and checked who and state."""
    document.state, document.reason = state, reason
    document.closed_by_id, document.closed_at = actor.user_id, now
    document.save(update_fields=["state", "reason", "closed_by", "closed_at"])


def _open_import(import_id: UUID, step: int, actor: Actor) -> Import:
    document = Import.objects.select_for_update().get(id=import_id)
    policies.check_may_record(actor, municipality_id=document.municipality_id)
    policies.check_is_open(document)
    policies.check_is_at_step(document, step=step)
    return document


def _save_step(document: Import) -> None:
    document.step += 1
    document.save(update_fields=["outline", "corrections", "step"])
