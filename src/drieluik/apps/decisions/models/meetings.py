"""Meetings, who was there, and how long before a meeting the papers must be there."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.decisions.models.pairs import pair
from drieluik.apps.organisations.models import Municipality, Party


def _person(*, null: bool = True) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=null, related_name="+"
    )


class Meeting(models.Model):
    """One meeting, from the day it is planned until its minutes are approved in a later one.

    ``minutes`` is empty until then: before that the minutes are made anew from what was recorded;
    after that they are these words for ever. A meeting that will not be held is cancelled with its
    reason and stays to be seen.
    """

    class Kind(models.TextChoices):
        """What the meeting is for; only the Bestuurlijk Overleg decides about agreements."""

        VISION = "vision", _("Vision-forming meeting")
        THEME = "theme", _("Theme session")
        BO = "bo", _("Bestuurlijk Overleg")
        PROJECT_ALIGNMENT = "project_alignment", _("Project-alignment meeting")
        COUNCIL_DEBATE = "council_debate", _("Housing debate of the council")
        CORE_TEAM = "core_team", _("Core team")

    class State(models.TextChoices):
        """How far the meeting is."""

        PLANNED = "planned", _("Planned")
        OPEN = "open", _("In session")
        CLOSED = "closed", _("Closed, minutes not approved yet")
        APPROVED = "approved", _("Minutes approved")
        CANCELLED = "cancelled", _("Will not be held")

    COMING = (State.PLANNED, State.OPEN)
    HELD = (State.CLOSED, State.APPROVED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    chair_party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    chair_name = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.PLANNED)
    version = models.PositiveIntegerField(default=1, help_text="Raised by every act on the meeting")
    planned_by = _person(null=False)
    planned_at = models.DateTimeField()
    published_by = _person()
    published_at = models.DateTimeField(null=True)
    opened_by = _person()
    opened_at = models.DateTimeField(null=True)
    closed_by = _person()
    closed_at = models.DateTimeField(null=True)
    approved_by = _person()
    approved_at = models.DateTimeField(null=True)
    approved_in = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="approves"
    )
    approval_remarks = models.TextField(blank=True)
    minutes = models.JSONField(null=True)
    minutes_hash = models.CharField(max_length=64, blank=True)
    cancelled_by = _person()
    cancelled_at = models.DateTimeField(null=True)
    cancellation_reason = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ("-starts_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "vision",
                        "theme",
                        "bo",
                        "project_alignment",
                        "council_debate",
                        "core_team",
                    ]
                ),
                name="meeting_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["planned", "cancelled"],
                    opened_at__isnull=True,
                    closed_at__isnull=True,
                )
                | Q(state="open", opened_at__isnull=False, closed_at__isnull=True)
                | Q(
                    state__in=["closed", "approved"],
                    opened_at__isnull=False,
                    closed_at__isnull=False,
                ),
                name="meeting_state_follows_its_moments",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="approved",
                    approved_at__isnull=False,
                    approved_in__isnull=False,
                    minutes__isnull=False,
                )
                & ~Q(minutes_hash="")
                | Q(approved_at__isnull=True, approved_in__isnull=True, minutes__isnull=True)
                & ~Q(state="approved"),
                name="approved_meeting_has_its_minutes",
            ),
            models.CheckConstraint(
                condition=pair("published_by", "published_at"), name="agenda_published_by_and_at"
            ),
            models.CheckConstraint(
                condition=pair("opened_by", "opened_at"), name="meeting_opened_by_and_at"
            ),
            models.CheckConstraint(
                condition=pair("closed_by", "closed_at"), name="meeting_closed_by_and_at"
            ),
            models.CheckConstraint(
                condition=pair("approved_by", "approved_at"), name="minutes_approved_by_and_at"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "cancelled"]) | Q(chair_party__isnull=False),
                name="meeting_that_opened_has_a_chair",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="meeting_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(approved_in__isnull=True) | ~Q(approved_in=F("id")),
                name="minutes_approved_in_another_meeting",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                & ~Q(cancellation_reason="")
                | ~Q(state="cancelled") & Q(cancelled_at__isnull=True, cancellation_reason=""),
                name="cancelled_meeting_says_why",
            ),
            models.CheckConstraint(
                condition=pair("cancelled_by", "cancelled_at"), name="meeting_cancelled_by_and_at"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts_at:%Y-%m-%d}"


class Attendance(models.Model):
    """Whether a party was at a meeting; names are optional."""

    class Presence(models.TextChoices):
        """There, away, or away with notice."""

        PRESENT = "present", _("Present")
        EXCUSED = "excused", _("Absent with notice")
        ABSENT = "absent", _("Absent")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    presence = models.CharField(max_length=10, choices=Presence)
    names = models.CharField(max_length=300, blank=True)
    recorded_by = _person(null=False)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("party__name",)
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "party"], name="one_attendance_per_meeting_and_party"
            ),
            models.CheckConstraint(
                condition=Q(presence__in=["present", "excused", "absent"]),
                name="presence_is_known",
            ),
        ]


class PaperTerm(Kept):
    """How many days before a meeting papers must be with the parties, from a day on.

    A new term is a new row; the term of a meeting is the last one that began by its day.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    days = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    grounds = models.CharField(max_length=300)
    recorded_by = _person(null=False)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("municipality", "from_on", "id")
        constraints = [
            models.CheckConstraint(condition=Q(days__range=(1, 90)), name="paper_term_in_days"),
            models.CheckConstraint(condition=~Q(grounds=""), name="paper_term_has_grounds"),
        ]
