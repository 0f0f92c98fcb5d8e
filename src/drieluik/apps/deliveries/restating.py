"""Why accepted figures change: the cause a controller states with the signature of a correction.

Its table stands in ``models`` with the others; the database refuses to change or delete it.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Restatement(models.Model):
    """The cause of one correction of figures that were accepted before."""

    class Cause(models.TextChoices):
        """What made the earlier figures other than they should have been."""

        ADMINISTRATION = "administration", _("Error in our administration")
        LATE = "late", _("Change that was recorded late")
        DEFINITION = "definition", _("A definition was changed or read otherwise")
        DRIELUIK = "drieluik", _("Error of Drieluik")
        OTHER = "other", _("Another cause")

    delivery = models.OneToOneField(
        "deliveries.Delivery", on_delete=models.PROTECT, related_name="restatement"
    )
    cause = models.CharField(max_length=20, choices=Cause)
    explanation = models.TextField()
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    stated_at = models.DateTimeField()

    class Meta:
        app_label = "deliveries"
        ordering = ("stated_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    cause__in=["administration", "late", "definition", "drieluik", "other"]
                ),
                name="restatement_cause_is_known",
            ),
            models.CheckConstraint(condition=~Q(explanation=""), name="restatement_is_explained"),
        ]

    def __str__(self) -> str:
        return f"{self.cause} {self.delivery_id}"
