"""Reading the chain."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from drieluik.apps.audit.chain import Link, first_break, moment
from drieluik.apps.audit.models import AuditEvent, AuditHead


@dataclass(frozen=True, slots=True)
class ChainState:
    """Outcome of a check of the whole chain.

    Attributes:
        n_events: Events in the database.
        broken_at: Sequence of the first event that does not fit; None when all fit.
        head_matches: Whether the last event is the one the head of the chain names.
    """

    n_events: int
    broken_at: int | None
    head_matches: bool

    @property
    def intact(self) -> bool:
        """Tell whether nothing was changed, dropped or added outside the services."""
        return self.broken_at is None and self.head_matches


def verify_chain() -> ChainState:
    """Check every event against its hash and its predecessor, and the end against the head."""
    broken_at = first_break(_links())
    last = AuditEvent.objects.last()
    head = AuditHead.objects.filter(id=1).first()
    expected = (head.sequence, head.hash) if head else (0, "")
    found = (last.sequence, last.hash) if last else (0, "")
    return ChainState(AuditEvent.objects.count(), broken_at, expected == found)


def last_moment() -> tuple[str, datetime] | None:
    """Return hash and moment of the last event; None before the first."""
    return AuditEvent.objects.order_by("-sequence").values_list("hash", "at").first()


def list_events(subject_type: str, subject_id: object) -> QuerySet[AuditEvent]:
    """Return the events about one thing, oldest first."""
    return AuditEvent.objects.filter(subject_type=subject_type, subject_id=str(subject_id))


def list_events_of(
    subject_type: str, subject_ids: Iterable[str], *, name: str
) -> QuerySet[AuditEvent]:
    """Return the events of one name about more things, oldest first."""
    return AuditEvent.objects.filter(
        subject_type=subject_type, subject_id__in=list(subject_ids), name=name
    )


def _links() -> Iterator[tuple[Link, str]]:
    for event in AuditEvent.objects.order_by("sequence").iterator(chunk_size=2000):
        yield (
            Link(
                sequence=event.sequence,
                name=event.name,
                subject_type=event.subject_type,
                subject_id=event.subject_id,
                actor_id=event.actor_id,
                actor_name=event.actor_name,
                party_code=event.party_code,
                at=moment(event.at),
                facts=event.facts,
                previous_hash=event.previous_hash,
            ),
            event.hash,
        )
