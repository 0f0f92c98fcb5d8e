"""The product's own server with one page more: it knows who reads, asks one thing and says so."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from drieluik.config.wsgi import application

__all__ = ["application"]

settings.ROOT_URLCONF = __name__


@login_required
def plain(request: HttpRequest, slug: str) -> HttpResponse:
    """Say the name of a municipality."""
    from drieluik.apps.organisations.models import Municipality

    return HttpResponse(f"<p>{Municipality.objects.get(slug=slug).name}</p>")


urlpatterns = [path("<slug:slug>/plain/", plain), path("", include("drieluik.config.urls"))]
