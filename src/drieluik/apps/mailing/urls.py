"""Addresses of mails."""

from django.urls import path

from drieluik.apps.mailing import views

app_name = "mailing"
urlpatterns = [
    path("<slug:municipality>/mails/", views.mails, name="mails"),
    path("<slug:municipality>/mails/<uuid:mail_id>/opnieuw/", views.again, name="again"),
]
