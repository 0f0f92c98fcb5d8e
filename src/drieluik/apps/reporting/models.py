"""Reports, and what the parties write in them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.organisations.models import Municipality, Party


class Report(models.Model):
    """One edition of a report; once frozen the database refuses every change but a withdrawal.

    Attributes:
        kind: See ``kinds.yaml``.
        period: The half-year with which it ends.
        party: The corporation whose chapter it is; null for reports of all parties.
        audience: For whom it is meant; nothing stands in it that these readers may not see.
        edition: 1, 2, 3; a later edition follows from ``previous`` and says why.
        known_at: The recorded moment: everything in it is as known then.
        fault: Why freezing broke off last time; empty when it did not.
        snapshot: All that it holds, as JSON; see ``reports.report_document``.
        snapshot_hash: Hash of these words.
        docx_hash: Name under which the Word file is kept.
        pdf_hash: Name under which the PDF is kept.
        code_version: Version of the product that froze it.
    """

    class State(models.TextChoices):
        """Where a report stands."""

        DRAFT = "draft", _("Draft")
        FREEZING = "freezing", _("Being frozen")
        FROZEN = "frozen", _("Frozen")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Audience(models.TextChoices):
        """For whom it is meant."""

        OPEN = "open", _("Everybody")
        PARTNERS = "partners", _("The municipality, corporations and tenants' organisations")
        OWNER = "owner", _("The corporation itself and the municipality")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    period = models.CharField(max_length=6)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    audience = models.CharField(max_length=10, choices=Audience)
    edition = models.PositiveSmallIntegerField(default=1)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="later")
    reason = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField()
    known_at = models.DateTimeField(null=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    frozen_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)
    snapshot = models.TextField(blank=True)
    snapshot_hash = models.CharField(max_length=64, blank=True)
    docx_hash = models.CharField(max_length=64, blank=True)
    pdf_hash = models.CharField(max_length=64, blank=True)
    code_version = models.CharField(max_length=40, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        ordering = ("-period", "kind", "-begun_at")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "freezing", "frozen", "withdrawn"]),
                name="report_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(audience__in=["open", "partners", "owner"]),
                name="report_audience_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="frozen")
                | (
                    Q(known_at__isnull=False, frozen_at__isnull=False, frozen_by__isnull=False)
                    & ~Q(snapshot_hash="")
                    & ~Q(docx_hash="")
                    & ~Q(pdf_hash="")
                ),
                name="frozen_report_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="withdrawn", withdrawn_at__isnull=False, withdrawn_by__isnull=False
                )
                & ~Q(withdrawn_because="")
                | ~Q(state="withdrawn") & Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True),
                name="withdrawn_report_says_why",
            ),
            models.CheckConstraint(
                condition=Q(edition=1, previous__isnull=True)
                | (Q(edition__gt=1, previous__isnull=False) & ~Q(reason="")),
                name="later_edition_says_why",
            ),
            models.UniqueConstraint(
                fields=["previous"],
                condition=~Q(state="withdrawn"),
                name="one_next_edition_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["municipality", "kind", "period", "audience"],
                condition=Q(state__in=["draft", "freezing"], party__isnull=True),
                name="one_draft_of_all_parties",
            ),
            models.UniqueConstraint(
                fields=["municipality", "kind", "period", "audience", "party"],
                condition=Q(state__in=["draft", "freezing"], party__isnull=False),
                name="one_draft_of_a_corporation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.period} ({self.edition})"

    @property
    def was_frozen(self) -> bool:
        """Whether it was ever frozen; a withdrawn draft was not."""
        return self.frozen_at is not None


class TextBlock(Kept):
    """What a party wrote in a chapter; the newest counts, earlier ones stay, empty takes it back."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="texts")
    chapter = models.CharField(max_length=40)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.chapter} {self.party_id}"
