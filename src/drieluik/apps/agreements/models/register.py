"""The register: versions that are complete and never change, and clauses that outlive them.

A version holds the whole set of texts. "In force on a day, as known at a moment" is then: of the
versions recorded by that moment, and not corrected by it, the one with the latest starting day not
after that day; of those of one day, the one whose turn came last. A correction takes the place,
the day and the turn of the version it corrects.
"""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.agreements.models.imports import Import
from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.organisations.models import Municipality, Party


class Register(models.Model):
    """The agreements of one municipality."""

    municipality = models.OneToOneField(Municipality, on_delete=models.PROTECT, related_name="+")
    title = models.TextField()
    source = models.TextField(blank=True)
    introduction = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.title


class RegisterVersion(Kept):
    """All agreements as they are from a day on, as recorded at a moment."""

    class Reason(models.TextChoices):
        """Why there is a new version."""

        FIRST = "first", _("First version")
        DECISION = "decision", _("Decision of the Bestuurlijk Overleg")
        LAW = "law", _("Change of law")
        NATIONAL = "national", _("National agreement")
        COUNCIL = "council", _("Decision of the council")
        EVALUATION = "evaluation", _("Outcome of an evaluation")
        CORRECTION = "correction", _("Correction of a mistake in the record")

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    turn = models.PositiveIntegerField(
        editable=False, help_text="Its number, or the turn of what it corrects"
    )
    in_force_from = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=12, choices=Reason)
    explanation = models.CharField(max_length=500, blank=True)
    origin = models.ForeignKey(Import, on_delete=models.PROTECT, null=True, related_name="versions")
    content_hash = models.CharField(max_length=64)
    decision_id = models.UUIDField(null=True)
    decision_name = models.CharField(max_length=300, blank=True)
    decided_on = models.DateField(null=True)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="corrections"
    )

    class Meta:
        ordering = ("register", "number")
        constraints = [
            models.CheckConstraint(
                condition=Q(reason="correction", corrects__isnull=False) & ~Q(explanation="")
                | ~Q(reason="correction") & Q(corrects__isnull=True),
                name="correction_names_its_version_and_says_why",
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(corrects__isnull=False),
                name="one_correction_per_version",
            ),
            models.UniqueConstraint(fields=["register", "number"], name="one_version_per_number"),
            models.CheckConstraint(
                condition=Q(decision_id__isnull=True, decided_on__isnull=True, decision_name="")
                | Q(decision_id__isnull=False, decided_on__isnull=False) & ~Q(decision_name=""),
                name="decision_behind_a_version_is_whole",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="versions_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give it its turn, and add it."""
        self.turn = self.corrects.turn if self.corrects else self.number
        super().save(*args, **kwargs)


class SectionText(Kept):
    """A section of a theme in one version: its goal and how the parties pursue it.

    ``section`` stays the same in later versions; a theme without parts has one section without
    letter.
    """

    version = models.ForeignKey(RegisterVersion, on_delete=models.PROTECT, related_name="sections")
    section = models.UUIDField(default=uuid.uuid4)
    position = models.PositiveIntegerField()
    theme_number = models.CharField(max_length=20)
    theme_title = models.TextField()
    letter = models.CharField(max_length=8, blank=True)
    title = models.TextField(blank=True)
    introduction = models.TextField(blank=True)
    goal = models.TextField(blank=True)
    how = models.TextField(blank=True)

    class Meta:
        ordering = ("version", "position")
        constraints = [
            models.UniqueConstraint(fields=["version", "section"], name="one_text_per_section"),
            models.UniqueConstraint(fields=["version", "position"], name="one_section_per_place"),
        ]


class Clause(Kept):
    """One agreement through all its versions, numbers and places."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.id)


class ClauseText(Kept):
    """The words of one agreement in one version."""

    version = models.ForeignKey(RegisterVersion, on_delete=models.PROTECT, related_name="clauses")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="texts")
    section_text = models.ForeignKey(SectionText, on_delete=models.PROTECT, related_name="clauses")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=20)
    heading = models.TextField(blank=True)
    text = models.TextField()
    content_hash = models.CharField(max_length=64)
    predecessors = models.JSONField(default=list, help_text="Ids it was split from or made of")

    class Meta:
        ordering = ("version", "position")
        constraints = [
            models.UniqueConstraint(fields=["version", "clause"], name="one_text_per_clause"),
            models.UniqueConstraint(fields=["version", "number"], name="one_clause_per_number"),
            models.UniqueConstraint(fields=["version", "position"], name="one_clause_per_place"),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(text=""), name="clause_has_number_and_text"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.heading}".strip()


class DepartedClause(Kept):
    """An agreement that left the set with a version; its last words stand in the version before.

    ``successors`` are the ids of the agreements that took its place.
    """

    class Departure(models.TextChoices):
        """How it left."""

        REPEALED = "repealed", _("Repealed")
        REPLACED = "replaced", _("Replaced")
        MERGED = "merged", _("Merged into another agreement")

    version = models.ForeignKey(RegisterVersion, on_delete=models.PROTECT, related_name="departed")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="departures")
    departure = models.CharField(max_length=10, choices=Departure)
    section = models.UUIDField()
    successors = models.JSONField(default=list)
    edit = models.UUIDField()

    class Meta:
        ordering = ("version", "id")
        constraints = [
            models.UniqueConstraint(fields=["version", "clause"], name="one_departure_per_clause"),
        ]


class Binding(models.Model):
    """What an agreement means for a party; a changed binding is ended and kept."""

    class Kind(models.TextChoices):
        """Bound to act, asked for consent, or expressly no party to it."""

        BOUND = "bound", _("Bound")
        CONSENT = "consent", _("Consent required")
        NOT_PARTY = "not_party", _("Not a party")

    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="bindings")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("clause", "kind", "party__name")
        constraints = [
            models.UniqueConstraint(
                fields=["clause", "party", "kind"],
                condition=Q(ended_at__isnull=True),
                name="one_current_binding_of_a_kind",
            ),
            models.CheckConstraint(
                condition=~Q(kind="not_party") | ~Q(reason=""),
                name="no_party_without_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("recorded_at")),
                name="binding_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.kind}"
