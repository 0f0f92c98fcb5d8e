"""All rules of this room with their severity; their Dutch sentences are in findings/nl."""

import polars as pl

from drieluik.core.findings import Finding, Place, Severity
from drieluik.core.findings.finding import Fact
from drieluik.core.workbooks.found import rule_id

BLOCKS, CONFIRM, REMARK = Severity.BLOCKS, Severity.CONFIRM, Severity.REMARK

RULES: dict[str, Severity] = {
    # the file
    "file_empty": BLOCKS,
    "file_encrypted": BLOCKS,
    "file_old_excel": BLOCKS,
    "file_open_document": BLOCKS,
    "file_binary_workbook": BLOCKS,
    "file_text": BLOCKS,
    "file_not_a_workbook": BLOCKS,
    "file_damaged": BLOCKS,
    "file_macros": BLOCKS,
    "file_too_large": BLOCKS,
    "file_expands": BLOCKS,
    "file_many_parts": BLOCKS,
    "file_odd_paths": BLOCKS,
    "file_entities": BLOCKS,
    "file_odd_encoding": BLOCKS,
    "file_embedded": CONFIRM,
    "file_external_links": REMARK,
    "file_refused_memory": BLOCKS,
    "file_refused_time": BLOCKS,
    "file_refused": BLOCKS,
    # the stamp
    "stamp_missing": BLOCKS,
    "stamp_changed": BLOCKS,
    "stamp_other_party": BLOCKS,
    "stamp_other_period": BLOCKS,
    "stamp_older_template": BLOCKS,
    "stamp_newer_template": BLOCKS,
    "stamp_other_contract": BLOCKS,
    # sheets, headers, what is hidden
    "sheet_missing": BLOCKS,
    "sheet_twice": BLOCKS,
    "sheet_hidden": CONFIRM,
    "sheet_extra": REMARK,
    "sheet_empty": CONFIRM,
    "sheet_not_asked": REMARK,
    "sheet_not_applicable": REMARK,
    "sheet_filled_not_applicable": BLOCKS,
    "header_row_missing": BLOCKS,
    "header_missing": BLOCKS,
    "header_twice": BLOCKS,
    "column_extra": REMARK,
    "column_hidden": CONFIRM,
    "row_hidden": CONFIRM,
    "row_total": BLOCKS,
    "cells_merged": CONFIRM,
    "formula_error": BLOCKS,
    "formula_empty": BLOCKS,
    # one cell
    "cell_blank": BLOCKS,
    "may_not_be_unknown": BLOCKS,
    "may_not_be_not_applicable": BLOCKS,
    "number_not_understood": BLOCKS,
    "number_ambiguous": BLOCKS,
    "number_not_whole": BLOCKS,
    "number_too_large": BLOCKS,
    "number_is_a_date": BLOCKS,
    "below_range": BLOCKS,
    "above_range": BLOCKS,
    "date_not_understood": BLOCKS,
    "date_ambiguous": BLOCKS,
    "date_impossible": BLOCKS,
    "date_short_year": BLOCKS,
    "date_is_a_number": BLOCKS,
    "yes_no_not_understood": BLOCKS,
    "code_unknown": BLOCKS,
    "code_ended": CONFIRM,
    "text_is_a_date": BLOCKS,
    "text_lost_digits": BLOCKS,
    "text_lost_zeros": CONFIRM,
    "place_form": BLOCKS,
    "municipality_unknown": BLOCKS,
    "buurt_unknown": BLOCKS,
    "buurt_elsewhere": BLOCKS,
    "personal_bsn": BLOCKS,
    "personal_bsn_possible": CONFIRM,
    "personal_iban": BLOCKS,
    "personal_email": BLOCKS,
    "personal_header": BLOCKS,
    # several cells; whether these block is for the contract to say
    "key_twice": BLOCKS,
    "comparison_broken": BLOCKS,
    "condition_broken": BLOCKS,
    "pair_incomplete": BLOCKS,
    "pair_excluded": BLOCKS,
    "outside_period": BLOCKS,
    "reference_broken": BLOCKS,
    "row_suspects": REMARK,
}

WRONG_FILE_RULES = tuple(
    rule_id(name)
    for name, severity in RULES.items()
    if severity is BLOCKS and name.startswith(("file_", "stamp_"))
)
"""Rules that say that a file as a whole cannot be the delivery that was asked for."""

_NOWHERE = Place()


def finding(name: str, place: Place = _NOWHERE, value: str | None = None, **facts: Fact) -> Finding:
    """Make a finding of this room with the severity its rule has."""
    return Finding(rule_id(name), RULES[name], place, value, facts)


def is_wrong_file(found: pl.DataFrame) -> bool:
    """Tell whether a file as a whole cannot be the delivery that was asked for.

    It is of another corporation or period, of another version, none of ours, or not readable.
    Nothing in its cells can mend that: another file is wanted.

    Args:
        found: Findings as a table (columns of ``found.FOUND``).
    """
    return bool(found["rule"].is_in(WRONG_FILE_RULES).any())
