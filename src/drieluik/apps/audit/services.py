"""Recording acts. Called by services inside their own transaction, never by views."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

from drieluik.apps.audit.chain import Link, link_hash, moment
from drieluik.apps.audit.models import AuditEvent, AuditHead


class Acting(Protocol):
    """Whoever acts: a signed-in person, or the system itself (no user id)."""

    @property
    def user_id(self) -> int | None: ...

    @property
    def name(self) -> str: ...


Listener = Callable[[AuditEvent], None]
_listeners: dict[str, list[Listener]] = {}


def subscribe(event_name: str, listener: Listener) -> None:
    """Call ``listener`` inside the transaction of every event with this name.

    Used by ``jobs`` to put work in the queue; because queue and event share the transaction,
    neither exists without the other.
    """
    listeners = _listeners.setdefault(event_name, [])
    if listener not in listeners:
        listeners.append(listener)


def hold_acts() -> AuditHead:
    """Let every other act wait until this transaction is over; returns the head of the chain."""
    AuditHead.objects.get_or_create(id=1)
    head: AuditHead = AuditHead.objects.select_for_update().get(id=1)
    return head


@transaction.atomic
def record(
    *,
    name: str,
    subject: tuple[str, object],
    actor: Acting,
    now: datetime,
    party_code: str = "",
    facts: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Add one event to the chain.

    Args:
        name: What was done, ``<noun>.<participle>`` such as ``delivery.accepted``.
        subject: Kind and id of what it was done to.
        actor: Who did it.
        now: When.
        party_code: For which party the actor acted; empty when for none.
        facts: Plain JSON values that later readers need; never names or rows of people.

    Changes:
        One ``AuditEvent``; the head of the chain moves on.
    """
    head = hold_acts()
    link = Link(
        sequence=head.sequence + 1,
        name=name,
        subject_type=subject[0],
        subject_id=str(subject[1]),
        actor_id=actor.user_id,
        actor_name=actor.name,
        party_code=party_code,
        at=moment(now),
        facts=dict(facts or {}),
        previous_hash=head.hash,
    )
    event = AuditEvent.objects.create(
        sequence=link.sequence,
        name=link.name,
        subject_type=link.subject_type,
        subject_id=link.subject_id,
        actor_id=link.actor_id,
        actor_name=link.actor_name,
        party_code=link.party_code,
        at=now,
        facts=link.facts,
        previous_hash=link.previous_hash,
        hash=link_hash(link),
    )
    head.sequence, head.hash = event.sequence, event.hash
    head.save(update_fields=["sequence", "hash"])
    for listener in _listeners.get(name, []):
        listener(event)
    return event
