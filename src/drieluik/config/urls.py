"""All addresses. Pages have Dutch paths; the API is under ``/api/v1`` without trailing slash."""

from django.urls import include, path

urlpatterns = [
    path("", include("drieluik.ui.urls")),
    path("account/", include("allauth.urls")),
    path("taal/", include("django.conf.urls.i18n")),
    path("", include("drieluik.apps.organisations.urls")),
    path("", include("drieluik.apps.agreements.urls")),
]
