"""The pages that belong to no subject: the gallery of components."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component once, for builders and for accessibility checks."""
    return render(request, "ui/gallery.html")
