"""The contracts of the tables that corporations deliver: columns, codes, rules, periods.

Comes in: nothing. Goes out: descriptions that the other rooms read. Knows no file and no figure.
"""

from drieluik.core.tables.catalogue import TABLES, table
from drieluik.core.tables.code_lists import code_list, code_lists
from drieluik.core.tables.contract import (
    CodeList,
    CodeValue,
    Column,
    Comparison,
    Condition,
    Kind,
    Missing,
    Pair,
    Pairing,
    Reference,
    Rule,
    Table,
    TotalEqualsSum,
    WhenMissing,
    WithinPeriod,
)
from drieluik.core.tables.over_time import Beside, CarriedOver, Figure, Movement, Summary
from drieluik.core.tables.periods import Period

__all__ = [
    "TABLES",
    "Beside",
    "CarriedOver",
    "CodeList",
    "CodeValue",
    "Column",
    "Comparison",
    "Condition",
    "Figure",
    "Kind",
    "Missing",
    "Movement",
    "Pair",
    "Pairing",
    "Period",
    "Reference",
    "Rule",
    "Summary",
    "Table",
    "TotalEqualsSum",
    "WhenMissing",
    "WithinPeriod",
    "code_list",
    "code_lists",
    "table",
]
