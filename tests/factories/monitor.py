"""Accepted figures and norms for tests, made quickly: no workbook is written or read."""

from datetime import UTC, datetime
from typing import Any

import polars as pl

from drieluik.apps.deliveries.kept_files import keep_tables
from drieluik.apps.deliveries.models import Acceptance, Delivery, Restatement
from drieluik.apps.monitor import services
from drieluik.apps.monitor.models import NormText
from drieluik.apps.monitor.services import Wording
from drieluik.apps.organisations.actors import SYSTEM, Actor
from drieluik.apps.organisations.models import Municipality
from drieluik.core.indicators.example_tables import typed_rows
from drieluik.core.tables import TABLES, Period
from drieluik.core.tables.typed import typed_columns
from tests.factories.agreements import make_register
from tests.factories.organisations import make_actor, make_municipality, make_party

NOW = datetime(2021, 2, 15, 9, 0, tzinfo=UTC)
BUURTEN = ("BU90010000", "BU90010001")
QUOTATION = "vijfhonderd woningen betaalbaar"


def make_place() -> Municipality:
    """A municipality with a small register, its steward's party and two corporations."""
    place = make_municipality()
    make_register(place)
    make_party(code="gemeente-voorbeeld", kind="municipality", municipality=place)
    return place


def make_steward(place: Municipality) -> Actor:
    """The steward of the municipality's own party."""
    party = make_party(code="gemeente-voorbeeld", kind="municipality", municipality=place)
    return make_actor("steward", party=party, municipality=place)


def accept_figures(place: Municipality, *, now: datetime = NOW, **figures: Any) -> Delivery:
    """An accepted delivery of figures."""
    delivery = sign_figures(check_figures(place, **figures))
    _supersede(delivery, place)
    delivery.parts.update(
        verdict="accepted", decided_by=make_steward(place).user_id, decided_at=now
    )
    return delivery


def sign_figures(delivery: Delivery) -> Delivery:
    """Sign a checked delivery of figures."""
    person = make_actor("controller", party=delivery.party)
    delivery.state, delivery.signed_by_id, delivery.signed_at = "signed", person.user_id, NOW
    delivery.save()
    return delivery


def check_figures(
    place: Municipality,
    *,
    party_code: str = "corporatie-a",
    period: str = "2020-1",
    evictions: tuple[int | None, ...] = (1, 2),
    rents: tuple[float, ...] = (),
    dwellings: dict[str, list[Any]] | None = None,
    arrears: dict[str, list[Any]] | None = None,
    spending: tuple[float | None, ...] = (),
    without: tuple[str, ...] = (),
) -> Delivery:
    """A checked delivery with evictions and spending per buurt, and dwellings in the first buurt."""
    party = make_party(code=party_code, municipality=place)
    when = Period.parse(period)
    tables = {table.id: pl.DataFrame(schema=typed_columns(table)) for table in TABLES}
    tables = {name: rows for name, rows in tables.items() if name not in without}
    rows = typed_rows(
        "arrears",
        municipality_code=[place.code] * len(evictions),
        buurt_code=list(BUURTEN[: len(evictions)]),
        n_evictions=list(evictions),
        n_households_in_arrears=[10] * len(evictions),
        **(arrears or {}),
    )
    tables["arrears"] = rows.drop("party_code", "delivery_id")
    columns = dwellings or {}
    if rents or columns:
        columns = {"net_rent": list(rents)} | columns if rents else columns
        n_rows = len(next(iter(columns.values())))
        tables["dwellings"] = typed_rows(
            "dwellings",
            municipality_code=[place.code] * n_rows,
            buurt_code=[BUURTEN[0]] * n_rows,
            **columns,
        ).drop("party_code", "delivery_id")
    if spending:
        tables["liveability_spending"] = typed_rows(
            "liveability_spending",
            municipality_code=[place.code] * len(spending),
            buurt_code=list(BUURTEN[: len(spending)]),
            activity=["SHV"] * len(spending),
            amount=list(spending),
        ).drop("party_code", "delivery_id")
    tables_hash = keep_tables(tables)
    person = make_actor("controller", party=party)
    delivery = Delivery.objects.create(
        party=party,
        year=when.year,
        half=when.half,
        number=1 + Delivery.objects.filter(party=party, year=when.year, half=when.half).count(),
        state=Delivery.State.CHECKED,
        file_name=f"{party_code}-{period}.xlsx",
        size=1000,
        original_hash="a" * 64,
        uploaded_by_id=person.user_id,
        uploaded_at=NOW,
        checked_at=NOW,
        tables_hash=tables_hash,
    )
    Acceptance.objects.create(
        delivery=delivery,
        municipality=place,
        party=party,
        year=when.year,
        half=when.half,
        tables_hash=tables_hash,
    )
    return delivery


def _supersede(delivery: Delivery, place: Municipality) -> None:
    earlier = Acceptance.objects.filter(party=delivery.party, municipality=place)
    of_period = earlier.filter(year=delivery.year, half=delivery.half, verdict="accepted")
    of_period.update(verdict="superseded")


def calculate(place: Municipality, period: str = "2020-1", now: datetime = NOW):
    """Calculate a half-year from what is accepted."""
    return services.recalculate(municipality_id=place.id, period=period, actor=SYSTEM, now=now)


def norm_text(
    *,
    number: str = "2.1",
    quotation: str = QUOTATION,
    target: str = "hoogstens 5",
    for_whom: str = "alle corporaties samen",
) -> str:
    """A norm about evictions per half-year."""
    return (
        f'afspraak: {number}\ncitaat: "{quotation}"\nsoort: resultaat\nindicator: evictions\n'
        f"norm: {target}\nperiode: halfjaar\nvoor: {for_whom}"
    )


EFFORT = (
    'afspraak: 2.1\ncitaat: "De corporaties houden"\nsoort: inspanning\nperiode: halfjaar\n'
    "voor: elke corporatie"
)


def make_norm(
    place: Municipality,
    *,
    text: str = "",
    number: str = "2.1",
    from_period: str = "2018-1",
    confirmed: bool = True,
    norm_id=None,
    now: datetime = NOW,
) -> NormText:
    """A norm at an agreement of the small register, written and confirmed by the steward."""
    from drieluik.apps.agreements.selectors import find_clause

    clause = find_clause(place.id, number)
    written = services.write_norm(
        municipality_id=place.id,
        clause_id=clause.clause_id,
        norm_id=norm_id,
        wording=Wording(text or norm_text(number=number), "Uitleg in gewone woorden.", from_period),
        actor=make_steward(place),
        now=now,
    )
    assert isinstance(written, NormText), written
    if confirmed:
        services.confirm_norm(norm_text_id=written.id, actor=make_steward(place), now=now)
        written.refresh_from_db()
    return written


def correct_figures(
    place: Municipality,
    evictions: tuple[int | None, ...],
    at: datetime,
    cause: str = "administration",
    words: str = "Dubbel geteld (verzonnen).",
) -> Delivery:
    """Accept other figures of the first corporation with a cause, and calculate."""
    delivery = accept_figures(place, evictions=evictions, now=at)
    Restatement.objects.create(
        delivery=delivery,
        cause=cause,
        explanation=words,
        stated_by_id=make_actor("controller", party=delivery.party).user_id,
        stated_at=at,
    )
    calculate(place, now=at)
    return delivery
