"""Registers the app with Django."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "drieluik.apps.agreements"
    default_auto_field = "django.db.models.BigAutoField"
