"""A layer and its card: added, changed and withdrawn."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.layers import policies
from drieluik.apps.layers.models import Card, Layer, Version
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.selectors import find_party_code


@dataclass(frozen=True, slots=True)
class NewCard:
    """The card of a layer, as somebody fills it in; each field as in ``models.Card``."""

    name: str
    meaning: str
    theme: str
    kind: str
    level: str
    unit: str
    source: str
    source_url: str = ""
    licence: str = ""
    publicness: str = "public"
    ground: str = ""
    decided_by: str = ""
    publicness_until: date | None = None
    refresh: str = "once"
    quality: str = ""
    already_open: bool = False
    fictitious: bool = False


@transaction.atomic
def add_layer(
    *, municipality_id: int, party_id: int, card: NewCard, actor: Actor, now: datetime
) -> UUID:
    """Add a layer of an organisation, as yet without figures.

    Raises:
        NotAllowed: The actor makes no layers for this organisation.
        WrongState: Something is missing on the card, or does not go together.

    Changes:
        One ``Layer`` with its first ``Card``; one event ``layer.added``.
    """
    policies.check_may_make(actor, municipality_id=municipality_id, party_id=party_id)
    layer = Layer.objects.create(municipality_id=municipality_id, party_id=party_id)
    add_card(layer, card, number=1, user_id=person(actor), now=now)
    facts = {"title": card.name, "publicness": card.publicness}
    record("layer.added", layer, actor, now, **facts)
    return layer.id


@transaction.atomic
def change_card(*, layer_id: UUID, card: NewCard, actor: Actor, now: datetime) -> None:
    """Put another card on a layer; the earlier one stays readable.

    Raises:
        NotAllowed: The actor makes no layers for this organisation.
        WrongState: The layer was withdrawn, something is missing, or kind or level would change
            under figures that are there.

    Changes:
        One ``Card``; one event ``layer.card_changed`` with the names of what changed.
    """
    layer = locked(layer_id)
    check_may_change(layer, actor)
    before: Card = layer.cards.order_by("-number")[0]
    taken = Version.objects.filter(layer=layer, accepted_at__isnull=False).exists()
    policies.check_figure_stays(before=before, kind=card.kind, level=card.level, has_versions=taken)
    whole = _whole(card)
    changed = sorted(
        name for name, value in asdict(whole).items() if getattr(before, name) != value
    )
    if not changed:
        raise WrongState(_("Nothing on the card has changed."))
    add_card(layer, card, number=before.number + 1, user_id=person(actor), now=now)
    record("layer.card_changed", layer, actor, now, changed=changed, publicness=card.publicness)


@transaction.atomic
def withdraw_layer(*, layer_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Take a layer out of use, with the reason; card and versions stay readable for the organisation.

    Raises:
        NotAllowed: The actor makes no layers for this organisation.
        WrongState: It was withdrawn already, or no reason is given.

    Changes:
        ``Layer`` to withdrawn; one event ``layer.withdrawn``.
    """
    layer = locked(layer_id)
    check_may_change(layer, actor)
    policies.check_has_reason(reason)
    layer.withdrawn_by_id, layer.withdrawn_at = person(actor), now
    layer.withdrawal_reason = reason.strip()[:500]
    layer.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawal_reason"])
    record("layer.withdrawn", layer, actor, now, reason=layer.withdrawal_reason)


def add_card(
    layer: Layer, card: NewCard, *, number: int, user_id: int | None, now: datetime
) -> None:
    """Write a card that is complete.

    Raises:
        WrongState: Something is missing, or does not go together.
    """
    whole = _whole(card)
    _check_is_complete(whole)
    Card.objects.create(
        layer=layer, number=number, added_by_id=user_id, added_at=now, **asdict(whole)
    )


def locked(layer_id: UUID) -> Layer:
    """Return a layer that nobody else changes until this act is over."""
    found: Layer = Layer.objects.select_for_update().get(id=layer_id)
    return found


def check_may_change(layer: Layer, actor: Actor) -> None:
    """Hold that the actor makes layers for this organisation, and that the layer is there."""
    policies.check_may_make(actor, municipality_id=layer.municipality_id, party_id=layer.party_id)
    policies.check_is_there(layer)


def record(name: str, layer: Layer, actor: Actor, now: datetime, **facts: object) -> None:
    """Write an act on a layer in the audit trail."""
    audit.record(
        name=name,
        subject=("layer", layer.id),
        actor=actor,
        now=now,
        party_code=find_party_code(party_id=layer.party_id),
        facts={"municipality_id": layer.municipality_id, **facts},
    )


def _whole(card: NewCard) -> NewCard:
    """Leave out what says nothing: a public layer has no ground for being closed."""
    trimmed: dict[str, Any] = {
        name: value.strip() for name, value in asdict(card).items() if isinstance(value, str)
    }
    card = replace(card, **trimmed)
    if card.publicness == Card.Publicness.PUBLIC:
        return replace(card, ground="", decided_by="", publicness_until=None)
    return card


def _check_is_complete(card: NewCard) -> None:
    public = card.publicness == Card.Publicness.PUBLIC
    checks = (
        (bool(card.name), _("A layer needs a name.")),
        (bool(card.meaning), _("Say in plain words what the figures mean.")),
        (bool(card.unit), _("Say what is counted (the unit).")),
        (bool(card.source), _("Say where the figures come from.")),
        (card.theme in Card.Theme.values, _("Choose a subject.")),
        (card.kind in Card.Kind.values, _("Choose what kind of figure it is.")),
        (card.level in Card.Level.values, _("Choose per which area the figures are.")),
        (card.publicness in Card.Publicness.values, _("Choose who may see the layer.")),
        (card.refresh in Card.Refresh.values, _("Choose how often new figures come.")),
        (public or bool(card.ground), _("Say why the layer is not public.")),
        (public or bool(card.decided_by), _("Say who decided that the layer is not public.")),
        (public or not card.already_open, _("What the source published already is public.")),
    )
    faults = [sentence for holds, sentence in checks if not holds]
    if faults:
        raise WrongState(" ".join(faults))
