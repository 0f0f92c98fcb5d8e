"""Talks of the three parties about the signals: who was there, what was concluded per signal."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.monitor.models.signals import Signal, SignalFact
from drieluik.apps.organisations.models import Municipality, Party


class Talk(models.Model):
    """A talk on a day; once ended the database refuses every change, also of what hangs on it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-held_on", "-begun_at")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"],
                condition=Q(ended_at__isnull=True),
                name="one_talk_under_way_per_municipality",
            ),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True, ended_at__isnull=True)
                | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="talk_ended_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("begun_at")),
                name="talk_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.held_on}"


class TalkPresence(Kept):
    """That a party was there; names of people are not kept."""

    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="presences")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("talk", "party__name")
        constraints = [
            models.UniqueConstraint(fields=["talk", "party"], name="a_party_is_there_once"),
        ]


class TalkItem(Kept):
    """A signal that was open when the talk began, with its agreement and light of that moment."""

    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="items")
    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="talk_items")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    fact = models.ForeignKey(SignalFact, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("talk", "position")
        constraints = [
            models.UniqueConstraint(fields=["talk", "position"], name="one_signal_per_place"),
            models.UniqueConstraint(fields=["talk", "signal"], name="one_place_per_signal"),
        ]


class TalkNote(Kept):
    """What was concluded about a signal; the last note counts, earlier ones stay."""

    class Outcome(models.TextChoices):
        """What happens with the signal when the talk ends."""

        STAYS = "stays", _("Stays open")
        CLOSES = "closes", _("Close")
        AGENDA = "agenda", _("On the agenda of a meeting")

    item = models.ForeignKey(TalkItem, on_delete=models.PROTECT, related_name="notes")
    conclusion = models.TextField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    meeting = models.ForeignKey(
        "decisions.Meeting", on_delete=models.PROTECT, null=True, related_name="+"
    )
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ("item", "id")
        constraints = [
            models.CheckConstraint(condition=~Q(conclusion=""), name="talk_note_has_words"),
            models.CheckConstraint(
                condition=Q(outcome="agenda", meeting__isnull=False)
                | Q(outcome__in=["stays", "closes"], meeting__isnull=True),
                name="talk_note_names_its_meeting",
            ),
        ]
