"""All contracts in the order in which they appear in the workbook."""

from drieluik.core.tables.arrears import ARREARS
from drieluik.core.tables.contract import Table
from drieluik.core.tables.dwellings import DWELLINGS
from drieluik.core.tables.home_seekers import HOME_SEEKERS
from drieluik.core.tables.lettings import LETTINGS
from drieluik.core.tables.liveability import LIVEABILITY_SPENDING
from drieluik.core.tables.sales import SALES
from drieluik.core.tables.stock_changes import STOCK_CHANGES

TABLES: tuple[Table, ...] = (
    DWELLINGS,
    STOCK_CHANGES,
    LETTINGS,
    ARREARS,
    SALES,
    LIVEABILITY_SPENDING,
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
