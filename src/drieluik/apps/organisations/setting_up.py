"""Setting up who there is: municipalities, parties, who takes part, who speaks for whom.

Part of the services of this app, apart because only the command line does these acts. Each may be
done again without doing it twice.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model

from drieluik.apps.audit import services as audit
from drieluik.apps.organisations import policies
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.models import (
    Municipality,
    Participation,
    Party,
    Representation,
)


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """A municipality to be set up; ``fictitious`` marks all its figures as made up."""

    code: str
    slug: str
    name: str
    fictitious: bool = False


@transaction.atomic
def set_up_municipality(*, row: MunicipalityRow, actor: Actor, now: datetime) -> int:
    """Make a municipality and return its id.

    Raises:
        NotAllowed: The actor is not the system.

    Changes:
        One ``Municipality``; one event ``municipality.set-up`` when it is new.
    """
    policies.check_may_set_up(actor)
    municipality, is_new = Municipality.objects.get_or_create(
        code=row.code,
        defaults={"slug": row.slug, "name": row.name, "fictitious": row.fictitious},
    )
    _set(municipality, slug=row.slug, name=row.name, fictitious=row.fictitious)
    if is_new:
        subject = ("municipality", municipality.pk)
        audit.record(name="municipality.set-up", subject=subject, actor=actor, now=now)
    return municipality.pk


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party to be set up; ``kind`` is one of ``Party.Kind``."""

    code: str
    name: str
    kind: str


@transaction.atomic
def set_up_party(
    *, row: PartyRow, municipality_id: int, from_on: date, actor: Actor, now: datetime
) -> int:
    """Make a party that takes part in a municipality from a day, and return its id.

    Raises:
        NotAllowed: The actor is not the system.

    Changes:
        ``Party``, ``Participation``; one event ``party.set-up`` when it newly takes part, or has
        another name or kind now.
    """
    policies.check_may_set_up(actor)
    party, _ = Party.objects.get_or_create(
        code=row.code, defaults={"name": row.name, "kind": row.kind}
    )
    is_changed = _set(party, name=row.name, kind=row.kind)
    participation, is_new = Participation.objects.get_or_create(
        party=party,
        municipality_id=municipality_id,
        defaults={"from_on": from_on, "recorded_at": now},
    )
    if is_new or is_changed:
        audit.record(
            name="party.set-up",
            subject=("party", party.pk),
            actor=actor,
            now=now,
            party_code=party.code,
            facts={
                "municipality_id": municipality_id,
                "from_on": participation.from_on.isoformat(),
            },
        )
    return party.pk


@transaction.atomic
def set_up_representation(
    *,
    municipality_id: int,
    tenants_code: str,
    corporation_code: str,
    track: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Record that a tenants' organisation speaks for the tenants of a corporation.

    Raises:
        NotAllowed: The actor is not the system.

    Changes:
        ``Representation``; one event ``representation.set-up`` when it is new or has
        another track now.
    """
    policies.check_may_set_up(actor)
    tenants = Party.objects.get(code=tenants_code)
    representation, is_new = Representation.objects.get_or_create(
        tenants=tenants,
        corporation=Party.objects.get(code=corporation_code),
        municipality_id=municipality_id,
        defaults={"track": track},
    )
    if _set(representation, track=track) or is_new:
        audit.record(
            name="representation.set-up",
            subject=("representation", representation.pk),
            actor=actor,
            now=now,
            party_code=tenants_code,
            facts={"corporation": corporation_code, "track": track},
        )


def _set(row: Model, **values: object) -> bool:
    """Save what differs, and tell whether anything did; a right row gets no line in its history."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if changed:
        for name in changed:
            setattr(row, name, values[name])
        row.save(update_fields=changed)
    return bool(changed)
