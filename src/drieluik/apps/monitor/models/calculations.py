"""Figures and lights as they were calculated; never changed, so an old light stays readable."""

import uuid

from django.db import models
from django.db.models import Q

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.monitor.models.norms import PERIOD, NormText
from drieluik.apps.organisations.models import Municipality


class Calculation(Kept):
    """All figures of a municipality over one period, with everything they follow from.

    Attributes:
        input_hash: Hash of all that the figures and lights follow from: deliveries, versions of
            definitions, values of law, buurten and who was asked. An earlier calculation may have
            the same one, when a correction was taken back.
        inputs: The deliveries of this year and the year before, up to the period: party, period,
            delivery and hash of its tables. Last year's count too, because norms compare with it.
        definition_versions: Indicator -> version of its definition.
        law_values: Half-year -> values of law, see ``flows.recorded_values``; null in calculations
            of before they were recorded.
        buurten: Codes of the buurten that were known, none: every code was taken as it was; null
            in calculations of before they were recorded.
        expected_parties: Code -> name of the corporations that were asked for figures; null in
            calculations of before they were recorded.
        not_applicable: Half-year -> code of the corporation -> table -> reason why the table does
            not apply to it, over all half-years that count; null when every table applied.
        cause: Which event gave a reason to calculate, such as ``delivery.accepted``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=6)
    number = models.PositiveIntegerField(help_text="1, 2, 3 in the order of calculating")
    input_hash = models.CharField(max_length=64)
    inputs = models.JSONField(default=list)
    missing_parties = models.JSONField(default=list, help_text="Codes of corporations")
    definition_versions = models.JSONField(default=dict)
    law_values = models.JSONField(null=True)
    buurten = models.JSONField(null=True)
    expected_parties = models.JSONField(null=True)
    not_applicable = models.JSONField(null=True)
    parameters_on = models.DateField()
    code_version = models.CharField(max_length=40)
    cause = models.CharField(max_length=80, blank=True)
    calculated_at = models.DateTimeField()

    class Meta:
        # a moment is no order: of two calculations of one moment the later one counts
        ordering = ("municipality", "period", "number")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "period", "number"], name="one_calculation_per_number"
            ),
            models.CheckConstraint(
                condition=Q(period__regex=PERIOD), name="calculation_is_about_a_half_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.input_hash[:8]}"


class KeptFigure(Kept):
    """Place and size of one figure, by whichever version of its definition it was counted."""

    period = models.CharField(max_length=6, help_text="A half-year, or a year such as 2020")
    level = models.CharField(max_length=20)
    party_code = models.CharField(max_length=60, blank=True)
    buurt_code = models.CharField(max_length=12, blank=True)
    breakdown = models.CharField(max_length=40)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    numerator_low = models.FloatField(null=True)
    denominator_low = models.FloatField(null=True)
    numerator_high = models.FloatField(null=True)
    denominator_high = models.FloatField(null=True)
    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    n_rows = models.PositiveIntegerField()
    n_unknown = models.PositiveIntegerField()

    class Meta:
        abstract = True


class Value(KeptFigure):
    """One figure: of which part of the city, how large, and between which bounds."""

    calculation = models.ForeignKey(Calculation, on_delete=models.PROTECT, related_name="values")
    indicator_id = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "calculation",
                    "indicator_id",
                    "period",
                    "level",
                    "party_code",
                    "buurt_code",
                    "breakdown",
                ],
                name="one_value_per_place",
            ),
        ]


class Standing(Kept):
    """The light that one wording of a norm gave in one calculation, as a whole or for one party."""

    calculation = models.ForeignKey(Calculation, on_delete=models.PROTECT, related_name="standings")
    norm_text = models.ForeignKey(NormText, on_delete=models.PROTECT, related_name="standings")
    party_code = models.CharField(max_length=60, blank=True, help_text="Empty: all together")
    light = models.CharField(max_length=20, blank=True, help_text="Empty: no norm of its own")
    reason_code = models.CharField(max_length=40)
    reason = models.TextField()
    period = models.CharField(max_length=6, blank=True, help_text="Of the figure")
    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["calculation", "norm_text", "party_code"], name="one_standing_per_party"
            ),
            models.CheckConstraint(
                condition=Q(
                    light__in=[
                        "on_course",
                        "attention",
                        "off_course",
                        "unknown",
                        "not_measurable_yet",
                    ]
                )
                | (Q(light="") & ~Q(party_code="")),
                name="standing_light_is_known",
            ),
        ]
