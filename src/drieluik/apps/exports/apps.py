"""Registers the app with Django."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "drieluik.apps.exports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let publications be protected against what recipients were given."""
        from drieluik.apps.exports.given import list_given
        from drieluik.apps.releases import extensions

        extensions.register_given(list_given)
