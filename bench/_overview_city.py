"""A made-up municipality of sixty agreements, forty measured norms and ten years of half-years.

Laid through the services of the product, except that deliveries are accepted at once: no workbook
is written or read. Everything is made up (fictitious).
"""

from datetime import UTC, datetime
from typing import Any

from _national import Delivery as Drawn
from _national import Sizes, deliveries

from drieluik.apps.accounts.models import User
from drieluik.apps.agreements.selectors import find_clause
from drieluik.apps.agreements.services import load_register
from drieluik.apps.areas.services import BuurtRow, Provenance, areas_of_list, load_borders
from drieluik.apps.deliveries.kept_files import keep_tables
from drieluik.apps.deliveries.models import Acceptance, Delivery
from drieluik.apps.monitor.models import Judgement, NormText
from drieluik.apps.monitor.services import Wording, confirm_norm, recalculate, write_norm
from drieluik.apps.organisations.actors import SYSTEM, Actor
from drieluik.apps.organisations.models import Membership, Municipality, Participation, Party
from drieluik.apps.organisations.selectors import get_actor
from drieluik.core.geography import Borders
from drieluik.core.indicators import INDICATORS, Indicator

N_CLAUSES, N_THEMES, N_INDICATORS = 60, 6, 40
EMAIL, PASSWORD = "lezer@meetstad.example", "een-lang-wachtwoord-om-te-meten"
SIZES = Sizes(dwellings=5_000, corporations=5, municipalities=1, buurten=70)
_SINCE = SIZES.periods()[0].starts_on
_NOW = datetime(2021, 2, 15, 9, tzinfo=UTC)
_WORDS = "doen elk jaar wat hier staat"
_TEXT = f"De gemeente en de corporaties {_WORDS}, en zeggen in het overleg hoe het ermee gaat. " * 4
_TARGETS = ("hoger dan vorig jaar", "lager dan vorig jaar", "minstens {}", "hoogstens {}")
_BOUNDS = {"share": "20%", "EUR": "EUR 1000", "EUR per dwelling": "EUR 10"}
_FOR_WHOM = ("alle corporaties samen", "elke corporatie")


def lay_city() -> str:
    """Lay the municipality; returns its slug."""
    place = Municipality.objects.create(
        code="GM0001", slug="meetstad", name="Meetstad", fictitious=True
    )
    city = _party(place, "gemeente", "municipality")
    corporations = [
        _party(place, f"C{number:04d}", "corporation")
        for number in range(1, SIZES.corporations + 1)
    ]
    user = User.objects.create_user(email=EMAIL, password=PASSWORD, name="Lezer")
    for role in ("reader", "steward"):
        Membership.objects.create(user=user, party=city, role=role, from_on=_SINCE)
    actor = get_actor(user_id=user.pk, on=_NOW.date())
    _lay_register(place, [party.code for party in (city, *corporations)])
    rows = [
        BuurtRow(f"BU0001{number:04d}", f"Buurt {number}", "WK000100", "Stad", 1000, 500)
        for number in range(SIZES.buurten)
    ]
    load_borders(
        municipality_id=place.id,
        borders=Borders(2020, areas_of_list(2020, rows)),
        provenance=Provenance("Verzonnen"),
        actor=SYSTEM,
        now=_NOW,
    )
    by_code = {party.code: party for party in corporations}
    for period in SIZES.periods():
        for drawn in deliveries(SIZES, period):
            _accept(place, by_code[drawn.party_code], drawn, user)
        recalculate(municipality_id=place.id, period=str(period), actor=SYSTEM, now=_NOW)
    for number in range(N_CLAUSES):
        _lay_norm(place, number, actor)
    return place.slug


def _party(place: Municipality, code: str, kind: str) -> Party:
    party: Party = Party.objects.create(code=code, name=f"Partij {code}", kind=kind)
    Participation.objects.create(party=party, municipality=place, from_on=_SINCE)
    return party


