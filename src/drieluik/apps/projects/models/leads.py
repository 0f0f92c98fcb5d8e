"""Who leads a focus project: organisations, with a person whom only the parties see."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from drieluik.apps.organisations.models import Party


class ProjectLead(models.Model):
    """An organisation that leads a project; one that stops is ended and kept."""

    project = models.ForeignKey(
        "agreements.FocusProject", on_delete=models.PROTECT, related_name="+"
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=120, blank=True, help_text="Never public")
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    named_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("project", "named_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "party"],
                condition=Q(ended_at__isnull=True),
                name="a_party_leads_a_project_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__gte=F("named_at"), ended_by__isnull=False),
                name="lead_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.project_id}"
