"""Registers the app with Django."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "drieluik.apps.evaluation"
    default_auto_field = "django.db.models.BigAutoField"
