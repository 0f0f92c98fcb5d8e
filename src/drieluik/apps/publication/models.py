"""Who may read an item, and which lights and layers everybody sees: what people recorded, kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.organisations.models import Municipality


class Openness(Kept):
    """Who may read an item from a moment on; the newest row of an item counts.

    Attributes:
        kind: What sort of item.
        key: Which one: number of a version, id of an agreement, meeting, decision or report, or a
            fixed word.
        audience: Who may read it.
        ground: Why not everybody may; empty when everybody may.
        reason: The same in words that the public reads too.
        until_on: The last day on which not everybody may; null for as long as nobody changes it.
        takes_back: Whether it puts back what stood before the row before it.
    """

    class Kind(models.TextChoices):
        """Sorts of items."""

        SITE = "site", _("The whole public site")
        AGREEMENTS = "agreements", _("Agreements")
        DECISIONS = "decisions", _("List of decisions")
        REPORT = "report", _("Report")
        CALENDAR = "calendar", _("Calendar of the year")
        AGREEMENT = "agreement", _("One agreement")
        DECISION = "decision", _("One decision")

    class Audience(models.TextChoices):
        """Who may read it."""

        OPEN = "open", _("Public")
        PARTNERS = "partners", _("Only the parties")

    class Ground(models.TextChoices):
        """Why not everybody may read it."""

        PRIVACY = "privacy", _("Privacy of persons (Woo, article 5.1)")
        UNCHECKED = "unchecked", _("Not yet checked whether figures lead to persons or dwellings")
        OTHER = "other", _("Another reason")

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    key = models.CharField(max_length=40)
    audience = models.CharField(max_length=10, choices=Audience)
    ground = models.CharField(max_length=12, choices=Ground, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    until_on = models.DateField(null=True)
    takes_back = models.BooleanField(default=False)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        indexes = [models.Index(fields=["municipality", "kind", "key"], name="openness_of_item")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        *("site", "agreements", "decisions", "report", "calendar"),
                        *("agreement", "decision"),
                    ]
                ),
                name="openness_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(audience="open", ground="", until_on__isnull=True)
                | Q(audience="partners") & Q(ground__in=["privacy", "unchecked", "other"]),
                name="what_is_not_open_has_a_ground",
            ),
            models.CheckConstraint(
                condition=~Q(ground="other") | ~Q(reason=""), name="another_ground_says_which"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.audience}"


class LightOpening(Kept):
    """The lights over a half-year as the municipality opened them to everybody, for ever as shown.

    The last one over a half-year counts; an earlier one was replaced by it. What it shows was frozen:
    no calculation changes it.

    Attributes:
        period: The half-year.
        number: 1, 2, 3; a later opening over the same half-year replaces the one before.
        note: What is different, in words for everybody; empty in the first.
        shown: Which agreements have which light, as JSON; see ``lights.rows.Frozen``.
        shown_hash: Fingerprint of it, that the steward saw.
        weighed: The figures by which lights were let through or kept back, as JSON. They say more
            than the lights, so they are never told.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=6)
    number = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=500, blank=True)
    shown = models.TextField()
    shown_hash = models.CharField(max_length=64)
    weighed = models.TextField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "period", "number"], name="one_opening_of_lights_per_number"
            ),
            models.CheckConstraint(
                condition=Q(period__regex=r"^\d{4}-[12]$"), name="opened_lights_are_of_a_half_year"
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(note=""), name="a_next_opening_says_what_is_different"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} ({self.number})"


class LightWithdrawal(Kept):
    """That opened lights were taken off the public site, with a reason that everybody reads."""

    opening = models.OneToOneField(
        LightOpening, on_delete=models.PROTECT, related_name="withdrawal"
    )
    reason = models.CharField(max_length=500)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="withdrawn_lights_say_why"),
        ]

    def __str__(self) -> str:
        return str(self.opening)


class LayerStatement(Kept):
    """That the source of a layer had made these very figures public itself: the word of one person.

    It is about one version with one card: other figures, or other words, ask for another statement.

    Attributes:
        title: Name of the layer as it was then.
        publisher: Who made the figures public.
        address: Where everybody finds them.
        seen_hash: Fingerprint of the figures and the card that the person saw.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    layer = models.ForeignKey("layers.Layer", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("layers.Version", on_delete=models.PROTECT, related_name="+")
    card_number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    publisher = models.CharField(max_length=200)
    address = models.URLField(max_length=500)
    seen_hash = models.CharField(max_length=64)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    stated_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(publisher="") & ~Q(address=""),
                name="statement_of_a_layer_says_who_and_where",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.address}"


class LayerConfirmation(Kept):
    """That somebody else looked at the address and found the same: from then on everybody sees it.

    The database refuses a confirmation by who made the statement.
    """

    statement = models.OneToOneField(
        LayerStatement, on_delete=models.PROTECT, related_name="confirmation"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.statement)


class LayerTakenOff(Kept):
    """That a statement no longer counts, with a reason; everybody reads it when they saw the layer."""

    statement = models.OneToOneField(
        LayerStatement, on_delete=models.PROTECT, related_name="taken_off"
    )
    reason = models.CharField(max_length=500)
    taken_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    taken_off_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="layer_taken_off_says_why"),
        ]

    def __str__(self) -> str:
        return str(self.statement)
