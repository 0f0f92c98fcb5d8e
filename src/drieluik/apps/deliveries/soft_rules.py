"""The rules of all contracts that only ask for a reason, by name; a rule that blocks is not there."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from drieluik.core.tables import TABLES, Beside, CarriedOver, Table

_BESIDE_NL = {
    Beside.EARLIER: "naast eigen eerdere halfjaren",
    Beside.OTHERS: "naast andere corporaties",
    Beside.PLACES: "buurt voor buurt naast het vorige halfjaar",
}


@dataclass(frozen=True, slots=True)
class SoftRule:
    """A rule that asks for a reason when it is broken.

    Attributes:
        id: ``table.check``, where the check is what a finding names among its facts.
        sheet_nl: Name of the worksheet.
        what_nl: What must hold, or what is compared, in Dutch.
    """

    id: str
    sheet_nl: str
    what_nl: str


@cache
def soft_rules() -> dict[str, SoftRule]:
    """Return all soft rules by id, in order of the workbook."""
    return {
        f"{table.id}.{check}": SoftRule(f"{table.id}.{check}", table.sheet_nl, what_nl)
        for table in TABLES
        for check, what_nl in _checks(table)
    }


def _checks(table: Table) -> Iterator[tuple[str, str]]:
    for rule in table.rules:
        if not rule.blocks:
            yield rule.id, getattr(rule, "why_nl", "")
    for carried in _carried_over_asked_at(table):
        yield carried.id, _sentence(carried.name_nl)
    for figure in table.figures:
        for beside in figure.checked_beside():
            yield figure.check(beside), _sentence(f"{figure.name_nl}, {_BESIDE_NL[beside]}")


def _carried_over_asked_at(table: Table) -> Iterator[CarriedOver]:
    """Yield what is asked at a table: of its own rows, and of rows that tell what came or left."""
    for one in TABLES:
        if one.carried_over is not None and table.id in {one.id, *one.carried_over.told_in()}:
            yield one.carried_over


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
