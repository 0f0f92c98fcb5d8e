"""Days that people tell besides the rules: without meetings, agreed otherwise, and one-off days."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.organisations.models import Municipality


class FreeDays(models.Model):
    """Days on which the parties do not meet, such as a school holiday, with where they stand."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    first_on = models.DateField()
    last_on = models.DateField()
    source = models.CharField(max_length=300)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="free_days_end_after_they_begin"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                & Q(withdrawal_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawal_reason=""),
                name="withdrawn_free_days_say_why",
            ),
        ]


class AgreedDay(Kept):
    """The parties agreed on another last day than the rule gives, or took that back.

    The newest row of an item holds; earlier ones stay. Without ``agreed_on`` the day of the rule
    holds again, and ``words`` says why; else ``words`` says where it was agreed.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    item_id = models.CharField(max_length=160, db_index=True)
    number = models.PositiveIntegerField(help_text="1, 2, 3 for one item")
    agreed_on = models.DateField(null=True)
    words = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "item_id", "number"], name="one_agreed_day_per_number"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(words=""), name="agreed_day_says_where"
            ),
        ]


class OneOffDay(Kept):
    """Something of one year only: an occasion, a last day, or what starts a term of the law.

    The newest row of a ``key`` holds; earlier ones stay. ``kind`` is ``meeting``, ``deadline`` or
    an event that starts a term. ``words`` says where it was agreed, and why when it is withdrawn.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField(help_text="1, 2, 3 for one key")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=160)
    on = models.DateField()
    starts_at = models.TimeField(null=True)
    ends_at = models.TimeField(null=True)
    place = models.CharField(max_length=120, blank=True)
    who = models.CharField(max_length=120, blank=True, help_text="Kinds of party, with spaces")
    words = models.CharField(max_length=300)
    withdrawn = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["key", "number"], name="one_one_off_day_per_number"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(words="") & ~Q(name=""),
                name="one_off_day_says_what_and_where",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                name="one_off_day_ends_after_it_starts",
            ),
        ]
