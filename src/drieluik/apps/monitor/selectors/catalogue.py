"""The catalogue as a municipality uses it: what counts, by which decision, and what could count."""

from dataclasses import dataclass

from drieluik.apps.agreements.proposals.defining import definition_key
from drieluik.apps.monitor.selectors.definitions import DefinitionRow, Definitions, get_definitions
from drieluik.core.indicators import INDICATORS, Indicator, versions_of
from drieluik.core.tables import table


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of an indicator, as the product has it, and when it holds here.

    Attributes:
        card: The card of the version.
        from_periods: From which half-years it holds by a decision; one may be empty: always.
        counts: Whether it is the version that was decided last.
    """

    card: Indicator
    from_periods: tuple[str, ...]
    counts: bool

    @property
    def from_period(self) -> str:
        """From which half-year it holds by the last decision; empty when always, or never."""
        return self.from_periods[-1] if self.from_periods else ""


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """An indicator in the catalogue of a municipality.

    Attributes:
        card: The card as decided last, also of what does not count any more.
        counts: Whether it is in the catalogue.
        decided: All that was decided about it, newest first.
        versions: All versions that the product has.
        key: Its lasting id as a subject of proposals.
    """

    card: Indicator
    counts: bool
    decided: tuple[DefinitionRow, ...]
    versions: tuple[VersionRow, ...]
    key: str

    @property
    def adopted(self) -> DefinitionRow | None:
        """What was decided last; None when nothing was."""
        return self.decided[0] if self.decided else None

    @property
    def sources(self) -> list[tuple[str, tuple[str, ...]]]:
        """Sheets with the headers of the columns that are read, as the workbook names them."""
        return [
            (contract.sheet_nl, tuple(contract.column(name).header_nl for name in used.columns))
            for used in self.card.sources
            for contract in (table(used.table),)
        ]

    @property
    def n_other(self) -> int:
        """How many later versions nobody adopted."""
        return sum(row.card.version > self.card.version for row in self.versions)


def list_catalogue(*, municipality_id: int) -> tuple[CatalogueRow, ...]:
    """Return all indicators in the order of the catalogue, those that do not count last."""
    definitions = get_definitions(municipality_id=municipality_id)
    rows = [_row(definitions, card.id) for card in INDICATORS]
    return tuple(sorted(rows, key=lambda row: not row.counts))


def get_catalogue_row(*, municipality_id: int, indicator_id: str) -> CatalogueRow:
    """Return one indicator with all its versions and decisions."""
    return _row(get_definitions(municipality_id=municipality_id), indicator_id)


def _row(definitions: Definitions, indicator_id: str) -> CatalogueRow:
    newest = definitions.newest(indicator_id)
    decided = definitions.about(indicator_id)
    return CatalogueRow(
        card=definitions.last_card(indicator_id),
        counts=newest is not None,
        decided=decided[::-1],
        versions=tuple(
            VersionRow(
                one,
                tuple(
                    row.from_period
                    for row in definitions.holding(indicator_id)
                    if row.version == one.version and not row.ends
                ),
                newest is not None and newest.version == one.version,
            )
            for one in versions_of(indicator_id)
        ),
        key=definition_key(indicator_id),
    )
