"""Registers the app with Django."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "drieluik.apps.publication"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let no table be published that hides what a public report tells."""
        from drieluik.apps.publication.selectors.report_figures import list_told
        from drieluik.apps.releases import extensions

        extensions.register_told(list_told)
