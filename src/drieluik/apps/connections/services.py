"""What can be done with connections: make, renew, withdraw; and the tokens they get and give back."""

import hashlib
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.connections import policies
from drieluik.apps.connections.models import Connection, ConnectionPlace, Secret, Token
from drieluik.apps.connections.scopes import Scope
from drieluik.apps.connections.telling import tell_administrators
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.selectors import find_party_code, list_places_now
from drieluik.apps.organisations.services import lock_party

OVERLAP = timedelta(days=7)
"""How long the old secret works beside a new one, unless it is stopped at once."""
TOKEN_LASTS = timedelta(hours=1)
COMMAND_LINE = "command_line"
"""Through what something was done on the machine itself, in whose name one likes."""
_USE_SEEN_EVERY = timedelta(minutes=5)
_TOKENS_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class NewConnection:
    """What an administrator fills in: a name, what for, what it may do where, and until which day."""

    name: str
    purpose: str
    place_ids: Collection[int]
    until_on: date
    scopes: Collection[str] = (Scope.READ.value,)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown once, right after it was made; ``secret`` is kept nowhere."""

    connection_id: int
    name: str
    client_id: str
    secret: str
    other_until: datetime | None = None


def hash_of(secret: str) -> str:
    """Return what is kept of a secret or a token.

    Both have 256 random bits: there is nothing to guess, so a slow hash would protect nothing and
    let strangers keep the machine busy.
    """
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()


@transaction.atomic
def make_connection(
    *, party_id: int, new: NewConnection, actor: Actor, now: datetime, through: str = ""
) -> Shown:
    """Make a connection with its first secret.

    Args:
        party_id: The party.
        new: What was filled in.
        actor: Who makes it.
        now: When.
        through: ``COMMAND_LINE`` when nobody signed in for it; the administrators get a mail then.

    Returns:
        The connection with its secret, which cannot be shown again.

    Raises:
        NotAllowed: The actor is no administrator of the party, or gives more than it may itself.
        WrongState: The day of its end is not possible, or nothing was chosen.

    Changes:
        One ``Connection`` with its places, one ``Secret``; one event ``connection.made``. From the
        command line also mails in the outbox.
    """
    lock_party(party_id)
    policies.check_may_manage_connections(actor, party_id=party_id)
    scopes = [one.value for one in Scope if one in new.scopes]
    if not scopes or not new.place_ids:
        raise WrongState(_("Choose what the connection may do and in which municipality."))
    today = timezone.localdate(now)
    policies.check_may_give(
        actor,
        party_id=party_id,
        scopes=scopes,
        place_ids=new.place_ids,
        party_place_ids=list_places_now(party_id=party_id, on=today),
    )
    policies.check_period(new.until_on, today)
    code = find_party_code(party_id=party_id)
    connection = Connection.objects.create(
        party_id=party_id,
        client_id=f"{code[:40]}-{secrets.token_hex(8)}",
        name=new.name,
        purpose=new.purpose,
        scopes=" ".join(scopes),
        made_by_id=person(actor),
        made_at=now,
        until_on=new.until_on,
    )
    for place_id in sorted(new.place_ids):
        ConnectionPlace.objects.create(connection=connection, municipality_id=place_id)
    facts = _facts_of(connection, new.place_ids)
    _record("connection.made", connection, actor, now, facts | _through(through))
    return _shown(connection, _new_secret(connection, actor, now))


@transaction.atomic
def renew_secret(
    *, connection_id: int, at_once: bool, actor: Actor, now: datetime, through: str = ""
) -> Shown:
    """Make a new secret; the old one works a week longer, or stops at once.

    Whoever renews stands for the connection from then on. ``through`` as in ``make_connection``.

    Raises:
        NotAllowed: The actor is no administrator of the party, or may do less than the connection.
        WrongState: It was withdrawn or has ended, or nobody can give any more what it names.

    Changes:
        One ``Secret``, the end of the earlier ones; one event ``connection.secret_renewed``. From
        the command line also mails in the outbox.
    """
    connection = _locked(connection_id, actor)
    today = timezone.localdate(now)
    policies.check_stands(connection, today)
    given: dict[str, Collection[Any]] = {
        "scopes": connection.scopes.split(),
        "place_ids": [one.municipality_id for one in connection.places.all()],
        "party_place_ids": list_places_now(party_id=connection.party_id, on=today),
    }
    policies.check_renewing_helps(**given)
    policies.check_may_give(actor, party_id=connection.party_id, **given)
    until_at = now if at_once else now + OVERLAP
    _end_secrets(connection, until_at)
    secret = _new_secret(connection, actor, now)
    facts = {"earlier_until": until_at.isoformat()} | _through(through)
    _record("connection.secret_renewed", connection, actor, now, facts)
    return _shown(connection, secret, None if at_once else until_at)


@transaction.atomic
def withdraw_connection(
    *, connection_id: int, reason: str, actor: Actor, now: datetime, through: str = ""
) -> None:
    """Let a connection end at once, with its secrets and tokens; what it did stays on record.

    ``through`` as in ``make_connection``.

    Raises:
        NotAllowed: The actor is no administrator of the party, nor the technical manager.
        WrongState: It was withdrawn before, or no reason was given.

    Changes:
        The withdrawal in ``Connection``, the end of its secrets and tokens; one event
        ``connection.withdrawn``. From the command line also mails in the outbox.
    """
    connection = _locked(connection_id, actor, withdrawing=True)
    if connection.withdrawn_at is not None:
        raise WrongState(_("This connection has been withdrawn."))
    if not reason.strip():
        raise WrongState(_("Write down why the connection is withdrawn."))
    _end_secrets(connection, now)
    standing = Token.objects.filter(secret__connection=connection, revoked_at=None)
    standing.update(revoked_at=now)
    connection.withdrawn_by_id, connection.withdrawn_at = actor.user_id, now
    connection.withdrawn_because = reason.strip()[:300]
    connection.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_because"])
    _record("connection.withdrawn", connection, actor, now, _through(through))


@transaction.atomic
def give_token(*, secret_id: int, token: str, scopes: Collection[str], now: datetime) -> None:
    """Keep the hash of a token that a programme gets for its secret.

    Not in the audit log: a programme asks for one every hour, and each act there makes the product
    read anew what it had remembered. The row itself says when it was given, for which secret, and used.

    Changes:
        One ``Token``; those of this connection that ended more than a month ago go.
    """
    secret = Secret.objects.get(id=secret_id)
    gone = Token.objects.filter(secret__connection_id=secret.connection_id)
    gone.filter(until_at__lt=now - _TOKENS_KEPT).delete()
    Token.objects.create(
        secret=secret,
        token_hash=hash_of(token),
        scopes=" ".join(sorted(scopes)),
        given_at=now,
        until_at=now + TOKEN_LASTS,
    )


def revoke_token(*, connection_id: int, token: str, now: datetime) -> None:
    """Let a token end at once that a programme gives back; a token of another stays as it is.

    Changes:
        ``Token.revoked_at``.
    """
    own = Token.objects.filter(secret__connection_id=connection_id, token_hash=hash_of(token))
    own.filter(revoked_at=None).update(revoked_at=now)


def note_use(*, token_id: int, now: datetime) -> None:
    """Keep that a token was used, at most once in five minutes.

    Changes:
        ``Token.used_at``.
    """
    seen = Q(used_at__isnull=True) | Q(used_at__lt=now - _USE_SEEN_EVERY)
    if Token.objects.filter(seen, id=token_id).exists():
        Token.objects.filter(id=token_id).update(used_at=now)


def _locked(connection_id: int, actor: Actor, *, withdrawing: bool = False) -> Connection:
    connection = Connection.objects.select_for_update().get(id=connection_id)
    check = policies.check_may_withdraw if withdrawing else policies.check_may_manage_connections
    check(actor, party_id=connection.party_id)
    return connection


def _new_secret(connection: Connection, actor: Actor, now: datetime) -> str:
    secret = secrets.token_urlsafe(32)
    Secret.objects.create(
        connection=connection, secret_hash=hash_of(secret), made_by_id=person(actor), made_at=now
    )
    return secret


def _end_secrets(connection: Connection, until_at: datetime) -> None:
    later = Q(until_at__isnull=True) | Q(until_at__gt=until_at)
    connection.secrets.filter(later).update(until_at=until_at)


def _through(through: str) -> dict[str, object]:
    return {"through": through} if through else {}


def _facts_of(connection: Connection, place_ids: Collection[int]) -> dict[str, object]:
    return {
        "client_id": connection.client_id,
        "scopes": connection.scopes,
        "municipality_ids": sorted(place_ids),
        "until_on": connection.until_on.isoformat(),
    }


def _record(
    name: str, connection: Connection, actor: Actor, now: datetime, facts: Mapping[str, object]
) -> None:
    event = audit.record(
        name=name,
        subject=("connection", connection.pk),
        actor=actor,
        now=now,
        party_code=connection.party.code,
        facts=facts,
    )
    if facts.get("through"):
        done = name.removeprefix("connection.")
        tell_administrators(connection, done=done, number=event.sequence, actor=actor, now=now)


def _shown(connection: Connection, secret: str, other_until: datetime | None = None) -> Shown:
    return Shown(connection.pk, connection.name, connection.client_id, secret, other_until)
