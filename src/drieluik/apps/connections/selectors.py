"""Reading connections: for the page of a party, and for programmes that knock."""

import hmac
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q
from django.utils import timezone

from drieluik.apps.connections.acting import acts_as, reads_as
from drieluik.apps.connections.models import Connection, Secret, Token
from drieluik.apps.connections.policies import administered, check_renewing_helps
from drieluik.apps.connections.services import hash_of
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import list_municipalities, list_places_now


@dataclass(frozen=True, slots=True)
class ConnectionRow:
    """A connection on the page of its party.

    Attributes:
        connection: The connection itself.
        state: ``works``, ``partly`` or ``unbacked`` (who made the secret may do a part of it, or
            nothing of it, no longer), ``ended`` or ``withdrawn``.
        scopes: What it may do.
        working: What of that works now.
        no_renewal: Why a new secret would not help; empty when it would.
        places: The municipalities named on it.
        secret_by: Who made the secret that stands: that person stands for it.
        secret_at: When.
        earlier_until: Until when an earlier secret works beside it; None when none does.
        used_at: When it was last used; None when never.
    """

    connection: Connection
    state: str
    scopes: tuple[str, ...]
    working: tuple[str, ...]
    no_renewal: str
    places: tuple[str, ...]
    secret_by: str
    secret_at: datetime
    earlier_until: datetime | None
    used_at: datetime | None


def list_connections(*, party_id: int, now: datetime) -> list[ConnectionRow]:
    """Return the connections of a party: those that work first, then by name."""
    rows = (
        Connection.objects.filter(party_id=party_id)
        .select_related("made_by", "withdrawn_by", "party")
        .prefetch_related("places__municipality", "secrets__made_by")
        .annotate(used_at=Max("secrets__tokens__used_at"))
    )
    places = list_places_now(party_id=party_id, on=timezone.localdate(now))
    found = [_row(one, places, now) for one in rows]
    return sorted(found, key=lambda row: row.state in ("ended", "withdrawn"))


def _row(connection: Connection, party_places: Collection[int], now: datetime) -> ConnectionRow:
    *earlier, newest = connection.secrets.all()
    ends = [one.until_at for one in earlier if one.until_at is not None and one.until_at > now]
    scopes = tuple(connection.scopes.split())
    ended = _ended(connection, timezone.localdate(now))
    working = () if ended else tuple(one for one in scopes if acts_as(newest, one, now))
    return ConnectionRow(
        connection=connection,
        state=ended or _how_far(scopes, working),
        scopes=scopes,
        working=working,
        no_renewal=check_renewing_helps.objection(
            scopes=scopes,
            place_ids=[one.municipality_id for one in connection.places.all()],
            party_place_ids=party_places,
        ),
        places=tuple(sorted(one.municipality.name for one in connection.places.all())),
        secret_by=newest.made_by.name,
        secret_at=newest.made_at,
        earlier_until=max(ends, default=None),
        used_at=connection.used_at,  # type: ignore[attr-defined]
    )


def _ended(connection: Connection, today: date) -> str:
    if connection.withdrawn_at is not None:
        return "withdrawn"
    return "ended" if connection.until_on <= today else ""


def _how_far(scopes: Collection[str], working: Collection[str]) -> str:
    if len(working) == len(scopes):
        return "works"
    return "partly" if working else "unbacked"


def is_of_party(*, connection_id: int, party_id: int) -> bool:
    """Tell whether a connection belongs to a party."""
    return Connection.objects.filter(id=connection_id, party_id=party_id).exists()


def find_connection_id(*, client_id: str) -> int | None:
    """Return the id of the connection with this client id, or None."""
    rows = Connection.objects.filter(client_id=client_id)
    return rows.values_list("id", flat=True).first()


def places_to_choose(actor: Actor, *, party_id: int) -> list[tuple[int, str]]:
    """Return the municipalities in which the actor is an administrator of a party, by name."""
    own = administered(actor, party_id)
    return [(one.id, one.name) for one in list_municipalities(actor) if one.id in own]


@dataclass(frozen=True, slots=True)
class KnownProgramme:
    """A programme that showed its secret: what it may get a token for."""

    client_id: str
    connection_id: int
    secret_id: int
    scopes: tuple[str, ...]


def find_programme(*, client_id: str, secret: str, now: datetime) -> KnownProgramme | None:
    """Return the programme with this client id and secret, or None: nobody is told which was wrong."""
    if "\x00" in client_id:
        return None  # no database can look for it
    works = Q(until_at__isnull=True) | Q(until_at__gt=now)
    rows = Secret.objects.filter(works, **_standing(timezone.localdate(now)))
    given = hash_of(secret)
    for row in rows.filter(connection__client_id=client_id).select_related("connection"):
        if hmac.compare_digest(row.secret_hash, given) and reads_as(row, timezone.localdate(now)):
            scopes = tuple(row.connection.scopes.split())
            return KnownProgramme(client_id, row.connection_id, row.pk, scopes)
    return None


def _standing(today: date) -> dict[str, object]:
    return {"connection__withdrawn_at": None, "connection__until_on__gt": today}


@dataclass(frozen=True, slots=True)
class KnownToken:
    """A token that counts now, with what it was given for."""

    token_id: int
    scopes: tuple[str, ...]
    secret: Secret

    def acts_as(self, scope: str, now: datetime) -> Actor | None:
        """Return whom the programme is for what it asks, or None when nobody stands for it."""
        return acts_as(self.secret, scope, now)


def find_token(*, token: str, now: datetime) -> KnownToken | None:
    """Return a token that counts now, or None when it never was, has ended or was withdrawn."""
    standing = {
        f"secret__{name}": value for name, value in _standing(timezone.localdate(now)).items()
    }
    secret_works = Q(secret__until_at__isnull=True) | Q(secret__until_at__gt=now)
    rows = Token.objects.filter(
        secret_works, token_hash=hash_of(token), revoked_at=None, until_at__gt=now, **standing
    )
    row = rows.select_related("secret__connection").first()
    if row is None:
        return None
    return KnownToken(row.pk, tuple(row.scopes.split()), row.secret)
