"""Registers the app with Django."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "drieluik.apps.decisions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer items that were adjourned without a next meeting for a later agenda."""
        from drieluik.apps.decisions import extensions
        from drieluik.apps.decisions.selectors import adjourned

        extensions.register_agenda_source(adjourned.SOURCE)
