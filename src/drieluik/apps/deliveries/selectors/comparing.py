"""What the findings of a file have become since the file before it: new, still there, or solved."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from drieluik.apps.deliveries.models import Delivery, DeliveryFinding
from drieluik.apps.deliveries.same_findings import ACROSS, UNREAD
from drieluik.core.workbooks.matching import bare

COMPARED = {"nieuw": "new", "nog": "still", "opgelost": "solved"}
"""How people ask for findings compared with the file before."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """A reason given before, and of how many findings now it was given for the very same."""

    reason: str
    n: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The findings of a file beside those of the file before.

    Attributes:
        before: The file before, of the same corporation and half-year.
        n_new: Found now and not then.
        n_still: Found then as well.
        n_solved: Found then and not any more.
        n_unseen: Found then, on a sheet that could not be read as a whole now.
        reasons: Reasons given for this or an earlier file that can be taken over.
    """

    before: Delivery
    n_new: int
    n_still: int
    n_solved: int
    n_unseen: int
    reasons: tuple[Reasons, ...]

    @property
    def n_reasons(self) -> int:
        """For how many findings a reason can be taken over."""
        return sum(one.n for one in self.reasons)


def find_before(delivery: Delivery, siblings: Iterable[Delivery]) -> Delivery | None:
    """Return the last file before this one that was the right workbook and was checked."""
    return max(_earlier(delivery, siblings), key=lambda one: one.number, default=None)


def _earlier(delivery: Delivery, siblings: Iterable[Delivery]) -> list[Delivery]:
    return [
        one
        for one in siblings
        if one.number < delivery.number
        and one.checked_at is not None
        and one.state != Delivery.State.SET_ASIDE
    ]


def compare(delivery: Delivery, siblings: Iterable[Delivery]) -> Comparison | None:
    """Return what became of the findings; None without a checked file before."""
    siblings = list(siblings)
    before = find_before(delivery, siblings)
    if delivery.checked_at is None or delivery.state == Delivery.State.SET_ASIDE or before is None:
        return None
    if before.findings.filter(identity=None).exists():
        return None  # checked before findings were recognised in a next file
    unseen = _gone(delivery, before).filter(_unseen(delivery, before)).count()
    return Comparison(
        before=before,
        n_new=delivery.findings.filter(since=delivery.number).count(),
        n_still=delivery.findings.filter(since__lt=delivery.number).count(),
        n_solved=list_solved(delivery, before).count(),
        n_unseen=unseen,
        reasons=_count_reasons(delivery, siblings),
    )


def list_solved(delivery: Delivery, before: Delivery) -> QuerySet[DeliveryFinding]:
    """Return the findings of the file before that are not there any more, and were looked for."""
    return _gone(delivery, before).exclude(_unseen(delivery, before))


def with_reasons(delivery: Delivery, siblings: Iterable[Delivery]) -> QuerySet[Any, Any]:
    """Return what is still to be confirmed and was before, with the last reason given as ``given``.

    The reason of a waiver is no reason for this file: while it runs it counts by itself.
    """
    earlier = [one.id for one in _earlier(delivery, siblings)]
    then = DeliveryFinding.objects.filter(
        delivery_id__in=earlier, says=OuterRef("says"), confirmed_at__isnull=False, waiver=None
    )
    reason = then.order_by("-delivery__number").values("reason")[:1]
    rows = delivery.findings.order_by().filter(severity="confirm", confirmed_at=None)
    return rows.annotate(given=Subquery(reason)).exclude(given=None)


def _count_reasons(delivery: Delivery, siblings: Iterable[Delivery]) -> tuple[Reasons, ...]:
    rows = with_reasons(delivery, siblings).values("given").annotate(n=Count("id"))
    return tuple(Reasons(one["given"], one["n"]) for one in rows.order_by("-n", "given"))


def _gone(delivery: Delivery, before: Delivery) -> QuerySet[DeliveryFinding]:
    here = delivery.findings.exclude(identity=None).values("identity")
    # what was checked before findings were recognised is never called solved
    return before.findings.exclude(identity=None).exclude(identity__in=here)


def _unseen(delivery: Delivery, before: Delivery) -> Q:
    """Ask for what stood on a sheet that was not read as a whole this time."""
    unread = {
        bare(name)
        for name in delivery.findings.filter(rule__in=UNREAD).values_list("sheet", flat=True)
    }
    if not unread:
        return Q(pk__in=())
    names = set(before.findings.order_by().values_list("sheet", flat=True).distinct())
    return Q(sheet__in=[name for name in names if bare(name) in unread]) | Q(rule__in=ACROSS)
