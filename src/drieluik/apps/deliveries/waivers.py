"""A soft rule that a corporation need not answer each time, for a while and with a reason.

Its table stands in ``models`` with the others; what it says is never changed, only its end comes.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Waiver(models.Model):
    """One soft rule waived for one corporation, until a day."""

    MOST_YEARS = 3

    party = models.ForeignKey("organisations.Party", on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=120, help_text="Name of a soft rule: table and check")
    reason = models.TextField()
    until_on = models.DateField(help_text="First day on which it no longer counts")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    granted_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_because = models.TextField(blank=True)

    class Meta:
        app_label = "deliveries"
        ordering = ("-granted_at", "-id")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_has_a_reason"),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True, ended_at__isnull=True, ended_because="")
                | Q(ended_by__isnull=False, ended_at__gte=F("granted_at")) & ~Q(ended_because=""),
                name="waiver_ended_by_at_and_because",
            ),
        ]
