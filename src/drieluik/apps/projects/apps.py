"""Registers the app with Django."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "drieluik.apps.projects"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show on the page of a focus project what became of it."""
        from drieluik.apps.agreements import extensions
        from drieluik.apps.projects import panels

        extensions.register_project_panel(panels.project_panel)
