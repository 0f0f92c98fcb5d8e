"""Layers for who publishes or counts on: all of them, each with who may see it."""

from collections.abc import Mapping
from dataclasses import dataclass

from drieluik.apps.layers.rows import LayerRow, VersionRow
from drieluik.apps.layers.selectors.layers import all_layers
from drieluik.apps.layers.selectors.versions import values_of
from drieluik.core.layers import AreaValue


@dataclass(frozen=True, slots=True)
class SharedLayer:
    """A layer with figures, for another app.

    Attributes:
        layer: With its card, which says in ``publicness`` who may see it, and in ``already_open``
            whether the source published it itself.
        version: The version in use.
        values: Per code of an area the figure, or None with the reason in ``missing``.
    """

    layer: LayerRow
    version: VersionRow
    values: Mapping[str, AreaValue]


def shared_layers(*, municipality_id: int) -> list[SharedLayer]:
    """Return every layer in use, by name. No reader is asked: whoever uses this keeps to publicness.

    Figures are as the source gives them; what of them may be published is for disclosure control.
    """
    rows = sorted(
        (row for row in all_layers(municipality_id) if row.is_shown),
        key=lambda row: row.card.name.casefold(),
    )
    return [
        SharedLayer(row, row.in_use, {one.code: one for one in values_of(row.in_use.version_id)})
        for row in rows
        if row.in_use is not None
    ]
