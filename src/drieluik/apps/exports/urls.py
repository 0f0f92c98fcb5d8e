"""Addresses of exports."""

from django.urls import path

from drieluik.apps.exports import views

app_name = "exports"
_BASE = "<slug:municipality>/monitor/doorleveringen/"
urlpatterns = [
    path(_BASE, views.exports, name="exports"),
    path(f"{_BASE}instellen/", views.choose, name="choose"),
    path(f"{_BASE}<int:recipient_id>/goedkeuren/", views.approve, name="approve"),
    path(f"{_BASE}<int:recipient_id>/stoppen/", views.stop, name="stop"),
    path(f"{_BASE}<uuid:edition_id>/bestand.<slug:form>", views.download, name="file"),
]
