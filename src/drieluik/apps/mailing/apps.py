"""Registers the app with Django."""

from django.apps import AppConfig


class MailingConfig(AppConfig):
    name = "drieluik.apps.mailing"
    default_auto_field = "django.db.models.BigAutoField"
