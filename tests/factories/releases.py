"""Publications of figures for tests: asked, prepared, approved and public."""

from datetime import UTC, datetime, timedelta

from drieluik.apps.organisations.models import Municipality, Party
from drieluik.apps.releases import services
from drieluik.apps.releases.models import Publication
from drieluik.apps.releases.selectors import fingerprint, parties_to_approve
from tests.factories.areas import put_in_use, rows_of_the_city
from tests.factories.monitor import NOW, accept_figures, calculate, make_place
from tests.factories.monitor import make_steward as make_steward
from tests.factories.organisations import make_actor, make_party

ASKED = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
"""There were no rules of disclosure control before 2024."""
READY = ASKED + timedelta(hours=1)
APPROVED = ASKED + timedelta(hours=2)
OUT = ASKED + timedelta(hours=3)
PERIOD = "2020-1"


def place_with_counts() -> Municipality:
    """A municipality with two corporations and evictions in two buurten over a half-year."""
    place = make_place()
    put_in_use(make_steward(place), rows_of_the_city(), place=place.code)
    accept_counts(place, (12, 2))
    accept_counts(place, (9, 1), party_code="corporatie-b")
    return place


def accept_counts(place: Municipality, evictions: tuple[int | None, ...], **more) -> None:
    """Accept evictions per buurt, in the first buurt some with children, and calculate."""
    now = more.get("now", NOW)
    arrears = {"n_evictions_with_children": [4, *[0] * (len(evictions) - 1)]}
    accept_figures(place, evictions=evictions, arrears=arrears, **more)
    calculate(place, now=now)


def ask(
    place: Municipality,
    *,
    period: str = PERIOD,
    tables: tuple[str, ...] = ("evictions",),
    note: str = "",
    shapes: dict[str, str] | None = None,
) -> Publication:
    """A publication that is being prepared."""
    return services.prepare_publication(
        municipality_id=place.id,
        wanted=services.Wanted(period, tables, note, shapes or {}),
        actor=make_steward(place),
        now=ASKED,
    )


def prepare(place: Municipality, **asked) -> Publication:
    """A publication that waits for approval."""
    row = ask(place, **asked)
    assert services.protect_tables(publication_id=row.id, now=READY)
    row.refresh_from_db()
    return row


def approver(row: Publication, party_id: int):
    """Who approves for a party."""
    party = Party.objects.get(id=party_id)
    role = "steward" if party.kind == Party.Kind.MUNICIPALITY else "controller"
    return make_actor(role, party=party, municipality=row.municipality)


def approve_for(row: Publication, party_id: int, *, seen: str = "") -> None:
    """Approve for one party what it sees."""
    services.approve(
        publication_id=row.id,
        party_id=party_id,
        seen=seen or fingerprint(row),
        actor=approver(row, party_id),
        now=APPROVED,
    )


def approve_all(row: Publication) -> Publication:
    """Approve for everybody who must."""
    for one in parties_to_approve(row):
        approve_for(row, one.party_id)
    return row


def publish(row: Publication) -> Publication:
    """Make public what is prepared."""
    services.publish(
        publication_id=approve_all(row).id, actor=make_steward(row.municipality), now=OUT
    )
    row.refresh_from_db()
    return row


def lay_releases(place: Municipality) -> dict[str, object]:
    """One publication that is public, and one that waits for approval."""
    for code in ("corporatie-a", "corporatie-b"):
        make_party(code=code, municipality=place)
    out = publish(prepare(place, period="2019-1", tables=("new-build",)))
    waiting = prepare(place, period="2019-2", tables=("new-build", "demolition"))
    return {
        "released": out.id,
        "to_release": waiting.id,
        "seen_of_release": fingerprint(waiting),
    }
