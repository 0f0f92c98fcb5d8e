"""A small city in which everything happens once: for walks and for the crawl of all addresses.

Voorbeeldstad has a register, norms, figures, and deliveries in every state; in Leegstad nothing
has happened yet. Corporatie B has handed in a workbook that it has not signed: the words of
``CANARIES`` stand in it, and nobody else may ever read them.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import polars as pl
from django.utils import timezone

from drieluik.apps.accounts.models import User
from drieluik.apps.agreements.models import Import
from drieluik.apps.agreements.services import correct_outline, upload_document
from drieluik.apps.areas.services import BuurtRow
from drieluik.apps.calendar.freeing import NewFreeDays, add_free_days
from drieluik.apps.calendar.marking import NewMark, mark_item
from drieluik.apps.calendar.reminding import remind
from drieluik.apps.calendar.services import record_house_rules, renew_address
from drieluik.apps.deliveries import services as deliveries
from drieluik.apps.deliveries.days import RoundDays
from drieluik.apps.deliveries.models import Delivery, Restatement
from drieluik.apps.monitor.services import foresee
from drieluik.apps.organisations.actors import SYSTEM, Actor
from drieluik.apps.organisations.models import Municipality, Party
from drieluik.core.tables import Period
from drieluik.example.cycle import house_rules
from tests.factories.accounts import make_user
from tests.factories.agreements import read_at_once
from tests.factories.areas import lay_borders
from tests.factories.buurten import load_buurten
from tests.factories.calendar import lay_days
from tests.factories.city_proposals import lay_proposals
from tests.factories.connections import lay_connections
from tests.factories.decisions import make_meetings
from tests.factories.deliveries import (
    NOW,
    check,
    confirm_all,
    make_checked,
    make_signed,
    make_tables,
    make_workbook,
    open_round,
    upload,
)
from tests.factories.exports import lay_exports
from tests.factories.layers import lay_layers
from tests.factories.library import lay_works
from tests.factories.lights import lay_lights
from tests.factories.mergers import merge
from tests.factories.monitor import (
    BUURTEN,
    EFFORT,
    accept_figures,
    calculate,
    check_figures,
    make_norm,
    make_place,
    sign_figures,
)
from tests.factories.open_layers import lay_open_layers
from tests.factories.organisations import join, make_actor, make_municipality, make_party
from tests.factories.projects import lay_progress
from tests.factories.publication import lay_publication
from tests.factories.releases import lay_releases
from tests.factories.reports import lay_reports
from tests.factories.signals import lay_signals

FIRST, SECOND, THIRD, FOURTH = (Period(year, half) for year in (2020, 2021) for half in (1, 2))
CANARIES = ("KANARIE-WONING", "KANARIE-WAARDE", "kanarie-bestand", "kanarie-reden")
DOCUMENT = b"""Nieuwe afspraken

1. Samen werken

Doel Elkaar op tijd spreken.

Prestatieafspraken

