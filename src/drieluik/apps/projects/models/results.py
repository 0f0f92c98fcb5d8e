"""What a focus project delivered: a paper or a page on the web, with the day."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from drieluik.apps.organisations.models import Party


class ProjectResult(models.Model):
    """A result that was delivered; one that was recorded by mistake is withdrawn and kept."""

    project = models.ForeignKey(
        "agreements.FocusProject", on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(max_length=200)
    paper = models.CharField(max_length=300, blank=True, help_text="Name of the paper")
    link = models.URLField(max_length=500, blank=True)
    delivered_on = models.DateField()
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("project", "delivered_on", "id")
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & (~Q(paper="") | ~Q(link="")),
                name="result_has_a_title_and_a_paper_or_link",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="result_withdrawn_by_someone_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.title
