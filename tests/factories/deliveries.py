"""Rounds and deliveries for tests, made by the services themselves from real workbooks."""

from datetime import UTC, date, datetime
from functools import lru_cache
from uuid import UUID

import polars as pl

from drieluik.apps.deliveries import services
from drieluik.apps.deliveries.days import RoundDays
from drieluik.apps.deliveries.models import Delivery, DeliveryRound
from drieluik.apps.deliveries.selectors import corrects
from drieluik.apps.deliveries.services import HandedIn
from drieluik.apps.deliveries.workbooks import check_original
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.models import Municipality, Party
from drieluik.core.tables import TABLES, Column, Kind, Missing, Period, Table
from drieluik.core.tables.typed import may_lack_a_value, missing_column, typed_columns
from drieluik.core.workbooks import (
    WorkbookStamp,
    contract_versions,
    read_workbook,
    write_template,
)
from tests.factories.organisations import make_actor, make_municipality, make_party

NOW = datetime(2020, 8, 3, 9, 0, tzinfo=UTC)
PERIOD = Period(2020, 1)
DUE_ON = date(2020, 9, 1)
BECAUSE = services.Because("administration", "Dubbel geteld in het bronsysteem (verzonnen).")

_VALUES = {
    Kind.TEXT: "tekst",
    Kind.WHOLE: 1,
    Kind.DECIMAL: 1.0,
    Kind.MONEY: 1.0,
    Kind.DATE: date(2020, 3, 1),
    Kind.YES_NO: False,
}


def make_steward(municipality: Municipality | None = None) -> Actor:
    """The data steward of a municipality."""
    place = municipality or make_municipality()
    party = make_party(code=f"gemeente-{place.slug}", kind="municipality", municipality=place)
    return make_actor("steward", party=party, municipality=place)


def open_round(
    municipality: Municipality | None = None,
    *,
    period: Period = PERIOD,
    due_on: date | None = None,
    days: RoundDays | None = None,
    remind_before: int | None = None,
) -> None:
    """Ask the corporations of a municipality for a half-year; without days only the shown one."""
    place = municipality or make_municipality()
    services.open_round(
        municipality_id=place.id,
        period=period,
        days=days or RoundDays(due_on or max(DUE_ON, period.ends_before)),
        remind_before=remind_before,
        actor=make_steward(place),
        now=NOW,
    )


def move_round(period: Period, due_on: date, municipality: Municipality | None = None) -> None:
    """Give a round another shown day, and no other last days."""
    place = municipality or make_municipality()
    asked = DeliveryRound.objects.get(municipality=place, year=period.year, half=period.half)
    services.change_days(
        round_id=asked.id,
        days=RoundDays(due_on),
        reason="Later afgesproken.",
        actor=make_steward(place),
        now=NOW,
    )


def make_tables(
    *, n_dwellings: int = 3, municipality_code: str = "GM9001", period: Period = PERIOD
) -> dict[str, pl.DataFrame]:
    """Typed tables without faults: some dwellings, and no events."""
    day = period.starts_on
    tables = {table.id: pl.DataFrame(schema=typed_columns(table)) for table in TABLES}
    dwellings = next(table for table in TABLES if table.id == "dwellings")
    row: dict[str, object] = {"sheet_row": 1}
    for column in dwellings.columns:
        row[column.name] = _value(column, day)
        if may_lack_a_value(column):
            row[missing_column(column.name)] = None if row[column.name] is not None else "unknown"
    rows = [
        row
        | {
            "sheet_row": n,
            "dwelling_id": f"W{n:05d}",
            "municipality_code": municipality_code,
            "buurt_code": f"BU{municipality_code[2:]}0000",
        }
        for n in range(3, 3 + n_dwellings)
    ]
    tables["dwellings"] = pl.DataFrame(rows, schema=typed_columns(dwellings), orient="row")
    return tables


def with_rows(
    tables: dict[str, pl.DataFrame], name: str, *, period: Period = PERIOD, **columns: list[object]
) -> dict[str, pl.DataFrame]:
    """The tables with rows in one that had none; what is not given is filled as in a dwelling."""
    contract = next(one for one in TABLES if one.id == name)
    n = len(next(iter(columns.values())))
    rows = [_row(contract, at, period) for at in range(n)]
    for at, row in enumerate(rows):
        row.update({column: values[at] for column, values in columns.items()})
    return tables | {name: pl.DataFrame(rows, schema=typed_columns(contract), orient="row")}


def _row(contract: Table, at: int, period: Period) -> dict[str, object]:
    row: dict[str, object] = {"sheet_row": 3 + at}
    for column in contract.columns:
        row[column.name] = _value(column, period.starts_on)
        if may_lack_a_value(column):
            row[missing_column(column.name)] = None if row[column.name] is not None else "unknown"
    code = "GM9001"
    places = {"municipality_code": code, "buurt_code": f"BU{code[2:]}0000"}
    return row | {name: place for name, place in places.items() if name in row}


