"""Who is who: parties, representation, and the actor behind a user."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q, QuerySet

from drieluik.apps.audit.remembering import remembered
from drieluik.apps.organisations.actors import NOBODY, Actor, Standing
from drieluik.apps.organisations.mergers import heirs, list_mergers
from drieluik.apps.organisations.models import (
    Membership,
    Municipality,
    Participation,
    Party,
    Representation,
)


def get_actor(*, user_id: int | None, on: date) -> Actor:
    """Return what a user may act for on a day; nobody when there is no active user."""
    if user_id is None:
        return NOBODY
    memberships = list(
        Membership.objects.filter(_current(on), user_id=user_id, user__is_active=True)
        .select_related("party", "user")
        .order_by("id")
    )
    if not memberships:
        return Actor(user_id=user_id, name="")
    where = _municipalities_of({membership.party_id for membership in memberships}, on)
    return Actor(
        user_id=user_id,
        name=memberships[0].user.name,
        standings=tuple(_standing(membership, where) for membership in memberships),
    )


def _standing(membership: Membership, where: dict[int, frozenset[int]]) -> Standing:
    all_of_party = where.get(membership.party_id, frozenset())
    only = membership.municipality_id
    return Standing(
        party_id=membership.party_id,
        party_code=membership.party.code,
        party_name=membership.party.name,
        party_kind=membership.party.kind,
        role=membership.role,
        municipality_ids=all_of_party if only is None else all_of_party & {only},
    )


def _municipalities_of(party_ids: set[int], on: date) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = Participation.objects.filter(_current(on), party_id__in=party_ids)
    for party_id, municipality_id in rows.values_list("party_id", "municipality_id"):
        found[party_id].add(municipality_id)
    return {party_id: frozenset(ids) for party_id, ids in found.items()}


def _current(on: date) -> Q:
    return Q(from_on__lte=on) & (Q(until_on__isnull=True) | Q(until_on__gt=on))


def find_municipality(*, slug: str, actor: Actor) -> Municipality | None:
    """Return the municipality if the actor takes part in it, else None (as if it did not exist)."""
    return Municipality.objects.filter(slug=slug, id__in=actor.municipality_ids).first()


def find_place(*, slug: str) -> Municipality | None:
    """Return the municipality with this address, for pages that need no sign-in, or None."""
    return Municipality.objects.filter(slug=slug).first()


def list_names_of_people(*, municipality_id: int) -> frozenset[str]:
    """Return the names of all who act, or ever acted, for a party that took part here."""
    rows = Membership.objects.filter(party__participations__municipality_id=municipality_id)
    return frozenset(rows.values_list("user__name", flat=True))


def list_municipalities(actor: Actor) -> QuerySet[Municipality]:
    """Return the municipalities the actor takes part in, by name."""
    return Municipality.objects.filter(id__in=actor.municipality_ids)


def list_parties(*, municipality_id: int, on: date, kind: str | None = None) -> QuerySet[Party]:
    """Return the parties that take part in a municipality on a day, by name."""
    taking_part = Participation.objects.filter(_current(on), municipality_id=municipality_id)
    parties = Party.objects.filter(participations__in=taking_part)
    return parties.filter(kind=kind) if kind else parties


@dataclass(frozen=True, slots=True)
class TakingPart:
    """A stretch of time in which a party takes part; ``until_on`` is the first day it does not."""

    code: str
    name: str
    from_on: date
    until_on: date | None
    party_id: int
    kind: str

    def takes_part(self, on: date) -> bool:
        """Tell whether the party takes part on a day."""
        return self.from_on <= on and (self.until_on is None or on < self.until_on)


def list_taking_part(
    *, municipality_id: int, kind: str = "", known_at: datetime | None = None
) -> list[TakingPart]:
    """Return when each party takes part in a municipality, by name, past and future.

    Args:
        municipality_id: The municipality.
        kind: Only parties of this kind; all when empty.
        known_at: With the parties and mergers that were known at this moment; of now when None.
    """
    rows = Participation.objects.filter(municipality_id=municipality_id)
    if kind:
        rows = rows.filter(party__kind=kind)
    if known_at is not None:
        rows = rows.filter(Q(recorded_at__isnull=True) | Q(recorded_at__lte=known_at))
    names = ("party__code", "party__name", "from_on", "until_on", "party_id", "party__kind")
    found = [
        TakingPart(*row) for row in rows.order_by("party__name", "from_on").values_list(*names)
    ]
    return found if known_at is None else _as_known(found, municipality_id, known_at)


def _as_known(rows: list[TakingPart], municipality_id: int, known_at: datetime) -> list[TakingPart]:
    """Return when parties take part without the mergers recorded or taken back after a moment."""
    now, then = (
        {one.party_id: one.from_on for one in list_mergers(municipality_id, moment)}
        for moment in (None, known_at)
    )
    return [
        replace(row, until_on=then.get(row.party_id))
        if row.party_id in now or row.party_id in then
        else row
        for row in rows
    ]


def list_places_of(*, party_id: int) -> list[int]:
    """Return the ids of the municipalities in which a party takes or took part."""
    rows = Participation.objects.filter(party_id=party_id).order_by("municipality_id")
    return list(rows.values_list("municipality_id", flat=True).distinct())


def list_places_now(*, party_id: int, on: date) -> frozenset[int]:
    """Return the ids of the municipalities in which a party takes part on a day."""
    return _municipalities_of({party_id}, on).get(party_id, frozenset())


def list_ended(*, party_id: int) -> list[tuple[int, date]]:
    """Return where a party no longer takes part, or soon does not: municipality and first such day."""
    rows = Participation.objects.filter(party_id=party_id).values_list(
        "municipality_id", "until_on"
    )
    return [(place, until_on) for place, until_on in rows if until_on is not None]


@dataclass(frozen=True, slots=True)
class TenantsVoice:
    """Who speaks for the tenants of a corporation; ``tenants`` is None when nobody does."""

    corporation: Party
    tenants: Party | None
    track: str
    track_label: str


@remembered
def list_tenants_voices(
    *, municipality_id: int, on: date, known_at: datetime | None = None
) -> tuple[TenantsVoice, ...]:
    """Return for every corporation who represents its tenants, also when nobody does.

    Who spoke for the tenants of a corporation that merged, speaks for them at its heir; with the
    mergers known at a moment, or now.
    """
    voices: dict[int, list[tuple[Party, Representation]]] = defaultdict(list)
    rows = Representation.objects.filter(municipality_id=municipality_id)
    stand_for = heirs(municipality_id, on, known_at)
    for row in rows.select_related("tenants").order_by("tenants__name"):
        tenants = stand_for.get(row.tenants_id, row.tenants)
        corporation = stand_for.get(row.corporation_id)
        here = voices[corporation.pk if corporation else row.corporation_id]
        if tenants not in [one for one, _ in here]:
            here.append((tenants, row))
    found: list[TenantsVoice] = []
    kind = Party.Kind.CORPORATION
    corporations = list_parties(municipality_id=municipality_id, on=on, kind=kind)
    if known_at is not None:
        rows_then = list_taking_part(municipality_id=municipality_id, kind=kind, known_at=known_at)
        then = [one.party_id for one in rows_then if one.takes_part(on)]
        corporations = Party.objects.filter(id__in=then)
    for corporation in corporations:
        rows_here = voices.get(corporation.id)
        if not rows_here:
            found.append(TenantsVoice(corporation, None, "", ""))
            continue
        found.extend(
            TenantsVoice(corporation, tenants, row.track, str(row.get_track_display()))
            for tenants, row in rows_here
        )
    return tuple(found)


def list_members(*, party_id: int, on: date) -> QuerySet[Membership]:
    """Return the current memberships of a party with their people, by name."""
    rows = Membership.objects.filter(_current(on), party_id=party_id)
    return rows.select_related("user", "municipality").order_by("user__name", "role")


def find_own_party(*, code: str, actor: Actor) -> Party | None:
    """Return a party the actor belongs to, else None (as if it did not exist)."""
    return Party.objects.filter(code=code, id__in=actor.party_ids).first()


def is_member(*, party_id: int, membership_id: int) -> bool:
    """Tell whether a membership belongs to a party."""
    return Membership.objects.filter(id=membership_id, party_id=party_id).exists()


def list_parties_by_id(*, party_ids: Collection[int]) -> list[Party]:
    """Return some parties by name, also those that take part no longer."""
    return list(Party.objects.filter(id__in=party_ids))


def party_names(*, municipality_id: int) -> dict[str, str]:
    """Return the name of every party that ever took part in a municipality, by code."""
    rows = Party.objects.filter(participations__municipality_id=municipality_id)
    return dict(rows.values_list("code", "name"))


def get_municipality(*, municipality_id: int) -> Municipality:
    """Return a municipality for a job or a service; pages use ``find_municipality``.

    Raises:
        Municipality.DoesNotExist: There is none with this id.
    """
    return Municipality.objects.get(id=municipality_id)


def had_role(*, user_id: int, party_id: int, role: str) -> bool:
    """Tell whether a person has, or ever had, a role for a party."""
    return Membership.objects.filter(user_id=user_id, party_id=party_id, role=role).exists()


def find_municipality_id(*, code: str) -> int | None:
    """Return the id of the municipality with this CBS code, or None."""
    return Municipality.objects.filter(code=code).values_list("id", flat=True).first()


def list_all_municipalities() -> list[Municipality]:
    """Return all municipalities by name: for who works on the machine itself, not for pages."""
    return list(Municipality.objects.order_by("name"))


def find_party_id(*, code: str) -> int | None:
    """Return the id of the party with this code, or None."""
    return Party.objects.filter(code=code).values_list("id", flat=True).first()


def find_party_code(*, party_id: int) -> str:
    """Return the code of a party, empty when there is none with this id."""
    return Party.objects.filter(id=party_id).values_list("code", flat=True).first() or ""


@dataclass(frozen=True, slots=True)
class PersonHere:
    """Somebody who acts for parties in a municipality, in one of the roles that were asked for."""

    user_id: int
    name: str
    party_ids: frozenset[int]
    party_names: tuple[str, ...]


def list_people(
    *, municipality_id: int, on: date, roles: Collection[str], kinds: Collection[str] = ()
) -> list[PersonHere]:
    """Return who acts here on a day, by name: active accounts, each once with all its parties.

    Args:
        municipality_id: The municipality.
        on: The day.
        roles: Only standings in one of these roles.
        kinds: Only standings for parties of these kinds; all when empty.
    """
    rows = Membership.objects.filter(
        _current(on),
        Q(municipality_id=municipality_id) | Q(municipality_id=None),
        role__in=roles,
        user__is_active=True,
        party__in=list_parties(municipality_id=municipality_id, on=on),
    )
    if kinds:
        rows = rows.filter(party__kind__in=kinds)
    found: dict[int, list[Membership]] = defaultdict(list)
    for row in rows.select_related("user", "party").order_by(
        "user__name", "user_id", "party__name"
    ):
        found[row.user_id].append(row)
    return [
        PersonHere(
            user_id,
            of_person[0].user.name,
            frozenset(row.party_id for row in of_person),
            tuple(dict.fromkeys(row.party.name for row in of_person)),
        )
        for user_id, of_person in found.items()
    ]
