"""Putting cells right on the page: the corrected workbook is handed in as the next file."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.deliveries import kept_files, policies
from drieluik.apps.deliveries.selectors.cells import in_cells
from drieluik.apps.deliveries.services.locking import check_unchanged, lock_delivery
from drieluik.apps.deliveries.services.upload import HandedIn, UploadOutcome, upload_delivery
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.core.workbooks import CannotCorrectError, with_cells


@transaction.atomic
def correct_cells(
    *,
    delivery_id: UUID,
    texts: Mapping[int, str],
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> UploadOutcome:
    """Hand in the workbook once more with other texts in some of the cells that have findings.

    Nothing is taken for right: the next file is checked as a whole, like any other.

    Args:
        delivery_id: The delivery that was checked and not signed yet.
        texts: What has to stand in the cell of a finding, by the number of the finding; read as
            if it were typed in the workbook, empty to clear the cell.
        actor: Who puts it right.
        now: When.
        expected_version: Version of the delivery on the page; None when there was no page.

    Raises:
        NotAllowed: The actor may not deliver for this corporation.
        WrongState: The delivery is not between check and signature, nothing was changed, a finding
            stands at no cell, or the workbook is written in a way in which we change nothing.

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
    changed = {
        (row.sheet, row.cell): texts[row.number]
        for row in rows
        if texts[row.number] != (row.value or "")
    }
    if not changed:
        raise WrongState(_("Nothing was changed yet."))
    try:
        content = with_cells(kept_files.read_original(delivery.original_hash), changed)
    except CannotCorrectError as error:
        raise WrongState(
            _(
                "This workbook is saved in a way in which we cannot change cells safely. Download "
                "the workbook with findings, put it right there and hand it in again."
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
    if outcome.delivery_id is not None:
        audit.record(
            name="delivery.cells_corrected",
            subject=("delivery", outcome.delivery_id),
            actor=actor,
            now=now,
            party_code=delivery.party.code,
            facts={"from_file": delivery.number, "cells": sorted("!".join(one) for one in changed)},
        )
    return outcome


def _next_name(name: str, number: int) -> str:
    stem = name.removesuffix(".xlsx").partition(" (verbeterd na bestand ")[0]
    return f"{stem[:150]} (verbeterd na bestand {number}).xlsx"
