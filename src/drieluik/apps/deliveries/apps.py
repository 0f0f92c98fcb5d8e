"""Registers the app with Django."""

from django.apps import AppConfig


class DeliveriesConfig(AppConfig):
    name = "drieluik.apps.deliveries"
    default_auto_field = "django.db.models.BigAutoField"
