"""Municipalities, parties and people with a role, for tests."""

from datetime import date

from django.test import Client

from drieluik.apps.accounts.models import User
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.models import (
    Membership,
    Municipality,
    Participation,
    Party,
    Representation,
)
from drieluik.apps.organisations.selectors import get_actor
from tests.factories.accounts import make_user

START = date(2018, 1, 1)
"""All participations and memberships of the factories have begun by then."""

ROLES = ("reader", "editor", "controller", "delegate", "steward", "administrator")


def make_municipality(
    *, code: str = "GM9001", slug: str = "", name: str = "", fictitious: bool = False
) -> Municipality:
    """A municipality; the same code gives the same one. The slug is ``gm9001`` by default."""
    found = Municipality.objects.filter(code=code).first()
    return found or Municipality.objects.create(
        code=code,
        slug=slug or code.lower(),
        name=name or f"Gemeente {code}",
        fictitious=fictitious,
    )


def make_party(
    *,
    code: str = "corporatie-a",
    name: str = "",
    kind: str = "corporation",
    municipality: Municipality | None = None,
    until_on: date | None = None,
) -> Party:
    """A party; with ``municipality`` it takes part there. The same code gives the same party."""
    party = Party.objects.filter(code=code).first() or Party.objects.create(
        code=code, name=name or code.replace("-", " ").capitalize(), kind=kind
    )
    if municipality is not None:
        Participation.objects.get_or_create(
            party=party,
            municipality=municipality,
            defaults={"from_on": START, "until_on": until_on},
        )
    return party


def make_representation(
    *, tenants: Party, corporation: Party, municipality: Municipality, track: str = "joint"
) -> Representation:
    """A tenants' organisation that speaks for the tenants of a corporation."""
    return Representation.objects.create(
        tenants=tenants, corporation=corporation, municipality=municipality, track=track
    )


def join(
    user: User,
    party: Party,
    role: str,
    municipality: Municipality | None = None,
    *,
    from_on: date = START,
    until_on: date | None = None,
) -> Membership:
    """Give a person a role for a party; only in ``municipality`` when that is given."""
    return Membership.objects.create(
        user=user,
        party=party,
        role=role,
        municipality=municipality,
        from_on=from_on,
        until_on=until_on,
    )


def make_actor(
    role: str = "editor",
    *,
    party: Party | None = None,
    municipality: Municipality | None = None,
    email: str = "",
    on: date | None = None,
) -> Actor:
    """A person with one role for a party that takes part in a municipality.

    Without ``party`` the corporation ``corporatie-a`` is used; when it takes part nowhere yet, it
    starts taking part in ``municipality`` (or ``GM9001``). The address follows from party and
    role, so the same call twice gives the same person.
    """
    acting_for = party or make_party()
    if municipality is not None or not acting_for.participations.exists():
        make_party(code=acting_for.code, municipality=municipality or make_municipality())
    address = email or f"{role}@{acting_for.code}.example"
    user = make_user(email=address, name=f"{role.capitalize()} {acting_for.name}")
    if not Membership.objects.filter(user=user, party=acting_for, role=role).exists():
        join(user, acting_for, role)
    return get_actor(user_id=user.pk, on=on or date(2020, 6, 1))


def sign_in(client: Client, person: Actor | User) -> Client:
    """Sign a person (or the person behind an actor) in on a test client."""
    user = person if isinstance(person, User) else User.objects.get(pk=person.user_id)
    client.force_login(user)
    return client
