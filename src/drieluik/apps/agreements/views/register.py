"""The register and the page of one agreement."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from drieluik.apps.agreements import extensions, selectors
from drieluik.apps.agreements.bases import BasisRow, bases_on, basis_of
from drieluik.apps.agreements.commenting.following import threads_of_clause
from drieluik.apps.agreements.commenting.policies import check_may_read_comments
from drieluik.apps.agreements.extensions import ClauseLight
from drieluik.apps.agreements.focus import list_focus_projects
from drieluik.apps.agreements.lineage import Left, Tie, find_left, ties_of_clause
from drieluik.apps.agreements.moments import day_in, end_of, query_of_days, register_on
from drieluik.apps.agreements.parties_on import bindings_on
from drieluik.apps.agreements.proposals.reading import list_open_for_clause
from drieluik.apps.agreements.rendered import rows_of_theme
from drieluik.apps.agreements.rows import BindingRow, ClauseRow, RegisterRow, ThemeRow, VersionRow
from drieluik.apps.agreements.views.proposals.finding import may_propose
from drieluik.apps.agreements.views.rights import rights
from drieluik.apps.agreements.voices import party_roles
from drieluik.apps.audit.selectors import list_events
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.organisations.selectors import list_tenants_voices
from drieluik.core.searching import read_query


@in_municipality
def register(request: ActorRequest) -> HttpResponse:
    """Show all agreements by theme, or those that are searched for."""
    place = request.municipality.id
    on, known = day_in(request.GET.get("op", "")), day_in(request.GET.get("bekend", ""))
    found = register_on(place, on, known)
    if found is None:
        return render(request, "agreements/no_register.html", rights(request))
    here = {clause.clause_id for clause in found.clauses}
    bindings = [row for row in _bindings(place, on, known) if row.clause_id in here]
    theme, party = request.GET.get("thema", ""), request.GET.get("partij", "")
    query = read_query(request.GET.get("zoek", ""))
    chosen = _chosen(found, bindings, theme, party)
    lights = extensions.clause_lights(
        request.actor, place, [clause.clause_id for clause in found.clauses]
    )
    days = query_of_days(on, known)
    context: dict[str, Any] = {
        "register": found,
        "themes": found.themes,
        "chosen_themes": _chosen_themes(request, found.themes, chosen, lights, days),
        "parties": sorted({(row.party_code, row.party_name) for row in bindings}, key=_name),
        "theme": theme,
        "party": party,
        "query": query,
        "n_chosen": len(chosen),
        "on": on,
        "known": known,
        "days": days,
        "clear": reverse("agreements:register", args=[request.municipality.slug]) + days,
        "basis": _bases(place, on, known).get(None),
        "lights": lights,
        "shows_lights": extensions.shows_lights(),
    } | rights(request)
    if query.typed:
        rows = (clause for clause in found.clauses if clause.clause_id in chosen)
        context["hits"] = selectors.search_clauses(rows, query)
    return render(request, "agreements/register.html", context)


@in_municipality
def clause(request: ActorRequest, number: str) -> HttpResponse:
    """Show one agreement with its theme, its parties, its history and what others add."""
    place = request.municipality.id
    on, known = day_in(request.GET.get("op", "")), day_in(request.GET.get("bekend", ""))
    found = register_on(place, on, known)
    rows = found.clauses if found else ()
    at = next((at for at, row in enumerate(rows) if row.number == number), None)
    if found is None or at is None:
        raise Http404
    row = rows[at]
    bindings = [one for one in _bindings(place, on, known) if one.clause_id == row.clause_id]
    voices = list_tenants_voices(municipality_id=place, on=on or timezone.localdate())
    ties = ties_of_clause(place, row.clause_id)
    versions = selectors.list_clause_versions(row.clause_id)
    left = None if known else _still_to_leave(find_left(place, row.clause_id))
    context = {
        "clause": row,
        "section": _section_of(found, row),
        "previous": rows[at - 1] if at else None,
        "next": rows[at + 1] if at + 1 < len(rows) else None,
        "roles": party_roles(bindings, voices),
        "ties": ties,
        "basis": basis_of(_bases(place, on, known), row.clause_id),
        "versions": versions,
        "coming": [] if on or known else _coming(versions, left),
        "leaving": left,
        "events": list_events("clause", row.clause_id),
        "panels": extensions.clause_panels(request.actor, place, row),
        "focus_projects": [
            project
            for project in list_focus_projects(place)
            if project.theme_number == row.theme_number
        ],
        "register": found,
        "on": on,
        "known": known,
        "days": query_of_days(on, known),
        "proposals": list_open_for_clause(place, row.clause_id, request.actor),
        "may_propose": may_propose(request),
        **_comments(request, row, ties),
    } | rights(request)
    return render(request, "agreements/clause.html", context)


def _bindings(municipality_id: int, on: date | None, known: date | None) -> tuple[BindingRow, ...]:
    return bindings_on(
        municipality_id, on or timezone.localdate(), end_of(known) if known else None
    )


def _bases(
    municipality_id: int, on: date | None, known: date | None
) -> dict[UUID | None, BasisRow]:
    return bases_on(municipality_id, on or timezone.localdate(), end_of(known) if known else None)


def _still_to_leave(left: Left | None) -> Left | None:
    """What has left already is told on the page of today, to which a page of an earlier day links."""
    return left if left and left.version.in_force_from > timezone.localdate() else None


def _coming(
    versions: Sequence[tuple[VersionRow, ClauseRow]], left: Left | None
) -> list[tuple[VersionRow, str, bool]]:
    """Return the versions that come, soonest first: the number then, and whether the words differ.

    Where two begin on one day, the last of them is the one in force on it. Words that begin on
    the day on which the agreement leaves are never in force.
    """
    today, until = timezone.localdate(), left.version.in_force_from if left else date.max
    line = versions[::-1]
    before = [None, *((words.heading, words.text) for _, words in line)]
    later = [
        (version, words, (words.heading, words.text) != was)
        for (version, words), was in zip(line, before, strict=False)
        if today < version.in_force_from < until
    ]
    numbers = {version.in_force_from: words.number for version, words, _ in later}
    return [(version, numbers[version.in_force_from], differ) for version, _, differ in later]


def _comments(
    request: ActorRequest, row: ClauseRow, ties: Sequence[Tie], *, is_in_force: bool = True
) -> dict[str, Any]:
    """Return the threads about an agreement itself, and where to write one."""
    place = request.municipality.id
    href = reverse("agreements:clause_comment", args=[request.municipality.slug, row.clause_id])
    return {
        "threads": threads_of_clause(place, request.actor, row, ties=ties, is_in_force=is_in_force),
        "may_read_comments": check_may_read_comments.allows(request.actor, municipality_id=place),
        "comment_href": href if may_propose(request) else "",
    }


@in_municipality
def permalink(request: ActorRequest, clause_id: UUID) -> HttpResponse:
    """Lead from the stable id of an agreement to its page, whatever its number is now.

    An agreement that is no longer in force has its last words here, and what came in its place.
    """
    place, slug = request.municipality.id, request.municipality.slug
    row = selectors.find_clause_by_id(place, clause_id)
    if row is None:
        raise Http404
    found = register_on(place, None, None)
    now = (
        next((one for one in found.clauses if one.clause_id == clause_id), None) if found else None
    )
    if now is not None:
        return redirect("agreements:clause", slug, now.number)
    left = find_left(place, clause_id)
    if left is not None:
        ties = ties_of_clause(place, clause_id)
        context: dict[str, Any] = {"clause": row, "left": left, "ties": ties}
        context["versions"] = selectors.list_clause_versions(clause_id)
        context |= _comments(request, row, ties, is_in_force=False) | {"comment_href": ""}
        return render(request, "agreements/departed.html", context | rights(request))
    page = reverse("agreements:clause", args=[slug, row.number])
    day = selectors.list_clause_versions(clause_id)[0][0].in_force_from
    return redirect(f"{page}?op={day.isoformat()}")


def _chosen(
    found: RegisterRow, bindings: Sequence[BindingRow], theme: str, party: str
) -> frozenset[UUID]:
    concerned = {
        row.clause_id for row in bindings if row.party_code == party and row.kind != "not_party"
    }
    return frozenset(
        clause.clause_id
        for clause in found.clauses
        if (not theme or clause.theme_number == theme)
        and (not party or clause.clause_id in concerned)
    )


def _chosen_themes(
    request: ActorRequest,
    themes: Sequence[ThemeRow],
    chosen: frozenset[UUID],
    lights: Mapping[UUID, ClauseLight],
    days: str,
) -> list[tuple[ThemeRow, SafeString]]:
    """Return the themes that have chosen agreements, each with its rows as HTML."""
    shown: list[tuple[ThemeRow, SafeString]] = []
    for theme in themes:
        rows = tuple(clause for clause in theme.clauses if clause.clause_id in chosen)
        of_rows = tuple(lights.get(clause.clause_id) for clause in rows)
        if rows:
            beside = of_rows if extensions.shows_lights() else None
            html = rows_of_theme(request.municipality.slug, rows, beside, days)
            shown.append((theme, html))
    return shown


def _section_of(found: RegisterRow, row: ClauseRow) -> Any:
    return next(
        section for theme in found.themes for section in theme.sections if row in section.clauses
    )


def _name(party: tuple[str, str]) -> str:
    return party[1]
