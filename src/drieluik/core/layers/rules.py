"""All rules of this room with their severity; their Dutch sentences are in findings/nl."""

from collections.abc import Iterable, Iterator

from drieluik.core.findings import Finding, Place, Severity
from drieluik.core.findings.finding import Fact

BLOCKS, CONFIRM, REMARK = Severity.BLOCKS, Severity.CONFIRM, Severity.REMARK

RULES: dict[str, Severity] = {
    # the file
    "file_unknown_kind": BLOCKS,
    "several_tables": REMARK,
    "no_rows": BLOCKS,
    # which column, which year
    "no_code_column": BLOCKS,
    "column_missing": BLOCKS,
    "column_to_choose": BLOCKS,
    "year_taken": REMARK,
    "year_not_known": CONFIRM,
    "codes_not_checked": CONFIRM,
    # codes
    "code_missing": BLOCKS,
    "code_unreadable": BLOCKS,
    "code_repaired": CONFIRM,
    "code_unknown": BLOCKS,
    "code_of_another_year": BLOCKS,
    "code_twice": BLOCKS,
    "other_municipality_only": BLOCKS,
    "level_not_there": BLOCKS,
    "areas_missing": CONFIRM,
    # figures
    "no_figures": BLOCKS,
    "missing_figures": REMARK,
    "error_value": BLOCKS,
    "shares_all_small": CONFIRM,
    "classes_many": BLOCKS,
    "class_long": BLOCKS,
    # points
    "points_are_counted": BLOCKS,
    "points_need_borders": BLOCKS,
    "points_outside": REMARK,
    "points_unreadable": CONFIRM,
    "points_nowhere": BLOCKS,
    # too much to name
    "and_more": REMARK,
}
_MOST = 200
"""How often one rule is told at its cell; who has more faults than this has another file."""

_NOWHERE = Place()


def finding(name: str, place: Place = _NOWHERE, value: str | None = None, **facts: Fact) -> Finding:
    """Make a finding of this room with the severity of its rule."""
    return Finding(f"layers.{name}", RULES[name], place, value, facts)


def within_reason(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Tell each rule at most some hundreds of times, and then how many there are more."""
    told: dict[str, int] = {}
    for found in findings:
        told[found.rule] = told.get(found.rule, 0) + 1
        if told[found.rule] <= _MOST:
            yield found
    more = sum(max(n - _MOST, 0) for n in told.values())
    if more:
        yield finding("and_more", count=more)
