"""Registers the app with Django."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "drieluik.apps.publication"
    default_auto_field = "django.db.models.BigAutoField"
