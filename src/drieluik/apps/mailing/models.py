"""The outbox: one row for one mail to one person."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.organisations.models import Municipality


class Mail(models.Model):
    """A mail to a person, from the moment it is asked for; once sent it never changes.

    ``key`` says what it is about: the same person is never written to twice with the same key.
    ``claim`` names the job that is sending it.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("waiting to be sent")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        GIVEN_UP = "given_up", _("could not be sent")

    class Kind(models.TextChoices):
        """Why somebody is written to."""

        REMINDER = "reminder", _("Reminder")
        DIGEST = "digest", _("Overview of the week")
        MOVED = "moved", _("A day that moved")
        AGENDA = "agenda", _("Agenda and papers")
        MEETING = "meeting", _("Whether a meeting is held")
        SIGNAL = "signal", _("Explanation of a signal")
        EXPORT = "export", _("Regular file for a recipient")
        CONNECTION = "connection", _("Connection of a programme")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=200)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    stop_address = models.CharField(max_length=400, blank=True)
    facts = models.JSONField(default=dict)
    enclosed = models.JSONField(
        default=list, help_text="Kept files sent with it: name, hash, suffix"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    claim = models.CharField(max_length=64, blank=True)
    n_attempts = models.PositiveIntegerField(default=0)
    attempted_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-asked_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="one_mail_per_person_and_key"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sending", "given_up"], sent_at__isnull=True)
                | Q(state="sent", sent_at__isnull=False),
                name="sent_mail_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="sending") & ~Q(claim="") | ~Q(state="sending"),
                name="mail_being_sent_has_a_job",
            ),
        ]

    def __str__(self) -> str:
        return self.subject
