"""Handing in a workbook."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.deliveries import kept_files, policies
from drieluik.apps.deliveries.models import Delivery, DeliveryRound
from drieluik.apps.deliveries.selectors.reading import was_sent_back
from drieluik.apps.deliveries.selectors.sent_back import still_to_come
from drieluik.apps.deliveries.selectors.taking_in import taking_in
from drieluik.apps.deliveries.services.locking import lock_deliveries, lock_rounds
from drieluik.apps.errors import WrongState
from drieluik.apps.kept_files import content_hash
from drieluik.apps.organisations.actors import Actor, person
from drieluik.core.findings import Finding, Severity
from drieluik.core.tables import Period
from drieluik.core.workbooks import inspect_upload

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file as it arrived: its name on the sender's machine and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class UploadOutcome:
    """What became of a file.

    Attributes:
        delivery_id: The delivery; None when the file was not safe to keep.
        known_since: When this very file was handed in before; None when it is new.
        refusals: Why the file was kept out; empty when it was not.
    """

    delivery_id: UUID | None
    known_since: datetime | None = None
    refusals: tuple[Finding, ...] = ()


def upload_delivery(
    *,
    party_id: int,
    period: Period,
    file: HandedIn,
    actor: Actor,
    now: datetime,
    seen: UUID | None = None,
) -> UploadOutcome:
    """Take in the workbook of a corporation for a half-year and have it checked.

    An unsafe file is not kept: only its hash is recorded. The same bytes again give the delivery
    that is already there. What was handed in before stays as it is: an unsigned file is replaced
    when the check of this one shows that it is the right workbook, a signed one when this one is
    signed and accepted.

    Args:
        party_id: The corporation.
        period: The half-year.
        file: What was handed in.
        actor: Who hands it in.
        now: When.
        seen: The newest delivery on the page where the file was chosen; None when there was none.

    Raises:
        NotAllowed: The actor may not deliver for this corporation.
        WrongState: Nothing was asked for this half-year, its last day has gone by, or somebody
            else was just ahead.

    Changes:
        One ``Delivery``, one kept original, one event ``delivery.uploaded``; or only one event
        ``delivery.file_refused``.
    """
    policies.check_may_deliver(actor, party_id=party_id)
    found = inspect_upload(file.content, file.name)
    refusals = tuple(one for one in found if one.severity == Severity.BLOCKS)
    if refusals:
        _record_refusal(party_id, period, file, refusals, (actor, now))
        return UploadOutcome(None, refusals=refusals)
    return _take_in(party_id, period, file, seen, (actor, now))


def _record_refusal(
    party_id: int,
    period: Period,
    file: HandedIn,
    refusals: tuple[Finding, ...],
    by: tuple[Actor, datetime],
) -> None:
    actor, now = by
    audit.record(
        name="delivery.file_refused",
        subject=("party", party_id),
        actor=actor,
        now=now,
        party_code=_code(actor, party_id),
        facts={
            "period": str(period),
            "hash": content_hash(file.content),
            "size": len(file.content),
            "rules": sorted({refusal.rule for refusal in refusals}),
        },
    )


@transaction.atomic
def _take_in(
    party_id: int,
    period: Period,
    file: HandedIn,
    seen: UUID | None,
    by: tuple[Actor, datetime],
) -> UploadOutcome:
    actor, now = by
    rounds = lock_rounds(party_id=party_id, period=period)
    _check_asked(rounds)
    before = lock_deliveries(party_id=party_id, period=period)
    known = _find_same(before, content_hash(file.content))
    if known is not None:
        return UploadOutcome(known.id, known_since=known.uploaded_at)
    policies.check_is_taken_in(
        taking_in(party_id=party_id, period=period, today=timezone.localdate(now))
    )
    _check_nothing_newer(before, seen)
    delivery = Delivery.objects.create(
        party_id=party_id,
        year=period.year,
        half=period.half,
        number=before[-1].number + 1 if before else 1,
        file_name=file.name[-_LONGEST_NAME:],
        size=len(file.content),
        original_hash=kept_files.keep_original(file.content),
        uploaded_by_id=person(actor),
        uploaded_at=now,
    )
    audit.record(
        name="delivery.uploaded",
        subject=("delivery", delivery.id),
        actor=actor,
        now=now,
        party_code=_code(actor, party_id),
        facts={
            "period": str(period),
            "hash": delivery.original_hash,
            "size": delivery.size,
        },
    )
    return UploadOutcome(delivery.id)


def _check_asked(rounds: list[DeliveryRound]) -> None:
    if not rounds:
        raise WrongState(
            _(
                "No municipality has asked for this half-year yet. "
                "Ask its data steward to open the round."
            )
        )


def _find_same(before: list[Delivery], original_hash: str) -> Delivery | None:
    same = [one for one in before if one.original_hash == original_hash]
    return next((one for one in same if _says_the_same_again(one)), None)


def _says_the_same_again(delivery: Delivery) -> bool:
    """Tell whether handing in the same bytes can bring nothing new.

    A file that could not be read may be readable the next time.
    """
    if delivery.state == Delivery.State.SET_ASIDE:
        return delivery.template_version is not None
    sent_back = was_sent_back(delivery) or any(still_to_come(part) for part in delivery.parts.all())
    return delivery.state in Delivery.STANDING and not sent_back


def _check_nothing_newer(before: list[Delivery], seen: UUID | None) -> None:
    newest = next((one for one in reversed(before) if one.state in Delivery.STANDING), None)
    if newest is None or newest.id == seen:
        return
    raise WrongState(
        _(
            "%(who)s has handed in another file for this half-year since you opened the page. "
            "Look at that one first; you can still replace it."
        )
        % {"who": newest.uploaded_by.name}
    )


def _code(actor: Actor, party_id: int) -> str:
    return next((one.party_code for one in actor.standings if one.party_id == party_id), "")
