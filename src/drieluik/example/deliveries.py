"""What each corporation of the example delivers in each period: typed tables, all made up.

Comes in: a corporation, a period and a seed. Goes out: one typed table per contract. The same
seed gives the same tables, whatever was asked before. Knows no workbook and no database.

The tables of one municipality have the code of the plan they come from (``made_up.plans``): in the
city that is the code of the corporation.
"""

from collections.abc import Callable
from functools import cache

import polars as pl

from drieluik.core.tables import TABLES, Period, Table, table
from drieluik.core.tables.typed import SHEET_ROW
from drieluik.example.made_up import (
    PERIODS,
    accessible_dwellings,
    adaptations,
    arrears,
    building_plans,
    energy,
    guarantees,
    in_stock,
    letting_history,
    liveability_spending,
    placements,
    plan,
    plans_of,
    potential_sales,
    seeker_history,
    stock_changes,
    stock_history,
)
from drieluik.example.parties import party
from drieluik.example.typed_form import FIRST_SHEET_ROW, not_applicable_table, typed_table

SEED = 2020
"""The seed of the example as it is shown; another seed gives another city of the same size."""

_THREE_YEARS = "3y"


def periods() -> tuple[Period, ...]:
    """Return the four half-years of the example in order of time."""
    return PERIODS


def workbook_tables(party_code: str, period: Period) -> dict[str, pl.DataFrame]:
    """Return the tables of the one workbook of a corporation: of all its municipalities.

    Raises:
        KeyError: There is no such corporation.
        ValueError: The example has no deliveries for this period.
    """
    parts = [party_tables(one.code, period) for one in plans_of(party_code)]
    row = pl.int_range(FIRST_SHEET_ROW, FIRST_SHEET_ROW + pl.len()).alias(SHEET_ROW)
    return {
        one.id: pl.concat(part[one.id] for part in parts).with_columns(
            row.cast(parts[0][one.id].schema[SHEET_ROW])
        )
        for one in TABLES
    }


def party_tables(party_code: str, period: Period, seed: int = SEED) -> dict[str, pl.DataFrame]:
    """Return the tables that a corporation delivers for one municipality, by table id.

    Every contract has its table; one that does not apply to the corporation has no rows.

    Args:
        party_code: Code of the plan: in the city that of the corporation.
        period: The half-year.
        seed: Where chance starts.

    Raises:
        KeyError: There is no such plan.
        ValueError: The example has no deliveries for this period.
    """
    return dict(_party_tables(party_code, PERIODS.index(period) + 1, seed))


def contracts_of(party_code: str) -> tuple[Table, ...]:
    """Return the contracts that apply to a corporation, in the order of the workbook.

    Raises:
        KeyError: There is no such corporation.
    """
    delivers = party(party_code).delivers
    return tuple(contract for contract in TABLES if contract.id in delivers)


def stock_balance(party_code: str, period: Period, seed: int = SEED) -> dict[str, int]:
    """Return how the stock changed in a period.

    Returns:
        ``begin``, ``new_build``, ``sold``, ``demolished``, ``end``, each a number of dwellings.
    """
    number = PERIODS.index(period) + 1
    history = stock_history(party_code, seed)
    gone = history.filter(gone_in=number)["gone_by"]
    return {
        "begin": in_stock(history, number - 1).height,
        "new_build": history.filter(came_in=number).height,
        "sold": int((gone == "sold").sum()),
        "demolished": int((gone == "demolished").sum()),
        "end": in_stock(history, number).height,
    }


@cache
def _party_tables(party_code: str, number: int, seed: int) -> dict[str, pl.DataFrame]:
    delivers = party(plan(party_code).party).delivers
    return {
        contract.id: _MAKERS[contract.id](party_code, number, seed)
        if contract.id in delivers
        else not_applicable_table(contract)
        for contract in TABLES
    }


def _dwellings(party_code: str, number: int, seed: int) -> pl.DataFrame:
    happened = letting_history(party_code, seed)
    history = stock_history(party_code, seed).with_columns(
        net_rent=pl.Series(happened.rents[number]),
        let_at_period_end=~pl.Series(happened.vacant[number]),
    )
    renovated = pl.col("renovated_in") <= number
    room = pl.col("dwelling_type") == "KAM"
    rows = in_stock(history, number).with_columns(
        _municipality(party_code),
        energy_label=pl.when(room)
        .then(pl.lit("not_applicable"))
        .when(renovated)
        .then(pl.lit("B"))
        .otherwise("energy_label"),
        energy_label_method=pl.when(room)
        .then(pl.lit("not_applicable"))
        .otherwise("energy_label_method"),
        condition_score=pl.when(renovated).then(pl.lit("2")).otherwise("condition_score"),
    )
    rows = rows.with_columns(
        pl.when(pl.col("unknown_fact").ne_missing(name)).then(name).alias(name)
        for name in ("net_rent", "buurt_code", "condition_score", "energy_label")
    )
    # a label that is not known has no method that is known
    method = pl.when(pl.col("unknown_fact").ne_missing("energy_label")).then("energy_label_method")
    rows = rows.with_columns(method)
    return typed_table(table("dwellings"), rows)


