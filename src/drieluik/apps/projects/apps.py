"""Registers the app with Django, and its parts with the pages of projects and works."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "drieluik.apps.projects"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show on the page of a focus project what became of it, and at a work what it resulted from."""
        from drieluik.apps.agreements.extensions import register_project_panel
        from drieluik.apps.library.extensions import register_work_uses
        from drieluik.apps.projects import panels

        register_project_panel(panels.project_panel)
        register_work_uses(panels.uses_of_work)
