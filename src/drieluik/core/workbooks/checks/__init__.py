"""What must hold between cells, between rows and between tables of one delivery.

Comes in: typed tables with the places of their columns. Goes out: findings at their cells.
"""

from collections.abc import Sequence

from drieluik.core.workbooks.checks.keys import check_key
from drieluik.core.workbooks.checks.personal import check_other_sheet, check_personal
from drieluik.core.workbooks.checks.places import check_places
from drieluik.core.workbooks.checks.relations import check_rules
from drieluik.core.workbooks.checks.suspects import point_at_suspects
from drieluik.core.workbooks.checks.zeros import check_lost_zeros
from drieluik.core.workbooks.expectation import Expectation
from drieluik.core.workbooks.found import FindingList
from drieluik.core.workbooks.reading.columns import Conditions
from drieluik.core.workbooks.reading.sheet import SheetReading

__all__ = ["check_other_sheet", "check_tables"]


def check_tables(
    sheets: Sequence[SheetReading],
    conditions: Conditions,
    places: Expectation,
    findings: FindingList,
) -> None:
    """Check every table that was read against its contract and the expected places."""
    others = {reading.table.id: reading.typed for reading in sheets}
    for reading in sheets:
        check_key(reading, findings)
        check_rules(reading, others, conditions.period, findings)
        check_places(reading, places, findings)
        check_lost_zeros(reading, findings)
        check_personal(reading, findings)
        point_at_suspects(reading, conditions.period, findings)
