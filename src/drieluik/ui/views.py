"""The pages that belong to no subject: the gallery of components."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from drieluik.ui.gallery import SampleForm


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, for builders and for accessibility checks."""
    context = {
        "form": SampleForm(auto_id="sample_%s"),
        "refused_form": SampleForm({"how_many": "x"}, auto_id="refused_%s"),
        "filter_form": SampleForm(auto_id="filter_%s"),
        "page": Paginator(range(50), 10).page(2),
    }
    return render(request, "ui/gallery.html", context)
