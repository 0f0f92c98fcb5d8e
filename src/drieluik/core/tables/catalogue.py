"""All contracts in the order in which they appear in the workbook."""

from drieluik.core.tables.contract import Table
from drieluik.core.tables.delivered.accessible_dwellings import ACCESSIBLE_DWELLINGS
from drieluik.core.tables.delivered.adaptations import ADAPTATIONS
from drieluik.core.tables.delivered.arrears import ARREARS
from drieluik.core.tables.delivered.dwellings import DWELLINGS
from drieluik.core.tables.delivered.energy import ENERGY
from drieluik.core.tables.delivered.guarantees import GUARANTEES
from drieluik.core.tables.delivered.home_seekers import HOME_SEEKERS
from drieluik.core.tables.delivered.lettings import LETTINGS
from drieluik.core.tables.delivered.liveability import LIVEABILITY_SPENDING
from drieluik.core.tables.delivered.placements import PLACEMENTS
from drieluik.core.tables.delivered.plans import PLANS
from drieluik.core.tables.delivered.potential_sales import POTENTIAL_SALES
from drieluik.core.tables.delivered.sales import SALES
from drieluik.core.tables.delivered.stock_changes import STOCK_CHANGES

TABLES: tuple[Table, ...] = (
    DWELLINGS,
    STOCK_CHANGES,
    LETTINGS,
    PLACEMENTS,
    ARREARS,
    SALES,
    POTENTIAL_SALES,
    PLANS,
    ENERGY,
    LIVEABILITY_SPENDING,
    ADAPTATIONS,
    ACCESSIBLE_DWELLINGS,
    GUARANTEES,
    HOME_SEEKERS,
)


def table(table_id: str) -> Table:
    """Return the contract with this id.

    Raises:
        KeyError: There is no such table.
    """
    for contract in TABLES:
        if contract.id == table_id:
            return contract
    raise KeyError(table_id)
