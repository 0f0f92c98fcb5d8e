"""Who did what when with a delivery, as the steps that people see."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from drieluik.apps.deliveries.models import Acceptance, Delivery

State, Verdict = Delivery.State, Acceptance.Verdict


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, ``done``, ``now`` or ``later``, and who did it when."""

    label: str
    state: str
    who: str = ""
    at: datetime | None = None


def steps_of(delivery: Delivery, parts: list[Acceptance]) -> list[Step]:
    """Return the steps of a delivery in order; one acceptance per municipality shown."""
    steps = [
        Step(_("Handed in"), "done", delivery.uploaded_by.name, delivery.uploaded_at),
        Step(
            _("Checked") if delivery.checked_at else _("Check"),
            _state(delivery.checked_at is not None, True),
            "",
            delivery.checked_at,
        ),
    ]
    if delivery.withdrawn_by:
        withdrawn = Step(_("Withdrawn"), "done", delivery.withdrawn_by.name, delivery.withdrawn_at)
        return [*steps, withdrawn]
    if delivery.state == State.SET_ASIDE:
        return [*steps, Step(_("Set aside"), "done", "", delivery.checked_at)]
    can_sign = delivery.state == State.CHECKED
    signer = delivery.signed_by.name if delivery.signed_by else ""
    signed = delivery.signed_at is not None
    label = _("Signed") if signed else _("Sign")
    steps.append(Step(label, _state(signed, can_sign), signer, delivery.signed_at))
    return [*steps, *(_decision(part, signed) for part in parts)]


def _decision(part: Acceptance, signed: bool) -> Step:
    place = part.municipality.name
    if part.verdict == Verdict.PENDING:
        label = _("Acceptance by %(place)s") % {"place": place}
        return Step(label, "now" if signed else "later")
    label = f"{_words(part)} ({place})"
    who = part.decided_by.name if part.decided_by else ""
    return Step(label, "done", who, part.decided_at)


def _words(part: Acceptance) -> str:
    if part.verdict == Verdict.ACCEPTED and part.sent_back.all():
        return _("Partly accepted")
    return str(part.get_verdict_display())


def _state(done: bool, is_next: bool) -> str:
    if done:
        return "done"
    return "now" if is_next else "later"
