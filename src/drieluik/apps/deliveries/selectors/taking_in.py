"""Until when the municipalities take in what a corporation hands in, and what closed it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from drieluik.apps.deliveries.models import Delivery, DeliveryRound, Reopening
from drieluik.apps.deliveries.selectors.asking import rounds_for
from drieluik.core.tables import Period


@dataclass(frozen=True, slots=True)
class Asking:
    """One municipality that asks a corporation for a half-year, and until when.

    Attributes:
        place: Name of the municipality.
        slug: As it stands in addresses.
        due_on: The day that is shown.
        new_until: Last day for who handed in nothing yet; None when there is none.
        corrections_until: Last day to replace or sign; None when there is none.
        reopened_until: Last day by the newest reopening for this corporation; None without one.
        reopened_because: Its reason.
    """

    place: str
    slug: str
    due_on: date
    new_until: date | None
    corrections_until: date | None
    reopened_until: date | None
    reopened_because: str

    def closed_after(self, *, is_new: bool) -> date | None:
        """Return the last day on which something is taken in; None when nothing closes it."""
        days = [self.corrections_until, *([self.new_until] if is_new else [])]
        closes = [day for day in days if day is not None]
        if not closes:
            return None
        return max(min(closes), self.reopened_until or date.min)

    def takes_in(self, today: date, *, is_new: bool) -> bool:
        """Tell whether something can come in on a day."""
        last = self.closed_after(is_new=is_new)
        return last is None or today <= last

    def is_open_again(self, today: date) -> bool:
        """Tell whether it is open today only because it was opened again."""
        closes = [day for day in (self.new_until, self.corrections_until) if day is not None]
        reopened = self.reopened_until
        return reopened is not None and today <= reopened and bool(closes) and today > min(closes)


@dataclass(frozen=True, slots=True)
class TakingIn:
    """What a corporation can still do for a half-year: one file serves all that ask.

    Attributes:
        asking: Every municipality that asks, by name.
        is_new: Whether it never handed in anything; what was withdrawn was handed in.
        today: The day of looking.
    """

    asking: tuple[Asking, ...]
    is_new: bool
    today: date

    @property
    def is_closed(self) -> bool:
        """Whether it was asked, and nobody takes it in any more."""
        return bool(self.asking) and not any(self._open())

    @property
    def closed_places(self) -> list[tuple[str, date | None]]:
        """Return who takes in nothing any more, with its last day."""
        pairs = zip(self.asking, self._open(), strict=True)
        return [
            (one.place, one.closed_after(is_new=self.is_new))
            for one, is_open in pairs
            if not is_open
        ]

    @property
    def last_day(self) -> date | None:
        """The last day on which one of those that ask takes something in; None without one."""
        days = [one.closed_after(is_new=self.is_new) for one in self.asking]
        closing = [day for day in days if day is not None]
        return max(closing) if closing and len(closing) == len(days) else None

    def _open(self) -> list[bool]:
        return [one.takes_in(self.today, is_new=self.is_new) for one in self.asking]


def taking_in(*, party_id: int, period: Period, today: date) -> TakingIn:
    """Return what a corporation can still do for a half-year."""
    rounds = list(rounds_for(party_id=party_id, period=period).order_by("municipality__name"))
    handed_in = Delivery.objects.filter(
        party_id=party_id, year=period.year, half=period.half
    ).exclude(state=Delivery.State.SET_ASIDE)
    return TakingIn(
        asking_of(rounds, newest_reopenings(rounds, party_id)), not handed_in.exists(), today
    )


def asking_of(
    rounds: Iterable[DeliveryRound], reopened: dict[int, Reopening]
) -> tuple[Asking, ...]:
    """Return rounds as a corporation meets them, with the reopening of each."""
    return tuple(
        Asking(
            place=one.municipality.name,
            slug=one.municipality.slug,
            due_on=one.due_on,
            new_until=one.new_until,
            corrections_until=one.corrections_until,
            reopened_until=reopened[one.id].until_on if one.id in reopened else None,
            reopened_because=reopened[one.id].reason if one.id in reopened else "",
        )
        for one in rounds
    )


def newest_reopenings(rounds: Iterable[DeliveryRound], party_id: int) -> dict[int, Reopening]:
    """Return by round the newest reopening for a corporation; a round that never closes has none."""
    closing = [one.id for one in rounds if one.new_until or one.corrections_until]
    if not closing:
        return {}
    rows = Reopening.objects.filter(round_id__in=closing, party_id=party_id)
    return {row.round_id: row for row in rows.order_by("reopened_at", "id")}


def reopenings_of(asked: DeliveryRound) -> dict[int, Reopening]:
    """Return by corporation the newest reopening of a round."""
    return {row.party_id: row for row in asked.reopenings.order_by("reopened_at", "id")}
