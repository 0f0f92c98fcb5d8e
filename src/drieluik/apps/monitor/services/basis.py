"""What a calculation follows from: collected as it is now, kept with it, and hashed as a whole."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drieluik.apps.areas.selectors import buurt_codes
from drieluik.apps.deliveries.selectors import (
    AcceptedDelivery,
    list_accepted,
    not_applicable_by_half,
)
from drieluik.apps.monitor.selectors.definitions import get_definitions
from drieluik.apps.monitor.services.standings import expected_parties
from drieluik.core.flows import LawValues, parameters_of, recorded_values
from drieluik.core.indicators import Halves
from drieluik.core.tables import Period

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality


@dataclass(frozen=True, slots=True)
class Basis:
    """Everything that the figures and lights of a half-year follow from.

    Attributes:
        when: The half-year.
        accepted: The deliveries that count.
        definition_versions: Indicator -> version of its definition that counts in the half-year.
        law_values: Half-year -> values of law.
        buurten: Codes of the buurten that are known, in order.
        expected_parties: Code -> name of the corporations that are asked for figures.
        not_applicable: Half-year -> corporation -> table -> why that table does not apply to it.
    """

    when: Period
    accepted: tuple[AcceptedDelivery, ...]
    definition_versions: Mapping[str, int]
    law_values: Mapping[str, LawValues]
    buurten: tuple[str, ...]
    expected_parties: Mapping[str, str]
    not_applicable: Halves

    @property
    def inputs(self) -> list[dict[str, Any]]:
        """The deliveries as a calculation keeps them."""
        return [_input(delivery) for delivery in self.accepted]

    @property
    def missing_parties(self) -> list[str]:
        """Codes of the corporations whose figures over the half-year are not there."""
        delivered = {row.party_code for row in self.accepted if row.period == self.when}
        return sorted(set(self.expected_parties) - delivered)

    @property
    def hash(self) -> str:
        """Hash of it all; when a delivery was accepted is no part of that."""
        used = [{k: v for k, v in entry.items() if k != "accepted_at"} for entry in self.inputs]
        known = [str(self.when), used, dict(self.definition_versions), dict(self.law_values)]
        content = [*known, list(self.buurten), dict(self.expected_parties)]
        if self.not_applicable:
            content.append(self.not_applicable)
        text = json.dumps(content, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def current_basis(
    municipality: "Municipality", when: Period, accepted: Iterable[AcceptedDelivery] | None = None
) -> Basis:
    """Return what a calculation of a half-year would follow from now.

    Args:
        municipality: Where.
        when: The half-year.
        accepted: What would be accepted; None for what is.
    """
    first = first_compared(when)
    known = list_accepted(municipality_id=municipality.id) if accepted is None else accepted
    accepted = [delivery for delivery in known if first <= delivery.period <= when]
    return Basis(
        when=when,
        accepted=tuple(sorted(accepted, key=lambda row: (row.period, row.party_code))),
        definition_versions={
            card.id: card.version
            for card in get_definitions(municipality_id=municipality.id).cards_in(str(when))
        },
        law_values={
            str(half): recorded_values(parameters_of(half)) for half in _until(first, when)
        },
        buurten=tuple(sorted(buurt_codes(municipality_ids=frozenset({municipality.id})))),
        expected_parties=expected_parties(municipality.id, when),
        not_applicable=not_applicable_by_half(
            municipality_id=municipality.id, halves=_until(first, when)
        ),
    )


def first_compared(when: Period) -> Period:
    """Return the first half-year that can count in the lights of a half-year.

    In a first half-year the last whole year is the one before, and it is compared with the year
    before that; in a second half-year the year itself is whole.

    Examples:
        >>> str(first_compared(Period(2021, 1))), str(first_compared(Period(2021, 2)))
        ('2019-1', '2020-1')
    """
    return Period(when.year - (2 if when.half == 1 else 1), 1)


def last_compared(when: Period) -> Period:
    """Return the last half-year in whose lights a half-year can count.

    Examples:
        >>> str(last_compared(Period(2019, 2)))
        '2021-1'
    """
    return Period(when.year + 2, 1)


def _until(first: Period, last: Period) -> list[Period]:
    halves = [last]
    while halves[0] > first:
        halves.insert(0, halves[0].previous())
    return halves


def _input(delivery: AcceptedDelivery) -> dict[str, Any]:
    """Return a delivery as it is kept; which tables are not its own only where there are any."""
    counted: dict[str, Any] = {
        "party_code": delivery.party_code,
        "party_name": delivery.party_name,
        "period": str(delivery.period),
        "delivery_id": str(delivery.delivery_id),
        "tables_hash": delivery.tables_hash,
        "accepted_at": delivery.accepted_at.isoformat(),
    }
    if delivery.kept_from:
        counted["kept_from"] = dict(sorted(delivery.kept_from.items()))
    if delivery.unknown:
        counted["unknown"] = list(delivery.unknown)
    return counted
