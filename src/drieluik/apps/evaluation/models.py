"""What the parties answered about the process."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.organisations.models import Municipality, Party


class ProcessAnswers(Kept):
    """The answers of one party about one year; the newest count, earlier ones stay.

    ``scores`` holds per key of a statement 1 to 5; a statement that was left open is not in it.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    scores = models.JSONField(default=dict)
    remark = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["municipality", "year"])]
        constraints = [
            models.CheckConstraint(condition=Q(year__gte=2000), name="answers_are_of_a_real_year"),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.year}"