def _lay_register(place: Municipality, codes: list[str]) -> None:
    outline = {
        "title": "Verzonnen afspraken",
        "introduction": "Alles hier is verzonnen.",
        "themes": [_theme(number, codes) for number in range(N_THEMES)],
        "focus_projects": [],
    }
    load_register(municipality_id=place.id, outline=outline, in_force_from=_SINCE,
                  source="Verzonnen", actor=SYSTEM, now=_NOW)  # fmt: skip


def _theme(theme: int, codes: list[str]) -> dict[str, Any]:
    own = range(theme * N_CLAUSES // N_THEMES, (theme + 1) * N_CLAUSES // N_THEMES)
    agreements = [
        {"number": _number(number), "heading": f"Afspraak {number}", "text": _TEXT,
         "bound": codes, "consent": []}
        for number in own
    ]  # fmt: skip
    section = {"letter": None, "title": None, "goal": "Wonen.", "how": "Samen."}
    return {
        "number": str(theme + 1),
        "title": f"Thema {theme + 1}",
        "sections": [{**section, "agreements": agreements}],
    }


def _number(number: int) -> str:
    per_theme = N_CLAUSES // N_THEMES
    return f"{number // per_theme + 1}.{number % per_theme + 1}"


def _accept(place: Municipality, party: Party, drawn: Drawn, user: User) -> None:
    of = {"party": party, "year": drawn.period.year, "half": drawn.period.half}
    tables_hash = keep_tables(drawn.tables)
    delivery = Delivery.objects.create(
        **of, number=1, state=Delivery.State.CHECKED, file_name="verzonnen.xlsx", size=1000,
        original_hash="a" * 64, uploaded_by=user, uploaded_at=_NOW, checked_at=_NOW,
        tables_hash=tables_hash,
    )  # fmt: skip
    Acceptance.objects.create(**of, delivery=delivery, municipality=place, tables_hash=tables_hash)
    delivery.state, delivery.signed_by, delivery.signed_at = Delivery.State.SIGNED, user, _NOW
    delivery.save()
    delivery.parts.update(verdict="accepted", decided_by=user, decided_at=_NOW)


def _lay_norm(place: Municipality, number: int, actor: Actor) -> None:
    """The first agreements are measured, one indicator each; of the others parties tell."""
    clause = find_clause(place.id, _number(number))
    if clause is None:
        raise SystemExit(f"no agreement {_number(number)}")
    is_measured = number < N_INDICATORS
    written = write_norm(
        municipality_id=place.id,
        clause_id=clause.clause_id,
        norm_id=None,
        wording=Wording(
            _measured_norm(number, INDICATORS[number]) if is_measured else _told_norm(number),
            "Verzonnen norm.",
            str(SIZES.periods()[0]),
        ),
        actor=actor,
        now=_NOW,
    )
    if not isinstance(written, NormText):
        raise SystemExit(f"a norm has faults: {written}")
    confirm_norm(norm_text_id=written.id, actor=actor, now=_NOW)
    if not is_measured:
        _judge(written)


def _measured_norm(number: int, card: Indicator) -> str:
    part = f"uitsplitsing: {card.breakdown.codes[0].code}\n" if card.breakdown else ""
    target = _TARGETS[number % len(_TARGETS)].format(_BOUNDS.get(card.unit.value, "100"))
    return (
        f'afspraak: {_number(number)}\ncitaat: "{_WORDS}"\nsoort: resultaat\n'
        f"indicator: {card.id}\n{part}norm: {target}\nperiode: halfjaar\n"
        f"voor: {_FOR_WHOM[number // len(_TARGETS) % 2]}"
    )


def _told_norm(number: int) -> str:
    return (
        f'afspraak: {_number(number)}\ncitaat: "{_WORDS}"\nsoort: inspanning\n'
        "periode: halfjaar\nvoor: elke corporatie"
    )


def _judge(written: NormText) -> None:
    parties = Party.objects.all()
    Judgement.objects.bulk_create(
        Judgement(norm_id=written.norm_id, party=party, period=str(period), verdict="met",
                  reason="Gedaan (verzonnen).", judged_at=_NOW)
        for period in SIZES.periods()
        for party in parties
    )  # fmt: skip
