"""What can be done about a focus project. Every function here is one whole act."""

from drieluik.apps.projects.services.costs import tell_costs
from drieluik.apps.projects.services.finding import Place
from drieluik.apps.projects.services.leads import carry_leads, end_lead, name_lead
from drieluik.apps.projects.services.progress import record_progress
from drieluik.apps.projects.services.results import record_result, withdraw_result

__all__ = [
    "Place",
    "carry_leads",
    "end_lead",
    "name_lead",
    "record_progress",
    "record_result",
    "tell_costs",
    "withdraw_result",
]
