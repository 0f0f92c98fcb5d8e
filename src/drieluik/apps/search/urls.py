"""Address of the search page."""

from django.urls import path

from drieluik.apps.search import views

app_name = "search"
urlpatterns = [path("<slug:municipality>/zoeken/", views.search, name="search")]
