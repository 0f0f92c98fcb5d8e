"""Municipalities, parties, their relations, and the memberships of people."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class Municipality(models.Model):
    """A Dutch municipality that keeps its agreements here."""

    code = models.CharField(max_length=6, unique=True, help_text="CBS code, such as GM0153")
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    fictitious = models.BooleanField(default=False, help_text="Figures here are made up")

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "municipalities"

    def __str__(self) -> str:
        return self.name


class Party(models.Model):
    """An organisation that makes, keeps or reads the agreements."""

    class Kind(models.TextChoices):
        """Which of the three sides the party sits on, or beside."""

        MUNICIPALITY = "municipality", _("Municipality")
        CORPORATION = "corporation", _("Housing corporation")
        TENANTS = "tenants", _("Tenants' organisation")
        COUNCIL = "council", _("Municipal council")
        OTHER = "other", _("Other party")

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=Kind)
    history = HistoricalRecords()

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "parties"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=["municipality", "corporation", "tenants", "council", "other"]
                ),
                name="party_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Participation(models.Model):
    """A party takes part in the agreements of a municipality, from a day until a day.

    ``recorded_at`` is when that was recorded; null of before this was kept.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="participations")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="participations"
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField(null=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "municipality"], name="one_participation"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")),
                name="participation_ends_after_it_starts",
            ),
        ]


class Representation(models.Model):
    """A tenants' organisation speaks for the tenants of a corporation in a municipality."""

    class Track(models.TextChoices):
        """Whether it sits at the joint table or takes its own, separate route."""

        JOINT = "joint", _("At the joint table")
        SEPARATE = "separate", _("On a separate track")

    tenants = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="represents")
    corporation = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="represented_by")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    track = models.CharField(max_length=20, choices=Track, default=Track.JOINT)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenants", "corporation", "municipality"], name="one_representation"
            ),
            models.CheckConstraint(
                condition=Q(track__in=["joint", "separate"]), name="representation_track_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(tenants=F("corporation")), name="nobody_represents_itself"
            ),
        ]


class Merger(models.Model):
    """A party merged into another from a day, or did not after all when there is no heir.

    Kept for ever: what is put right is a next line, and the newest line of a party counts.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    heir = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    from_on = models.DateField()
    words = models.CharField(max_length=300, help_text="Where it stands, or why it is taken back")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(heir__isnull=True) | ~Q(heir=F("party")),
                name="nobody_merges_into_itself",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="merger_says_where"),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.from_on}"


class Membership(models.Model):
    """A person acts for a party in one role, in one municipality or in all of the party's."""

    class Role(models.TextChoices):
        """What the person may do for the party."""

        READER = "reader", _("Reader")
        EDITOR = "editor", _("Editor")
        CONTROLLER = "controller", _("Controller: signs for the party")
        DELEGATE = "delegate", _("Delegate: speaks in the Bestuurlijk Overleg")
        STEWARD = "steward", _("Steward: keeps definitions and accepts deliveries")
        ADMINISTRATOR = "administrator", _("Administrator: manages members")

    class Notice(models.TextChoices):
        """Whether the person has been told by mail; the set-up tells people itself."""

        NONE = "", _("not sent")
        WAITING = "waiting", _("on its way")
        SENT = "sent", _("sent")
        FAILED = "failed", _("could not be sent")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    notice = models.CharField(max_length=10, choices=Notice, blank=True, default=Notice.NONE)
    notice_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "party", "role", "municipality"],
                condition=Q(until_on__isnull=True, municipality__isnull=False),
                name="one_current_membership_per_role_and_place",
            ),
            models.UniqueConstraint(
                fields=["user", "party", "role"],
                condition=Q(until_on__isnull=True, municipality__isnull=True),
                name="one_current_membership_per_role",
            ),
            models.CheckConstraint(
                condition=Q(
                    role__in=[
                        "reader",
                        "editor",
                        "controller",
                        "delegate",
                        "steward",
                        "administrator",
                    ]
                ),
                name="membership_role_is_known",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="membership_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(notice="", notice_at__isnull=True)
                | Q(notice__in=["waiting", "sent", "failed"], notice_at__isnull=False),
                name="membership_notice_has_its_moment",
            ),
        ]
