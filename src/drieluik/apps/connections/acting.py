"""Who a programme is when it asks: a reader of its party, never more than who stands for it.

Part of the selectors of this app.
"""

from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.connections import policies
from drieluik.apps.connections.models import Connection, Secret
from drieluik.apps.connections.scopes import Scope
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import get_actor

_LONGEST_NAME = 120


def reads_as(secret: Secret, on: date) -> Actor | None:
    """Return whom a programme reads as with a secret, or None when nobody stands for it any more.

    It is a reader of the party in the municipalities named on the connection, as far as who made the
    secret is an administrator of the party there today. It is no person: what only people do, it
    cannot.
    """
    connection, maker = secret.connection, get_actor(user_id=secret.made_by_id, on=on)
    named = {place.municipality_id for place in connection.places.all()}
    where = policies.administered(maker, connection.party_id) & named
    if not where:
        return None
    own = next(one for one in maker.standings if one.party_id == connection.party_id)
    standing = replace(own, role="reader", municipality_ids=where)
    return Actor(user_id=None, name=_name(connection), standings=(standing,))


def hands_in_as(secret: Secret, on: date) -> Actor | None:
    """Return whom a programme hands in as: an editor in the name of who made the secret, or None.

    That person must still be allowed to hand in. That the connection named all municipalities of
    the corporation was looked at when it was made: a corporation that begins somewhere else keeps it.
    """
    reader = reads_as(secret, on)
    if reader is None:
        return None
    (standing,) = reader.standings
    maker = get_actor(user_id=secret.made_by_id, on=on)
    if not policies.check_may_hand_in.allows(maker, party_id=standing.party_id):
        return None
    return Actor(
        user_id=secret.made_by_id, name=reader.name, standings=(replace(standing, role="editor"),)
    )


def acts_as(secret: Secret, scope: str, now: datetime) -> Actor | None:
    """Return whom a programme is for what it asks now, or None when nobody stands for it."""
    today = timezone.localdate(now)
    return hands_in_as(secret, today) if scope == Scope.HAND_IN else reads_as(secret, today)


def _name(connection: Connection) -> str:
    return (_("Connection %(name)s") % {"name": connection.name})[:_LONGEST_NAME]
