"""Addresses of the year."""

from django.urls import path

from drieluik.apps.calendar import views

app_name = "calendar"
_BASE = "<slug:municipality>/jaarkalender/"
urlpatterns = [
    path(_BASE, views.this_year, name="this_year"),
    path(f"{_BASE}<int:year>/", views.year, name="year"),
    path(f"{_BASE}huisregels/", views.rules, name="rules"),
    path(f"{_BASE}abonnement/", views.follow, name="follow"),
    path(f"{_BASE}abonnement/<int:party_id>/", views.renew, name="renew"),
    path(f"{_BASE}abonnement/<int:party_id>/intrekken/", views.withdraw, name="withdraw"),
    path("jaarkalender/<str:secret>.ics", views.feed, name="feed"),
]
