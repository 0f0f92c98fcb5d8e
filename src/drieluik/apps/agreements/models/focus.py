"""The focus projects (speerpunten) of a year, with their actions."""

import uuid

from django.db import models
from django.db.models import F, Q

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.agreements.models.register import RegisterVersion
from drieluik.apps.organisations.models import Municipality


class FocusProject(models.Model):
    """A subject that gets extra attention in one year, in the fixed form of a project.

    ``leads`` names roles and organisations; names of persons are left in the original document.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(
        RegisterVersion, on_delete=models.PROTECT, related_name="focus_projects"
    )
    year = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    theme = models.TextField(blank=True)
    theme_number = models.CharField(max_length=20, blank=True)
    focus = models.TextField()
    goal = models.TextField(blank=True)
    leads = models.TextField(blank=True)
    problem = models.TextField(blank=True)
    results = models.TextField(blank=True)
    way_of_working = models.TextField(blank=True)
    parties = models.TextField(blank=True)
    demarcation = models.TextField(blank=True)
    preconditions = models.TextField(blank=True)
    communication = models.TextField(blank=True)
    further = models.TextField(blank=True, help_text="Other fields of the form, and quotations")

    class Meta:
        ordering = ("-year", "position")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "year", "position"], name="one_focus_project_per_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.focus} ({self.year})"


class Action(models.Model):
    """One step of a focus project; ``quarters`` such as ``["2020-Q1"]``, empty when none is set."""

    project = models.ForeignKey(FocusProject, on_delete=models.PROTECT, related_name="actions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    quarters = models.JSONField(default=list)
    when = models.TextField(blank=True, help_text="As the document says it")

    class Meta:
        ordering = ("project", "position")
        constraints = [
            models.UniqueConstraint(fields=["project", "position"], name="one_action_per_place"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class ActionMove(Kept):
    """An action that goes to a later year with a version, by the decision behind that version."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="moves")
    version = models.ForeignKey(RegisterVersion, on_delete=models.PROTECT, related_name="+")
    from_year = models.PositiveSmallIntegerField()
    to_year = models.PositiveSmallIntegerField()
    quarters = models.JSONField(default=list)
    reason = models.CharField(max_length=500)
    edit = models.UUIDField()

    class Meta:
        ordering = ("version", "id")
        constraints = [
            models.UniqueConstraint(fields=["action", "version"], name="one_move_per_version"),
            models.CheckConstraint(
                condition=Q(to_year__gt=F("from_year")), name="an_action_moves_to_a_later_year"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="an_action_moves_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.from_year} {self.to_year}"


class CarriedProject(Kept):
    """A focus project that goes on from one of the year before; ``actions`` pairs of numbers."""

    project = models.OneToOneField(FocusProject, on_delete=models.PROTECT, related_name="+")
    origin = models.OneToOneField(FocusProject, on_delete=models.PROTECT, related_name="+")
    actions = models.JSONField(default=list, help_text="[new number, old number]")
    edit = models.UUIDField()

    def __str__(self) -> str:
        return f"{self.origin} {self.project}"
