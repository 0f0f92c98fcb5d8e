"""Addresses of parties and members."""

from django.urls import path

from drieluik.apps.organisations import views

app_name = "organisations"
urlpatterns = [
    path("ik/", views.me, name="me"),
    path("partijen/<slug:code>/leden/", views.members, name="members"),
    path("partijen/<slug:code>/leden/<int:membership_id>/einde/", views.end, name="end"),
    path("partijen/<slug:code>/leden/<int:membership_id>/bericht/", views.tell, name="tell"),
    path("<slug:municipality>/partijen/", views.parties, name="parties"),
    path("<slug:municipality>/partijen/fusies/", views.mergers, name="mergers"),
    path(
        "<slug:municipality>/partijen/fusies/<int:party_id>/terugnemen/",
        views.take_back_merger,
        name="take_back_merger",
    ),
]
