"""Registers the app with Django."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "drieluik.apps.areas"
    default_auto_field = "django.db.models.BigAutoField"