def _lettings(party_code: str, number: int, seed: int) -> pl.DataFrame:
    rows = letting_history(party_code, seed).lettings.filter(period_number=number)
    rows = rows.with_columns(
        _municipality(party_code),
        pl.when(pl.col("unknown_fact").ne_missing("buurt_code")).then("buurt_code"),
        pl.when(pl.col("unknown_fact").ne_missing("net_rent")).then("rekenhuur"),
        pl.col("income_group").replace("", "not_applicable"),
        pl.col("priority").replace("", "not_applicable"),
    )
    return typed_table(table("lettings"), rows)


def _arrears(party_code: str, number: int, seed: int) -> pl.DataFrame:
    rows = arrears(party_code, number, seed).with_columns(_municipality(party_code))
    if party_code == "de-veste":
        # De Veste in the example does not record whether its tenants have children.
        nothing = pl.lit(None, pl.Int64)
        rows = rows.with_columns(n_households_in_arrears_with_children=nothing)
    return typed_table(table("arrears"), rows)


def _sales(party_code: str, number: int, seed: int) -> pl.DataFrame:
    history = stock_history(party_code, seed)
    exceptions = [
        sale for sale in plan(party_code).sale_exceptions if sale.period == PERIODS[number - 1]
    ]
    told = pl.DataFrame(
        {
            "condition_score": [sale.condition for sale in exceptions],
            "energy_label": [sale.label for sale in exceptions],
            "fixer_upper": [sale.fixer_upper for sale in exceptions],
            "days_before": [sale.reported_days_before for sale in exceptions],
        },
        schema={
            "condition_score": pl.String,
            "energy_label": pl.String,
            "fixer_upper": pl.Boolean,
            "days_before": pl.Int64,
        },
    )
    rows = (
        history.filter(gone_in=number, gone_by="sold")
        .join(told, on=["condition_score", "energy_label"], how="left", maintain_order="left")
        .with_columns(
            _municipality(party_code),
            pl.col("fixer_upper").fill_null(False),
            sold_on=pl.col("gone_on"),
            exception_reported_on=pl.col("gone_on") - pl.duration(days="days_before"),
        )
        .sort("sold_on", "dwelling_id")
    )
    return typed_table(table("sales"), rows)


def _made_up(
    table_id: str, rows_of: Callable[[str, int, int], pl.DataFrame]
) -> Callable[[str, int, int], pl.DataFrame]:
    """Return the maker of a table that needs no more than its rows and the municipality."""

    def maker(party_code: str, number: int, seed: int) -> pl.DataFrame:
        rows = rows_of(party_code, number, seed).with_columns(_municipality(party_code))
        return typed_table(table(table_id), rows)

    return maker


def _liveability_spending(party_code: str, number: int, seed: int) -> pl.DataFrame:
    rows = liveability_spending(party_code, number, seed).with_columns(
        _municipality(party_code), pl.col("buurt_code").fill_null("not_applicable")
    )
    return typed_table(table("liveability_spending"), rows)


def _home_seekers(party_code: str, number: int, seed: int) -> pl.DataFrame:
    last_day = pl.lit(PERIODS[number - 1].last_day)
    history = seeker_history(party_code, seed)
    ended_on = pl.coalesce("housed_on", "left_on")
    present = (pl.col("registered_on") <= last_day) & (
        ended_on.is_null() | (ended_on > last_day.dt.offset_by(f"-{_THREE_YEARS}"))
    )
    rows = history.filter(present).with_columns(
        pl.when(pl.col(name) <= last_day).then(name).alias(name)
        for name in ("active_since", "housed_on", "left_on")
    )
    housed, left = pl.col("housed_on").is_not_null(), pl.col("left_on").is_not_null()
    not_active_yet = (pl.col("seeker_kind") == "ACT") & pl.col("active_since").is_null()
    rows = rows.with_columns(
        _municipality(party_code),
        seeker_kind=pl.when(not_active_yet).then(pl.lit("WEN")).otherwise("seeker_kind"),
        buurt_code=pl.when(housed).then("buurt_code").otherwise(pl.lit("not_applicable")),
        leaving_reason=pl.when(left).then("leaving_reason").otherwise(pl.lit("not_applicable")),
    )
    return typed_table(table("home_seekers"), rows)


def _municipality(party_code: str) -> pl.Expr:
    return pl.lit(plan(party_code).place.code).alias("municipality_code")


_MAKERS = {
    "dwellings": _dwellings,
    "stock_changes": _made_up("stock_changes", stock_changes),
    "lettings": _lettings,
    "placements": _made_up("placements", placements),
    "arrears": _arrears,
    "sales": _sales,
    "potential_sales": _made_up("potential_sales", potential_sales),
    "plans": _made_up("plans", building_plans),
    "energy": _made_up("energy", energy),
    "liveability_spending": _liveability_spending,
    "adaptations": _made_up("adaptations", adaptations),
    "accessible_dwellings": _made_up("accessible_dwellings", accessible_dwellings),
    "guarantees": _made_up("guarantees", guarantees),
    "home_seekers": _home_seekers,
}
