"""Registers the app with Django."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "drieluik.apps.reporting"
    default_auto_field = "django.db.models.BigAutoField"
