"""What can be on the public site, whole or by itself; drafts and proposals are never among it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from drieluik.apps.agreements.selectors import known_versions, list_all_clauses, version_row
from drieluik.apps.decisions.minutes import list_adopted
from drieluik.apps.decisions.subjects import ids_by_number, list_held
from drieluik.apps.publication.models import Openness
from drieluik.apps.reporting.selectors import list_public_reports

Kind = Openness.Kind
SITE_KEY, CALENDAR_KEY = "site", "jaar"
"""Keys of what there is one of in a municipality."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that can be public; see ``rows.Item``."""

    kind: str
    key: str
    title: str
    dated_on: date | None = None
    owner_id: int | None = None
    owner: str = ""
    within: str = ""
    told: str = ""


def wholes(municipality_id: int) -> Iterator[Candidate]:
    """Yield what is public or not as a whole."""
    yield Candidate(Kind.SITE, SITE_KEY, str(Kind.SITE.label))
    yield from _agreements(municipality_id)
    for meeting in reversed(list_held(municipality_id)):
        if meeting.is_approved:
            title = _("List of decisions of %(name)s") % {"name": meeting.name}
            key = str(meeting.meeting_id)
            yield Candidate(Kind.DECISIONS, key, title, meeting.held_on)
    for report in list_public_reports(municipality_id=municipality_id):
        row = report.row
        yield Candidate(
            Kind.REPORT,
            str(row.id),
            _edition(report.title, row.edition),
            timezone.localdate(row.frozen_at or row.begun_at),
            row.party_id,
            row.party.name if row.party else "",
        )
    yield Candidate(Kind.CALENDAR, CALENDAR_KEY, str(Kind.CALENDAR.label))


def _agreements(municipality_id: int) -> Iterator[Candidate]:
    for row in reversed(known_versions(municipality_id)):
        version = version_row(row)
        day = formats.date_format(version.in_force_from, "j F Y")
        title = _("Agreements from %(day)s (version %(number)s)") % {
            "day": day,
            "number": version.number,
        }
        yield Candidate(Kind.AGREEMENTS, str(version.number), title, version.in_force_from)


def _edition(title: str, edition: int) -> str:
    if edition == 1:
        return title
    return _("%(title)s, edition %(number)s") % {"title": title, "number": edition}


def parts(municipality_id: int) -> Iterator[Candidate]:
    """Yield the agreements and decisions that stand in such a whole, one by one."""
    for clause in list_all_clauses(municipality_id):
        title = _("Agreement %(name)s") % {"name": clause.name}
        yield Candidate(Kind.AGREEMENT, str(clause.clause_id), title)
    ids = ids_by_number(municipality_id)
    for meeting_id, held_on, minutes in list_adopted(municipality_id):
        for item, decision in minutes.decisions:
            told = _("Decision %(number)s, %(meeting)s") % {
                "number": decision.number,
                "meeting": minutes.name,
            }
            yield Candidate(
                Kind.DECISION,
                str(ids[meeting_id, decision.number]),
                f"{told}: {item.title}",
                held_on,
                within=str(meeting_id),
                told=told,
            )
