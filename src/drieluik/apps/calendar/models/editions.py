"""How each item of the year was shown, so that calendar programmes see that it changed."""

from django.db import models
from django.db.models import Q

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.organisations.models import Municipality


class ItemEdition(Kept):
    """An item got another day, time or place; the newest number is its SEQUENCE in calendar files.

    ``shape`` is empty when the item is no more.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    item_id = models.CharField(max_length=160)
    number = models.PositiveIntegerField(help_text="0 as it was first shown")
    shape = models.CharField(max_length=64, blank=True)
    since = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        indexes = [models.Index(fields=["municipality", "year"], name="editions_of_a_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "item_id", "number"], name="one_calendar_edition_per_number"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1) | ~Q(shape=""), name="first_edition_shows_something"
            ),
        ]
