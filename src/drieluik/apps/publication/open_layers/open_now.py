"""Which layers everybody sees now, and how far the others are.

Read anew from what is in use at the moment somebody asks: a card that shuts, figures that are
replaced or taken back, and a layer that is withdrawn each take it off at once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from uuid import UUID

from drieluik.apps.audit.remembering import remembered
from drieluik.apps.layers.rows import LayerRow, VersionRow
from drieluik.apps.layers.selectors import SharedLayer, list_layers, shared_layers
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.publication.models import LayerStatement
from drieluik.apps.publication.open_layers.rows import (
    OnItsWay,
    OpenLayer,
    Statement,
    Way,
    fingerprint,
    way_of,
)
from drieluik.apps.publication.selectors.names import left_out


@remembered
def list_open_layers(*, municipality_id: int) -> tuple[OpenLayer, ...]:
    """Return the layers that everybody sees, by name."""
    said = _said(municipality_id)
    clean = left_out(municipality_id)
    found = []
    for one in shared_layers(municipality_id=municipality_id):
        last = next(iter(said.get(one.layer.layer_id, ())), None)
        is_open = way_of(one.layer, one.version, last) is Way.OPEN
        if is_open and last is not None and last.confirmed_at is not None:
            layer = _for_everybody(one.layer, clean)
            version = _without_makers(one.version)
            since = last.confirmed_at
            found.append(OpenLayer(layer, version, clean(last.publisher), last.address, since))
    return tuple(found)


def find_open_layer(*, municipality_id: int, layer_id: UUID) -> OpenLayer | None:
    """Return one layer that everybody sees; None for what is not public and what does not exist."""
    rows = list_open_layers(municipality_id=municipality_id)
    return next((one for one in rows if one.layer.layer_id == layer_id), None)


def list_on_their_way(*, municipality_id: int, actor: Actor) -> list[OnItsWay]:
    """Return the layers with figures that a reader may see, each with how far it is."""
    said = _said(municipality_id)
    return [
        _on_its_way(row, row.in_use, said.get(row.layer_id, ()))
        for row in list_layers(municipality_id=municipality_id, actor=actor)
        if row.is_shown and row.in_use is not None
    ]


def list_to_confirm(*, municipality_id: int, actor: Actor) -> list[OnItsWay]:
    """Return the layers that wait for a second person who is not this reader."""
    rows = LayerStatement.objects.filter(
        municipality_id=municipality_id, confirmation=None, taken_off=None
    )
    if not rows.exclude(stated_by_id=actor.user_id).exists():
        return []
    return [
        one
        for one in list_on_their_way(municipality_id=municipality_id, actor=actor)
        if one.way is Way.TO_CONFIRM
        and one.statement is not None
        and one.statement.stated_by_id != actor.user_id
    ]


def find_on_its_way(*, municipality_id: int, layer_id: UUID, actor: Actor) -> OnItsWay | None:
    """Return one layer with figures that a reader may see, or None."""
    rows = list_on_their_way(municipality_id=municipality_id, actor=actor)
    return next((one for one in rows if one.layer.layer_id == layer_id), None)


def find_shared(*, municipality_id: int, layer_id: UUID) -> tuple[SharedLayer, OnItsWay] | None:
    """Return one layer with its figures and how far it is, whoever may see it; for the acts."""
    rows = shared_layers(municipality_id=municipality_id)
    found = next((one for one in rows if one.layer.layer_id == layer_id), None)
    if found is None:
        return None
    said = _said(municipality_id).get(layer_id, ())
    return found, _on_its_way(found.layer, found.version, said)


def seen_of(shared: SharedLayer) -> str:
    """Return the fingerprint of a layer as it is now."""
    return fingerprint(shared.layer, shared.version, shared.values.values())


def as_seen(one: OnItsWay) -> OpenLayer:
    """Return a layer as everybody would see it, for a look beforehand."""
    clean = left_out(one.layer.municipality_id)
    said = one.statement if one.way in (Way.OPEN, Way.TO_CONFIRM) else None
    return OpenLayer(
        layer=_for_everybody(one.layer, clean),
        version=_without_makers(one.version),
        publisher=clean(said.publisher) if said else "",
        address=said.address if said else "",
        since=said.confirmed_at if said else None,
    )


def list_layers_taken_off(*, municipality_id: int) -> list[Statement]:
    """Return what everybody saw and was taken off with a reason, the last one first."""
    clean = left_out(municipality_id)
    rows = [
        replace(one, title=clean(one.title), reason=clean(one.reason))
        for rows in _said(municipality_id).values()
        for one in rows
        if one.taken_off_at is not None and one.confirmed_at is not None
    ]
    return sorted(rows, key=lambda one: str(one.taken_off_at), reverse=True)


def _said(municipality_id: int) -> dict[UUID, tuple[Statement, ...]]:
    """Return by layer what was said of it, the last first."""
    rows = LayerStatement.objects.filter(municipality_id=municipality_id).select_related(
        "stated_by", "confirmation__confirmed_by", "taken_off__taken_off_by"
    )
    found: dict[UUID, list[Statement]] = defaultdict(list)
    for row in rows.order_by("-id"):
        found[row.layer_id].append(_statement(row))
    return {layer_id: tuple(said) for layer_id, said in found.items()}


def _statement(row: LayerStatement) -> Statement:
    confirmation = getattr(row, "confirmation", None)
    taken_off = getattr(row, "taken_off", None)
    return Statement(
        statement_id=row.pk,
        layer_id=row.layer_id,
        version_id=row.version_id,
        card_number=row.card_number,
        title=row.title,
        publisher=row.publisher,
        address=row.address,
        stated_by_id=row.stated_by_id,
        stated_by=row.stated_by.name,
        stated_at=row.stated_at,
        confirmed_by=confirmation.confirmed_by.name if confirmation else "",
        confirmed_at=confirmation.confirmed_at if confirmation else None,
        taken_off_by=taken_off.taken_off_by.name if taken_off else "",
        taken_off_at=taken_off.taken_off_at if taken_off else None,
        reason=taken_off.reason if taken_off else "",
    )


def _on_its_way(layer: LayerRow, version: VersionRow, said: Iterable[Statement]) -> OnItsWay:
    history = tuple(said)
    last = history[0] if history else None
    return OnItsWay(layer, version, way_of(layer, version, last), last, history)


def _for_everybody(layer: LayerRow, clean: Callable[[str], str]) -> LayerRow:
    """Leave out names of persons, and what the parties noted for each other."""
    card = replace(
        layer.card,
        name=clean(layer.card.name),
        meaning=clean(layer.card.meaning),
        unit=clean(layer.card.unit),
        source=clean(layer.card.source),
        quality=clean(layer.card.quality),
        added_by="",
        decided_by="",
        ground="",
    )
    return replace(layer, card=card)


def _without_makers(version: VersionRow) -> VersionRow:
    return replace(version, file_name="", added_by="", accepted_by="", explanation="", reason="")
