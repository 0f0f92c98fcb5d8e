"""What every page of a layer starts with: the layer, as far as the reader may see it."""

from uuid import UUID

from django.http import Http404

from drieluik.apps.layers import policies, selectors
from drieluik.apps.layers.rows import LayerRow, VersionRow
from drieluik.apps.organisations.access import ActorRequest


def layer_or_404(request: ActorRequest, layer_id: UUID) -> LayerRow:
    """Return a layer that the reader may see."""
    found = selectors.find_layer(
        municipality_id=request.municipality.id, layer_id=layer_id, actor=request.actor
    )
    if found is None:
        raise Http404
    return found


def layer_to_change(request: ActorRequest, layer_id: UUID) -> LayerRow:
    """Return a layer that the reader may change.

    Raises:
        NotAllowed: The reader may only look.
    """
    found = layer_or_404(request, layer_id)
    policies.check_may_make(
        request.actor, municipality_id=found.municipality_id, party_id=found.party_id
    )
    return found


def version_or_404(request: ActorRequest, layer: LayerRow, version_id: UUID) -> VersionRow:
    """Return a version that the reader may see."""
    found = selectors.find_version(layer=layer, version_id=version_id, actor=request.actor)
    if found is None:
        raise Http404
    return found


def chosen_version(request: ActorRequest, layer: LayerRow) -> VersionRow | None:
    """Return the version whose number stands in the address, else the one in use."""
    number = request.GET.get("versie", "")
    rows = selectors.list_versions(layer, request.actor) if number else []
    asked = next((row for row in rows if row.was_in_use and str(row.number) == number), None)
    return asked or layer.in_use


def objection_to_change(request: ActorRequest, layer: LayerRow) -> str:
    """Say why the reader may not change a layer; empty when that is allowed."""
    return policies.check_may_make.objection(
        request.actor, municipality_id=layer.municipality_id, party_id=layer.party_id
    )
