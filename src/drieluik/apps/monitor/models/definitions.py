"""Which version of a definition the parties adopted, by whom and when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.organisations.models import Municipality


class Definition(models.Model):
    """One version of an indicator as a municipality and its partners use it.

    What the indicator means stands on its card in ``core.indicators``; here stands only that the
    parties agreed to count in this way.
    """

    class State(models.TextChoices):
        """Whether the parties agreed to it."""

        PROPOSED = "proposed", _("Proposed")
        ADOPTED = "adopted", _("Adopted")

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    indicator_id = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_at = models.DateTimeField()
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    grounds = models.CharField(max_length=300, blank=True, help_text="Where they agreed to it")

    class Meta:
        ordering = ("indicator_id", "version")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "indicator_id", "version"], name="one_definition_version"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", adopted_at__isnull=True, adopted_by__isnull=True)
                | Q(state="adopted", adopted_at__isnull=False, adopted_by__isnull=False),
                name="definition_adopted_by_someone_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="definition_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.version}"
