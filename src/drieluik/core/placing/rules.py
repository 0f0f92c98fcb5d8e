"""All rules of this room with their severity; their Dutch sentences are in findings/nl."""

from drieluik.core.findings import Finding, Place, Severity
from drieluik.core.findings.finding import Fact

MOST_PLACES = 2000
"""What is answered in one go, while somebody waits; a longer list is cut up."""
LONGEST_PLACE = 200
"""How long one place can be."""

BLOCKS, REMARK = Severity.BLOCKS, Severity.REMARK

RULES: dict[str, Severity] = {
    # one place
    "place_not_understood": BLOCKS,
    "place_long": BLOCKS,
    "postcode_incomplete": BLOCKS,
    "house_number_unclear": BLOCKS,
    "point_unclear": BLOCKS,
    "point_nowhere": BLOCKS,
    # the list
    "places_many": BLOCKS,
    "list_long": BLOCKS,
    "list_wide": BLOCKS,
    "list_unknown_kind": BLOCKS,
    "list_columns_missing": BLOCKS,
    "list_empty": BLOCKS,
    "several_tables": REMARK,
}

_NOWHERE = Place()


def finding(name: str, place: Place = _NOWHERE, value: str | None = None, **facts: Fact) -> Finding:
    """Make a finding of this room with the severity of its rule."""
    return Finding(f"placing.{name}", RULES[name], place, value, facts)