1.1 Overleg: Partijen spreken elkaar twee keer per jaar.
1.2 Verslag: Het verslag is er binnen een week.
"""
PARTIES = {
    "gemeente-voorbeeld": ("municipality", "Gemeente Voorbeeldstad"),
    "corporatie-a": ("corporation", "Corporatie A"),
    "corporatie-b": ("corporation", "Corporatie B"),
    "huurders-a": ("tenants", "Huurders van A"),
    "raad": ("council", "Gemeenteraad Voorbeeldstad"),
    "zorg": ("other", "Zorg Voorbeeldstad"),
}
ROLES = {
    "policy officer": ("gemeente-voorbeeld", "editor"),
    "steward": ("gemeente-voorbeeld", "steward"),
    "municipal reader": ("gemeente-voorbeeld", "reader"),
    "controller": ("corporatie-a", "controller"),
    "corporation reader": ("corporatie-a", "reader"),
    "administrator": ("corporatie-a", "administrator"),
    "other corporation": ("corporatie-b", "controller"),
    "tenants": ("huurders-a", "delegate"),
    "council": ("raad", "reader"),
    "other party": ("zorg", "reader"),
}


_LAST_DAYS = RoundDays(date(2098, 1, 1), date(2098, 2, 1), date(2098, 3, 1))
"""Far away, so that nothing closes while the product is walked."""


@dataclass(frozen=True)
class City:
    """What is there, by name."""

    place: Municipality
    empty_place: Municipality
    people: dict[str, User]
    signed: Delivery
    to_refuse: Delivery
    ready: Delivery
    broken: Delivery
    secret: Delivery
    said_of_table: UUID
    import_id: UUID
    agreement_id: str
    clause_id: UUID
    norm_id: UUID
    effort_id: UUID
    draft_text_id: int
    meetings: dict[str, object]
    proposals: dict[str, object]
    works: dict[str, object]
    areas: dict[str, object]
    layers: dict[str, object]
    calendar_secret: str
    projects: dict[str, int]
    signals: dict[str, object]
    reports: dict[str, object]
    publication: dict[str, object]
    releases: dict[str, object]
    lights: dict[str, object]
    waiver_id: int
    connections: dict[str, Any]
    exports: dict[str, object]
    correction: Delivery


def make_city() -> City:
    """Lay both municipalities, through the services themselves."""
    place = make_place()
    Municipality.objects.filter(pk=place.pk).update(name="Voorbeeldstad", fictitious=True)
    place.refresh_from_db()
    for code, (kind, name) in PARTIES.items():
        make_party(code=code, kind=kind, municipality=place)
        Party.objects.filter(code=code).update(name=name)
    make_party(code="corporatie-oud", municipality=place)
    merge("corporatie-oud", "corporatie-a", on=date(2019, 1, 1), place=place)
    people = {role: make_member(*how) for role, how in ROLES.items()}
    _lay_areas(place)
    norm, effort, draft = _lay_norms(place)
    for period in ("2019-1", "2019-2"):
        accept_figures(place, period=period)
        accept_figures(place, period=period, party_code="corporatie-b", evictions=(3, None))
        calculate(place, period)
    for period in (FIRST, SECOND, THIRD):
        open_round(place, period=period)
    open_round(place, period=FOURTH, days=_LAST_DAYS, remind_before=14)
    import_id, agreement_id = _read_in(place)
    empty = make_municipality(code="GM9002", name="Leegstad")
    return City(
        place=place,
        empty_place=empty,
        people=people | _people_elsewhere(empty),
        signed=_signed("corporatie-a", FIRST),
        to_refuse=_signed("corporatie-b", SECOND),
        ready=_ready(),
        broken=_broken(),
        secret=_secret(),
        said_of_table=_said_of_table(),
        import_id=import_id,
        agreement_id=agreement_id,
        clause_id=norm.norm.clause_id,
        norm_id=norm.norm_id,
        effort_id=effort.norm_id,
        draft_text_id=draft.pk,
        meetings=make_meetings(place),
        proposals=lay_proposals(place),
        works=lay_works(),
        areas=lay_borders(_actor("steward")),
        layers=_lay_layers(place),
        calendar_secret=_follow(place),
        projects=lay_progress(),
        signals=lay_signals(place, norm.norm.clause, draft.norm.clause),
        reports=lay_reports(place),
        publication=lay_publication(place),
        releases=lay_releases(place),
        lights=lay_lights(place),
        exports=lay_exports(place),
        waiver_id=_waive(),
        connections=lay_connections(place),
        # the last one: whatever is laid after it makes what it changes out of date
        correction=_correct(place),
    )


def _lay_layers(place: Municipality) -> dict[str, object]:
    makers = _actor("steward"), _actor("controller")
    known = lay_layers(*makers)
    return known | lay_open_layers(place, *makers, _actor("policy officer"), known)


def _correct(place: Municipality) -> Delivery:
    """Corporatie A has signed a correction of accepted figures; what it changes is calculated."""
    delivery = sign_figures(check_figures(place, period="2019-2", evictions=(7, 2)))
    Restatement.objects.create(
        delivery=delivery,
        cause="administration",
        explanation="Dubbel geteld in het bronsysteem (verzonnen).",
        stated_by_id=_actor("controller").user_id,
        stated_at=NOW,
    )
    foresee(delivery_id=delivery.id, municipality_id=place.id, now=timezone.now())
    return delivery


def _waive() -> int:
    """Corporatie A need not explain its rents beside those of others for a while."""
    waiver = deliveries.waive_rule(
        party_id=make_party(code="corporatie-a").id,
        rule="dwellings.mean_rent.others",
        reason="Alleen kamers (verzonnen).",
        until_on=timezone.localdate() + timedelta(days=365),
        actor=_actor("controller"),
        now=timezone.now(),
    )
    return waiver.pk


def _actor(role: str) -> Actor:
    code, kind_of_role = ROLES[role]
    return make_actor(kind_of_role, party=make_party(code=code))


def make_member(code: str, role: str) -> User:
    """A person with a role for a party of the city."""
    return User.objects.get(pk=make_actor(role, party=make_party(code=code)).user_id)


def _follow(place: Municipality) -> str:
    """The administrator of Corporatie A follows the year; its own house rules are there too."""
    record_house_rules(
        municipality_id=place.id,
        text=house_rules(),
        grounds="Verzonnen",
        actor=_actor("steward"),
        now=NOW,
    )
    mark_item(
        municipality_id=place.id,
        item_id="2020:papers:1",
        mark=NewMark(date(2020, 2, 20), None, "Per mail verstuurd."),
        actor=_actor("steward"),
        now=NOW,
    )
    add_free_days(
        municipality_id=place.id,
        days=NewFreeDays("Meivakantie", date(2020, 4, 25), date(2020, 5, 3), "Verzonnen"),
        actor=_actor("steward"),
        now=NOW,
    )
    lay_days(place, _actor("steward"))
    remind(municipality_id=place.id, now=datetime(2020, 2, 20, 6, 0, tzinfo=UTC))
    return renew_address(
        municipality_id=place.id,
        party_id=make_party(code="corporatie-a").pk,
        actor=_actor("administrator"),
        now=NOW,
    )


def _people_elsewhere(empty: Municipality) -> dict[str, User]:
    there = make_party(code="gemeente-leegstad", kind="municipality", municipality=empty)
    landlord = make_party(code="corporatie-z", municipality=empty)
    former = make_user(email="vroeger@corporatie-a.example", name="Vera Vertrokken")
    join(former, make_party(), "controller", until_on=date(2021, 1, 1))
    return {
        "former member": former,
        "steward elsewhere": make_member(there.code, "steward"),
        "corporation elsewhere": make_member(landlord.code, "controller"),
    }


def _lay_areas(place: Municipality) -> None:
    rows = [
        BuurtRow(code, name, "WK900100", "Midden", 1000, 500)
        for code, name in zip(BUURTEN, ("Oude Kern", "Nieuwland"), strict=True)
    ]
    load_buurten(municipality_id=place.id, year=2020, rows=rows, actor=SYSTEM, now=NOW)


def _lay_norms(place: Municipality):
    draft = (
        'afspraak: 2.2\ncitaat: "hulp bij één loket"\nsoort: resultaat\nindicator: evictions\n'
        "norm: hoogstens 4\nperiode: jaar\nvoor: elke corporatie"
    )
    return (
        make_norm(place),
        make_norm(place, text=EFFORT),
        make_norm(place, number="2.2", text=draft, confirmed=False),
    )


def _read_in(place: Municipality) -> tuple[UUID, str]:
    """A document that is being read in, corrected once."""
    who = _actor("policy officer")
    read = upload_document(
        municipality_id=place.id, content=DOCUMENT, file_name="nieuw.txt", actor=who, now=NOW
    )
    read_at_once(read.import_id)
    outline = Import.objects.get(id=read.import_id).outline
    first, second = outline["themes"][0]["sections"][0]["agreements"]
    correct_outline(
        import_id=read.import_id,
        step=0,
        correction={"act": "not_an_agreement", "agreement": second["id"]},
        actor=who,
        now=NOW,
    )
    return read.import_id, first["id"]


def _ready() -> Delivery:
    """Checked and confirmed: it waits for the signature."""
    delivery = make_checked(make_workbook(period=THIRD), period=THIRD)
    confirm_all(delivery)
    delivery.refresh_from_db()
    return delivery


def _broken() -> Delivery:
    """A check that broke off half-way."""
    delivery = upload(make_workbook(period=FOURTH), period=FOURTH)
    deliveries.begin_check(delivery_id=delivery.id)
    deliveries.interrupt_check(delivery_id=delivery.id, now=NOW)
    delivery.refresh_from_db()
    return delivery


def _said_of_table() -> UUID:
    """Corporatie A sells nothing from the last half-year on."""
    party = make_party(code="corporatie-a")
    return deliveries.record_not_applicable(
        party_id=party.id,
        table_id="sales",
        period=FOURTH,
        reason="Wij verkopen niet.",
        actor=make_actor("controller", party=party),
        now=NOW,
    )


def _signed(code: str, period: Period) -> Delivery:
    party = make_party(code=code)
    workbook = make_workbook(party_code=code, period=period, n_dwellings=4)
    return make_signed(workbook, party=party, period=period)


def _secret() -> Delivery:
    party = make_party(code="corporatie-b")
    tables = make_tables(n_dwellings=3)
    tables["dwellings"] = tables["dwellings"].with_columns(
        dwelling_id=pl.concat_str(pl.lit("KANARIE-WONING-"), pl.col("dwelling_id")),
        buurt_code=pl.lit("KANARIE-WAARDE"),
    )
    content = make_workbook(party_code=party.code, tables=tables)
    outcome = deliveries.upload_delivery(
        party_id=party.id,
        period=FIRST,
        file=deliveries.HandedIn("kanarie-bestand.xlsx", content),
        actor=make_actor("editor", party=party),
        now=NOW,
        seen=None,
    )
    delivery = check(Delivery.objects.get(id=outcome.delivery_id))
    deliveries.confirm_findings(
        delivery_id=delivery.id,
        numbers=[delivery.findings.filter(severity="confirm").earliest("number").number],
        reason="kanarie-reden",
        actor=make_actor("editor", party=party),
        now=NOW,
    )
    delivery.refresh_from_db()
    return delivery
