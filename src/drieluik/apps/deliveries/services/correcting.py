"""Putting cells right on the page: the corrected workbook is handed in as the next file."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.deliveries import kept_files, policies
from drieluik.apps.deliveries.models import DeliveryFinding
from drieluik.apps.deliveries.selectors.cells import in_cells, says_the_same
from drieluik.apps.deliveries.services.locking import check_unchanged, lock_delivery
from drieluik.apps.deliveries.services.upload import HandedIn, upload_delivery
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.core.findings import message_nl
from drieluik.core.workbooks import CannotCorrectError, with_cells


@transaction.atomic
def correct_cells(
    *,
    delivery_id: UUID,
    texts: Mapping[int, str],
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> UUID:
    """Hand in the workbook once more with other texts in some of the cells that have findings.

    Nothing is taken for right: the next file is checked as a whole, like any other.

    Args:
        delivery_id: The delivery that was checked and not signed yet.
        texts: What has to stand in the cell of a finding, by the number of the finding; read as
            if it were typed in the workbook, empty to clear the cell.
        actor: Who puts it right.
        now: When.
        expected_version: Version of the delivery on the page; None when there was no page.

    Returns:
        The delivery that the next file is.

    Raises:
        NotAllowed: The actor may not deliver for this corporation.
        WrongState: The delivery is not between check and signature, nothing was changed, a finding
            stands at no cell, one cell got two texts, the workbook holds formulas or is written in
            a way in which we change nothing, or the result is no file that we take in.

    Changes:
        What handing in changes; one event ``delivery.cells_corrected`` of the next file.
    """
    delivery, _siblings = lock_delivery(delivery_id)
    policies.check_may_deliver(actor, party_id=delivery.party_id)
    check_unchanged(delivery, expected_version)
    policies.check_can_be_corrected(delivery)
    rows = list(in_cells(delivery).filter(number__in=set(texts)).order_by("number"))
    if len(rows) != len(texts):
        raise WrongState(_("One of these findings stands at no cell that can be put right here."))
    changed = _changed(rows, texts)
    try:
        content = with_cells(kept_files.read_original(delivery.original_hash), changed)
    except CannotCorrectError as error:
        raise WrongState(
            _(
                "This workbook holds formulas, or is saved in a way in which we cannot change cells "
                "safely. Download the workbook with findings, put it right there and hand it in "
                "again."
            )
        ) from error
    outcome = upload_delivery(
        party_id=delivery.party_id,
        period=delivery.period,
        file=HandedIn(_next_name(delivery.file_name, delivery.number), content),
        actor=actor,
        now=now,
        seen=delivery.id,
    )
    if outcome.delivery_id is None:
        raise WrongState(" ".join(message_nl(one) for one in outcome.refusals))
    audit.record(
        name="delivery.cells_corrected",
        subject=("delivery", outcome.delivery_id),
        actor=actor,
        now=now,
        party_code=delivery.party.code,
        facts={"from_file": delivery.number, "cells": sorted("!".join(one) for one in changed)},
    )
    return outcome.delivery_id


def _changed(
    rows: Iterable[DeliveryFinding], texts: Mapping[int, str]
) -> dict[tuple[str, str], str]:
    """Return what has to stand in which cell, without what stands there already."""
    changed: dict[tuple[str, str], str] = {}
    for row in rows:
        text = texts[row.number]
        if changed.setdefault((row.sheet, row.cell), text) != text:
            raise WrongState(
                _("Two different texts were given for cell %(cell)s of %(sheet)s.")
                % {"cell": row.cell, "sheet": row.sheet}
            )
        if says_the_same(text, row.value):
            del changed[row.sheet, row.cell]
    if not changed:
        raise WrongState(_("Nothing was changed yet."))
    return changed


def _next_name(name: str, number: int) -> str:
    stem = name.removesuffix(".xlsx").partition(" (verbeterd na bestand ")[0]
    return f"{stem[:150]} (verbeterd na bestand {number}).xlsx"
