"""What is on the agenda, and what parties bring in beforehand."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.decisions.models.meetings import Meeting
from drieluik.apps.decisions.models.pairs import pair
from drieluik.apps.organisations.models import Party


class AgendaItem(models.Model):
    """One subject on one agenda.

    ``thread`` stays the same when the subject is adjourned to a next meeting, so that its papers
    and its history stay together. ``source`` and ``source_id`` name what it came from, such as a
    proposal; both are empty for an item of one's own.
    """

    class Asks(models.TextChoices):
        """What is asked of the meeting."""

        DECIDE = "decide", _("To decide")
        DISCUSS = "discuss", _("To discuss")
        INFORM = "inform", _("For information")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    thread = models.UUIDField(default=uuid.uuid4, db_index=True)
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    asks = models.CharField(max_length=10, choices=Asks, default=Asks.DISCUSS)
    digest = models.TextField(blank=True, help_text="What it is about, in plain words")
    text = models.TextField(blank=True)
    needs_advice = models.BooleanField(default=False)
    source = models.CharField(max_length=40, blank=True)
    source_id = models.CharField(max_length=160, blank=True)
    discussion = models.TextField(blank=True, help_text="What was said, in short")
    version = models.PositiveIntegerField(default=1, help_text="Raised by every act on the item")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)
    removal_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("meeting", "position")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                condition=Q(removed_at__isnull=True),
                name="one_agenda_item_per_place",
            ),
            models.UniqueConstraint(
                fields=["meeting", "thread"],
                condition=Q(removed_at__isnull=True),
                name="one_place_per_subject_and_meeting",
            ),
            models.UniqueConstraint(
                fields=["meeting", "source", "source_id"],
                condition=Q(removed_at__isnull=True) & ~Q(source=""),
                name="one_place_per_source_and_meeting",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="agenda_item_has_a_title"),
            models.CheckConstraint(
                condition=Q(asks__in=["decide", "discuss", "inform"]), name="item_asks_is_known"
            ),
            models.CheckConstraint(
                condition=Q(source="", source_id="") | (~Q(source="") & ~Q(source_id="")),
                name="item_source_is_whole",
            ),
            models.CheckConstraint(
                condition=pair("removed_by", "removed_at"), name="item_removed_by_and_at"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PartyInput(Kept):
    """What a party says about a subject before the meeting, or asks.

    Of input and of advice the newest counts and older ones stay; every question stands by itself.
    """

    class Kind(models.TextChoices):
        """A contribution to the talk, a question, or the advice the law gives tenants a right to."""

        INPUT = "input", _("Input")
        QUESTION = "question", _("Question")
        ADVICE = "advice", _("Advice of the tenants")

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="inputs")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("item", "recorded_at", "id")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="party_input_has_words"),
            models.CheckConstraint(
                condition=Q(kind__in=["input", "question", "advice"]),
                name="party_input_kind_is_known",
            ),
        ]


class QuestionAnswer(Kept):
    """What a party answers to a question of another; more parties can answer, and more than once."""

    question = models.ForeignKey(PartyInput, on_delete=models.PROTECT, related_name="answers")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("question", "recorded_at", "id")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="answer_has_words"),
        ]


class AdviceReply(Kept):
    """What a landlord answers to advice of its tenants; a newer answer replaces an earlier one.

    The law asks for reasons in writing where the advice is not followed, or not wholly.
    """

    class Follows(models.TextChoices):
        """How far the advice is followed."""

        WHOLLY = "wholly", _("The advice is followed")
        PARTLY = "partly", _("The advice is followed in part")
        NOT = "not", _("The advice is not followed")

    advice = models.ForeignKey(PartyInput, on_delete=models.PROTECT, related_name="replies")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    follows = models.CharField(max_length=10, choices=Follows)
    reasons = models.TextField(blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("advice", "recorded_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(follows="wholly") | Q(follows__in=["partly", "not"]) & ~Q(reasons=""),
                name="other_course_has_its_reasons",
            ),
        ]
