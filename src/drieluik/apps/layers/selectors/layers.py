"""Layers, cards and versions for pages, as far as a reader may see them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from drieluik.apps.layers import policies
from drieluik.apps.layers.models import Card, Layer, Version
from drieluik.apps.layers.rows import CardRow, LayerRow, VersionRow
from drieluik.apps.organisations.actors import Actor

_MONTHS = {"yearly": 12, "half_yearly": 6, "quarterly": 3, "monthly": 1}


def list_layers(*, municipality_id: int, actor: Actor) -> list[LayerRow]:
    """Return the layers that a reader may see, by name; those that were withdrawn last.

    Without figures, or withdrawn, a layer is only for the organisation that keeps it.
    """
    rows = [row for row in all_layers(municipality_id) if may_see(row, actor)]
    return sorted(rows, key=lambda row: (row.is_withdrawn, row.card.name.casefold()))


def layer_names(*, municipality_id: int, actor: Actor) -> list[tuple[UUID, str]]:
    """Return id and name of the layers in use that a reader may see, by name; one question."""
    newest = Card.objects.filter(layer=OuterRef("layer")).order_by("-number").values("number")
    cards = Card.objects.filter(
        layer__municipality_id=municipality_id,
        layer__withdrawn_at=None,
        layer__versions__state=Version.State.IN_USE,
        number=Subquery(newest[:1]),
    )
    found = [
        (one.layer_id, one.name)
        for one in cards.select_related("layer")
        if policies.check_may_read.allows(
            actor,
            municipality_id=municipality_id,
            party_id=one.layer.party_id,
            publicness=one.publicness,
        )
    ]
    return sorted(found, key=lambda pair: pair[1].casefold())


def find_layer(*, municipality_id: int, layer_id: UUID, actor: Actor) -> LayerRow | None:
    """Return a layer that the reader may see, else None (as if it did not exist)."""
    found = next(iter(all_layers(municipality_id, layer_id)), None)
    return found if found is not None and may_see(found, actor) else None


def list_cards(row: LayerRow) -> list[CardRow]:
    """Return all cards of a layer, the newest first."""
    rows = Card.objects.filter(layer_id=row.layer_id).select_related("added_by")
    return [card_row(one) for one in rows.order_by("-number")]


def list_versions(row: LayerRow, actor: Actor) -> list[VersionRow]:
    """Return the versions of a layer, the newest first.

    Files that were never in use, or were taken back, are only for who makes the layer; an earlier
    version for who could see it when another took its place, and can see the layer now.
    """
    rows = kept_versions().filter(layer_id=row.layer_id)
    found = [version_row(one) for one in rows.order_by("-added_at", "id")]
    return [one for one in found if may_see_version(row, one, actor)]


def makes(row: LayerRow, actor: Actor) -> bool:
    """Tell whether the reader makes layers for the organisation of this one."""
    return policies.check_may_make.allows(
        actor, municipality_id=row.municipality_id, party_id=row.party_id
    )


def may_see(row: LayerRow, actor: Actor) -> bool:
    """Tell whether a reader may see a layer."""
    is_own = row.party_id in actor.party_ids and actor.may_read(row.municipality_id)
    if not row.is_shown:
        return is_own
    return policies.check_may_read.allows(
        actor,
        municipality_id=row.municipality_id,
        party_id=row.party_id,
        publicness=row.card.publicness,
    )


def may_see_version(row: LayerRow, version: VersionRow, actor: Actor) -> bool:
    """Tell whether a reader who may see a layer may see one of its versions.

    A card that opens the layer to more readers opens the figures in use, and not those before.
    """
    if makes(row, actor):
        return True
    return version.may_be_read and (
        not version.kept_for
        or policies.check_may_read.allows(
            actor,
            municipality_id=row.municipality_id,
            party_id=row.party_id,
            publicness=version.kept_for,
        )
    )


def all_layers(municipality_id: int, layer_id: UUID | None = None) -> list[LayerRow]:
    """Return the layers of a municipality, whoever may see them."""
    cards = Card.objects.select_related("added_by").order_by("-number")
    used = kept_versions().filter(state=Version.State.IN_USE)
    rows = (
        Layer.objects.filter(municipality_id=municipality_id)
        .select_related("party")
        .prefetch_related(
            Prefetch("cards", cards), Prefetch("versions", used, to_attr="those_in_use")
        )
    )
    return [_row(one) for one in (rows if layer_id is None else rows.filter(id=layer_id))]


def kept_versions() -> QuerySet[Version]:
    """Return versions with the publicness of the card that held when another took their place."""
    after = Version.objects.filter(replaces=OuterRef("pk"), accepted_at__isnull=False)
    then = Card.objects.filter(layer=OuterRef("layer"), added_at__lte=OuterRef("left_at"))
    rows = Version.objects.select_related("added_by", "accepted_by").annotate(
        left_at=Subquery(after.order_by("-accepted_at").values("accepted_at")[:1]),
        kept_for=Subquery(then.order_by("-number").values("publicness")[:1]),
    )
    # what was read is large, and only asked for one version at a time
    return rows.defer("figures", "report")


def _row(one: Layer) -> LayerRow:
    card = card_row(one.cards.all()[0])
    used: Iterable[Version] = one.those_in_use  # type: ignore[attr-defined]  # by the prefetch
    in_use = next((version_row(version) for version in used), None)
    return LayerRow(
        layer_id=one.id,
        municipality_id=one.municipality_id,
        party_id=one.party_id,
        party_code=one.party.code,
        party_name=one.party.name,
        card=card,
        in_use=in_use,
        withdrawn_at=one.withdrawn_at,
        withdrawal_reason=one.withdrawal_reason,
        due_on=_due_on(card, in_use),
    )


def _due_on(card: CardRow, in_use: VersionRow | None) -> date | None:
    """Return the day on which new figures are expected: one turn after the last were taken in use."""
    months = _MONTHS.get(card.refresh)
    if months is None or in_use is None or in_use.accepted_at is None:
        return None
    last = in_use.accepted_at.date()
    year, month = divmod(last.year * 12 + last.month - 1 + months, 12)
    return date(year, month + 1, min(last.day, 28))


def card_row(one: Card) -> CardRow:
    """Return a card as a row."""
    return CardRow(
        number=one.number,
        name=one.name,
        meaning=one.meaning,
        theme=one.theme,
        theme_label=str(one.get_theme_display()),
        kind=one.kind,
        kind_label=str(one.get_kind_display()),
        level=one.level,
        level_label=str(one.get_level_display()),
        unit=one.unit,
        source=one.source,
        source_url=one.source_url,
        licence=one.licence,
        publicness=one.publicness,
        publicness_label=str(one.get_publicness_display()),
        ground=one.ground,
        decided_by=one.decided_by,
        publicness_until=one.publicness_until,
        refresh=one.refresh,
        refresh_label=str(one.get_refresh_display()),
        quality=one.quality,
        already_open=one.already_open,
        fictitious=one.fictitious,
        added_by=one.added_by.name if one.added_by else "",
        added_at=one.added_at,
    )


def version_row(one: Version) -> VersionRow:
    """Return a version as a row."""
    return VersionRow(
        version_id=one.id,
        state=one.state,
        state_label=str(one.get_state_display()),
        number=one.number,
        about_from=one.about_from,
        about_until=one.about_until,
        year=one.year,
        file_name=one.file_name,
        phase=one.reading_phase,
        share=one.reading_share,
        added_by=one.added_by.name if one.added_by else "",
        added_at=one.added_at,
        accepted_by=one.accepted_by.name if one.accepted_by else "",
        accepted_at=one.accepted_at,
        explanation=one.explanation,
        reason=one.reason,
        kept_for=_kept_for(one),
        left_at=one.left_at,  # type: ignore[attr-defined]  # by the annotation
    )


def _kept_for(one: Version) -> str:
    """Return who may see a replaced version; without a card of that time only its owner."""
    if one.state != Version.State.REPLACED:
        return ""
    kept: str | None = one.kept_for  # type: ignore[attr-defined]  # by the annotation
    return kept or Card.Publicness.OWNER.value
