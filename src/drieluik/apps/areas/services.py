"""Loading neighbourhoods."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from django.db import transaction

from drieluik.apps.areas.models import Buurt
from drieluik.apps.audit import services as audit
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.policies import check_may_set_up
from drieluik.apps.organisations.services import lock_municipality


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
def load_buurten(
    *, municipality_id: int, year: int, rows: Iterable[BuurtRow], actor: Actor, now: datetime
) -> int:
    """Store the neighbourhoods of a year as a source lists them; a corrected list replaces it.

    A code that is no longer in the list goes. Figures that were calculated keep the codes they
    were calculated with.

    Returns:
        How many there are now for the year.

    Raises:
        NotAllowed: The actor is not the system.

    Changes:
        ``Buurt`` rows; one event ``buurten.loaded``. Nothing when the list is as it was.
    """
    check_may_set_up(actor)
    lock_municipality(municipality_id)
    own = Buurt.objects.filter(municipality_id=municipality_id, year=year)
    known = {row.code: row for row in (_row(buurt) for buurt in own)}
    listed = {row.code: row for row in rows}
    if listed == known:
        return len(known)
    own.exclude(code__in=listed).delete()
    _store(municipality_id, year, listed.values())
    audit.record(
        name="buurten.loaded",
        subject=("municipality", municipality_id),
        actor=actor,
        now=now,
        facts={
            "municipality_id": municipality_id,
            "year": year,
            "n_buurten": len(listed),
            "added": sorted(listed.keys() - known.keys()),
            "removed": sorted(known.keys() - listed.keys()),
        },
    )
    return len(listed)


def _row(buurt: Buurt) -> BuurtRow:
    return BuurtRow(**{field.name: getattr(buurt, field.name) for field in fields(BuurtRow)})


def _store(municipality_id: int, year: int, rows: Iterable[BuurtRow]) -> None:
    names = [field.name for field in fields(BuurtRow)]
    Buurt.objects.bulk_create(
        [Buurt(municipality_id=municipality_id, year=year, **asdict(row)) for row in rows],
        update_conflicts=True,
        unique_fields=["code", "year"],
        update_fields=[name for name in names if name != "code"],
    )