def _value(column: Column, day: date) -> object:
    if column.codes is not None:
        return next(value.code for value in column.codes.values if value.until is None)
    if Missing.UNKNOWN in column.may_be or (not column.required):
        return None
    if column.kind is Kind.DATE:
        return day
    return _VALUES[column.kind] if column.at_least is None else max(column.at_least, 1)


def make_workbook(
    *,
    party_code: str = "corporatie-a",
    period: Period = PERIOD,
    municipality_codes: tuple[str, ...] = ("GM9001",),
    tables: dict[str, pl.DataFrame] | None = None,
    n_dwellings: int = 3,
) -> bytes:
    """A real workbook as a corporation would hand it in, with a sheet for each of the tables."""
    if tables is None:
        return _plain_workbook(party_code, period, municipality_codes, n_dwellings)
    return _workbook(party_code, period, municipality_codes, tables)


@lru_cache(maxsize=64)
def _plain_workbook(
    party_code: str, period: Period, municipality_codes: tuple[str, ...], n_dwellings: int
) -> bytes:
    tables = make_tables(n_dwellings=n_dwellings, period=period)
    return _workbook(party_code, period, municipality_codes, tables)


def _workbook(
    party_code: str,
    period: Period,
    municipality_codes: tuple[str, ...],
    tables: dict[str, pl.DataFrame],
) -> bytes:
    contracts = tuple(one for one in TABLES if one.id in tables)
    stamp = WorkbookStamp(
        party_code=party_code,
        party_name=party_code,
        period=period,
        municipality_codes=municipality_codes,
        contract_versions=contract_versions(contracts),
        made_on=date(2020, 7, 1),
    )
    return write_template(stamp, contracts, rows=tables)


def make_blocked_workbook() -> bytes:
    """The right workbook with something in it that must be put right: one number twice."""
    tables = make_tables()
    tables["dwellings"] = tables["dwellings"].with_columns(dwelling_id=pl.lit("X"))
    return make_workbook(tables=tables)


def upload(
    content: bytes | None = None,
    *,
    actor: Actor | None = None,
    party: Party | None = None,
    period: Period = PERIOD,
    seen: UUID | None = None,
    now: datetime = NOW,
) -> Delivery:
    """Hand in a workbook; the check is what the settings for tasks make of it."""
    corporation = party or make_party()
    outcome = services.upload_delivery(
        party_id=corporation.id,
        period=period,
        file=HandedIn("aanlevering.xlsx", content or make_workbook(period=period)),
        actor=actor or make_actor("editor", party=corporation),
        now=now,
        seen=seen,
    )
    return Delivery.objects.get(id=outcome.delivery_id)


def check(delivery: Delivery, *, now: datetime = NOW) -> Delivery:
    """Run the check as the job does (but in this process), if it has not run yet."""
    order = services.begin_check(delivery_id=delivery.id)
    if order is not None:
        outcome = check_original(order, lambda phase, share: None, read_workbook)
        services.record_check_result(delivery_id=delivery.id, outcome=outcome, now=now)
    delivery.refresh_from_db()
    return delivery


def make_checked(content: bytes | None = None, **how: object) -> Delivery:
    """A delivery after its check; without ``content`` only empty sheets are to be confirmed."""
    return check(upload(content, **how))  # type: ignore[arg-type]


def confirm_all(delivery: Delivery, *, reason: str = "Er waren er geen.") -> None:
    """Confirm all soft findings, such as the sheets left empty."""
    soft = delivery.findings.filter(severity="confirm", confirmed_at=None)
    numbers = list(soft.values_list("number", flat=True))
    if numbers:
        services.confirm_findings(
            delivery_id=delivery.id,
            numbers=numbers,
            reason=reason,
            actor=make_actor("editor", party=delivery.party),
            now=NOW,
        )


def make_signed(content: bytes | None = None, **how: object) -> Delivery:
    """A delivery confirmed and signed by the controller of its corporation."""
    delivery = make_checked(content, **how)
    confirm_all(delivery)
    actor = make_actor("controller", party=delivery.party)
    because = BECAUSE if corrects(delivery) else None
    services.sign_delivery(delivery_id=delivery.id, actor=actor, now=NOW, because=because)
    delivery.refresh_from_db()
    return delivery


def make_accepted(content: bytes | None = None, **how: object) -> Delivery:
    """A delivery of which every municipality has accepted its part."""
    delivery = make_signed(content, **how)
    for part in delivery.parts.select_related("municipality"):
        services.accept_delivery(
            delivery_id=delivery.id,
            municipality_id=part.municipality_id,
            actor=make_steward(part.municipality),
            now=NOW,
        )
    delivery.refresh_from_db()
    return delivery
