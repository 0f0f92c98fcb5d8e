"""On which law or policy the agreements rest, from when, and why that changed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.agreements.models.register import Clause, Register


class LegalBasis(Kept):
    """The basis of the whole set, or of one agreement when it has one of its own.

    In force on a day, as known at a moment: of the rows recorded by that moment, and not corrected
    by it, the one with the latest starting day not after that day.
    """

    class Reason(models.TextChoices):
        """Why it is the basis from that day on."""

        FIRST = "first", _("As agreed at the start")
        LAW = "law", _("Change of law")
        NATIONAL = "national", _("National agreement")
        COUNCIL = "council", _("Decision of the council")
        DECISION = "decision", _("Decision of the Bestuurlijk Overleg")
        EVALUATION = "evaluation", _("Outcome of an evaluation")
        CORRECTION = "correction", _("Correction of a mistake in the record")

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="bases")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, null=True, related_name="bases")
    name = models.CharField(max_length=300, blank=True, help_text="Empty when it fell away")
    source = models.CharField(max_length=300, blank=True)
    in_force_from = models.DateField()
    reason = models.CharField(max_length=12, choices=Reason)
    explanation = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="correction"
    )

    class Meta:
        ordering = ("register", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(reason="correction", corrects__isnull=False)
                | ~Q(reason="correction") & Q(corrects__isnull=True),
                name="corrected_basis_is_named",
            ),
            models.CheckConstraint(
                condition=Q(reason="first") | ~Q(explanation=""), name="changed_basis_says_why"
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(corrects=F("id")),
                name="basis_corrects_another",
            ),
        ]

    def __str__(self) -> str:
        return self.name
