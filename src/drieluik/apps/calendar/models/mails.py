"""Which mails about the year people want, and of what they were told."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.organisations.models import Municipality


class MailChoice(models.Model):
    """Which mails a person wants about the year of a municipality; without a row: each reminder."""

    class Choice(models.TextChoices):
        """How often."""

        EACH = (
            "each",
            _(
                "A mail for each last day: two weeks before, or as early as the municipality chose "
                "for a half-year"
            ),
        )
        WEEKLY = "weekly", _("Once a week an overview, when there is something in it")
        NONE = "none", _("No mails about the calendar")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=10, choices=Choice)
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "municipality"], name="one_mail_choice_per_person_and_place"
            ),
            models.CheckConstraint(
                condition=Q(choice__in=["each", "weekly", "none"]), name="mail_choice_is_known"
            ),
        ]


class Reminded(Kept):
    """A person was told of an item or a week, or that an item moved: each once.

    Written in the transaction in which the mail is put in the outbox; ``mail`` is its id.
    ``due_on`` is the last day as it was told; without it in a ``moved``, the item is no more.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    item_id = models.CharField(max_length=160, help_text="Of an item, or a week such as 2026-W48")
    kind = models.CharField(max_length=10)
    mail = models.UUIDField()
    due_on = models.DateField(null=True)
    reminded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "municipality", "item_id", "kind"],
                condition=Q(kind__in=["reminder", "digest"]),
                name="one_reminder_per_person_item_and_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["reminder", "digest", "moved"]),
                name="reminder_kind_is_known",
            ),
        ]
