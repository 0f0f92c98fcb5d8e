"""The library: the list, one work, and bringing in, renewing, linking and withdrawing."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.agreements.selectors import list_clauses, list_themes
from drieluik.apps.errors import WrongState
from drieluik.apps.library import policies, selectors, services
from drieluik.apps.library.extensions import uses_of_work
from drieluik.apps.library.forms import EditionForm, ServedForm, WithdrawForm, WorkForm
from drieluik.apps.library.rows import WorkRow
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.ui.downloads import as_download


@require_safe
@in_municipality
def library(request: ActorRequest) -> HttpResponse:
    """Show the works this person may see, all or of one theme."""
    place = request.municipality.id
    rows = selectors.list_works(municipality_id=place, actor=request.actor)
    themes = list_themes(place, timezone.localdate())
    theme = next((number for number, _title in themes if number == request.GET.get("thema")), "")
    chosen = [row for row in rows if not theme or theme in row.themes]
    context = {
        "works": [row for row in chosen if not row.is_withdrawn],
        "withdrawn": [row for row in chosen if row.is_withdrawn],
        "n_all": len(rows),
        "themes": themes,
        "theme": theme,
        "objection": policies.check_may_add.objection(request.actor, municipality_id=place),
    }
    return render(request, "library/library.html", context)


@require_safe
@in_municipality
def work(request: ActorRequest, work_id: UUID) -> HttpResponse:
    """Show one work: what it says, its editions, and what it serves."""
    row = _found(request, work_id)
    titles = dict(list_themes(row.municipality_id, timezone.localdate()))
    context = {
        "work": row,
        "clauses": [one for one in _clauses(request) if one.clause_id in row.clause_ids],
        "themes": [(number, titles.get(number, "")) for number in row.themes],
        "may_open": selectors.may_open(row, request.actor),
        "may_change": _may_change(request, row),
        "uses": uses_of_work(row.municipality_id, row.work_id),
    }
    return render(request, "library/work.html", context)


@require_safe
@in_municipality
def file(request: ActorRequest, work_id: UUID, number: int) -> HttpResponse:
    """Give the file of an edition, as a download."""
    found = selectors.read_file(_found(request, work_id), number, request.actor)
    if found is None:
        raise Http404
    return as_download(found.content, found.name)


@in_municipality
def add(request: ActorRequest) -> HttpResponse:
    """Put a work in the library."""
    place = request.municipality.id
    policies.check_may_add(request.actor, municipality_id=place)
    form = WorkForm(
        request.POST or None,
        request.FILES or None,
        parties=_parties(request),
        initial={"clauses": request.GET.get("afspraak", "")[:20]},
        **_choices(request),
    )
    made: list[UUID] = []

    def act() -> None:
        made.append(
            services.add_work(
                municipality_id=place,
                party_id=int(form.cleaned_data["party"]),
                edition=form.edition(),
                served=form.served(),
                actor=request.actor,
                now=timezone.now(),
            )
        )

    if request.method == "POST" and form.is_valid() and _done(form, act):
        messages.success(request, _("The work is in the library."))
        return redirect("library:work", request.municipality.slug, made[0])
    return _form_page(request, "library/add.html", form)


@in_municipality
def renew(request: ActorRequest, work_id: UUID) -> HttpResponse:
    """Let a next edition take the place of the newest."""
    row = _found_to_change(request, work_id)
    newest = row.newest
    initial = {
        "title": newest.title,
        "kind": newest.kind,
        "author": newest.author,
        "publicness": newest.publicness,
        "ground": newest.ground,
    }
    form = EditionForm(request.POST or None, request.FILES or None, initial=initial)

    def act() -> None:
        services.add_edition(
            work_id=work_id, edition=form.edition(), actor=request.actor, now=timezone.now()
        )

    if request.method == "POST" and form.is_valid() and _done(form, act):
        messages.success(request, _("The new edition is in the library."))
        return redirect("library:work", request.municipality.slug, work_id)
    return _form_page(request, "library/renew.html", form, row)


@in_municipality
def link(request: ActorRequest, work_id: UUID) -> HttpResponse:
    """Say anew which themes and agreements a work serves."""
    row = _found_to_change(request, work_id)
    numbers = [one.number for one in _clauses(request) if one.clause_id in row.clause_ids]
    initial = {"themes": list(row.themes), "clauses": ", ".join(numbers)}
    form = ServedForm(request.POST or None, initial=initial, **_choices(request))

    def act() -> None:
        services.change_served(
            work_id=work_id, served=form.served(), actor=request.actor, now=timezone.now()
        )

    if request.method == "POST" and form.is_valid() and _done(form, act):
        messages.success(request, _("What this work serves has been changed."))
        return redirect("library:work", request.municipality.slug, work_id)
    return _form_page(request, "library/link.html", form, row)


@in_municipality
def withdraw(request: ActorRequest, work_id: UUID) -> HttpResponse:
    """Take a work out of use, with the reason."""
    row = _found_to_change(request, work_id)
    form = WithdrawForm(request.POST or None)

    def act() -> None:
        services.withdraw_work(
            work_id=work_id,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            now=timezone.now(),
        )

    if request.method == "POST" and form.is_valid() and _done(form, act):
        messages.success(request, _("The work has been withdrawn."))
        return redirect("library:work", request.municipality.slug, work_id)
    return _form_page(request, "library/withdraw.html", form, row)


def _done(form: forms.Form, act: Callable[[], None]) -> bool:
    """Do the act; a refusal about what was filled in goes to the top of the form."""
    try:
        act()
    except WrongState as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _form_page(
    request: ActorRequest, template: str, form: forms.Form, row: WorkRow | None = None
) -> HttpResponse:
    status = 400 if form.errors else 200
    return render(request, template, {"form": form, "work": row}, status=status)


def _found(request: ActorRequest, work_id: UUID) -> WorkRow:
    row = selectors.find_work(
        work_id=work_id, municipality_id=request.municipality.id, actor=request.actor
    )
    if row is None:
        raise Http404
    return row


def _found_to_change(request: ActorRequest, work_id: UUID) -> WorkRow:
    row = _found(request, work_id)
    policies.check_may_add(
        request.actor, municipality_id=row.municipality_id, party_id=row.party_id
    )
    if row.is_withdrawn:
        raise WrongState(_("This work has been withdrawn and no longer changes."))
    return row


def _may_change(request: ActorRequest, row: WorkRow) -> bool:
    return not row.is_withdrawn and policies.check_may_add.allows(
        request.actor, municipality_id=row.municipality_id, party_id=row.party_id
    )


def _clauses(request: ActorRequest) -> tuple[ClauseRow, ...]:
    place = request.municipality.id
    return list_clauses(place, timezone.localdate()) or list_clauses(place)


def _choices(request: ActorRequest) -> dict[str, Any]:
    themes = list_themes(request.municipality.id, timezone.localdate())
    return {
        "theme_choices": [(number, f"{number}. {title}") for number, title in themes],
        "clause_ids": {one.number: one.clause_id for one in _clauses(request)},
    }


def _parties(request: ActorRequest) -> list[tuple[str, str]]:
    place = request.municipality.id
    found = {
        str(one.party_id): one.party_name
        for one in request.actor.standings
        if policies.check_may_add.allows(
            request.actor, municipality_id=place, party_id=one.party_id
        )
    }
    return sorted(found.items(), key=lambda pair: pair[1])
