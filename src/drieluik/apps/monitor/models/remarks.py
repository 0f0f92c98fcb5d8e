"""What a party says beside a figure: kept as it was written, with the figure it was written at."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.monitor.models.norms import PERIOD
from drieluik.apps.organisations.models import Municipality, Party


class FigureRemark(Kept):
    """The remark of a party beside one figure of a half-year.

    ``level`` and ``place`` name the figure: that of all together, of a corporation (``place`` is
    its code) or of a buurt (its code). ``value`` is how the figure stood when the remark was
    written, so that a reader sees when it has changed since; empty when there was none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    indicator_id = models.CharField(max_length=60)
    period = models.CharField(max_length=6)
    level = models.CharField(max_length=20)
    place = models.CharField(max_length=40, blank=True)
    value = models.FloatField(null=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at", "id")
        indexes = [
            models.Index(
                fields=["municipality", "indicator_id", "period"], name="remarks_of_a_figure"
            )
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="figure_remark_has_words"),
            models.CheckConstraint(
                condition=Q(period__regex=PERIOD), name="figure_remark_is_over_a_half_year"
            ),
            models.CheckConstraint(
                condition=Q(level="total", place="")
                | Q(level__in=["corporation", "buurt"]) & ~Q(place=""),
                name="figure_remark_names_its_figure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period} {self.party_id}"


class RemarkTakenBack(Kept):
    """That the party took its remark back; the words stay readable, folded away."""

    remark = models.OneToOneField(
        FigureRemark, on_delete=models.PROTECT, related_name="taken_back", primary_key=True
    )
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    taken_back_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.remark_id}"
