"""Which version of a definition the parties adopted, and figures by versions that stand beside."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.monitor.models.calculations import Calculation, KeptFigure
from drieluik.apps.monitor.models.norms import PERIOD, NormText
from drieluik.apps.organisations.models import Municipality


class AdoptedDefinition(Kept):
    """That parties agreed how an indicator counts, or that it counts no longer, and from when.

    How a version counts stands in ``core.indicators``. Here stands which version holds, in the
    words that the parties chose for it. A later row about the same indicator goes before an
    earlier one, from its half-year on.

    Attributes:
        from_period: First half-year for which it holds; empty for how an indicator always counted
            here, put on record by the steward.
        ends: Whether the indicator left the catalogue with it.
        meaning: What it tells, in the words of the parties; empty: those of the card.
        limits: What it does not tell, a line for each; empty: those of the card.
        owner: Who keeps the definition; empty: as on the card.
        audience: Who may see it per corporation; empty: as on the card.
        grounds: Where they agreed to it, in words.
        version_of_register: The version of the register with the decision behind it.
        edit: The change of the proposal.
        consents: Who consented: name of the party, and how.
    """

    class Audience(models.TextChoices):
        """Who may see the figure per corporation and per buurt."""

        OPEN = "open", _("everybody")
        PARTNERS = "partners", _("the parties")
        OWNER = "owner", _("the corporation itself and the municipality")

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    indicator_id = models.CharField(max_length=80)
    number = models.PositiveSmallIntegerField(help_text="1, 2, 3 of this indicator here")
    version = models.PositiveSmallIntegerField()
    from_period = models.CharField(max_length=6, blank=True)
    ends = models.BooleanField(default=False)
    meaning = models.TextField(blank=True)
    limits = models.TextField(blank=True)
    owner = models.CharField(max_length=120, blank=True)
    audience = models.CharField(max_length=10, choices=Audience, blank=True)
    grounds = models.CharField(max_length=300)
    version_of_register = models.ForeignKey(
        "agreements.RegisterVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    proposal_id = models.UUIDField(null=True)
    edit = models.UUIDField(null=True, help_text="The change of the proposal")
    consents = models.JSONField(default=list)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("municipality", "indicator_id", "number")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "indicator_id", "number"],
                name="one_adopted_definition_per_number",
            ),
            models.CheckConstraint(
                condition=Q(from_period="") | Q(from_period__regex=PERIOD),
                name="definition_holds_from_a_half_year",
            ),
            models.CheckConstraint(condition=~Q(grounds=""), name="definition_has_grounds"),
            models.CheckConstraint(
                condition=Q(
                    version_of_register__isnull=True,
                    proposal_id__isnull=True,
                    edit__isnull=True,
                    from_period="",
                    version=1,
                    ends=False,
                )
                | Q(
                    version_of_register__isnull=False,
                    proposal_id__isnull=False,
                    edit__isnull=False,
                )
                & ~Q(from_period=""),
                name="another_definition_has_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.version}"


class BesideSeries(Kept):
    """That one calculation was also made by another version of an indicator, beside the one that counts."""

    calculation = models.ForeignKey(Calculation, on_delete=models.PROTECT, related_name="beside")
    indicator_id = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    code_version = models.CharField(max_length=40)
    calculated_at = models.DateTimeField()

    class Meta:
        ordering = ("calculation", "indicator_id", "version")
        constraints = [
            models.UniqueConstraint(
                fields=["calculation", "indicator_id", "version"], name="one_series_per_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.version}"


class BesideValue(KeptFigure):
    """One figure by a version that stands beside; no light follows from it."""

    series = models.ForeignKey(BesideSeries, on_delete=models.PROTECT, related_name="values")

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["series", "period", "level", "party_code", "buurt_code", "breakdown"],
                name="one_beside_value_per_place",
            ),
        ]


class NormVersion(Kept):
    """That a wording of a norm was agreed with a version of the definition of a figure it rests on."""

    norm_text = models.ForeignKey(NormText, on_delete=models.PROTECT, related_name="versions")
    indicator_id = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    agreed_at = models.DateTimeField()

    class Meta:
        ordering = ("norm_text", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["norm_text", "indicator_id", "version"],
                name="a_wording_agrees_once_with_a_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.norm_text}: {self.indicator_id} {self.version}"
