"""Which protected tables recipients were given without their being public."""

from drieluik.apps.exports.models import ExportTable
from drieluik.apps.releases.extensions import GivenTable


def list_given(municipality_id: int) -> list[GivenTable]:
    """Return every such table, each once, in the order in which they went out."""
    rows = ExportTable.objects.filter(edition__municipality_id=municipality_id, is_new=True)
    return [
        GivenTable(row.edition.period, row.table_id, row.release, row.kept)
        for row in rows.select_related("edition").order_by("id")
    ]
