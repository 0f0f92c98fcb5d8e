"""Registers the app with Django."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "drieluik.apps.calendar"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell what a move changes; offer last days; number what is planned; keep what was shown."""
        from drieluik.apps.audit.services import subscribe
        from drieluik.apps.calendar import agenda, editions, numbering
        from drieluik.apps.calendar.free import is_free_day
        from drieluik.apps.calendar.moving import effects_on_year
        from drieluik.apps.decisions import extensions

        extensions.register_move_effects("calendar", effects_on_year)
        extensions.register_free_days("calendar", is_free_day)
        extensions.register_agenda_source(agenda.SOURCE)
        for name in numbering.EVENTS:
            subscribe(name, numbering.keep_number)
        for name in editions.EVENTS:  # after the numbers: the ids of items hang on them
            subscribe(name, editions.keep_after)
