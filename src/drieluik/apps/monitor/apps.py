"""Registers the app with Django, and the lights with the register."""

from django.apps import AppConfig


class MonitorConfig(AppConfig):
    name = "drieluik.apps.monitor"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show lights in the register and norms with an agreement; offer red ones for agendas.

        And tell before the acceptance of a correction what it would change.
        """
        from drieluik.apps.agreements import extensions
        from drieluik.apps.decisions.extensions import register_agenda_source
        from drieluik.apps.deliveries.extensions import register_foresight
        from drieluik.apps.monitor import panels, proposing, signals
        from drieluik.apps.monitor.selectors.foreseen import look_ahead
        from drieluik.apps.monitor.services.adopting import adopt_norms
        from drieluik.apps.monitor.services.defining import adopt_definitions
        from drieluik.apps.monitor.services.foreseeing import ask_consequences

        extensions.register_clause_lights(panels.clause_lights)
        extensions.register_clause_panel(panels.clause_panel)
        register_agenda_source(signals.SOURCE)
        register_foresight(look_ahead, ask_consequences)
        extensions.register_clause_quotations(panels.clause_quotations)
        extensions.register_norm_keeping(extensions.NormKeeping(proposing.norms_now, adopt_norms))
        extensions.register_definition_keeping(
            extensions.DefinitionKeeping(proposing.definitions_now, adopt_definitions)
        )
