"""Addresses of the evaluation."""

from django.urls import path

from drieluik.apps.evaluation import views

app_name = "evaluation"
_BASE = "<slug:municipality>/evaluatie/"
urlpatterns = [
    path(_BASE, views.this_year, name="this_year"),
    path(f"{_BASE}<int:year>/", views.year, name="year"),
    path(f"{_BASE}<int:year>/vragenlijst/", views.questionnaire, name="questionnaire"),
    path(f"{_BASE}<int:year>/word/", views.word, name="word"),
]
