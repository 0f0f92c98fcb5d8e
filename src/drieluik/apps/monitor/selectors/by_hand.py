"""Lights that people set by hand, and which of them hold on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import formats
from django.utils.translation import gettext as _

from drieluik.apps.monitor.models import LightByHand
from drieluik.apps.monitor.wording import light_label


@dataclass(frozen=True, slots=True)
class ByHand:
    """A light set by hand.

    Attributes:
        norm_id: Of which norm.
        period: Over which half-year.
        light: What people say.
        reason: Why.
        by: Who set it.
        set_on: First day on which it holds.
        until: First day on which it holds no longer, also when it was taken back.
        ended_at: When it was taken back or replaced; None when it was not.
        ended_by: By whom; empty when nobody did.
        ended_because: Why.
    """

    norm_id: UUID
    period: str
    light: str
    reason: str
    by: str
    set_on: date
    until: date
    ended_at: datetime | None
    ended_by: str
    ended_because: str

    @property
    def last_day(self) -> date:
        """Last day on which it holds; the first one when it was taken back on that day."""
        return max(self.until - timedelta(days=1), self.set_on)

    def holds_on(self, day: date) -> bool:
        """Tell whether it counts on a day."""
        return self.set_on <= day < self.until

    def told(self, worked_out: str, reason: str) -> str:
        """Say that the light was set by hand, and what it would be otherwise and why.

        Args:
            worked_out: The light that was worked out.
            reason: Why.
        """
        return _(
            "Set by hand by %(by)s until %(day)s: %(reason)s "
            "Worked out: %(light)s. %(worked_out_reason)s"
        ) % {
            "by": self.by,
            "day": formats.date_format(self.last_day, "j F Y"),
            "reason": _sentence(self.reason),
            "light": light_label(worked_out).lower(),
            "worked_out_reason": reason,
        }


def list_by_hand(
    norm_ids: Iterable[UUID], *, known_at: datetime | None = None
) -> dict[UUID, tuple[ByHand, ...]]:
    """Return the lights that were ever set by hand, by norm, oldest first.

    Args:
        norm_ids: Of which norms.
        known_at: As known at this moment: what was set or taken back later is left out.
    """
    found: dict[UUID, tuple[ByHand, ...]] = {}
    rows = LightByHand.objects.filter(norm_id__in=list(norm_ids))
    if known_at is not None:
        rows = rows.filter(set_at__lte=known_at)
    for row in rows.select_related("set_by", "ended_by").order_by("set_at", "id"):
        found[row.norm_id] = (*found.get(row.norm_id, ()), _row(row, known_at))
    return found


def _row(row: LightByHand, known_at: datetime | None) -> ByHand:
    ended = row.ended_at if known_at is None or (row.ended_at or known_at) <= known_at else None
    until = row.until
    if ended is not None and row.ended_on is not None:
        until = min(until, row.ended_on)
    return ByHand(
        norm_id=row.norm_id,
        period=row.period,
        light=row.light,
        reason=row.reason,
        by=row.set_by.name,
        set_on=row.set_on,
        until=until,
        ended_at=ended,
        ended_by=row.ended_by.name if ended and row.ended_by else "",
        ended_because=row.ended_because if ended else "",
    )


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
