"""Registers the app with Django."""

from django.apps import AppConfig


class LayersConfig(AppConfig):
    name = "drieluik.apps.layers"
    default_auto_field = "django.db.models.BigAutoField"
