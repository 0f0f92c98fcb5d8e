"""All rules of this room with their severity; their Dutch sentences are in findings/nl."""

from drieluik.core.findings import Finding, Place, Severity
from drieluik.core.findings.finding import Fact

BLOCKS, CONFIRM, REMARK = Severity.BLOCKS, Severity.CONFIRM, Severity.REMARK

RULES: dict[str, Severity] = {
    # the file
    "file_empty": BLOCKS,
    "file_too_large": BLOCKS,
    "file_unknown_kind": BLOCKS,
    "file_not_what_it_says": BLOCKS,
    "file_damaged": BLOCKS,
    "file_encrypted": BLOCKS,
    "file_expands": BLOCKS,
    "file_odd_paths": BLOCKS,
    "file_no_borders_inside": BLOCKS,
    "file_parts_missing": BLOCKS,
    "file_many_areas": BLOCKS,
    "file_many_points": BLOCKS,
    "file_took_too_long": BLOCKS,
    "file_took_too_much_memory": BLOCKS,
    "file_reading_stopped": BLOCKS,
    # columns, codes, years
    "no_code_column": BLOCKS,
    "no_areas": BLOCKS,
    "code_unreadable": BLOCKS,
    "code_repaired": CONFIRM,
    "code_contradicts": BLOCKS,
    "code_twice": CONFIRM,
    "codes_of_another_year": CONFIRM,
    "name_missing": REMARK,
    "other_municipality_only": BLOCKS,
    "year_unknown": BLOCKS,
    "year_several": BLOCKS,
    "year_chosen": REMARK,
    "year_other": BLOCKS,
    "count_unreadable": CONFIRM,
    "no_shapes": REMARK,
    # where the shapes lie
    "projection_taken": REMARK,
    "projection_contradicts": CONFIRM,
    "axes_swapped": CONFIRM,
    "projection_wrong": BLOCKS,
    # the shapes
    "shape_missing": BLOCKS,
    "shape_no_area": BLOCKS,
    "shape_repaired": CONFIRM,
    "shape_not_repairable": BLOCKS,
    "shape_hole": REMARK,
    "shapes_overlap": BLOCKS,
    "shapes_cleaned": CONFIRM,
    # areas of one's own
    "drawing_unreadable": BLOCKS,
    "drawing_too_large": BLOCKS,
    "union_lacks": BLOCKS,
    # addresses
    "address_columns_missing": BLOCKS,
    "address_rows_left_out": REMARK,
    "no_addresses": BLOCKS,
}


def finding(name: str, place: Place = Place(), value: str | None = None, **facts: Fact) -> Finding:  # noqa: B008 - frozen
    """Make a finding of this room with the severity of its rule."""
    return Finding(f"geography.{name}", RULES[name], place, value, facts)


def listed(words: list[str], most: int = 5) -> str:
    """Write some words in a row, and how many there are more.

    Examples:
        >>> listed(["a", "b", "c"], most=2)
        'a, b en nog 1'
    """
    more = len(words) - most
    return ", ".join(words[:most]) + (f" en nog {more}" if more > 0 else "")
