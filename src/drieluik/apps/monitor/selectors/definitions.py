"""Which definitions hold in a municipality: version, own words, and the decision behind each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from drieluik.apps.audit.remembering import remembered
from drieluik.apps.monitor.models import AdoptedDefinition
from drieluik.core.indicators import INDICATORS, Audience, Indicator, indicator


@dataclass(frozen=True, slots=True)
class DefinitionRow:
    """One row of what was decided about an indicator; see ``AdoptedDefinition``."""

    indicator_id: str
    number: int
    version: int
    from_period: str
    ends: bool
    meaning: str
    limits: str
    owner: str
    audience: str
    grounds: str
    proposal_id: UUID | None
    register_number: int | None
    consents: tuple[Mapping[str, Any], ...]
    recorded_by: str
    recorded_at: datetime

    @property
    def card(self) -> Indicator:
        """The card of the version, in the words of the parties where they chose their own."""
        shipped = indicator(self.indicator_id, self.version)
        return replace(
            shipped,
            meaning_nl=self.meaning or shipped.meaning_nl,
            limits_nl=tuple(self.limits.splitlines()) or shipped.limits_nl,
            owner=self.owner or shipped.owner,
            audience=Audience(self.audience) if self.audience else shipped.audience,
        )


@dataclass(frozen=True, slots=True)
class Definitions:
    """The catalogue of a municipality through time.

    Attributes:
        rows: All that was decided, by indicator and number.
    """

    rows: tuple[DefinitionRow, ...]

    def about(self, indicator_id: str) -> tuple[DefinitionRow, ...]:
        """Return what was decided about an indicator, oldest first."""
        return tuple(row for row in self.rows if row.indicator_id == indicator_id)

    def holding(self, indicator_id: str) -> tuple[DefinitionRow, ...]:
        """Return the decisions that hold in some half-year, oldest first.

        One that a later decision overtook before it began to count never holds.
        """
        rows = self.about(indicator_id)
        return tuple(
            row
            for at, row in enumerate(rows)
            if all(later.from_period > row.from_period for later in rows[at + 1 :])
        )

    def row_in(self, indicator_id: str, period: str) -> DefinitionRow | None:
        """Return the decision that holds in a half-year; None when none does yet."""
        rows = [row for row in self.holding(indicator_id) if row.from_period <= period]
        return rows[-1] if rows else None

    def card_in(self, indicator_id: str, period: str) -> Indicator | None:
        """Return the card by which an indicator counts in a half-year; None when it does not.

        Where nothing was decided the first version counts, unless it counts on request only.
        """
        row = self.row_in(indicator_id, period)
        if row is None:
            first = indicator(indicator_id)
            return None if first.on_request else first
        return None if row.ends else row.card

    def cards_in(self, period: str) -> tuple[Indicator, ...]:
        """Return the cards that count in a half-year, in the order of the catalogue."""
        cards = (self.card_in(card.id, period) for card in INDICATORS)
        return tuple(card for card in cards if card is not None)

    def newest(self, indicator_id: str) -> Indicator | None:
        """Return the card as it was decided last, also when it holds from a later day on."""
        return self.card_in(indicator_id, "9999-2")

    def last_card(self, indicator_id: str) -> Indicator:
        """Return the card as it was decided last, also of what left the catalogue since.

        Where nothing was decided it is the card of the first version.
        """
        cards = [row.card for row in self.about(indicator_id) if not row.ends]
        return cards[-1] if cards else indicator(indicator_id)

    def versions_since(self, indicator_id: str, period: str) -> tuple[int, ...]:
        """Return the versions that hold from a half-year on, as decided so far, in order."""
        first = self.card_in(indicator_id, period)
        later = {
            row.version
            for row in self.holding(indicator_id)
            if row.from_period > period and not row.ends
        }
        return tuple(sorted(later | ({first.version} if first else set())))

    def versions(self, indicator_id: str) -> tuple[int, ...]:
        """Return the versions that counted, count or will count here, in order."""
        decided = {row.version for row in self.holding(indicator_id) if not row.ends}
        first = self.card_in(indicator_id, "")
        return tuple(sorted(decided | ({first.version} if first else set())))


def card_for(*, municipality_id: int, indicator_id: str, period: str = "") -> Indicator:
    """Return the card by which an indicator counts in a half-year, in the words of the parties.

    Of what does not count there it is the card as decided last, or else as the product has it.

    Raises:
        KeyError: There is no such indicator.
    """
    definitions = get_definitions(municipality_id=municipality_id)
    found = definitions.card_in(indicator_id, period) if period else None
    return found or definitions.last_card(indicator_id)


def card_by(*, municipality_id: int, indicator_id: str, version: int) -> Indicator:
    """Return the card of one version, in the words of the parties where they chose their own.

    Raises:
        KeyError: The product does not have that version.
    """
    rows = get_definitions(municipality_id=municipality_id).about(indicator_id)
    cards = [row.card for row in rows if row.version == version and not row.ends]
    return cards[-1] if cards else indicator(indicator_id, version)


@remembered
def get_definitions(*, municipality_id: int, known_at: datetime | None = None) -> Definitions:
    """Return all that was decided about definitions in a municipality, up to a moment or now."""
    rows = AdoptedDefinition.objects.filter(municipality_id=municipality_id)
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    found = rows.select_related("version_of_register", "recorded_by")
    return Definitions(tuple(_rows(found.order_by("indicator_id", "number"))))


def _rows(rows: Iterable[AdoptedDefinition]) -> Iterable[DefinitionRow]:
    for row in rows:
        yield DefinitionRow(
            indicator_id=row.indicator_id,
            number=row.number,
            version=row.version,
            from_period=row.from_period,
            ends=row.ends,
            meaning=row.meaning,
            limits=row.limits,
            owner=row.owner,
            audience=row.audience,
            grounds=row.grounds,
            proposal_id=row.proposal_id,
            register_number=row.version_of_register.number if row.version_of_register else None,
            consents=tuple(row.consents),
            recorded_by=row.recorded_by.name if row.recorded_by else "",
            recorded_at=row.recorded_at,
        )
