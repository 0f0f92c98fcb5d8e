"""What a municipality asks its corporations, until which days, and how those days changed.

The tables stand in ``models`` with the others. Of a round only its days and reminders can change;
each change of days is told here with its reason, and so is each time a round was opened again.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from drieluik.core.tables import Period

YEARS = (2000, 2100)
"""First and last year that can be delivered."""

PERIOD = Q(year__range=YEARS) & Q(half__in=(1, 2))


def _in_order(earlier: str, later: str) -> Q:
    """The second day is not before the first, where both are there."""
    unknown = Q(**{f"{earlier}__isnull": True}) | Q(**{f"{later}__isnull": True})
    return unknown | Q(**{f"{later}__gte": F(earlier)})


class DeliveryRound(models.Model):
    """A municipality asks its corporations for the figures of a half-year, with three days.

    ``due_on`` is the day that is shown: what is signed later is late. A day that is not there closes
    nothing; rounds of before there were three days have only the first.
    """

    municipality = models.ForeignKey(
        "organisations.Municipality", on_delete=models.PROTECT, related_name="+"
    )
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    new_until = models.DateField(null=True, help_text="Last day for who handed in nothing yet")
    corrections_until = models.DateField(
        null=True, help_text="Last day to replace or sign what was handed in"
    )
    remind_before = models.PositiveSmallIntegerField(
        null=True, help_text="Days before the shown day of the first reminder; without it none go"
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    opened_at = models.DateTimeField()

    class Meta:
        app_label = "deliveries"
        ordering = ("-year", "-half", "municipality__name")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "year", "half"], name="one_round_per_period"
            ),
            models.CheckConstraint(condition=PERIOD, name="round_has_a_period"),
            models.CheckConstraint(
                condition=_in_order("due_on", "new_until")
                & _in_order("due_on", "corrections_until")
                & _in_order("new_until", "corrections_until"),
                name="round_has_its_days_in_order",
            ),
        ]

    @property
    def period(self) -> Period:
        """The half-year asked for."""
        return Period(self.year, self.half)


class RoundChange(models.Model):
    """The days of a round were changed: what they were, what they became, by whom and why."""

    round = models.ForeignKey(DeliveryRound, on_delete=models.PROTECT, related_name="changes")
    due_before = models.DateField()
    due_after = models.DateField()
    new_before = models.DateField(null=True)
    new_after = models.DateField(null=True)
    corrections_before = models.DateField(null=True)
    corrections_after = models.DateField(null=True)
    reason = models.TextField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField()

    class Meta:
        app_label = "deliveries"
        ordering = ("-changed_at", "-id")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="round_change_has_a_reason")
        ]


class Reopening(models.Model):
    """A round is open again for one corporation until a day; the newest of a corporation counts."""

    round = models.ForeignKey(DeliveryRound, on_delete=models.PROTECT, related_name="reopenings")
    party = models.ForeignKey("organisations.Party", on_delete=models.PROTECT, related_name="+")
    until_on = models.DateField(help_text="Last day on which it hands in, corrects and signs")
    reason = models.TextField()
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reopened_at = models.DateTimeField()

    class Meta:
        app_label = "deliveries"
        ordering = ("-reopened_at", "-id")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="reopening_has_a_reason")
        ]
