"""Which delegate speaks in the place of another. Rows are only added."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.agreements.models.proposals import Proposal
from drieluik.apps.organisations.models import Municipality, Party


class Delegation(Kept):
    """A delegate lets another delegate of the same party speak in his or her place.

    About one proposal, or about all while ``proposal`` is empty; from ``from_on`` until
    ``until_on`` (half open, no last day when empty).
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, null=True, related_name="delegations"
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    given_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    reason = models.CharField(max_length=300)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("-from_on", "-id")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="delegation_says_why"),
            models.CheckConstraint(
                condition=~Q(given_by=F("given_to")), name="nobody_stands_in_for_oneself"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")),
                name="delegation_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_to} in the place of {self.given_by}"


class DelegationEnd(Kept):
    """A delegation that was taken back, given back, or ended for the party."""

    delegation = models.OneToOneField(Delegation, on_delete=models.PROTECT, related_name="end")
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.delegation_id} ended"
