"""What parties say about a proposal, and how many of them must consent. Rows are only added."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.agreements.models.delegations import Delegation
from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.agreements.models.proposals import Proposal
from drieluik.apps.organisations.models import Municipality, Party


class Position(Kept):
    """The position of a party about one subject of a proposal; the newest counts.

    One from paper is as old as its paper (``paper_on``): entering a letter today does not overrule
    what a delegate said after the letter was written. ``delegation`` is there when the delegate
    spoke in the place of another. ``subject`` is the id of an agreement, of a new agreement, or of a section. ``words_hash`` is
    the fingerprint of the edits of that subject: a position on other words no longer counts.
    """

    class Verdict(models.TextChoices):
        """What the party says."""

        AGREE = "agree", _("Agrees")
        RESERVATION = "reservation", _("Agrees with a reservation")
        OBJECT = "object", _("Objects")
        NONE = "none", _("Takes no position")

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="positions")
    subject = models.UUIDField()
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=12, choices=Verdict)
    reason = models.TextField(blank=True)
    words_hash = models.CharField(max_length=64)
    paper = models.CharField(max_length=300, blank=True, help_text="Name of a written position")
    paper_on = models.DateField(null=True, help_text="The day on the paper")
    delegation = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, null=True, related_name="positions"
    )
    bodies = models.JSONField(default=list, help_text="Bodies of the party that must approve")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ("proposal", "id")
        indexes = [models.Index(fields=["proposal", "subject", "party"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=["agree", "reservation", "object", "none"]),
                name="position_verdict_is_known",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["agree", "none"]) | ~Q(reason=""),
                name="reservation_and_objection_say_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.verdict}"


class PositionApproval(Kept):
    """Approval inside the party itself; a position counts once it has as many as needed."""

    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="approvals")
    body = models.CharField(max_length=120, help_text="Such as board or tenants' council")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["position", "given_by"], name="one_approval_per_person"
            ),
            models.UniqueConstraint(fields=["position", "body"], name="one_approval_per_body"),
            models.CheckConstraint(condition=~Q(body=""), name="approval_names_its_body"),
        ]

    def __str__(self) -> str:
        return self.body


class ApprovalRule(Kept):
    """Which bodies of a party approve before its position counts; the newest row counts."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    bodies = models.JSONField(default=list)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("municipality", "id")

    def __str__(self) -> str:
        return f"{self.party}: {', '.join(self.bodies)}"


class ConsentRule(Kept):
    """How many parties of each kind must consent in a municipality; the newest row counts."""

    class Quorum(models.TextChoices):
        """How many of the parties that are asked."""

        ALL = "all", _("All that are asked")
        MAJORITY = "majority", _("More than half of those that are asked")
        ONE = "one", _("At least one of those that are asked")

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    municipality_quorum = models.CharField(max_length=10, choices=Quorum, default=Quorum.ALL)
    corporation_quorum = models.CharField(max_length=10, choices=Quorum, default=Quorum.ALL)
    tenants_quorum = models.CharField(max_length=10, choices=Quorum, default=Quorum.ALL)
    reservation_counts = models.BooleanField(default=True)
    grounds = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("municipality", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    municipality_quorum__in=["all", "majority", "one"],
                    corporation_quorum__in=["all", "majority", "one"],
                    tenants_quorum__in=["all", "majority", "one"],
                ),
                name="consent_quorum_is_known",
            ),
            models.CheckConstraint(condition=~Q(grounds=""), name="consent_rule_says_why"),
        ]

    def __str__(self) -> str:
        return self.grounds
