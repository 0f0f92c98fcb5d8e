"""Registers the app with Django."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "drieluik.apps.calendar"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell what a move changes in the year where a meeting is moved; number what is planned."""
        from drieluik.apps.audit.services import subscribe
        from drieluik.apps.calendar import numbering
        from drieluik.apps.calendar.moving import effects_on_year
        from drieluik.apps.decisions import extensions

        extensions.register_move_effects("calendar", effects_on_year)
        for name in numbering.EVENTS:
            subscribe(name, numbering.keep_number)
