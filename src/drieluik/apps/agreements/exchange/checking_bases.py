"""What must be true of the legal bases in a register file."""

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from drieluik.apps.agreements.exchange.form import BasisPart, RegisterFile
from drieluik.apps.agreements.exchange.reading import Fault, json_path


def faults_in_bases(whole: RegisterFile, known: Collection[UUID], now: datetime) -> Iterator[Fault]:
    """Yield what keeps the legal bases from having been recorded here, one after the other."""
    corrected: set[int] = set()
    last: datetime | None = None
    for at, one in enumerate(whole.legal_bases):
        for name, message in _faults_in_basis(whole, at, one, known, corrected):
            yield Fault(json_path("legal_bases", at, name), message)
        if last and one.recorded_at < last:
            yield Fault(
                json_path("legal_bases", at, "recorded_at"), _("This lies before the one above it.")
            )
        if one.recorded_at > now:
            yield Fault(json_path("legal_bases", at, "recorded_at"), _("This lies in the future."))
        last = one.recorded_at
        if one.corrects is not None:
            corrected.add(one.corrects)


def _faults_in_basis(
    whole: RegisterFile, at: int, one: BasisPart, known: Collection[UUID], corrected: set[int]
) -> Iterator[tuple[str, str]]:
    if one.agreement is not None and one.agreement not in known:
        yield "agreement", _("There is no such other agreement in this file.")
    if one.reason != "first" and not one.explanation.strip():
        yield "explanation", _("Name the law, agreement or decision by which it changed.")
    if (one.reason == "correction") != (one.corrects is not None):
        yield "corrects", _("A correction, and nothing else, names what it corrects.")
    if one.corrects is not None:
        yield from _faults_in_correction(whole, at, one, corrected)


def _faults_in_correction(
    whole: RegisterFile, at: int, one: BasisPart, corrected: set[int]
) -> Iterator[tuple[str, str]]:
    place = one.corrects or 0
    if not 1 <= place <= at:
        yield "corrects", _("There is nothing before it at this place.")
    elif whole.legal_bases[place - 1].agreement != one.agreement:
        yield "agreement", _("A correction is about the same agreement.")
    if place in corrected:
        yield "corrects", _("This was corrected already. Correct the newest one.")
