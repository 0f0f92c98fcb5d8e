"""What the findings of a file have become since the file before it: new, still there, or solved."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from drieluik.apps.deliveries.models import Delivery, DeliveryFinding
from drieluik.apps.deliveries.same_findings import ACROSS, UNREAD
from drieluik.core.workbooks.matching import bare

COMPARED = {"nieuw": "new", "nog": "still", "opgelost": "solved"}
"""How people ask for findings compared with the file before."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """A reason given before for findings that say the same now: their numbers in the new file."""

    reason: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The findings of a file beside those of the file before.

    Attributes:
        before: The file before, of the same corporation and half-year.
        n_new: Found now and not then.
        n_still: Found then as well.
        n_solved: Found then and not any more.
        n_unseen: Found then, on a sheet that could not be read as a whole now.
        reasons: Reasons given then that can be taken over.
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
        return sum(len(one.numbers) for one in self.reasons)


def find_before(delivery: Delivery, siblings: Iterable[Delivery]) -> Delivery | None:
    """Return the last file before this one that was the right workbook and was checked."""
    earlier = [
        one
        for one in siblings
        if one.number < delivery.number
        and one.checked_at is not None
        and one.state != Delivery.State.SET_ASIDE
    ]
    return max(earlier, key=lambda one: one.number, default=None)


def compare(delivery: Delivery, siblings: Iterable[Delivery]) -> Comparison | None:
    """Return what became of the findings; None without a checked file before."""
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
        reasons=list_reasons(delivery, before),
    )


def list_solved(delivery: Delivery, before: Delivery) -> QuerySet[DeliveryFinding]:
    """Return the findings of the file before that are not there any more, and were looked for."""
    return _gone(delivery, before).exclude(_unseen(delivery, before))


def list_reasons(delivery: Delivery, before: Delivery) -> tuple[Reasons, ...]:
    """Return the reasons given for the file before, where the very same is still to be confirmed.

    The reason of a waiver is no reason for this file: while it runs it counts by itself.
    """
    by_people = before.findings.filter(waiver=None).exclude(confirmed_at=None)
    given = {one.identity: one for one in by_people.exclude(identity=None)}
    if not given:
        return ()
    found: dict[str, list[int]] = defaultdict(list)
    for one in delivery.findings.filter(severity="confirm", confirmed_at=None):
        then = given.get(one.identity)
        if then is not None and (then.value, then.facts) == (one.value, one.facts):
            found[then.reason].append(one.number)
    return tuple(Reasons(reason, tuple(numbers)) for reason, numbers in found.items())


def _gone(delivery: Delivery, before: Delivery) -> QuerySet[DeliveryFinding]:
    here = delivery.findings.exclude(identity=None).values("identity")
    return before.findings.exclude(identity__in=here)


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
