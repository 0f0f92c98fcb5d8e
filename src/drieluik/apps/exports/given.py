"""Which protected tables recipients were given without their being public."""

from drieluik.apps.audit.selectors import list_events_of
from drieluik.apps.exports.models import ExportPlan, ExportTable
from drieluik.apps.releases.extensions import GivenTable


def list_given(municipality_id: int) -> list[GivenTable]:
    """Return every such table each time that a file had it, in the order in which they went out.

    Also when an earlier file had the very same: another version may have gone out in between, and
    whoever gets the old one again knows that it holds once more.
    """
    plans = ExportPlan.objects.filter(municipality_id=municipality_id).values_list("id", flat=True)
    acts = list_events_of("export_plan", map(str, plans), name="export.made")
    went_out = {one.facts["edition_id"]: one.sequence for one in acts}
    rows = ExportTable.objects.filter(edition__municipality_id=municipality_id)
    return [
        GivenTable(
            row.edition.period,
            row.table_id,
            row.release,
            row.kept,
            went_out[str(row.edition_id)],
        )
        for row in rows.select_related("edition").defer("edition__content").order_by("id")
    ]
