"""Norms bound to the words of an agreement, and what parties say about their own effort."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.organisations.models import Municipality, Party

PERIOD = r"^\d{4}-[12]$"


class Norm(Kept):
    """One thing by which an agreement can be tested, through all its wordings."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    clause = models.ForeignKey("agreements.Clause", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.id)


class NormText(models.Model):
    """One wording of a norm: the small language, the words it leans on, and since which period.

    The wording itself never changes; another wording is a next number. Earlier periods keep the
    wording that counted for them.
    """

    class State(models.TextChoices):
        """Whether lights are given by it."""

        DRAFT = "draft", _("Draft")
        CONFIRMED = "confirmed", _("Confirmed")
        RETIRED = "retired", _("Retired")

    norm = models.ForeignKey(Norm, on_delete=models.PROTECT, related_name="texts")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(help_text="In the language of core.norms")
    kind = models.CharField(max_length=10, help_text="result, effort or process")
    indicator_id = models.CharField(max_length=80, blank=True)
    quotation = models.TextField()
    explanation = models.TextField(blank=True)
    from_period = models.CharField(max_length=6)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    retired_at = models.DateTimeField(null=True)
    retired_from_period = models.CharField(max_length=6, blank=True)
    retired_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("norm", "number")
        constraints = [
            models.UniqueConstraint(fields=["norm", "number"], name="one_wording_per_number"),
            models.UniqueConstraint(
                fields=["norm"], condition=Q(state="draft"), name="one_draft_per_norm"
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(quotation=""), name="norm_has_text_and_quotation"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["result", "effort", "process"]), name="norm_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(from_period__regex=PERIOD), name="norm_counts_from_a_half_year"
            ),
            models.CheckConstraint(
                condition=~Q(state="draft") | Q(confirmed_at__isnull=True, retired_at__isnull=True),
                name="draft_norm_is_not_confirmed",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed")
                | Q(confirmed_at__isnull=False, retired_at__isnull=True),
                name="confirmed_norm_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="retired")
                | (Q(retired_at__isnull=False) & ~Q(retired_because="")),
                name="retired_norm_has_a_moment_and_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id or self.kind} {self.number}"


class NormDecision(Kept):
    """That a wording came, or ended, by the decision behind a version of the register."""

    norm_text = models.ForeignKey(NormText, on_delete=models.PROTECT, related_name="decisions")
    version = models.ForeignKey(
        "agreements.RegisterVersion", on_delete=models.PROTECT, related_name="+"
    )
    edit = models.UUIDField(help_text="The change of the proposal")
    ends = models.BooleanField(help_text="Whether the norm ended with it")

    class Meta:
        ordering = ("version", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["norm_text", "ends"], name="a_wording_comes_and_ends_by_one_decision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.norm_text}: {self.version}"


class Judgement(Kept):
    """What a party says about its own effort in a period; a later one goes before an earlier."""

    class Verdict(models.TextChoices):
        """Did the party do what it promised."""

        MET = "met", _("Did what was agreed")
        PARTLY = "partly", _("Did part of what was agreed")
        NOT_MET = "not_met", _("Did not do what was agreed")

    norm = models.ForeignKey(Norm, on_delete=models.PROTECT, related_name="judgements")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=6)
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.TextField()
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    judged_at = models.DateTimeField()

    class Meta:
        ordering = ("norm", "party", "period", "judged_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(period__regex=PERIOD), name="judgement_is_about_a_half_year"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="judgement_has_a_reason"),
            models.CheckConstraint(
                condition=Q(verdict__in=["met", "partly", "not_met"]),
                name="judgement_verdict_is_known",
            ),
        ]
