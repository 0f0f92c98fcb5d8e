"""All addresses. Pages have Dutch paths; the API is under ``/api/v1`` without trailing slash."""

from django.urls import include, path

from drieluik.config.api import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("", include("drieluik.ui.urls")),
    path("account/", include("drieluik.apps.accounts.urls")),
    path("taal/", include("django.conf.urls.i18n")),
    path("", include("drieluik.apps.organisations.urls")),
    path("", include("drieluik.apps.connections.urls")),
    path("", include("drieluik.apps.deliveries.urls")),
    path("", include("drieluik.apps.agreements.urls")),
    path("", include("drieluik.apps.decisions.urls")),
    path("", include("drieluik.apps.projects.urls")),
    path("", include("drieluik.apps.library.urls")),
    path("", include("drieluik.apps.areas.urls")),
    path("", include("drieluik.apps.layers.urls")),
    path("", include("drieluik.apps.calendar.urls")),
    path("", include("drieluik.apps.mailing.urls")),
    path("", include("drieluik.apps.monitor.urls")),
    path("", include("drieluik.apps.reporting.urls")),
    path("", include("drieluik.apps.releases.urls")),
    path("", include("drieluik.apps.exports.urls")),
    path("", include("drieluik.apps.evaluation.urls")),
    path("", include("drieluik.apps.publication.urls")),
    path("", include("drieluik.apps.search.urls")),
    path("", include("drieluik.apps.home.urls")),
]
