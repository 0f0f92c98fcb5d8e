"""What a correction would change if it were accepted: calculated before, for who decides."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.organisations.models import Municipality


class Consequences(models.Model):
    """One comparison of what is known now with what would be, for one part of a delivery.

    Attributes:
        fingerprint: Hash of all that both sides follow from; another one means that this is stale.
        outcome: Every figure and light that would change, see ``services.foreseeing``; null until
            it is ready.
    """

    class State(models.TextChoices):
        """How far it is."""

        CALCULATING = "calculating", _("Being calculated")
        READY = "ready", _("Ready")
        INTERRUPTED = "interrupted", _("Broken off")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    delivery = models.ForeignKey("deliveries.Delivery", on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=State, default=State.CALCULATING)
    phase = models.CharField(max_length=60, blank=True)
    share = models.FloatField(default=0)
    outcome = models.JSONField(null=True)
    begun_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("begun_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["delivery", "municipality", "fingerprint"],
                name="one_comparison_per_fingerprint",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["calculating", "ready", "interrupted"]),
                name="consequences_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="ready", ready_at__isnull=False, outcome__isnull=False)
                | (~Q(state="ready") & Q(ready_at__isnull=True)),
                name="ready_consequences_are_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.fingerprint[:8]}"
