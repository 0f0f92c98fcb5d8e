"""The catalogue as a municipality uses it: every card with its adoption."""

from dataclasses import dataclass

from drieluik.apps.audit.remembering import remembered
from drieluik.apps.monitor.models import Definition
from drieluik.core.indicators import INDICATORS, Indicator


@dataclass(frozen=True, slots=True)
class DefinitionRow:
    """A card with its adoption in a municipality.

    Attributes:
        card: What the indicator means and how it is computed.
        adopted: The adoption of this version; None when it is only proposed.
        versions: All versions on record here, newest first.
    """

    card: Indicator
    adopted: Definition | None
    versions: tuple[Definition, ...]


@remembered
def list_definitions(*, municipality_id: int) -> tuple[DefinitionRow, ...]:
    """Return all indicators in the order of the catalogue."""
    rows = Definition.objects.filter(municipality_id=municipality_id)
    found: dict[str, list[Definition]] = {}
    for row in rows.select_related("adopted_by").order_by("indicator_id", "-version"):
        found.setdefault(row.indicator_id, []).append(row)
    return tuple(
        DefinitionRow(
            card=card,
            adopted=next(
                (
                    row
                    for row in found.get(card.id, [])
                    if row.version == card.version and row.state == Definition.State.ADOPTED
                ),
                None,
            ),
            versions=tuple(found.get(card.id, ())),
        )
        for card in INDICATORS
    )
