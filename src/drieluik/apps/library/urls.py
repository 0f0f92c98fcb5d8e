"""Addresses of the library."""

from django.urls import path

from drieluik.apps.library import views

app_name = "library"
_BASE = "<slug:municipality>/bibliotheek/"
_ONE = f"{_BASE}<uuid:work_id>/"
urlpatterns = [
    path(_BASE, views.library, name="library"),
    path(f"{_BASE}toevoegen/", views.add, name="add"),
    path(_ONE, views.work, name="work"),
    path(f"{_ONE}uitgave/<int:number>/", views.file, name="file"),
    path(f"{_ONE}nieuwe-uitgave/", views.renew, name="renew"),
    path(f"{_ONE}koppelen/", views.link, name="link"),
    path(f"{_ONE}intrekken/", views.withdraw, name="withdraw"),
]
