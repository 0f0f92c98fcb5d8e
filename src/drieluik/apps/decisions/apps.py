"""Registers the app with Django."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "drieluik.apps.decisions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer what waits and open proposals for agendas; let decisions adopt proposals."""
        from drieluik.apps.decisions import extensions, proposals
        from drieluik.apps.decisions.selectors import waiting

        extensions.register_agenda_source(waiting.ADJOURNED)
        extensions.register_agenda_source(waiting.LEFT)
        extensions.register_agenda_source(proposals.SOURCE)
        extensions.register_outcome(
            proposals.SOURCE.key, proposals.carry_out, proposals.parts, proposals.faults
        )
