"""Registers the app with Django."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "drieluik.apps.calendar"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell what a move changes in the year, on the page where a meeting is moved."""
        from drieluik.apps.calendar.moving import effects_on_year
        from drieluik.apps.decisions import extensions

        extensions.register_move_effects("calendar", effects_on_year)
