"""Reports for tests: a place with figures, and reports begun, written in and frozen."""

from datetime import date, timedelta

from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.models import Municipality, Party
from drieluik.apps.reporting import services
from drieluik.apps.reporting.models import Report
from tests.factories.monitor import NOW, accept_figures, calculate, make_norm, make_place
from tests.factories.monitor import make_steward as make_steward
from tests.factories.organisations import make_actor, make_party

BEGUN = NOW + timedelta(hours=1)
FROZEN = NOW + timedelta(hours=2)
AFTER = NOW + timedelta(days=30)
PERIOD = "2020-1"


def place_with_figures() -> Municipality:
    """A municipality with three sides, a norm about evictions, and figures over a half-year."""
    place = make_place()
    make_party(code="corporatie-b", municipality=place)
    make_party(code="huurders-a", kind="tenants", municipality=place)
    make_norm(place)
    accept_figures(place, evictions=(4, 4))
    accept_figures(place, party_code="corporatie-b", evictions=(1,))
    calculate(place)
    return place


def writer(code: str, kind: str, place: Municipality, role: str = "editor") -> Actor:
    """Somebody who writes for a party."""
    return make_actor(role, party=make_party(code=code, kind=kind, municipality=place))


def begin(
    place: Municipality,
    kind: str = "planning-en-control",
    *,
    period: str = PERIOD,
    audience: str = "partners",
    party: Party | None = None,
    actor: Actor | None = None,
) -> Report:
    """A draft, by default the extract for planning and control."""
    return services.begin_report(
        municipality_id=place.id,
        beginning=services.Beginning(kind, period, audience, party.pk if party else None),
        actor=actor or make_steward(place),
        now=BEGUN,
    )


def write(report: Report, actor: Actor, text: str, *, chapter: str = "vooraf", seen: int = 0):
    """The text of the party of a writer."""
    return services.write_text(
        report_id=report.id,
        party_id=actor.standings[0].party_id,
        words=services.Words(chapter, text, seen),
        actor=actor,
        now=BEGUN,
    )


def freeze(report: Report, *, actor: Actor | None = None, known_on: date | None = None, now=FROZEN):
    """Freeze a draft at once: ask, and do what the job does."""
    ask_to_freeze(report, actor=actor, known_on=known_on, now=now)
    report.refresh_from_db()
    assert services.freeze(
        report_id=report.id, known_at=report.known_at, now=now + timedelta(minutes=1)
    )
    report.refresh_from_db()
    return report


def ask_to_freeze(
    report: Report, *, actor: Actor | None = None, known_on: date | None = None, now=FROZEN
) -> None:
    """Close the texts of a draft, by default by the steward as known now."""
    services.ask_to_freeze(
        report_id=report.id,
        known_on=known_on,
        actor=actor or make_steward(report.municipality),
        now=now,
    )


def lay_reports(place: Municipality) -> dict[str, object]:
    """A draft, a frozen report for everybody, one for the parties, and a chapter being made."""
    corporation = make_party(code="corporatie-a", municipality=place)
    made = {
        "report_draft": begin(place, "start", period="2019-2", audience="open"),
        "report_open": freeze(begin(place, "woondebat", period="2019-2", audience="open")),
        "report_partners": freeze(begin(place, period="2019-2")),
        "report_chapter": begin(
            place,
            "jaarverslag",
            period="2019-2",
            audience="owner",
            party=corporation,
            actor=make_actor("controller", party=corporation),
        ),
    }
    return {name: report.id for name, report in made.items()}
