"""Stating that a layer was public already, confirming it, and taking it off. Each is one whole act."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.layers.policies import check_may_make
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.services import lock_municipality
from drieluik.apps.publication import policies
from drieluik.apps.publication.models import LayerConfirmation, LayerStatement, LayerTakenOff
from drieluik.apps.publication.open_layers.open_now import find_shared, seen_of
from drieluik.apps.publication.open_layers.rows import OnItsWay, Statement, Way
from drieluik.apps.publication.open_layers.wording import way_words


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says: who made the figures public, where, and the fingerprint of what was seen."""

    publisher: str
    address: str
    seen: str


@transaction.atomic
def state_published(
    *, municipality_id: int, layer_id: UUID, said: Said, actor: Actor, now: datetime
) -> None:
    """Record that the source of a layer had made these very figures public itself.

    Nobody outside sees the layer yet: somebody else has to confirm it first.

    Raises:
        NotAllowed: The actor makes no layers for the organisation of this one.
        WrongState: It has no figures, is not fit for the public site, waits or is there already, is
            not what the actor saw, or the publisher or the address is missing.

    Changes:
        One ``LayerStatement``; one event ``layer.stated_public``.
    """
    layer, seen = _locked(municipality_id, layer_id)
    check_may_make(actor, municipality_id=municipality_id, party_id=layer.layer.party_id)
    if not layer.way.may_be_stated:
        raise WrongState(way_words(layer.way))
    _check_is_what_was_seen(seen, said.seen)
    publisher, address = said.publisher.strip()[:200], said.address.strip()
    if not publisher or not address.startswith(("https://", "http://")):
        raise WrongState(_("Say who made these figures public, and at which address."))
    row = LayerStatement.objects.create(
        municipality_id=municipality_id,
        layer_id=layer_id,
        version_id=layer.version.version_id,
        card_number=layer.layer.card.number,
        title=layer.layer.card.name,
        publisher=publisher,
        address=address,
        seen_hash=seen,
        stated_by_id=person(actor),
        stated_at=now,
    )
    _record("layer.stated_public", row, actor, now, address=address)


@transaction.atomic
def confirm_published(
    *, municipality_id: int, layer_id: UUID, seen: str, actor: Actor, now: datetime
) -> None:
    """Confirm as somebody else that the source made these figures public; now everybody sees them.

    Raises:
        NotAllowed: The actor may not confirm this.
        WrongState: Nothing waits, the actor made the statement, or it is not what the actor saw.

    Changes:
        One ``LayerConfirmation``; one event ``layer.confirmed_public``.
    """
    layer, now_seen = _locked(municipality_id, layer_id)
    policies.check_may_confirm(
        actor, municipality_id=municipality_id, owner_id=layer.layer.party_id
    )
    statement = layer.statement
    if layer.way is not Way.TO_CONFIRM or statement is None:
        raise WrongState(_("Nothing waits here for a second person."))
    check_is_somebody_else(statement, actor)
    _check_is_what_was_seen(now_seen, seen)
    LayerConfirmation.objects.create(
        statement_id=statement.statement_id, confirmed_by_id=person(actor), confirmed_at=now
    )
    row = LayerStatement.objects.get(pk=statement.statement_id)
    _record("layer.confirmed_public", row, actor, now)


@transaction.atomic
def take_off(
    *, municipality_id: int, layer_id: UUID, reason: str, actor: Actor, now: datetime
) -> None:
    """Take a layer off the public site, or refuse a statement that waits; with the reason.

    Raises:
        NotAllowed: The actor may not take it off.
        WrongState: Nothing is there to take off, or no reason is given.

    Changes:
        One ``LayerTakenOff``; one event ``layer.taken_off``.
    """
    layer, _seen = _locked(municipality_id, layer_id)
    policies.check_may_take_off(
        actor, municipality_id=municipality_id, owner_id=layer.layer.party_id
    )
    if layer.way not in (Way.OPEN, Way.TO_CONFIRM) or layer.statement is None:
        raise WrongState(
            _("This layer is not on the public site, so there is nothing to take off.")
        )
    if not reason.strip():
        raise WrongState(_("Give a reason."))
    row = LayerStatement.objects.get(pk=layer.statement.statement_id)
    LayerTakenOff.objects.create(
        statement=row, reason=reason.strip()[:500], taken_off_by_id=person(actor), taken_off_at=now
    )
    _record("layer.taken_off", row, actor, now)


def check_is_somebody_else(statement: Statement, actor: Actor) -> None:
    """Hold that who confirms is not who stated."""
    if statement.stated_by_id == actor.user_id:
        raise WrongState(_("You stated this yourself. Somebody else has to look and confirm it."))


def _locked(municipality_id: int, layer_id: UUID) -> tuple[OnItsWay, str]:
    """Return a layer as it is now, with its fingerprint; nobody else states of it meanwhile."""
    lock_municipality(municipality_id)
    found = find_shared(municipality_id=municipality_id, layer_id=layer_id)
    if found is None:
        raise WrongState(_("There is no such layer with figures in use."))
    shared, on_its_way = found
    return on_its_way, seen_of(shared)


def _check_is_what_was_seen(now_seen: str, seen: str) -> None:
    if now_seen != seen:
        raise WrongState(_("The figures or the card changed since you saw them. Look again."))


def _record(name: str, row: LayerStatement, actor: Actor, now: datetime, **facts: object) -> None:
    audit.record(
        name=name,
        subject=("layer", row.layer_id),
        actor=actor,
        now=now,
        facts={
            "municipality_id": row.municipality_id,
            "version": str(row.version_id),
            "card": row.card_number,
            "seen": row.seen_hash,
            **facts,
        },
    )
