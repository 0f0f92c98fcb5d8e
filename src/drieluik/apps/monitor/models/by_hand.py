"""A light that people set by hand, with their reason and the day on which it stops."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.monitor.models.norms import PERIOD, Norm


class LightByHand(models.Model):
    """What people say instead of the light that was worked out, for one norm over one half-year.

    The light that was worked out stays and is shown beside it. It holds before ``until``, or until
    it was taken back.
    """

    class Light(models.TextChoices):
        """What can be said instead."""

        ON_COURSE = "on_course", _("On course")
        ATTENTION = "attention", _("Needs attention")
        OFF_COURSE = "off_course", _("Off course")
        UNKNOWN = "unknown", _("Unknown")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    norm = models.ForeignKey(Norm, on_delete=models.PROTECT, related_name="by_hand")
    period = models.CharField(max_length=6)
    light = models.CharField(max_length=20, choices=Light)
    reason = models.TextField()
    until = models.DateField(help_text="First day on which it holds no longer")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_on = models.DateField(help_text="First day on which it holds")
    set_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_on = models.DateField(null=True, help_text="First day on which it holds no longer")
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("norm", "period", "set_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["norm", "period"],
                condition=Q(ended_at__isnull=True),
                name="one_light_by_hand_per_half_year",
            ),
            models.CheckConstraint(
                condition=Q(period__regex=PERIOD), name="light_by_hand_is_over_a_half_year"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="light_by_hand_has_a_reason"),
            models.CheckConstraint(
                condition=Q(until__gt=models.F("set_on")), name="light_by_hand_holds_a_day_at_least"
            ),
            models.CheckConstraint(
                condition=Q(light__in=["on_course", "attention", "off_course", "unknown"]),
                name="light_by_hand_is_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    ended_at__isnull=True,
                    ended_on__isnull=True,
                    ended_by__isnull=True,
                    ended_because="",
                )
                | Q(ended_at__isnull=False, ended_on__isnull=False, ended_by__isnull=False)
                & ~Q(ended_because=""),
                name="light_by_hand_ends_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.norm_id} {self.period} {self.light}"
