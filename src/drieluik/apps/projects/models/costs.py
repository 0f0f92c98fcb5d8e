"""What an action costs a party in a year, and what of it is covered: every statement is kept."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.organisations.models import Party


class CostLine(Kept):
    """Costs and cover of one action for one party in one year, in euro.

    Of one action, party and year the line with the highest number counts.
    """

    class Audience(models.TextChoices):
        """Who reads the line."""

        PUBLIC = "public", _("Everybody who takes part, the council too")
        PARTNERS = "partners", _("Only municipality, corporations and tenants' organisations")

    action = models.ForeignKey("agreements.Action", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="1, 2, 3 within the action")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    cost = models.DecimalField(max_digits=12, decimal_places=2)
    cover = models.DecimalField(max_digits=12, decimal_places=2)
    explanation = models.CharField(max_length=1000, blank=True)
    audience = models.CharField(max_length=10, choices=Audience)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("action", "number")
        constraints = [
            models.UniqueConstraint(fields=["action", "number"], name="one_cost_line_per_number"),
            models.CheckConstraint(
                condition=Q(cost__gte=0, cover__gte=0, cover__lte=F("cost")),
                name="cover_is_part_of_the_costs",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100), name="costs_are_of_a_year"
            ),
            models.CheckConstraint(
                condition=Q(audience__in=["public", "partners"]), name="audience_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} {self.party} {self.year}"
