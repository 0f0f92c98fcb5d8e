"""What the public may read, for tests: an adopted list of decisions, and words that must stay in."""

from datetime import UTC, datetime

from drieluik.apps.decisions import services as decisions
from drieluik.apps.decisions.models import Decision, Meeting
from drieluik.apps.decisions.services import NewDecision, NewItem, NewTask, Presence
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.models import Municipality
from drieluik.apps.publication import services
from drieluik.apps.publication.selectors.items import find_item
from drieluik.apps.reporting.selectors import list_public_reports
from tests.factories.decisions import (
    close_meeting,
    decide,
    make_item,
    make_meeting,
    open_meeting,
    secretary,
)
from tests.factories.organisations import make_actor, make_party

NOW = datetime(2020, 6, 2, 9, 0, tzinfo=UTC)
FIRST = datetime(2019, 5, 9, 12, 0, tzinfo=UTC)
SECOND = datetime(2019, 6, 6, 12, 0, tzinfo=UTC)
PERSON = "Petra Geheimhouder"
"""A name that stands in attendance and in the words of a decision."""


def steward(place: Municipality) -> Actor:
    """The data steward of the municipality."""
    own = make_party(code="gemeente-voorbeeld", kind="municipality", municipality=place)
    return make_actor("steward", party=own)


def shut(place: Municipality, kind: str, key: object, **more: object) -> None:
    """Take an item off the public site."""
    choose(place, kind, key, "partners", ground="privacy", **more)


def choose(
    place: Municipality,
    kind: str,
    key: object,
    audience: str = "open",
    *,
    actor: Actor | None = None,
    now: datetime = NOW,
    **more: object,
) -> None:
    """Record who may read an item, with what a person saw."""
    item = find_item(municipality_id=place.id, kind=kind, key=str(key), on=now.date())
    given = {"reason": "Verzonnen reden.", "seen": item.newest_id if item else 0} | more
    services.set_openness(
        municipality_id=place.id,
        kind=kind,
        key=str(key),
        choice=services.Choice(audience, **given),
        actor=actor or steward(place),
        now=now,
    )


def lay_adopted(
    *,
    words: str = "Akkoord met de proef.",
    first: datetime = FIRST,
    title: str = "Proef met zonnepanelen",
) -> Meeting:
    """A meeting of which the minutes were approved in a next one, with a name in its words."""
    meeting = make_meeting(starts_at=first)
    item = decisions.add_item(
        meeting_id=meeting.id,
        item=NewItem(title, asks="decide", digest="Waarom een proef?"),
        actor=secretary(),
        now=first,
    )
    open_meeting(meeting)
    party = make_party(code="corporatie-a")
    decisions.record_attendance(
        meeting_id=meeting.id,
        attendance=[Presence(party.id, "present", PERSON)],
        actor=secretary(),
        now=first,
    )
    decisions.record_discussion(
        item_id=item.id, text="KANARIE-BESPROKEN", actor=secretary(), now=first
    )
    task = NewTask(party.pk, f"{PERSON} zoekt een dak.", None)
    decisions.take_decision(
        item_id=item.id,
        decision=NewDecision("adopt", f"{words} {PERSON} begint.", tasks=(task,)),
        actor=secretary(),
        now=first,
    )
    close_meeting(meeting)
    later = make_meeting(starts_at=SECOND)
    noted = make_item(later, "Verslag van het vorige overleg")
    open_meeting(later)
    decisions.approve_minutes(
        meeting_id=meeting.id, in_meeting_id=later.id, remarks="", actor=secretary(), now=SECOND
    )
    decide(noted)
    close_meeting(later)
    meeting.refresh_from_db()
    return meeting


def lay_publication(place: Municipality) -> dict[str, object]:
    """An adopted list of decisions, and the report for everybody opened after a look at it."""
    report = next(iter(list_public_reports(municipality_id=place.id)))
    choose(place, "report", report.report_id, reason="Nagekeken (verzonnen).")
    item = find_item(
        municipality_id=place.id, kind="report", key=str(report.report_id), on=NOW.date()
    )
    adopted = lay_adopted()
    return {
        "adopted": adopted.id,
        "adopted_decision": Decision.objects.get(meeting=adopted).id,
        "openness_seen": item.newest_id if item else 0,
    }
