"""Registers the app with Django."""

from django.apps import AppConfig


class ConnectionsConfig(AppConfig):
    name = "drieluik.apps.connections"
    default_auto_field = "django.db.models.BigAutoField"
