"""Signals: that an agreement went off course or lacks figures, and what people did with that.

A signal itself holds only what it is about and whether it is open. All that the light said, what
parties explained and why it was closed is added in rows of its own, and never changed.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.monitor.models.norms import PERIOD
from drieluik.apps.organisations.models import Municipality, Party


class Signal(models.Model):
    """That something is the matter with an agreement; one open signal per agreement and kind.

    The database refuses to delete it and to change anything but ``state``.
    """

    class Kind(models.TextChoices):
        """What is the matter."""

        BREACH = "breach", _("Off course")
        MISSING = "missing", _("Figures are missing")

    class State(models.TextChoices):
        """Whether something is still asked of people."""

        OPEN = "open", _("Still open")
        CLOSED = "closed", _("Closed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    clause = models.ForeignKey("agreements.Clause", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("-created_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["clause", "kind"],
                condition=Q(state="open"),
                name="one_open_signal_per_agreement_and_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["breach", "missing"]), name="signal_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "closed"]), name="signal_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class SignalFact(Kept):
    """What the light of the agreement said over a half-year, in the words of that moment.

    ``told`` may quote figures of corporations; ``told_to_all`` is for who may not see those.
    """

    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="facts")
    period = models.CharField(max_length=6)
    light = models.CharField(max_length=20)
    told = models.TextField()
    told_to_all = models.TextField()
    indicator_ids = models.JSONField(default=list, help_text="Indicators that the words are about")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ("signal", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(period__regex=PERIOD), name="signal_is_about_a_half_year"
            ),
            models.CheckConstraint(
                condition=Q(
                    light__in=[
                        "on_course",
                        "attention",
                        "off_course",
                        "unknown",
                        "not_measurable_yet",
                    ]
                ),
                name="signal_light_is_known",
            ),
        ]


class SignalParty(Kept):
    """Of which party an explanation is asked; ``own`` when that follows from its own figure."""

    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="parties")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    own = models.BooleanField(help_text="Named because of a figure of its own")
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ("signal", "party__name")
        constraints = [
            models.UniqueConstraint(fields=["signal", "party"], name="a_party_is_asked_once"),
        ]


class SignalAnswer(Kept):
    """How a party explains it; a later explanation stands below an earlier one."""

    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="answers")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("signal", "recorded_at", "id")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="signal_answer_has_words"),
        ]


class SignalAct(Kept):
    """That a signal was closed or opened again, with the reason; in a talk when there was one."""

    class Act(models.TextChoices):
        """What was done."""

        CLOSED = "closed", _("Closed")
        REOPENED = "reopened", _("Opened again")

    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="acts")
    act = models.CharField(max_length=10, choices=Act)
    reason = models.TextField()
    talk = models.ForeignKey(
        "monitor.Talk", on_delete=models.PROTECT, null=True, related_name="acts"
    )
    acted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    acted_at = models.DateTimeField()

    class Meta:
        ordering = ("signal", "acted_at", "id")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="signal_act_has_a_reason"),
            models.CheckConstraint(
                condition=Q(act__in=["closed", "reopened"]), name="signal_act_is_known"
            ),
        ]
