"""What a focus project delivered: a document here, a paper or a page elsewhere, with the day."""

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
    work = models.ForeignKey("library.Work", on_delete=models.PROTECT, null=True, related_name="+")
    meeting_paper = models.ForeignKey(
        "decisions.PaperVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
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
                condition=~Q(title="")
                & (
                    ~Q(paper="")
                    | ~Q(link="")
                    | Q(work__isnull=False)
                    | Q(meeting_paper__isnull=False)
                ),
                name="result_has_a_title_and_can_be_found",
            ),
            models.CheckConstraint(
                condition=Q(work__isnull=True) | Q(meeting_paper__isnull=True),
                name="result_points_at_one_document",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="result_withdrawn_by_someone_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.title
