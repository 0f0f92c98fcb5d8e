"""Addresses of the interface itself."""

from django.urls import path

from drieluik.ui import views

app_name = "ui"
urlpatterns = [path("stijlgids/", views.gallery, name="gallery")]
