"""Sets of borders per municipality and year, their areas, and areas of the parties' own.

Shapes are kept as well-known binary in RD: any database keeps bytes, and nothing asks the database
where something lies (ADR 0027).
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.organisations.models import Municipality


class BorderSet(models.Model):
    """The areas of one year as one source gives them, from the file to being in use.

    While the file is being read there are no areas, and ``reading_phase`` with ``reading_share``
    (0-1) tells how far it is. One set per year is in use; the one it took the place of is known,
    so that it can come back. ``year`` is empty as long as neither file nor person has said it.
    """

    class State(models.TextChoices):
        """How far the set is."""

        READING = "reading", _("Being read")
        UNREADABLE = "unreadable", _("Could not be read")
        READ = "read", _("Read, not in use yet")
        IN_USE = "in_use", _("In use")
        REPLACED = "replaced", _("Replaced")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=12, choices=State, default=State.READING)
    source = models.CharField(
        max_length=200, help_text="Who made the borders, and what it is called"
    )
    source_on = models.DateField(null=True, help_text="Day of the source")
    licence = models.CharField(max_length=100, blank=True)
    schematic = models.BooleanField(default=False, help_text="Cells that show where areas lie")
    file_name = models.CharField(max_length=255, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    n_bytes = models.PositiveBigIntegerField(default=0)
    reading_phase = models.CharField(max_length=80, blank=True)
    reading_share = models.FloatField(default=0)
    report = models.JSONField(default=dict, help_text="What was recognised, and the findings")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    confirmation = models.CharField(max_length=500, blank=True, help_text="Why doubts are no fault")
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True, help_text="Why unreadable or withdrawn")

    class Meta:
        ordering = ("-added_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "year"],
                condition=Q(state="in_use"),
                name="one_set_of_borders_in_use_per_year",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["reading", "unreadable", "withdrawn"], confirmed_at__isnull=True
                )
                | Q(state="read", confirmed_at__isnull=True)
                | Q(
                    state__in=["in_use", "replaced", "withdrawn"],
                    confirmed_at__isnull=False,
                    year__isnull=False,
                ),
                name="borders_in_use_since_a_moment_for_a_year",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=["unreadable", "withdrawn"]) & ~Q(reason=""))
                | (Q(state__in=["reading", "read", "in_use", "replaced"], closed_at__isnull=True)),
                name="borders_closed_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.year or ''}".strip()


class Area(models.Model):
    """One area of a set: municipality, wijk or buurt.

    ``counts`` holds per name ``value`` or why it is ``missing``, as ``core.geography`` has it.
    ``shape`` is whole, ``outline`` has fewer points for maps; both are empty without borders.
    """

    class Level(models.TextChoices):
        """Which kind of area."""

        MUNICIPALITY = "municipality", _("Municipality")
        WIJK = "wijk", _("Wijk")
        BUURT = "buurt", _("Buurt")

    border_set = models.ForeignKey(BorderSet, on_delete=models.PROTECT, related_name="areas")
    level = models.CharField(max_length=12, choices=Level)
    code = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    parent_code = models.CharField(max_length=10, blank=True)
    counts = models.JSONField(default=dict)
    change = models.PositiveSmallIntegerField(null=True, help_text="1, 2 or 3 as the CBS says")
    derived = models.BooleanField(default=False, help_text="Joined from the areas below")
    shape = models.BinaryField(null=True)
    outline = models.BinaryField(null=True)

    class Meta:
        ordering = ("level", "code")
        constraints = [
            models.UniqueConstraint(
                fields=["border_set", "code"], name="one_area_per_code_in_a_set"
            ),
            models.CheckConstraint(
                condition=Q(level__in=["municipality", "wijk", "buurt"]),
                name="level_of_an_area_is_known",
            ),
            models.CheckConstraint(
                condition=Q(shape__isnull=True, outline__isnull=True)
                | Q(shape__isnull=False, outline__isnull=False),
                name="an_area_has_shape_and_outline_or_neither",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OwnArea(models.Model):
    """An area that the parties draw themselves; it is withdrawn, never changed or deleted."""

    class Kind(models.TextChoices):
        """What the area is for."""

        DIA = "dia", _("DIA area")
        URBAN_LIVING = "urban_living", _("Zone of highly urban living (agreement 2.5)")
        SCHOOL = "school", _("School catchment")
        OTHER = "other", _("Something else")

    class Made(models.TextChoices):
        """How the shape came about."""

        UNION = "union", _("Buurten together")
        DRAWN = "drawn", _("Drawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=500)
    made = models.CharField(max_length=8, choices=Made)
    codes = models.JSONField(default=list, help_text="Buurten it was made of")
    border_set = models.ForeignKey(
        BorderSet,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The borders of those buurten",
    )
    shape = models.BinaryField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["dia", "urban_living", "school", "other"])
                & ~Q(name="")
                & ~Q(purpose=""),
                name="own_area_has_kind_name_and_purpose",
            ),
            models.CheckConstraint(
                condition=Q(made="drawn", border_set__isnull=True)
                | Q(made="union", border_set__isnull=False),
                name="own_area_is_drawn_or_made_of_buurten",
            ),
            models.CheckConstraint(
                condition=Q(
                    withdrawn_by__isnull=True, withdrawn_at__isnull=True, withdrawal_reason=""
                )
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False)
                & ~Q(withdrawal_reason=""),
                name="own_area_withdrawn_by_at_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AddressTable(models.Model):
    """Which address lies in which buurt, in one year; the table itself is a kept file.

    A later table of the same year takes its place; the earlier one stays.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)
    content_hash = models.CharField(max_length=64)
    n_addresses = models.PositiveIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("-year", "-added_at", "-id")

    def __str__(self) -> str:
        return f"{self.source} {self.year}"
