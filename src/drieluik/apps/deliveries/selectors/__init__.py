"""What pages, jobs and the monitor read of deliveries."""

from drieluik.apps.deliveries.models import Acceptance, Delivery
from drieluik.apps.deliveries.selectors.accepted import (
    AcceptedDelivery,
    accepted_parties,
    kept_tables,
    list_accepted,
)
from drieluik.apps.deliveries.selectors.asking import (
    due_days,
    is_asked,
    municipalities_of,
    rounds_for,
    shows_made_up_figures,
)
from drieluik.apps.deliveries.selectors.cells import Cell, CellsPage, list_cells
from drieluik.apps.deliveries.selectors.comparing import COMPARED, Comparison, compare, find_before
from drieluik.apps.deliveries.selectors.findings import (
    FindingsGroup,
    FindingsPage,
    ShownFinding,
    Wanted,
    count_confirmed,
    get_findings_page,
    list_confirmations,
    list_finding_groups,
    list_findings,
    list_leading_groups,
    open_numbers,
)
from drieluik.apps.deliveries.selectors.overview import (
    Overview,
    PartyPeriod,
    find_counting_part,
    find_part,
    get_overview,
)
from drieluik.apps.deliveries.selectors.reading import (
    Task,
    find_delivery,
    find_same_content,
    find_standing,
    find_task,
    list_deliveries,
    list_siblings,
    list_tasks,
    newer_under_check,
)
from drieluik.apps.deliveries.selectors.summary import TableTotals, summarise

__all__ = [
    "COMPARED",
    "Acceptance",
    "AcceptedDelivery",
    "Cell",
    "CellsPage",
    "Comparison",
    "Delivery",
    "FindingsGroup",
    "FindingsPage",
    "Overview",
    "PartyPeriod",
    "ShownFinding",
    "TableTotals",
    "Task",
    "Wanted",
    "accepted_parties",
    "compare",
    "count_confirmed",
    "due_days",
    "find_before",
    "find_counting_part",
    "find_delivery",
    "find_part",
    "find_same_content",
    "find_standing",
    "find_task",
    "get_findings_page",
    "get_overview",
    "is_asked",
    "kept_tables",
    "list_accepted",
    "list_cells",
    "list_confirmations",
    "list_deliveries",
    "list_finding_groups",
    "list_findings",
    "list_leading_groups",
    "list_siblings",
    "list_tasks",
    "municipalities_of",
    "newer_under_check",
    "open_numbers",
    "rounds_for",
    "shows_made_up_figures",
    "summarise",
]
