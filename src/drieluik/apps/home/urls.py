"""Address of the first page."""

from django.urls import path

from drieluik.apps.home import views

app_name = "home"
urlpatterns = [path("", views.home, name="home")]
