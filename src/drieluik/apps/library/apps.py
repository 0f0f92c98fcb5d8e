"""Registers the app with Django, and its works with the pages of agreements."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "drieluik.apps.library"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show the works that serve an agreement on its page."""
        from drieluik.apps.agreements.extensions import register_clause_panel
        from drieluik.apps.library import panels

        register_clause_panel(panels.clause_panel)
