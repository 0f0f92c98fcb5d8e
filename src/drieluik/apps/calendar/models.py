"""What people tell about the year that no other room keeps: house rules, and secret addresses."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from drieluik.apps.organisations.models import Municipality, Party


class HouseRules(models.Model):
    """The house rules of a municipality as the text of a rule file; the newest version holds."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    text = models.TextField()
    grounds = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "number"], name="one_number_per_house_rules"
            ),
        ]


class CalendarAddress(models.Model):
    """A secret address of one person for one party; only the hash of the secret is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "party", "municipality"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_address_per_person_party_and_place",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("made_at")),
                name="address_is_withdrawn_after_it_was_made",
            ),
        ]
