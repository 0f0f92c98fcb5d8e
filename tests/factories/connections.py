"""Connections of programmes, and what they send, for tests."""

import base64
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from drieluik.apps.accounts.models import User
from drieluik.apps.connections.models import Secret
from drieluik.apps.connections.services import NewConnection, Shown, give_token, make_connection
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.models import Membership, Municipality, Party
from drieluik.apps.organisations.selectors import get_actor
from tests.factories.accounts import make_user
from tests.factories.organisations import join, make_actor

TOKEN = "/oauth/token"


def make_administrator(party: Party, *more_roles: str) -> Actor:
    """Somebody who administers a party, possibly with more roles."""
    user: User = make_user(email=f"beheer@{party.code}.example", name=f"Beheer {party.name}")
    for role in ("administrator", *more_roles):
        if not Membership.objects.filter(user=user, party=party, role=role).exists():
            join(user, party, role)
    return get_actor(user_id=user.pk, on=timezone.localdate())


def connect(party: Party, *places: Municipality, actor: Actor | None = None, **more: Any) -> Shown:
    """A connection of a party that works in these municipalities for a year."""
    new = {
        "name": "Datawarehouse",
        "purpose": "Cijfers naast de eigen administratie.",
        "place_ids": [place.pk for place in places],
        "until_on": timezone.localdate() + timedelta(days=365),
    }
    return make_connection(
        party_id=party.pk,
        new=NewConnection(**(new | more)),
        actor=actor or make_administrator(party),
        now=timezone.now(),
    )


def token_of(shown: Shown, *scopes: str) -> str:
    """A token for a connection, given as the endpoint gives it."""
    token = f"token-{shown.client_id}-{'-'.join(scopes)}"
    secret = Secret.objects.get(connection_id=shown.connection_id, until_at=None)
    give_token(secret_id=secret.pk, token=token, scopes=scopes or ("lezen",), now=timezone.now())
    return token


def bearer(token: str) -> dict[str, str]:
    """The header with a token."""
    return {"authorization": f"Bearer {token}"}


def basic(client_id: str, secret: str) -> dict[str, str]:
    """The header with id and secret."""
    word = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
    return {"authorization": f"Basic {word}"}


def ask_token(
    client: Client, shown: Shown | None = None, *, address: str = TOKEN, **body: str
) -> HttpResponse:
    """Ask for a token; with ``shown`` by client_secret_basic, else with what the body says."""
    sent = "&".join(f"{name}={value}" for name, value in body.items())
    headers = basic(shown.client_id, shown.secret) if shown else {}
    kind = "application/x-www-form-urlencoded"
    return client.post(address, sent, content_type=kind, headers=headers)


PROGRAMMES = {
    "municipal reader": "gemeente-voorbeeld",
    "corporation reader": "corporatie-a",
    "council": "raad",
    "other party": "zorg",
}
"""Readers of the city, and the party of whom a programme reads the same."""


def lay_connections(place: Municipality) -> dict[str, Any]:
    """A programme of every kind of party, with its token by the reader that it is like.

    That of the corporation may hand in as well; its administrator has a connection beside it.
    """
    tokens = {}
    for reader, code in PROGRAMMES.items():
        party = Party.objects.get(code=code)
        hands_in = party.kind == "corporation"
        actor = make_administrator(party, *(["editor"] if hands_in else []))
        scopes = ["lezen", "aanleveren"] if hands_in else ["lezen"]
        tokens[reader] = token_of(connect(party, place, actor=actor, scopes=scopes), *scopes)
    own = Party.objects.get(code="corporatie-a")
    beside = connect(own, place, name="Kaart", actor=make_actor("administrator", party=own))
    return {"place_id": place.pk, "connection_id": beside.connection_id, "tokens": tokens}
