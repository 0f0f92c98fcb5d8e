"""Layers, their cards, and the versions of their figures.

A card never changes: whoever changes the words adds a card. A version that was in use keeps its
figures for ever; it is replaced or withdrawn. Nothing is deleted.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.organisations.models import Municipality, Party


class Layer(models.Model):
    """One subject of one organisation, through all its cards and versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    withdrawn_by__isnull=True, withdrawn_at__isnull=True, withdrawal_reason=""
                )
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False)
                & ~Q(withdrawal_reason=""),
                name="layer_withdrawn_by_at_and_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Card(models.Model):
    """What a layer means, where it comes from and who may see it, since a moment.

    ``publicness_until`` is the day on which the ground for not being public is looked at again; the
    layer does not become public by itself.
    """

    class Theme(models.TextChoices):
        """What it is about."""

        HOUSING = "housing", _("Dwellings")
        PEOPLE = "people", _("Residents")
        PLANS = "plans", _("Plans and developments")
        LIVEABILITY = "liveability", _("Liveability")
        CARE = "care", _("Care and support")
        ENERGY = "energy", _("Energy and sustainability")
        SPACE = "space", _("Public space and facilities")
        OTHER = "other", _("Something else")

    class Kind(models.TextChoices):
        """What the figure of an area is."""

        COUNT = "count", _("A count (whole numbers)")
        SHARE = "share", _("A share (percentage)")
        MEAN = "mean", _("A mean or ratio (with decimals)")
        AMOUNT = "amount", _("An amount in euros")
        CLASS = "class", _("A class in words (such as low, middle, high)")

    class Level(models.TextChoices):
        """Per which area."""

        BUURT = "buurt", _("Per buurt")
        WIJK = "wijk", _("Per wijk")
        MUNICIPALITY = "municipality", _("For the municipality")

    class Publicness(models.TextChoices):
        """Who may see it."""

        PUBLIC = "public", _("Public")
        PARTNERS = "partners", _("Only the parties at the table")
        OWNER = "owner", _("Only the organisation of the layer")

    class Refresh(models.TextChoices):
        """How often there are new figures."""

        ONCE = "once", _("Once, no new figures come")
        YEARLY = "yearly", _("Every year")
        HALF_YEARLY = "half_yearly", _("Every half-year")
        QUARTERLY = "quarterly", _("Every quarter")
        MONTHLY = "monthly", _("Every month")

    layer = models.ForeignKey(Layer, on_delete=models.PROTECT, related_name="cards")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    meaning = models.TextField(help_text="In plain words: what is counted, and what is not")
    theme = models.CharField(max_length=12, choices=Theme)
    kind = models.CharField(max_length=8, choices=Kind)
    level = models.CharField(max_length=12, choices=Level)
    unit = models.CharField(max_length=80)
    source = models.CharField(max_length=200)
    source_url = models.URLField(max_length=500, blank=True)
    licence = models.CharField(max_length=100, blank=True)
    publicness = models.CharField(max_length=10, choices=Publicness)
    ground = models.CharField(max_length=300, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    publicness_until = models.DateField(null=True)
    refresh = models.CharField(max_length=12, choices=Refresh)
    quality = models.TextField(blank=True, help_text="What a reader must know before using it")
    already_open = models.BooleanField(help_text="The source published it as open data itself")
    fictitious = models.BooleanField(default=False, help_text="Made up, for an example or exercise")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("layer", "-number")
        constraints = [
            models.UniqueConstraint(fields=["layer", "number"], name="one_card_per_number"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(meaning="") & ~Q(unit="") & ~Q(source=""),
                name="card_has_name_meaning_unit_and_source",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=["count", "share", "mean", "amount", "class"],
                    level__in=["buurt", "wijk", "municipality"],
                ),
                name="card_kind_and_level_are_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    publicness="public", ground="", decided_by="", publicness_until__isnull=True
                )
                | Q(publicness__in=["partners", "owner"]) & ~Q(ground="") & ~Q(decided_by=""),
                name="card_that_is_not_public_says_why_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(already_open=False) | Q(publicness="public"),
                name="what_is_open_already_is_public",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    """The figures of a layer over a date or period, from the file to being in use.

    ``figures`` holds per code ``value``, ``text`` and ``missing``, as ``core.layers`` has them;
    ``year`` is that of the areas. ``number`` counts the versions that were ever in use.
    """

    class State(models.TextChoices):
        """How far the version is."""

        READING = "reading", _("Being read")
        UNREADABLE = "unreadable", _("Could not be read")
        READ = "read", _("Read, not in use yet")
        IN_USE = "in_use", _("In use")
        REPLACED = "replaced", _("Earlier version")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    layer = models.ForeignKey(Layer, on_delete=models.PROTECT, related_name="versions")
    state = models.CharField(max_length=12, choices=State, default=State.READING)
    number = models.PositiveIntegerField(null=True)
    about_from = models.DateField()
    about_until = models.DateField(null=True, help_text="Last day; empty for figures of one day")
    asked = models.JSONField(default=dict, help_text="Year, column and scale that were asked for")
    year = models.PositiveSmallIntegerField(null=True)
    figures = models.JSONField(default=dict)
    report = models.JSONField(default=dict, help_text="What was recognised, and the findings")
    file_name = models.CharField(max_length=255)
    content_hash = models.CharField(max_length=64, blank=True)
    n_bytes = models.PositiveBigIntegerField()
    reading_phase = models.CharField(max_length=80, blank=True)
    reading_share = models.FloatField(default=0)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True)
    explanation = models.CharField(max_length=500, blank=True, help_text="Why doubts are no fault")
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=1000, blank=True, help_text="Why unreadable or withdrawn")

    class Meta:
        ordering = ("-added_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["layer"], condition=Q(state="in_use"), name="one_version_in_use_per_layer"
            ),
            models.UniqueConstraint(
                fields=["layer", "number"], name="one_version_of_a_layer_per_number"
            ),
            models.CheckConstraint(
                condition=Q(about_until__isnull=True) | Q(about_until__gte=models.F("about_from")),
                name="period_of_a_version_goes_forward",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["reading", "unreadable", "read", "withdrawn"],
                    accepted_at__isnull=True,
                    number__isnull=True,
                )
                | Q(
                    state__in=["in_use", "replaced", "withdrawn"],
                    accepted_at__isnull=False,
                    number__isnull=False,
                    year__isnull=False,
                ),
                name="version_in_use_since_a_moment_for_a_year",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["unreadable", "withdrawn"]) & ~Q(reason="")
                | Q(state__in=["reading", "read", "in_use", "replaced"], closed_at__isnull=True),
                name="version_closed_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.layer_id} {self.number or '-'}"
