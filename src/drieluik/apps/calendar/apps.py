"""Registers the app with Django."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "drieluik.apps.calendar"
    default_auto_field = "django.db.models.BigAutoField"
