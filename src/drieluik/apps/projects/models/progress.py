"""How far an action is in a quarter, as it was told: every report is kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.organisations.models import Party


class Progress(Kept):
    """One report about one action in one quarter; the one with the highest number counts."""

    class State(models.TextChoices):
        """How far the action is."""

        NOT_BEGUN = "not_begun", _("Not begun")
        UNDER_WAY = "under_way", _("Under way")
        DONE = "done", _("Completed")
        DELAYED = "delayed", _("Delayed")
        DROPPED = "dropped", _("Dropped")

    action = models.ForeignKey("agreements.Action", on_delete=models.PROTECT, related_name="+")
    quarter = models.CharField(max_length=7, help_text="Such as 2020-Q1")
    number = models.PositiveIntegerField(help_text="1, 2, 3 within the action")
    state = models.CharField(max_length=10, choices=State)
    reason = models.CharField(max_length=1000, blank=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("action", "number")
        constraints = [
            models.UniqueConstraint(fields=["action", "number"], name="one_report_per_number"),
            models.CheckConstraint(
                condition=Q(state__in=["not_begun", "under_way", "done", "delayed", "dropped"]),
                name="progress_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(quarter__regex=r"^20[0-9][0-9]-Q[1-4]$"),
                name="progress_is_of_a_quarter",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["delayed", "dropped"]) | ~Q(reason=""),
                name="delayed_or_dropped_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} {self.quarter} {self.state}"
