"""Codes and names of buurten, for who checks deliveries and shows figures."""

from collections.abc import Mapping

from drieluik.apps.areas.models import Area, BorderSet
from drieluik.apps.audit.remembering import remembered

_IN_USE = {"border_set__state": BorderSet.State.IN_USE, "level": Area.Level.BUURT}


@remembered
def buurt_names(*, municipality_id: int) -> Mapping[str, str]:
    """Return the name of every neighbourhood by code; for a code of more years the latest."""
    rows = Area.objects.filter(border_set__municipality_id=municipality_id, **_IN_USE)
    return dict(rows.order_by("border_set__year").values_list("code", "name"))


def buurt_codes(*, municipality_ids: frozenset[int]) -> frozenset[str]:
    """Return all neighbourhood codes of some municipalities."""
    rows = Area.objects.filter(border_set__municipality_id__in=municipality_ids, **_IN_USE)
    return frozenset(rows.values_list("code", flat=True))
