"""What was decided, and what has to be done because of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.decisions.models.agenda import AgendaItem
from drieluik.apps.decisions.models.meetings import Meeting
from drieluik.apps.decisions.models.pairs import pair
from drieluik.apps.organisations.models import Party


class Decision(Kept):
    """One decision on one item; never changed. A slip is put right by a decision that replaces it."""

    class Kind(models.TextChoices):
        """What the meeting did."""

        ADOPT = "adopt", _("Adopted as it is")
        ADOPT_IN_PART = "adopt_in_part", _("Adopted in part")
        REJECT = "reject", _("Rejected")
        ADJOURN = "adjourn", _("Adjourned")
        ASK_ADVICE = "ask_advice", _("Advice asked")
        APPOINT = "appoint", _("Appointed")
        NOTE = "note", _("Noted")

    DECIDING = (Kind.ADOPT, Kind.ADOPT_IN_PART, Kind.REJECT, Kind.ADJOURN)
    """After one of these the item is done with."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField(help_text="1, 2, 3 in the order of the meeting")
    kind = models.CharField(max_length=16, choices=Kind)
    text = models.TextField()
    in_force_from = models.DateField(null=True)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )
    correction_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("meeting", "number")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_decision_per_number"),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(
                    kind__in=["adopt", "adopt_in_part", "reject", "adjourn"],
                    replaces__isnull=True,
                ),
                name="one_deciding_decision_per_item",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "adopt",
                        "adopt_in_part",
                        "reject",
                        "adjourn",
                        "ask_advice",
                        "appoint",
                        "note",
                    ]
                ),
                name="decision_kind_is_known",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="decision_has_words"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True, correction_reason="")
                | Q(replaces__isnull=False) & ~Q(correction_reason=""),
                name="corrected_decision_says_why",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="decisions_count_from_one"),
            models.CheckConstraint(
                condition=Q(in_force_from__isnull=True) | Q(kind__in=["adopt", "adopt_in_part"]),
                name="only_adopted_text_takes_effect",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class DecisionTask(models.Model):
    """What a party does because of a decision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="tasks")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    due_on = models.DateField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("due_on", "party__name", "id")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="task_has_words"),
            models.CheckConstraint(
                condition=pair("done_by", "done_at"), name="task_done_by_and_at"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
