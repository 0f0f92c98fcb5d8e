"""Loading neighbourhoods."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from drieluik.apps.areas.models import Buurt


@dataclass(frozen=True, slots=True)
class BuurtRow:
    """One neighbourhood as a source gives it; counts are None when the source keeps them back."""

    code: str
    name: str
    wijk_code: str
    wijk_name: str
    n_inhabitants: int | None
    n_households: int | None


@transaction.atomic
def load_buurten(*, municipality_id: int, year: int, rows: Iterable[BuurtRow]) -> int:
    """Store the neighbourhoods of a year, replacing those of the same code and year.

    Returns:
        How many there are now for the year.
    """
    Buurt.objects.bulk_create(
        [
            Buurt(
                municipality_id=municipality_id,
                year=year,
                code=row.code,
                name=row.name,
                wijk_code=row.wijk_code,
                wijk_name=row.wijk_name,
                n_inhabitants=row.n_inhabitants,
                n_households=row.n_households,
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["code", "year"],
        update_fields=["name", "wijk_code", "wijk_name", "n_inhabitants", "n_households"],
    )
    return Buurt.objects.filter(municipality_id=municipality_id, year=year).count()
