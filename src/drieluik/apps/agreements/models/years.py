"""Years whose agreements are settled: what was in force in them no longer changes."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.organisations.models import Municipality


class YearStanding(Kept):
    """Somebody closed a year, or opened it again; of a year the newest row counts."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    closed = models.BooleanField()
    reason = models.CharField(max_length=500)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("municipality", "id")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="year_standing_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {'closed' if self.closed else 'open'}"
