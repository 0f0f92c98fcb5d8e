"""Addresses of publications of figures."""

from django.urls import path

from drieluik.apps.releases import views

app_name = "releases"
_BASE = "<slug:municipality>/monitor/openbaar/"
_ONE = f"{_BASE}<uuid:publication_id>/"
urlpatterns = [
    path(_BASE, views.publications, name="publications"),
    path(f"{_BASE}voorbereiden/", views.prepare, name="prepare"),
    path(f"{_BASE}percentage-bedragen/", views.percent, name="percent"),
    path(_ONE, views.publication, name="publication"),
    path(f"{_ONE}goedkeuren/", views.approve, name="approve"),
    path(f"{_ONE}openbaar-maken/", views.publish, name="publish"),
    path(f"{_ONE}intrekken/", views.withdraw, name="withdraw"),
    path(f"{_ONE}laten-vervallen/", views.drop, name="drop"),
    path(f"{_ONE}tabel/<slug:table_id>/", views.table, name="table"),
]
