"""Tables of addresses that the set-up brings in."""

import io
from datetime import datetime

import polars as pl
from django.db import transaction

from drieluik.apps.areas.models import AddressTable
from drieluik.apps.areas.stored import ADDRESSES_SUFFIX
from drieluik.apps.audit import services as audit
from drieluik.apps.kept_files import keep_original
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.policies import check_may_set_up
from drieluik.apps.organisations.services import lock_municipality


@transaction.atomic
def load_addresses(
    *,
    municipality_id: int,
    year: int,
    table: pl.DataFrame,
    source: str,
    actor: Actor,
    now: datetime,
) -> int:
    """Keep which address lies in which buurt; the latest table of a year counts.

    Args:
        municipality_id: The municipality.
        year: Year of the buurten.
        table: ``postcode``, ``house_number`` and ``area_code``, and perhaps ``street`` and ``town``,
            as ``read_address_book`` gives.
        source: Who made it and what it is called.
        actor: The system.
        now: When.

    Returns:
        How many addresses there are.

    Raises:
        NotAllowed: The actor is not the system.

    Changes:
        One ``AddressTable`` with a kept file; one event ``addresses.loaded``.
    """
    check_may_set_up(actor)
    lock_municipality(municipality_id)
    content = io.BytesIO()
    table.write_parquet(content)
    row = AddressTable.objects.create(
        municipality_id=municipality_id,
        year=year,
        source=source[:200],
        content_hash=keep_original(content.getvalue(), ADDRESSES_SUFFIX),
        n_addresses=len(table),
        added_at=now,
    )
    audit.record(
        name="addresses.loaded",
        subject=("municipality", municipality_id),
        actor=actor,
        now=now,
        facts={"year": year, "n_addresses": len(table), "content_hash": row.content_hash},
    )
    return len(table)
