"""The two times of every accepted value: the half-year it is about, and since when it was known.

A part is known from the moment it was accepted until the next part of the same corporation,
half-year and municipality was accepted; nothing else ends it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from drieluik.apps.deliveries.models import Acceptance, Delivery, Restatement
from drieluik.core.tables import Period

_Verdict = Acceptance.Verdict
_EVER_ACCEPTED = (_Verdict.ACCEPTED, _Verdict.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class ShownRestatement:
    """Why accepted figures were changed, by whom, and in which delivery.

    Attributes:
        delivery_id: The correction.
        party_code: The corporation.
        party_name: Its name.
        period: The half-year.
        number: Number of the file.
        cause: One of ``Restatement.Cause``.
        cause_label: The same in words.
        explanation: What happened, in the words of who signed.
        stated_by: Who signed.
        stated_at: When.
    """

    delivery_id: UUID
    party_code: str
    party_name: str
    period: Period
    number: int
    cause: str
    cause_label: str
    explanation: str
    stated_by: str
    stated_at: datetime


@dataclass(frozen=True, slots=True)
class RecordedPart:
    """What was accepted of a corporation for a half-year, and how long it counted.

    Attributes:
        party_code: The corporation.
        party_name: Its name.
        period: The half-year: since when and until when the figures hold in the world.
        delivery_id: The delivery.
        tables_hash: Hash of the tables that counted.
        accepted_at: From when on it counted.
        superseded_at: Until when; None while it counts.
    """

    party_code: str
    party_name: str
    period: Period
    delivery_id: UUID
    tables_hash: str
    accepted_at: datetime
    superseded_at: datetime | None

    def was_known(self, at: datetime) -> bool:
        """Tell whether it counted at a moment."""
        return self.accepted_at <= at and (self.superseded_at is None or at < self.superseded_at)


def list_recorded(*, municipality_id: int) -> list[RecordedPart]:
    """Return everything that was ever accepted in a municipality, by half-year and corporation."""
    rows = (
        Acceptance.objects.filter(municipality_id=municipality_id, verdict__in=_EVER_ACCEPTED)
        .select_related("party")
        .order_by("year", "half", "party__code", "decided_at", "delivery__number")
    )
    found: list[RecordedPart] = []
    for _key, group in groupby(rows, key=lambda row: (row.year, row.half, row.party_id)):
        parts = list(group)
        ends = [part.decided_at for part in parts[1:]] + [None]
        found += [_recorded(part, end) for part, end in zip(parts, ends, strict=True)]
    return found


def _recorded(part: Acceptance, superseded_at: datetime | None) -> RecordedPart:
    if part.decided_at is None:
        raise ValueError(f"part {part.pk} was accepted at no moment")
    return RecordedPart(
        party_code=part.party.code,
        party_name=part.party.name,
        period=Period(part.year, part.half),
        delivery_id=part.delivery_id,
        tables_hash=part.counting_hash,
        accepted_at=part.decided_at,
        superseded_at=superseded_at,
    )


def corrects(delivery: Delivery) -> list[UUID]:
    """Return which other deliveries of the half-year count now, and so would be corrected."""
    parts = Acceptance.objects.filter(
        party_id=delivery.party_id,
        year=delivery.year,
        half=delivery.half,
        verdict=_Verdict.ACCEPTED,
    ).exclude(delivery_id=delivery.id)
    return list(parts.order_by("delivery__number").values_list("delivery_id", flat=True).distinct())


def restatements_of(
    delivery_ids: Iterable[UUID | str], *, municipality_id: int | None
) -> dict[str, ShownRestatement]:
    """Return the cause stated with each of some deliveries that is a correction, by its id.

    One file goes to several municipalities and may correct something in only one of them. What
    was wrong there is no business of the others.

    Args:
        delivery_ids: The deliveries.
        municipality_id: Only causes of what corrects something here; None for who delivered it.
    """
    rows = Restatement.objects.filter(delivery_id__in=list(delivery_ids))
    if municipality_id is not None:
        rows = rows.filter(delivery_id__in=_correcting(municipality_id))
    return {
        str(row.delivery_id): ShownRestatement(
            delivery_id=row.delivery_id,
            party_code=row.delivery.party.code,
            party_name=row.delivery.party.name,
            period=row.delivery.period,
            number=row.delivery.number,
            cause=row.cause,
            cause_label=str(row.get_cause_display()),
            explanation=row.explanation,
            stated_by=row.stated_by.name,
            stated_at=row.stated_at,
        )
        for row in rows.select_related("delivery__party", "stated_by")
    }


def _correcting(municipality_id: int) -> QuerySet[Acceptance, UUID]:
    """Return the deliveries with other tables here than those that counted before them.

    Where a correction says the same as before, it corrects something elsewhere and nothing here.
    """
    accepted = (
        Acceptance.objects.filter(
            municipality_id=municipality_id,
            verdict__in=_EVER_ACCEPTED,
            party_id=OuterRef("party_id"),
            year=OuterRef("year"),
            half=OuterRef("half"),
        )
        .exclude(delivery_id=OuterRef("delivery_id"))
        .order_by("-decided_at", "-delivery__number")
    )
    earlier = accepted.filter(
        Q(decided_at__lt=OuterRef("decided_at"))
        | Q(
            decided_at=OuterRef("decided_at"),
            delivery__number__lt=OuterRef("delivery__number"),
        )
    )
    before = Case(
        When(decided_at__isnull=True, then=Subquery(accepted.values(counted=_counting())[:1])),
        default=Subquery(earlier.values(counted=_counting())[:1]),
    )
    parts = Acceptance.objects.filter(municipality_id=municipality_id)
    changed = parts.annotate(before=before).exclude(before=None).exclude(before=_counting())
    return changed.values_list("delivery_id", flat=True)


def _counting() -> Coalesce:
    """Return ``Acceptance.counting_hash`` as the database reads it."""
    return Coalesce("mixed_hash", "tables_hash")


def find_restatement(delivery: Delivery, *, municipality_id: int | None) -> ShownRestatement | None:
    """Return the cause stated with a delivery; None when it corrects nothing (here)."""
    found = restatements_of([delivery.id], municipality_id=municipality_id)
    return found.get(str(delivery.id))


def list_restatements(
    *, municipality_id: int
) -> list[tuple[RecordedPart, ShownRestatement | None]]:
    """Return every correction that was accepted in a municipality, newest first, with its cause.

    The cause is None for a correction from before causes were asked.
    """
    recorded = list_recorded(municipality_id=municipality_id)
    counted: dict[tuple[str, Period], str] = {}
    corrections = []
    for part in recorded:
        before = counted.setdefault((part.party_code, part.period), part.tables_hash)
        if before != part.tables_hash:
            corrections.append(part)
        counted[part.party_code, part.period] = part.tables_hash
    causes = restatements_of(
        [part.delivery_id for part in corrections], municipality_id=municipality_id
    )
    newest = sorted(corrections, key=lambda part: part.accepted_at, reverse=True)
    return [(part, causes.get(str(part.delivery_id))) for part in newest]


def open_corrections(*, municipality_id: int) -> list[UUID]:
    """Return the checked or signed deliveries whose part here waits and would correct another.

    One with something that must be put right first is none of them: it cannot be signed.
    """
    parts = Acceptance.objects.filter(
        municipality_id=municipality_id,
        verdict=_Verdict.PENDING,
        delivery__state__in=(Delivery.State.CHECKED, Delivery.State.SIGNED),
        delivery__n_blocking=0,
    )
    counting = Acceptance.objects.filter(
        municipality_id=municipality_id,
        verdict=_Verdict.ACCEPTED,
        party_id=OuterRef("party_id"),
        year=OuterRef("year"),
        half=OuterRef("half"),
    )
    rows = parts.filter(Exists(counting)).order_by("delivery__uploaded_at", "id")
    return list(rows.values_list("delivery_id", flat=True))


def party_of(*, delivery_id: UUID) -> int:
    """Return the corporation of a delivery."""
    return int(Delivery.objects.values_list("party_id", flat=True).get(id=delivery_id))
