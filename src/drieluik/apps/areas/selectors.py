"""Reading neighbourhoods."""

from collections.abc import Mapping

from drieluik.apps.areas.models import Buurt
from drieluik.apps.audit.remembering import remembered


@remembered
def buurt_names(*, municipality_id: int) -> Mapping[str, str]:
    """Return the name of every neighbourhood by code; for a code of more years the latest."""
    rows = Buurt.objects.filter(municipality_id=municipality_id).order_by("year")
    return dict(rows.values_list("code", "name"))


def buurt_codes(*, municipality_ids: frozenset[int]) -> frozenset[str]:
    """Return all neighbourhood codes of some municipalities."""
    rows = Buurt.objects.filter(municipality_id__in=municipality_ids)
    return frozenset(rows.values_list("code", flat=True))
