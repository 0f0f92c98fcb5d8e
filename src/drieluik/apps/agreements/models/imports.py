"""A document that was handed in and read, on its way to the register."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.organisations.models import Municipality


class Import(models.Model):
    """One agreements document as uploaded, as read and as corrected by people.

    While it is being read ``as_read`` and ``outline`` are empty, and ``reading_phase`` with
    ``reading_share`` (0-1) tells how far it is. ``as_read`` never changes after that; ``outline`` is ``as_read`` with the corrections that were not
    undone. ``step`` counts every change, so that two people cannot overwrite each other.
    """

    class State(models.TextChoices):
        """How far the document is."""

        READING = "reading", _("Being read")
        READ = "read", _("Read, not confirmed yet")
        UNREADABLE = "unreadable", _("Could not be read")
        CONFIRMED = "confirmed", _("Confirmed: it is in the register")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    content_hash = models.CharField(max_length=64)
    n_bytes = models.PositiveIntegerField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State, default=State.READING)
    reading_phase = models.CharField(max_length=60, blank=True)
    reading_share = models.FloatField(default=0)
    as_read = models.JSONField(default=dict)
    outline = models.JSONField(default=dict)
    corrections = models.JSONField(default=list)
    step = models.PositiveIntegerField(default=0)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-uploaded_at", "file_name", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["reading", "read"], closed_by__isnull=True, closed_at__isnull=True
                )
                | Q(state="unreadable", closed_by__isnull=True, closed_at__isnull=False)
                | Q(
                    state__in=["confirmed", "withdrawn"],
                    closed_by__isnull=False,
                    closed_at__isnull=False,
                ),
                name="import_closed_by_someone_at_a_moment",
            ),
            models.UniqueConstraint(
                fields=["municipality", "content_hash"],
                condition=~Q(state__in=["withdrawn", "unreadable"]),
                name="one_open_import_per_document",
            ),
            models.UniqueConstraint(
                fields=["municipality"],
                condition=Q(state="confirmed"),
                name="one_confirmed_import_per_municipality",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
