"""Personal data that does not belong in a layer: looked for as in deliveries, in every cell."""

from drieluik.core.findings import Finding
from drieluik.core.layers.tables import Table, Written


def personal_findings(written: Written, table: Table) -> tuple[Finding, ...]:
    """Return where personal data stands; the value itself is never repeated.

    Names of columns that were recognised as the name of an area are no names of people.
    """
    import polars as pl

    from drieluik.core.workbooks.checks import check_other_sheet
    from drieluik.core.workbooks.found import FindingList, as_findings

    width = max(map(len, written.lines), default=0)
    if not width:
        return ()
    recognised = {one.column for one in table.taken if one.meaning.endswith("_name")}
    columns = {
        str(place): [
            None
            if (text := line[place] if place < len(line) else "") in recognised
            else text or None
            for line in written.lines
        ]
        for place in range(width)
    }
    texts = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    found = FindingList()
    check_other_sheet(written.name, 0, (texts, written.first_column), found)
    return as_findings(found.in_order())
