"""Registers the app with Django."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "drieluik.apps.organisations"
    default_auto_field = "django.db.models.BigAutoField"
