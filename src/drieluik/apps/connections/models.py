"""Connections of programmes, the secrets they sign in with, and the tokens they were given.

Of a secret and of a token only the hash is kept: whoever reads the database can do nothing with it.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from drieluik.apps.connections.scopes import Scope
from drieluik.apps.organisations.models import Municipality, Party

_SETS_OF_SCOPES = (
    Scope.READ.value,
    Scope.HAND_IN.value,
    f"{Scope.READ.value} {Scope.HAND_IN.value}",
)


class Connection(models.Model):
    """A programme of a party: its name and purpose, what it may do, and until when.

    Kept for ever; only its withdrawal is written in it later.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    client_id = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    purpose = models.CharField(max_length=500)
    scopes = models.CharField(max_length=40)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    until_on = models.DateField(help_text="First day on which it no longer works")
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(scopes__in=_SETS_OF_SCOPES), name="connection_scopes_are_known"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(purpose=""), name="connection_says_what_it_is_for"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="connection_is_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ConnectionPlace(models.Model):
    """A municipality named on a connection: it sees nothing of any other."""

    connection = models.ForeignKey(Connection, on_delete=models.PROTECT, related_name="places")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "municipality"], name="connection_names_a_place_once"
            )
        ]


class Secret(models.Model):
    """A secret of a connection; ``until_at`` is set when a newer one takes its place.

    Whoever made it stands for what the connection does with it.
    """

    connection = models.ForeignKey(Connection, on_delete=models.PROTECT, related_name="secrets")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["connection"],
                condition=Q(until_at__isnull=True),
                name="one_standing_secret_per_connection",
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("made_at")),
                name="secret_ends_after_it_was_made",
            ),
        ]


class Token(models.Model):
    """A token that a connection got for its secret: short-lived, and the last use that was seen."""

    secret = models.ForeignKey(Secret, on_delete=models.PROTECT, related_name="tokens")
    token_hash = models.CharField(max_length=64, unique=True)
    scopes = models.CharField(max_length=40)
    given_at = models.DateTimeField()
    until_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(until_at__gt=F("given_at")), name="token_ends_after_it_was_given"
            )
        ]
