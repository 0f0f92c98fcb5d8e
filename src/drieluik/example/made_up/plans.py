"""The made-up plans of the corporations: how large one is, where, and what moves in each period.

A corporation has a plan for every municipality it works in; in the city it has the code of the
corporation itself.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from drieluik.core.tables import Period
from drieluik.example.places import CITY, Place, place


@dataclass(frozen=True, slots=True)
class Movement:
    """New dwellings in a buurt, or the demolition of dwellings there.

    Attributes:
        period: When it happens.
        kind: ``new_build`` or ``demolished``.
        buurt: Code of the buurt.
        dwellings: How many.
    """

    period: Period
    kind: str
    buurt: str
    dwellings: int


@dataclass(frozen=True, slots=True)
class SaleException:
    """A sale that does not meet agreement 4.1.

    Attributes:
        period: When it is sold.
        condition: Condition score at sale.
        label: Energy label at sale.
        fixer_upper: Whether it is sold as one.
        reported_days_before: How long before the sale the municipality was told; None when it
            was not told.
    """

    period: Period
    condition: str
    label: str
    fixer_upper: bool
    reported_days_before: int | None


@dataclass(frozen=True, slots=True)
class EnergyException:
    """New dwellings that meet none of the norms of agreement 5.3.

    Attributes:
        period: When they are delivered.
        dwellings: How many.
        discussed_on: Day of the Bestuurlijk Overleg that discussed it; None when it did not.
    """

    period: Period
    dwellings: int
    discussed_on: date | None


@dataclass(frozen=True, slots=True)
class LaterPlan:
    """Something a corporation means to do after the last period of the example.

    Attributes:
        name: What people call it.
        kind: Code of the kind of plan.
        buurt: Code of the buurt.
        rent_class: Class of what comes or is improved; None when dwellings only disappear.
        dwelling_type: Flats, houses or rooms.
        added: Dwellings that come; None when that is not known yet.
        removed: Dwellings that disappear.
        improved: Dwellings that stay and get better.
        start: Year in which the work begins.
        delivery: Year in which it is ready; None when that is not known yet.
    """

    name: str
    kind: str
    buurt: str
    rent_class: str | None
    dwelling_type: str
    added: int | None
    removed: int
    improved: int
    start: int
    delivery: int | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What the deliveries of one corporation in one place come from; every figure is made up.

    Attributes:
        code: Code of the plan.
        party: Code of the corporation.
        place: The municipality.
        dwellings: Stock on 31 December before the first period.
        id_prefix: First character of its dwelling numbers.
        turnover: Share of the stock that is let again in a half-year.
        share_rooms: Share of the stock that consists of rooms.
        rent_level: Rent compared with the middle of the example.
        share_higher_income: Per period, lettings to incomes above the first limit.
        arrears_rate: Per period, tenants in arrears.
        liveability_per_dwelling: Per period, EUR per DAEB dwelling.
        wijk_weights: How strongly it is present per wijk.
        buurt_weights: The same per buurt, for a corporation that is in few buurten.
        sales: Number of sales per period.
        movements: New build and demolition.
        sale_exceptions: Sales that do not meet agreement 4.1.
        energy_exceptions: New dwellings that do not meet agreement 5.3.
        later_plans: What it means to do later.
    """

    code: str
    party: str
    place: Place
    dwellings: int
    id_prefix: str
    turnover: float
    share_rooms: float
    rent_level: float
    share_higher_income: tuple[float, ...]
    arrears_rate: tuple[float, ...]
    liveability_per_dwelling: tuple[float, ...]
    wijk_weights: dict[str, float]
    buurt_weights: dict[str, float]
    sales: tuple[int, ...]
    movements: tuple[Movement, ...]
    sale_exceptions: tuple[SaleException, ...]
    energy_exceptions: tuple[EnergyException, ...]
    later_plans: tuple[LaterPlan, ...]

    def moves(self, kind: str, period: Period) -> tuple[Movement, ...]:
        """Return the movements of one kind in one period."""
        return tuple(move for move in self.movements if (move.kind, move.period) == (kind, period))


@cache
def _content() -> dict[str, Any]:
    text = (resources.files("drieluik.example") / "data" / "stock.yaml").read_text("utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


PERIODS: tuple[Period, ...] = tuple(Period.parse(name) for name in _content()["periods"])
"""The half-years for which the example has deliveries, in order of time."""


@cache
def plan(code: str) -> Plan:
    """Return the plan with this code.

    Raises:
        KeyError: The example has no plan with this code.
    """
    entry = _content()["corporations"][code]
    return Plan(
        **{
            **entry,
            "code": code,
            "party": entry.get("party", code),
            "place": place(entry.get("place", CITY.code)),
            "buurt_weights": entry.get("buurt_weights", {}),
            **{name: tuple(entry[name]) for name in _PER_PERIOD},
            "movements": tuple(Movement(**_dated(move)) for move in entry["movements"]),
            "sale_exceptions": tuple(
                SaleException(**_dated(sale)) for sale in entry["sale_exceptions"]
            ),
            "energy_exceptions": tuple(
                EnergyException(**_dated(one)) for one in entry["energy_exceptions"]
            ),
            "later_plans": tuple(LaterPlan(**later) for later in entry["later_plans"]),
        }
    )


def plans_of(party: str) -> tuple[Plan, ...]:
    """Return the plans of a corporation, one for each municipality it works in, the city first.

    Raises:
        KeyError: The example has no corporation with this code.
    """
    found = tuple(one for one in map(plan, _content()["corporations"]) if one.party == party)
    if not found:
        raise KeyError(party)
    return found


_PER_PERIOD = ("share_higher_income", "arrears_rate", "liveability_per_dwelling", "sales")


def _dated(entry: dict[str, Any]) -> dict[str, Any]:
    return {**entry, "period": Period.parse(entry["period"])}
