"""What is asked of whom: rounds, and the municipalities a corporation delivers for."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from drieluik.apps.deliveries.models import DeliveryRound, RoundChange
from drieluik.apps.organisations.selectors import TakingPart, list_ended, list_taking_part
from drieluik.core.tables import Period

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality, Party


def rounds_for(*, party_id: int, period: Period | None = None) -> QuerySet[DeliveryRound]:
    """Return the rounds that ask a corporation for figures, newest half-year first.

    A half-year is asked of who takes part at its end; of one that merged its heir is asked.
    """
    rounds = DeliveryRound.objects.filter(
        municipality__participations__party_id=party_id
    ).select_related("municipality")
    for place, until_on in list_ended(party_id=party_id):
        last = Period.containing(until_on)
        later = Q(year__gt=last.year) | Q(year=last.year, half__gte=last.half)
        rounds = rounds.exclude(later, municipality_id=place)
    if period is not None:
        rounds = rounds.filter(year=period.year, half=period.half)
    return rounds.distinct()


def asked_parties(asked: DeliveryRound) -> list[TakingPart]:
    """Return the corporations that a round asks for figures, by name, each once."""
    rows = list_taking_part(municipality_id=asked.municipality_id, kind="corporation")
    found = {one.party_id: one for one in rows if is_asked_of(one, asked.period)}
    return list(found.values())


def is_asked_of(party: TakingPart, period: Period) -> bool:
    """Tell whether a half-year is asked of a corporation: it took part at its end, or came later."""
    return party.until_on is None or period.last_day < party.until_on


def municipalities_of(party: "Party", period: Period) -> "list[Municipality]":
    """Return where a corporation took part in a half-year, by name."""
    rows = party.participations.filter(
        Q(until_on__isnull=True) | Q(until_on__gt=period.starts_on),
        from_on__lte=period.last_day,
    )
    return [
        row.municipality
        for row in rows.select_related("municipality").order_by("municipality__name")
    ]


def shows_made_up_figures(party_id: int) -> bool:
    """Tell whether a corporation delivers to an example city, so that its pages must say so."""
    return rounds_for(party_id=party_id).filter(municipality__fictitious=True).exists()


def is_asked(*, municipality_id: int, period: Period) -> bool:
    """Tell whether a municipality asked for the figures of a half-year."""
    return DeliveryRound.objects.filter(
        municipality_id=municipality_id, year=period.year, half=period.half
    ).exists()


def due_days(*, municipality_id: int, known_at: datetime | None = None) -> dict[str, date]:
    """Return the last day to deliver of every half-year a municipality had asked for.

    Asked for by a moment, with the day as it was then; or by now.
    """
    rounds = DeliveryRound.objects.filter(municipality_id=municipality_id)
    if known_at is None:
        return {str(row.period): row.due_on for row in rounds}
    rounds = rounds.filter(opened_at__lte=known_at)
    due = {row.id: (str(row.period), row.due_on) for row in rounds}
    moved = RoundChange.objects.filter(round__in=due, changed_at__gt=known_at)
    for change in moved.order_by("-changed_at", "-id"):  # the first change after it comes last
        due[change.round_id] = (due[change.round_id][0], change.due_before)
    return dict(due.values())
