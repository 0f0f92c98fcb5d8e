"""The index: what can be found, in the words of the search room. Made of other rows, never a source."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.organisations.models import Municipality


class Entry(models.Model):
    """One thing that can be found, as long as it holds.

    ``bundle`` names what is made anew together, such as all agreements of a register. ``audience``
    says who may find it (see ``audience``). ``place`` and ``facts`` are what its address and its
    dating need. The last three fields hold the words that are looked through; each database keeps
    its own full-text index of them (see ``database_index``).
    """

    class Kind(models.TextChoices):
        """What it is."""

        CLAUSE = "clause", _("Agreements")
        FOCUS_PROJECT = "focus_project", _("Focus projects")
        PROPOSAL = "proposal", _("Proposals")
        DECISION = "decision", _("Decisions")
        MINUTES = "minutes", _("Minutes")
        WORK = "work", _("Library")

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    bundle = models.CharField(max_length=60)
    kind = models.CharField(max_length=16, choices=Kind)
    audience = models.CharField(max_length=30)
    number = models.CharField(max_length=20, blank=True)
    themes = models.CharField(max_length=200, blank=True, help_text="Such as |3|5|")
    title = models.TextField()
    body = models.TextField(blank=True)
    dated_on = models.DateField(null=True)
    holds_from = models.DateField(null=True)
    holds_until = models.DateField(null=True, help_text="First day on which it no longer holds")
    place = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    title_stems = models.TextField()
    body_stems = models.TextField(blank=True)
    words = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["municipality", "bundle"], name="search_entry_bundle")]
        constraints = [
            models.CheckConstraint(condition=~Q(audience=""), name="entry_has_an_audience"),
            models.CheckConstraint(
                condition=Q(holds_from__isnull=True)
                | Q(holds_until__isnull=True)
                | Q(holds_until__gt=F("holds_from")),
                name="entry_holds_for_a_while",
            ),
        ]

    def __str__(self) -> str:
        return self.title
