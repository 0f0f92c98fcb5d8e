"""Deliveries as their own corporation reads them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from drieluik.apps.deliveries.models import Acceptance, Delivery, DeliveryRound
from drieluik.apps.deliveries.selectors.asking import rounds_for
from drieluik.apps.deliveries.selectors.taking_in import (
    Asking,
    TakingIn,
    asking_of,
    newest_reopenings,
)
from drieluik.apps.organisations.actors import Actor
from drieluik.core.tables import Period


@dataclass(frozen=True, slots=True)
class Task:
    """One half-year a corporation is asked for.

    Attributes:
        party_id: The corporation.
        party_code: Its code.
        party_name: Its name.
        period: The half-year.
        due_on: The earliest last day of the municipalities that ask.
        municipalities: Names of those that ask.
        newest: The newest delivery that stands: not withdrawn, replaced or set aside. When none
            stands the last one that came in; None when nothing did.
        counting: The signed delivery that counts or waits for a decision; None when there is none.
        asking: Until when each of those that ask takes in something.
        is_new: Whether it never handed in anything; what was withdrawn was handed in.
    """

    party_id: int
    party_code: str
    party_name: str
    period: Period
    due_on: date
    municipalities: tuple[str, ...]
    newest: Delivery | None
    counting: Delivery | None
    asking: tuple[Asking, ...]
    is_new: bool

    def is_late(self, today: date) -> bool:
        """Tell whether the last day has gone by without a signed delivery."""
        return today > self.due_on and self.counting is None

    def taking_in(self, today: date) -> TakingIn:
        """Return what can still be done for it."""
        return TakingIn(self.asking, self.is_new, today)

    @property
    def is_being_corrected(self) -> bool:
        """Tell whether a correction is on its way while earlier figures keep counting."""
        return self.counting is not None and self.newest != self.counting


def list_tasks(actor: Actor) -> list[Task]:
    """Return what is asked of the actor's corporations, newest half-year first."""
    corporations = {
        standing.party_id: standing
        for standing in actor.standings
        if standing.party_kind == "corporation"
    }
    tasks = []
    for party_id, standing in corporations.items():
        newest, counting, handed_in = _leading_per_period(party_id)
        asked = _by_period(party_id)
        reopened = newest_reopenings((one for rounds in asked.values() for one in rounds), party_id)
        for period, rounds in asked.items():
            tasks.append(
                Task(
                    party_id=party_id,
                    party_code=standing.party_code,
                    party_name=standing.party_name,
                    period=period,
                    due_on=min(one.due_on for one in rounds),
                    municipalities=tuple(one.municipality.name for one in rounds),
                    newest=newest.get(period),
                    counting=counting.get(period),
                    asking=asking_of(rounds, reopened),
                    is_new=period not in handed_in,
                )
            )
    return sorted(tasks, key=lambda task: (task.period, task.party_name), reverse=True)


def find_task(*, party_code: str, period: Period, actor: Actor) -> Task | None:
    """Return one half-year asked of the actor's own corporation, or None."""
    found = (
        task
        for task in list_tasks(actor)
        if task.party_code == party_code and task.period == period
    )
    return next(found, None)


def _by_period(party_id: int) -> dict[Period, list[DeliveryRound]]:
    rounds: dict[Period, list[DeliveryRound]] = defaultdict(list)
    for one in rounds_for(party_id=party_id):
        rounds[one.period].append(one)
    return rounds


_ByPeriod = dict[Period, Delivery]


def _leading_per_period(party_id: int) -> tuple[_ByPeriod, _ByPeriod, set[Period]]:
    """Return per half-year the newest delivery (see ``Task``), and the signed one that counts.

    And for which half-years anything was handed in, a wrong file that was set aside left out.
    """
    rows = _with_people(Delivery.objects.filter(party_id=party_id)).order_by("number")
    newest: _ByPeriod = {}
    counting: _ByPeriod = {}
    handed_in: set[Period] = set()
    parts = Prefetch("parts", Acceptance.objects.select_related("municipality"))
    for row in rows.prefetch_related(parts, "parts__sent_back"):
        before = newest.get(row.period)
        if row.state != Delivery.State.SET_ASIDE:
            handed_in.add(row.period)
        if row.state in Delivery.STANDING or before is None or not before.stands:
            newest[row.period] = row
        if row.state == Delivery.State.SIGNED and not was_sent_back(row):
            counting[row.period] = row
    return newest, counting, handed_in


def was_sent_back(delivery: Delivery) -> bool:
    """Tell whether a municipality refused its part."""
    return any(part.verdict == part.Verdict.REFUSED for part in delivery.parts.all())


def list_deliveries(*, party_id: int, period: Period) -> list[Delivery]:
    """Return all deliveries of a corporation for a half-year, newest first."""
    rows = Delivery.objects.filter(party_id=party_id, year=period.year, half=period.half)
    return list(_with_people(rows).prefetch_related("parts__municipality", "parts__sent_back"))


def find_delivery(*, delivery_id: UUID, actor: Actor) -> Delivery | None:
    """Return a delivery of one of the actor's own corporations, or None (as if it were not there).

    People of a municipality never come here: they read their own part, once it was signed.
    """
    rows = Delivery.objects.filter(id=delivery_id, party_id__in=actor.party_ids)
    return (
        _with_people(rows)
        .prefetch_related("parts__municipality", "parts__decided_by", "parts__sent_back")
        .first()
    )


def list_siblings(delivery: Delivery) -> list[Delivery]:
    """Return the other deliveries of the same corporation and half-year, newest first."""
    rows = list_deliveries(party_id=delivery.party_id, period=delivery.period)
    return [row for row in rows if row.id != delivery.id]


def find_standing(siblings: Iterable[Delivery]) -> Delivery | None:
    """Return the newest of some deliveries that stands and was not sent back, or None."""
    return next((one for one in siblings if one.stands and not was_sent_back(one)), None)


def newer_under_check(delivery: Delivery, siblings: Iterable[Delivery]) -> Delivery | None:
    """Return the newest file handed in after a delivery whose check has not ended, or None."""
    found = [
        one
        for one in siblings
        if one.number > delivery.number and one.state in Delivery.UNDER_CHECK
    ]
    return max(found, key=lambda one: one.number, default=None)


def find_same_content(delivery: Delivery) -> Delivery | None:
    """Return an earlier delivery of the same corporation that says the same in other bytes.

    Of its own half-year the newest before it; without one the last that came in for another.
    """
    set_aside = Delivery.State.SET_ASIDE
    if not delivery.content_fingerprint or delivery.state == set_aside:
        return None
    same = Delivery.objects.filter(
        party_id=delivery.party_id, content_fingerprint=delivery.content_fingerprint
    ).exclude(state=set_aside)
    own_period = Q(year=delivery.year, half=delivery.half)
    before = same.filter(own_period, number__lt=delivery.number).order_by("-number").first()
    elsewhere = same.exclude(own_period).filter(uploaded_at__lte=delivery.uploaded_at)
    return before or elsewhere.order_by("-uploaded_at", "-year", "-half", "-number").first()


def _with_people(rows: QuerySet[Delivery]) -> QuerySet[Delivery]:
    return rows.select_related("party", "uploaded_by", "signed_by", "withdrawn_by", "replaced_by")
