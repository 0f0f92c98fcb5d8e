"""The agreements on the public site: on any day, one by one, and what differs between two days."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.safestring import mark_safe

from drieluik.apps.agreements.moments import day_in
from drieluik.apps.agreements.rows import RegisterRow
from drieluik.apps.publication.selectors import agreements as selectors
from drieluik.apps.publication.serving import Visit
from drieluik.apps.publication.structured import as_block, legislation
from drieluik.apps.publication.views.lights import beside_clause, last_lights
from drieluik.reports.redline_html import folded_redline_html, listed_changes

_HERE = {"here": "publication:agreements"}


def agreements(visit: Visit) -> HttpResponse:
    """Show all agreements in force on a day."""
    asked = visit.query.get("op", "")
    day = day_in(asked) or visit.today
    found = selectors.agreements_on(municipality_id=visit.place.id, day=day, on=visit.today)
    versions = _versions(visit)
    period, by_clause = last_lights(visit) if day == visit.today else ("", {})
    context = {
        "found": found,
        "light_period": period,
        "lights": by_clause,
        "day": day,
        "is_today": day == visit.today,
        "no_day": bool(asked) and day_in(asked) is None,
        "versions": versions,
        "coming": [one for one in versions if one.in_force_from > visit.today],
        "data": _data(visit, found.register, day) if found.register else "",
    }
    return visit.page("agreements", _HERE | context)


def clause(visit: Visit, clause_id: UUID) -> HttpResponse:
    """Show one agreement on a day, with its history."""
    day = day_in(visit.query.get("op", "")) or visit.today
    found = selectors.find_clause(
        municipality_id=visit.place.id, clause_id=clause_id, day=day, on=visit.today
    )
    if found is None:
        raise Http404
    data = legislation(
        visit.place,
        name=found.words.name,
        url=visit.address,
        version_on=found.history[0][0].in_force_from if found.history else day,
        in_force=found.is_in_force and day == visit.today,
    )
    context = {"found": found, "clause": found.words, "day": day, "is_today": day == visit.today}
    context |= {"stands": beside_clause(visit, clause_id)}
    return visit.page("clause", _HERE | context | {"data": as_block(data)})


def difference(visit: Visit) -> HttpResponse:
    """Show what differs between the agreements of two days."""
    old, new = (day_in(visit.query.get(name, "")) for name in ("van", "naar"))
    versions = _versions(visit)
    found = (
        selectors.find_difference(municipality_id=visit.place.id, old=old, new=new, on=visit.today)
        if old and new
        else None
    )
    context: dict[str, object] = {"old": old, "new": new, "found": found, "versions": versions}
    if found is not None:
        # the report escapes every word of a text
        difference, context["shut"] = found
        context["html"] = mark_safe(folded_redline_html(difference))
        context["changes"] = listed_changes(difference)
    return visit.page("difference", _HERE | context)


def _versions(visit: Visit) -> tuple[selectors.PublicVersion, ...]:
    return selectors.list_public_versions(municipality_id=visit.place.id, on=visit.today)


def _data(visit: Visit, register: RegisterRow, day: date) -> str:
    slug = visit.place.slug
    parts = [
        (one.name, visit.absolute(reverse("publication:clause", args=[slug, one.clause_id])))
        for one in register.clauses
    ]
    return as_block(
        legislation(
            visit.place,
            name=register.title,
            url=visit.address,
            version_on=register.version.in_force_from,
            in_force=day == visit.today,
            parts=parts,
        )
    )
