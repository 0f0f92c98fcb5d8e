"""Registers the app with Django, and keeps its index in step with recorded acts."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "drieluik.apps.search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every source listen to its events."""
        from drieluik.apps.search.listening import listen

        listen()
