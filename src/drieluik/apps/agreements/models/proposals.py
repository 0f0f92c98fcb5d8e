"""Proposals to change the agreements, with the edits they hold and what became of each."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.agreements.models.register import RegisterVersion
from drieluik.apps.organisations.models import Municipality, Party

_CLOSED = ["withdrawn", "adopted", "adopted_in_part", "rejected"]
_DECIDED = ["adopted", "adopted_in_part", "rejected"]


class Proposal(models.Model):
    """What one party wants to change; it counts for nothing until it has been decided on.

    ``step`` counts every change, so that two people cannot overwrite each other. Closed proposals
    never change again; the database refuses it (migration ``0007_proposals_kept``).
    """

    class State(models.TextChoices):
        """How far the proposal is."""

        DRAFT = "draft", _("Draft: only your own party sees it")
        SUBMITTED = "submitted", _("Submitted: parties give their position")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        ADOPTED = "adopted", _("Adopted")
        ADOPTED_IN_PART = "adopted_in_part", _("Adopted in part")
        REJECTED = "rejected", _("Rejected")

    class Reason(models.TextChoices):
        """Where the proposal comes from."""

        THEME_SESSION = "theme_session", _("Theme session")
        DECISION = "decision", _("Own consideration of a board")
        LAW = "law", _("Change of law")
        NATIONAL = "national", _("National agreement")
        COUNCIL = "council", _("Housing debate or decision of the council")
        EVALUATION = "evaluation", _("Outcome of an evaluation")
        SIGNAL = "signal", _("Signal of the monitor")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="1, 2, 3 within the municipality")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    motive = models.TextField()
    reason = models.CharField(max_length=16, choices=Reason)
    copied_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="copies"
    )
    base = models.ForeignKey(RegisterVersion, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, choices=State, default=State.DRAFT)
    step = models.PositiveIntegerField(default=0)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    closing_reason = models.CharField(max_length=500, blank=True)
    decision_id = models.UUIDField(null=True)
    decision_name = models.CharField(max_length=300, blank=True)
    decided_on = models.DateField(null=True)
    result = models.ForeignKey(
        RegisterVersion, on_delete=models.PROTECT, null=True, related_name="proposals"
    )

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "number"], name="one_proposal_per_number"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(motive=""), name="proposal_has_title_and_motive"
            ),
            models.CheckConstraint(
                condition=Q(submitted_by__isnull=True, submitted_at__isnull=True)
                | Q(submitted_by__isnull=False, submitted_at__isnull=False),
                name="proposal_submitted_by_someone_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(submitted_at__isnull=False),
                name="proposal_is_submitted_before_it_is_decided",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["draft", "submitted"], closed_by__isnull=True, closed_at__isnull=True
                )
                | Q(state__in=_CLOSED, closed_by__isnull=False, closed_at__isnull=False),
                name="proposal_closed_by_someone_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_DECIDED, decision_id__isnull=False, decided_on__isnull=False)
                & ~Q(decision_name="")
                | ~Q(state__in=_DECIDED)
                & Q(decision_id__isnull=True, decided_on__isnull=True, decision_name=""),
                name="proposal_decided_by_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["adopted", "adopted_in_part"], result__isnull=False)
                | ~Q(state__in=["adopted", "adopted_in_part"]) & Q(result__isnull=True),
                name="adopted_proposal_has_a_version",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProposalEdit(models.Model):
    """One change that a proposal holds, and what became of it.

    ``payload`` is an edit of ``core.amendments`` as plain values, or the parties of an agreement;
    ``parties`` names the parties of a new agreement.
    """

    class Outcome(models.TextChoices):
        """What became of it."""

        PENDING = "pending", _("Not decided yet")
        APPLIED = "applied", _("Adopted")
        LEFT_OUT = "left_out", _("Left out")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="edits")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    payload = models.JSONField()
    parties = models.JSONField(default=dict)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.PENDING)
    outcome_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("proposal", "position")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "position"], name="one_edit_per_place"),
            models.CheckConstraint(
                condition=~Q(outcome="left_out") | ~Q(outcome_reason=""),
                name="edit_left_out_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
