"""Lights for tests of what is opened to everybody."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from drieluik.apps.agreements.selectors import find_clause
from drieluik.apps.organisations.models import Municipality
from drieluik.apps.publication.lights import services
from drieluik.apps.publication.lights.drafting import draft_of
from tests.factories.areas import put_in_use, rows_of_the_city
from tests.factories.monitor import (
    EFFORT,
    QUOTATION,
    accept_figures,
    calculate,
    make_norm,
    make_place,
    make_steward,
    norm_text,
)

PERIOD = "2020-1"
DAY = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
"""There were no rules of disclosure control before 2024."""
LATER = DAY + timedelta(days=7)
SAFE, BOTH, EACH = "2.1", "2.2", "1.1"
_LOKET = "hulp bij één loket"
_NORMS = (
    (SAFE, QUOTATION, "hoogstens 60", "alle corporaties samen"),
    (BOTH, _LOKET, "hoogstens 28", "alle corporaties samen"),
    (BOTH, _LOKET, "hoogstens 60", "alle corporaties samen"),
    (EACH, "spreken elkaar", "hoogstens 60", "elke corporatie"),
)


def place_with_lights() -> Municipality:
    """A municipality with 24 evictions: far from the norm of one agreement.

    Another agreement has two norms, of which one is near; a third has one for each corporation, whose
    figures are not public.
    """
    place = make_place()
    put_in_use(make_steward(place), rows_of_the_city(), place=place.code)
    accept_figures(place, evictions=(12, 2))
    accept_figures(place, evictions=(9, 1), party_code="corporatie-b")
    for number, quotation, target, whom in _NORMS:
        words = {"target": target, "for_whom": whom}
        make_norm(place, number=number, text=norm_text(number=number, quotation=quotation, **words))
    calculate(place)
    return place


def add_effort(place: Municipality) -> None:
    """A norm that the parties judge themselves, at the agreement with a light that is shown."""
    make_norm(place, text=EFFORT)


def count(place: Municipality, evictions: tuple[int, ...], **more) -> None:
    """Accept evictions and calculate."""
    now = more.pop("now", None)
    accept_figures(place, evictions=evictions, **({"now": now} if now else {}), **more)
    calculate(place, **({"now": now} if now else {}))


def open_lights(
    place: Municipality, *, period: str = PERIOD, now: datetime = DAY, seen: str = "", **more
):
    """Open the lights as they are."""
    drafted = draft_of(municipality_id=place.id, period=period, now=now)
    return services.open_lights(
        municipality_id=place.id,
        period=period,
        seen=seen or drafted.frozen.fingerprint,
        note=more.get("note", ""),
        actor=more.get("actor") or make_steward(place),
        now=now,
    )


def withdraw_lights(
    place: Municipality, reason: str = "Er zat een fout in.", now: datetime = LATER, actor=None
) -> None:
    """Take them off the public site."""
    services.withdraw_lights(
        municipality_id=place.id,
        period=PERIOD,
        reason=reason,
        actor=actor or make_steward(place),
        now=now,
    )


def clause_id(place: Municipality, number: str):
    """The id of an agreement."""
    return find_clause(place.id, number).clause_id


def lay_lights(place: Municipality) -> dict[str, object]:
    """Lights over one half-year that are open, and what a steward sees of those over the next."""
    now = timezone.now()
    open_lights(place, period="2019-1", now=now)
    draft = draft_of(municipality_id=place.id, period="2019-2", now=now)
    return {"seen_of_lights": draft.frozen.fingerprint}
