"""Addresses of areas."""

from django.urls import path

from drieluik.apps.areas.views import areas as views
from drieluik.apps.areas.views import locating, own

app_name = "areas"
_BASE = "<slug:municipality>/gebieden/"
_SET = f"{_BASE}inlezen/<uuid:set_id>/"
_OWN = f"{_BASE}eigen/<uuid:area_id>/"
urlpatterns = [
    path(_BASE, views.overview, name="overview"),
    path(f"{_BASE}in-welke-buurt/", locating.locate, name="locate"),
    path(f"{_BASE}inlezen/", views.read_in, name="read_in"),
    path(_SET, views.border_set, name="set"),
    path(f"{_SET}voortgang/", views.progress, name="progress"),
    path(f"{_SET}bevestigen/", views.confirm, name="confirm"),
    path(f"{_SET}terugnemen/", views.withdraw, name="withdraw"),
    path(f"{_BASE}eigen/toevoegen/", own.add_own, name="add_own"),
    path(_OWN, own.own_area, name="own_area"),
    path(f"{_OWN}intrekken/", own.withdraw_own, name="withdraw_own"),
    path(f"{_BASE}<slug:code>/", views.area, name="area"),
]
