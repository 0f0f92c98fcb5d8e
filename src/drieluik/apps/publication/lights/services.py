"""Opening lights to everybody, and taking them off. Every function here is one whole act."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.services import lock_municipality
from drieluik.apps.publication import policies
from drieluik.apps.publication.lights.drafting import draft_of
from drieluik.apps.publication.lights.rows import weighed_json
from drieluik.apps.publication.models import LightOpening, LightWithdrawal


@transaction.atomic
def open_lights(
    *, municipality_id: int, period: str, seen: str, note: str, actor: Actor, now: datetime
) -> LightOpening:
    """Show everybody the lights over a half-year as they are now, frozen.

    Args:
        municipality_id: Where.
        period: The half-year.
        seen: Fingerprint of what the steward saw on the page.
        note: What is different, in words for everybody; only for a next opening.
        actor: Who opens.
        now: When.

    Raises:
        NotAllowed: The actor is no steward of the municipality.
        WrongState: Something changed since it was seen, nothing would be shown, it would show the same
            as what is open, or a next opening does not say what is different.

    Changes:
        One ``LightOpening``; one event ``lights.opened``.
    """
    # nobody calculates or opens between the look at the lights and their going out
    lock_municipality(municipality_id)
    policies.check_may_open(actor, municipality_id=municipality_id)
    draft = draft_of(municipality_id=municipality_id, period=period, now=now)
    if draft.frozen.fingerprint != seen:
        raise WrongState(_("These are other lights than the ones you saw. Look again."))
    if not draft.n_shown:
        raise WrongState(_("No light over this half-year can be shown."))
    last = _last(municipality_id, period)
    _check_differs(last, seen, note)
    row: LightOpening = LightOpening.objects.create(
        municipality_id=municipality_id,
        period=period,
        number=last.number + 1 if last else 1,
        note=note.strip()[:500] if last else "",
        shown=draft.frozen.to_json(),
        shown_hash=draft.frozen.fingerprint,
        weighed=weighed_json(draft.weighed),
        opened_by_id=person(actor),
        opened_at=now,
    )
    _record("lights.opened", row, actor, now)
    return row


@transaction.atomic
def withdraw_lights(
    *, municipality_id: int, period: str, reason: str, actor: Actor, now: datetime
) -> None:
    """Take the lights over a half-year off the public site; who saw them still knows them.

    Raises:
        NotAllowed: The actor is no steward of the municipality.
        WrongState: Nothing over this half-year is open, or no reason is given.

    Changes:
        One ``LightWithdrawal``; one event ``lights.withdrawn``.
    """
    lock_municipality(municipality_id)
    policies.check_may_open(actor, municipality_id=municipality_id)
    last = _last(municipality_id, period)
    if last is None or hasattr(last, "withdrawal"):
        raise WrongState(_("No lights over this half-year are public."))
    if not reason.strip():
        raise WrongState(_("Give a reason."))
    LightWithdrawal.objects.create(
        opening=last,
        reason=reason.strip()[:500],
        withdrawn_by_id=person(actor),
        withdrawn_at=now,
    )
    _record("lights.withdrawn", last, actor, now)


def _last(municipality_id: int, period: str) -> LightOpening | None:
    rows = LightOpening.objects.filter(municipality_id=municipality_id, period=period)
    found: LightOpening | None = rows.select_related("withdrawal").order_by("-number").first()
    return found


def _check_differs(last: LightOpening | None, seen: str, note: str) -> None:
    if last is None:
        return
    if last.shown_hash == seen and not hasattr(last, "withdrawal"):
        raise WrongState(_("This is what everybody sees already."))
    if not note.strip():
        raise WrongState(_("Say what is different from what was public before."))


def _record(name: str, row: LightOpening, actor: Actor, now: datetime) -> None:
    audit.record(
        name=name,
        subject=("lights", row.pk),
        actor=actor,
        now=now,
        facts={
            "municipality_id": row.municipality_id,
            "period": row.period,
            "number": row.number,
            "shown": row.shown_hash,
        },
    )
