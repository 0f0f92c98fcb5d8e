"""In which buurt a place lies: typed or in a small list, answered at once, and never kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from drieluik.apps.areas import selectors, wording
from drieluik.apps.areas.forms import PlacesForm
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.core.findings import Finding
from drieluik.core.placing import AskedPlace, read_list_isolated, read_places
from drieluik.reports.figure_tables import FigureTable, csv_file, xlsx_file
from drieluik.ui.downloads import as_download


@dataclass(frozen=True, slots=True)
class _Found:
    """What was looked up, and in what."""

    loaded: selectors.Loaded
    answers: Sequence["_Answer"]
    about_file: Sequence[Finding] = ()


@dataclass(frozen=True, slots=True)
class _Answer:
    """What is told of one place: the place, how it was found, and how sure that is."""

    place: selectors.Located
    how: str
    sure: str


@sensitive_post_parameters()
@in_municipality
def locate(request: ActorRequest) -> HttpResponse:
    """Show in which buurt places lie, or give the same as a file.

    What is asked comes in the body, is answered, and is gone: no row, no event, no address that a
    log would keep.
    """
    known = selectors.loaded_layers(municipality_id=request.municipality.id)
    form = PlacesForm(
        request.POST or None, request.FILES or None, years=[one.year for one in known]
    )
    if request.method != "POST" or not known or not form.is_valid():
        return _page(request, form, known)
    places, about_file = _asked(form)
    loaded = next(one for one in known if one.year == form.cleaned_data["year"])
    answers = _answers(request, places, loaded)
    if (kind := request.POST.get("als", "")) in ("csv", "xlsx") and answers:
        return _file(request, answers, loaded, kind)
    if form.cleaned_data["file"]:
        form = PlacesForm(years=[one.year for one in known], initial={"year": loaded.year})
    return _page(request, form, known, _Found(loaded, answers, about_file))


def _asked(form: PlacesForm) -> tuple[Sequence[AskedPlace], Sequence[Finding]]:
    file = form.cleaned_data["file"]
    if file is None:
        lines = form.cleaned_data["places"].split("\n")
        return read_places(enumerate(lines, start=1)), ()
    read = read_list_isolated(file.read(), file.name)
    if any(found.severity == "blocks" for found in read.findings):
        return (), read.findings
    return read_places(read.lines), read.findings


def _answers(
    request: ActorRequest, places: Sequence[AskedPlace], loaded: selectors.Loaded
) -> list[_Answer]:
    rows = selectors.locate_places(
        municipality_id=request.municipality.id, year=loaded.year, places=places
    )
    return [_Answer(row, *wording.located_words(row, loaded)) for row in rows]


def _page(
    request: ActorRequest,
    form: PlacesForm,
    known: Sequence[selectors.Loaded],
    found: _Found | None = None,
) -> HttpResponse:
    answers = found.answers if found else ()
    context = {
        "form": form,
        "known": known,
        "chosen": found.loaded if found else next(iter(known), None),
        "answers": answers,
        "n_found": sum(bool(one.place.how) for one in answers),
        "again": _again([one.place.asked for one in answers]),
        "findings": wording.worded_findings(found.about_file if found else ()),
    }
    return render(request, "areas/locate.html", context, status=400 if form.errors else 200)


def _again(asked: Sequence[AskedPlace]) -> str:
    """Write places down to ask them once more, each on the line of its row: its number stays."""
    by_line = {one.line: " ".join(one.written.split()) for one in asked}
    return "\n".join(by_line.get(line, "") for line in range(1, max(by_line, default=0) + 1))


def _file(
    request: ActorRequest, answers: Sequence[_Answer], loaded: selectors.Loaded, kind: str
) -> HttpResponse:
    place = request.municipality
    table = FigureTable(
        title=_("In which buurt does this lie? · %(name)s") % {"name": place.name},
        notes=(
            _("Buurten of %(year)s. Table of addresses: %(source)s.")
            % {"year": loaded.year, "source": loaded.addresses or _("none")},
        ),
        header=(
            *(_("row"), _("place"), _("buurt code"), _("buurt"), _("wijk code"), _("wijk")),
            *(_("how it was found"), _("share of the postcode"), _("how sure")),
        ),
        rows=[
            (
                one.place.asked.line,
                one.place.asked.written,
                *one.place.buurt,
                *one.place.wijk,
                one.how,
                None if one.place.share is None else round(one.place.share, 4),
                one.sure,
            )
            for one in answers
        ],
        sheet=_("Places"),
    )
    content = csv_file(table) if kind == "csv" else xlsx_file(table)
    return as_download(content, f"{place.slug}-{_('places-with-buurt')}-{loaded.year}.{kind}")
