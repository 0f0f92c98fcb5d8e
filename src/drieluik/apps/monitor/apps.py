"""Registers the app with Django."""

from django.apps import AppConfig


class MonitorConfig(AppConfig):
    name = "drieluik.apps.monitor"
    default_auto_field = "django.db.models.BigAutoField"
