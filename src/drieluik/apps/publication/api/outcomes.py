"""Decisions of approved minutes, and reports, that everybody may read."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Query, Schema
from ninja.pagination import PageNumberPagination, paginate
from pydantic import Field

from drieluik.apps.publication.api.asking import OF_PLACE, of_a_place, router, visit_of
from drieluik.apps.publication.selectors.decisions import (
    PublicDecision,
    PublicMeeting,
    find_public_meeting,
    list_public_meetings,
)
from drieluik.apps.publication.selectors.reports import (
    PublicReport,
    find_open_report,
    list_open_reports,
)
from drieluik.apps.publication.serving import Visit
from drieluik.apps.sent_days import Day


class PublicTaskOut(Schema):
    """What a party does because of a decision."""

    partij: str
    tekst: str
    uiterlijk: str = Field(description="Day in words; empty when there is none")


class PublicDecisionOut(Schema):
    """A decision that stands, without names of persons."""

    nummer: int = Field(description="Counts from 1 within its meeting")
    onderwerp: str
    in_het_kort: str
    soort: str = Field(description="What sort of decision it is, in words")
    tekst: str
    geldt_vanaf: str = Field(description="Day in words; empty when there is none")
    wijzigt_afspraken: bool | None = Field(description="Null of a decision that is not public")
    wijzigingen: list[str] = Field(description="What it made of the agreements")
    taken: list[PublicTaskOut]
    niet_openbaar: str = Field(
        description="Why not everybody may read it, in words; then only its number is told. Else empty"
    )


class PublicMeetingOut(Schema):
    """A meeting of which the decisions are public."""

    overleg: UUID
    naam: str
    gehouden_op: date
    aantal_besluiten: int
    pagina: str


class PublicMeetingWithDecisionsOut(PublicMeetingOut):
    """A meeting with its decisions."""

    besluiten: list[PublicDecisionOut]


class PublicDecisionOfMeetingOut(PublicDecisionOut):
    """A decision with the meeting in which it was taken."""

    overleg: UUID
    naam: str
    gehouden_op: date
    pagina: str


class PublicReportOut(Schema):
    """A report that everybody may read."""

    id: UUID
    titel: str
    waarover: str
    halfjaar: str = Field(description="With which it ends, such as 2020-1")
    editie: int
    bekend_op: datetime | None = Field(description="Everything in it is as known then")
    vastgelegd_op: datetime | None
    opvolger: UUID | None = Field(description="The public edition that took its place")
    pagina: str
    bestanden: dict[str, str] = Field(description="Kind of file -> its address")


class PublicSpan(Schema):
    """Between which days, both counted."""

    van: Day | None = None
    tot: Day | None = None

    def holds(self, day: date) -> bool:
        """Tell whether a day lies between them."""
        return (self.van or day) <= day <= (self.tot or day)


class PublicDecisionsChoice(PublicSpan):
    """Which decisions."""

    wijziging: bool | None = Field(None, description="Whether they changed the agreements")


class PublicReportsChoice(Schema):
    """Which reports."""

    halfjaar: str = Field("", max_length=6, description="Only of this half-year")


@router.get(f"{OF_PLACE}/overleggen", response=list[PublicMeetingOut])
@of_a_place
@paginate(PageNumberPagination, page_size=50)
def list_public_decision_meetings(
    request: HttpRequest, gemeente: str, span: Query[PublicSpan]
) -> list[dict[str, Any]]:
    """Give the meetings of which the decisions are public, newest first."""
    visit = visit_of(request)
    return [_meeting(visit, one) for one in _meetings(visit, span)]


@router.get(f"{OF_PLACE}/overleggen/{{uuid:overleg}}", response=PublicMeetingWithDecisionsOut)
@of_a_place
def get_public_decision_meeting(
    request: HttpRequest, gemeente: str, overleg: UUID
) -> dict[str, Any]:
    """Give the decisions of one meeting."""
    visit = visit_of(request)
    found = find_public_meeting(municipality_id=visit.place.id, meeting_id=overleg, on=visit.today)
    if found is None:
        raise Http404
    return _meeting(visit, found) | {"besluiten": [_decision(one) for one in found.printed]}


@router.get(f"{OF_PLACE}/besluiten", response=list[PublicDecisionOfMeetingOut])
@of_a_place
@paginate(PageNumberPagination, page_size=50)
def list_public_decisions(
    request: HttpRequest, gemeente: str, choice: Query[PublicDecisionsChoice]
) -> list[dict[str, Any]]:
    """Give the decisions of all meetings, those of the newest meeting first."""
    visit = visit_of(request)
    return [
        _meeting(visit, meeting) | _decision(one)
        for meeting in _meetings(visit, choice)
        for one in meeting.printed
        if choice.wijziging is None
        or (not one.not_open and choice.wijziging == one.changes_agreements)
    ]


@router.get(f"{OF_PLACE}/rapporten", response=list[PublicReportOut])
@of_a_place
@paginate(PageNumberPagination, page_size=50)
def list_public_reports_of_all(
    request: HttpRequest, gemeente: str, choice: Query[PublicReportsChoice]
) -> list[dict[str, Any]]:
    """Give the reports that everybody may read, the last one frozen first."""
    visit = visit_of(request)
    rows = list_open_reports(municipality_id=visit.place.id, on=visit.today)
    return [_report(visit, one) for one in rows if choice.halfjaar in ("", one.period)]


@router.get(f"{OF_PLACE}/rapporten/{{uuid:rapport}}", response=PublicReportOut)
@of_a_place
def get_public_report(request: HttpRequest, gemeente: str, rapport: UUID) -> dict[str, Any]:
    """Give one report with the addresses of its files."""
    visit = visit_of(request)
    found = find_open_report(municipality_id=visit.place.id, report_id=rapport, on=visit.today)
    if found is None:
        raise Http404
    return _report(visit, found)


def _meetings(visit: Visit, span: PublicSpan) -> list[PublicMeeting]:
    rows = list_public_meetings(municipality_id=visit.place.id, on=visit.today)
    return [one for one in rows if span.holds(one.held_on)]


def _meeting(visit: Visit, one: PublicMeeting) -> dict[str, Any]:
    page = reverse("publication:decisions", args=[visit.place.slug, one.meeting_id])
    return {
        "overleg": one.meeting_id,
        "naam": one.name,
        "gehouden_op": one.held_on,
        "aantal_besluiten": len(one.printed),
        "pagina": visit.absolute(page),
    }


def _decision(one: PublicDecision) -> dict[str, Any]:
    return {
        "nummer": one.number,
        "onderwerp": one.title,
        "in_het_kort": one.digest,
        "soort": one.label,
        "tekst": one.text,
        "geldt_vanaf": one.in_force_from,
        "wijzigt_afspraken": None if one.not_open else one.changes_agreements,
        "wijzigingen": list(one.changes),
        "taken": [
            {"partij": party, "tekst": text, "uiterlijk": due} for party, text, due in one.tasks
        ],
        "niet_openbaar": one.not_open,
    }


def _report(visit: Visit, one: PublicReport) -> dict[str, Any]:
    slug = visit.place.slug
    files = {"pdf": "publication:pdf", "docx": "publication:word"}
    return {
        "id": one.report_id,
        "titel": one.title,
        "waarover": one.about,
        "halfjaar": one.period,
        "editie": one.edition,
        "bekend_op": one.known_at,
        "vastgelegd_op": one.frozen_at,
        "opvolger": one.later_id,
        "pagina": visit.absolute(reverse("publication:report", args=[slug, one.report_id])),
        "bestanden": {
            form: visit.absolute(reverse(name, args=[slug, one.report_id]))
            for form, name in files.items()
        },
    }
