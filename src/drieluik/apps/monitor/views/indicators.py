"""The catalogue of indicators, the card of each with its figures, and files and charts of them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.agreements.views.proposals.finding import may_propose
from drieluik.apps.monitor import pictures, policies, services
from drieluik.apps.monitor.downloads import figure_table
from drieluik.apps.monitor.forms import RemarkForm
from drieluik.apps.monitor.selectors.catalogue import get_catalogue_row, list_catalogue
from drieluik.apps.monitor.selectors.catalogue_check import check_catalogue
from drieluik.apps.monitor.selectors.definitions import card_for
from drieluik.apps.monitor.selectors.figures import Sheet
from drieluik.apps.monitor.selectors.indicator_page import (
    IndicatorPage,
    bars_of,
    get_indicator_page,
    lines_beside,
    moments_of,
    panels_of,
)
from drieluik.apps.monitor.selectors.norms_using import norms_using
from drieluik.apps.monitor.selectors.remarks import (
    BUURT,
    PARTY,
    TOTAL,
    figures_beside,
    list_remarks,
)
from drieluik.apps.monitor.selectors.series import leading, list_calculations
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.views.choices import chosen_period, indicator_or_404
from drieluik.apps.monitor.views.maps import map_context, map_on_page
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.core.indicators import Indicator
from drieluik.reports.figure_tables import csv_file, xlsx_file
from drieluik.ui.downloads import as_download
from drieluik.ui.pictures import as_picture, kept


@in_municipality
def catalogue(request: ActorRequest) -> HttpResponse:
    """List all indicators with what they mean and whether the parties adopted them."""
    context = {
        "definitions": list_catalogue(municipality_id=request.municipality.id),
        "may_propose": may_propose(request),
    }
    return render(request, "monitor/catalogue.html", context)


@in_municipality
def catalogue_check(request: ActorRequest) -> HttpResponse:
    """Show what is not in order in the catalogue, and what to do about it."""
    groups = check_catalogue(municipality_id=request.municipality.id)
    context = {"groups": groups, "n_found": sum(len(group.findings) for group in groups)}
    return render(request, "monitor/catalogue_check.html", context)


@in_municipality
def indicator(request: ActorRequest, indicator_id: str) -> HttpResponse:
    """Show the card of an indicator and its figures over a period."""
    return show_indicator(request, indicator_id)


def show_indicator(
    request: ActorRequest, indicator_id: str, remark_form: RemarkForm | None = None
) -> HttpResponse:
    """Show the page of an indicator; with a remark that could not be recorded, so no word is lost."""
    page = _page(request, indicator_id)
    place = request.municipality.id
    sight = Sight(request.actor, place)
    context: dict[str, Any] = {
        "page": page,
        "card": page.card,
        "sheet": page.sheet,
        "moments": moments_of(page),
        "descriptions": _descriptions(page),
        "definition": get_catalogue_row(municipality_id=place, indicator_id=page.card.id),
        "norms": norms_using(municipality_id=place, indicator_id=page.card.id),
        "may_propose": may_propose(request),
        "objection": policies.check_may_record_definitions.objection(
            request.actor, municipality_id=place
        ),
        **map_context(
            request, map_on_page(request, page.card, page.periods, page.sheet), page.periods
        ),
        "remarks": list_remarks(sight, page.sheet),
        "may_read_remarks": policies.check_may_read_remarks.allows(
            request.actor, municipality_id=place
        ),
        "remark_form": remark_form or form_for_remarks(sight, page.sheet),
        "remarking_for": [
            party_id
            for party_id, _name in policies.parties_to_remark_for(
                request.actor, municipality_id=place
            )
        ],
    }
    status = 400 if remark_form is not None else 200
    return render(request, "monitor/indicator.html", context, status=status)


def form_for_remarks(sight: Sight, sheet: Sheet | None, given: Any = None) -> RemarkForm:
    """Return the form for a remark beside one of the figures that who looks may see."""
    beside = figures_beside(sheet, municipality_id=sight.municipality_id)
    groups = [
        (level, [(one.key, one.name) for one in beside if one.level == level])
        for level in (TOTAL, PARTY, BUURT)
    ]
    named = {PARTY: _("Per corporation"), BUURT: _("Per buurt")}
    choices: list[tuple[str, object]] = [
        (named[level], rows) if level in named else rows[0] for level, rows in groups if rows
    ]
    parties = policies.parties_to_remark_for(sight.actor, municipality_id=sight.municipality_id)
    seen = sheet.calculation.input_hash if sheet is not None else ""
    return RemarkForm(
        given, prefix="opmerking", parties=parties, figures=choices, initial={"seen": seen}
    )


@in_municipality
def chart(request: ActorRequest, indicator_id: str, kind: str) -> HttpResponse:
    """Give one chart of an indicator as a picture."""
    page = _page(request, indicator_id)
    if page.sheet is None:
        raise Http404
    fictitious = request.municipality.fictitious
    drawings: dict[str, Callable[[], str]] = {
        "verloop": lambda: pictures.draw_line(
            page.card, moments_of(page), fictitious, beside=lines_beside(page)
        ),
        "corporaties": lambda: pictures.draw_bars(page.card, bars_of(page, "parties"), fictitious),
        "buurten": lambda: pictures.draw_bars(page.card, bars_of(page, "buurten"), fictitious),
        "per-corporatie": lambda: pictures.draw_panels(page.card, panels_of(page), fictitious),
    }
    if kind not in drawings or not _may_draw(page, kind):
        raise Http404
    return as_picture(kept(pictures.key_of(page.key, kind, fictitious), drawings[kind]))


@in_municipality
def download(request: ActorRequest, indicator_id: str, form: str) -> HttpResponse:
    """Give all figures of an indicator over all periods as csv or xlsx."""
    card = _card(request, indicator_id)
    table = figure_table(card, request.municipality, request.actor)
    name = f"{request.municipality.slug}-{card.id}.{form}"
    return as_download(csv_file(table) if form == "csv" else xlsx_file(table), name)


@require_POST
@in_municipality
def record(request: ActorRequest, indicator_id: str) -> HttpResponse:
    """Put on record where the parties agreed to how a figure always counted."""
    card = indicator_or_404(indicator_id)
    services.record_first_definition(
        municipality_id=request.municipality.id,
        indicator_id=card.id,
        grounds=request.POST.get("grounds", "")[:300],
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("Where the parties agreed to this definition is on record."))
    return redirect("monitor:indicator", request.municipality.slug, card.id)


def _page(request: ActorRequest, indicator_id: str) -> IndicatorPage:
    calculations = list_calculations(municipality_id=request.municipality.id)
    known = list(leading(calculations, indicator_id))
    period = chosen_period(request, known)
    return get_indicator_page(
        sight=Sight(request.actor, request.municipality.id),
        card=_card(request, indicator_id, period),
        calculations=calculations,
        period=period,
        order=request.GET.get("sorteer", "naam"),
    )


def _card(request: ActorRequest, indicator_id: str, period: str = "") -> Indicator:
    """Return the card by which the figure counts in a half-year here."""
    known = indicator_or_404(indicator_id)
    return card_for(municipality_id=request.municipality.id, indicator_id=known.id, period=period)


def _may_draw(page: IndicatorPage, kind: str) -> bool:
    """Tell whether a chart has anything the reader may see."""
    if kind == "per-corporatie":
        return bool(page.over_time)
    detail = {"corporaties": "parties", "buurten": "buurten"}
    hides = page.sheet is not None and bool(page.sheet.objection)
    return kind not in detail or not hides or bool(bars_of(page, detail[kind]))


def _descriptions(page: IndicatorPage) -> dict[str, str]:
    return {
        "line": pictures.describe_line(page.card, moments_of(page), lines_beside(page)),
        "parties": pictures.describe_bars(page.card, bars_of(page, "parties")),
        "buurten": pictures.describe_bars(page.card, bars_of(page, "buurten")),
        "over_time": pictures.describe_panels(page.card, panels_of(page)),
    }
