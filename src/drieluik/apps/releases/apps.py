"""Registers the app with Django."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "drieluik.apps.releases"
    default_auto_field = "django.db.models.BigAutoField"
