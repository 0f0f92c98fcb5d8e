"""What a correction would change, as its readers see it: the municipality all, its owner the own part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieluik.apps.deliveries.extensions import Foresight
from drieluik.apps.deliveries.policies import check_may_read_parts
from drieluik.apps.deliveries.selectors import Delivery, find_delivery, find_part, open_corrections
from drieluik.apps.monitor.models import Consequences, Signal, TalkItem
from drieluik.apps.monitor.selectors.reported import PLACE, Place, Told
from drieluik.apps.monitor.selectors.restated_page import FigureLine, Names
from drieluik.apps.monitor.services.foreseeing import foreseen
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import get_municipality

State = Consequences.State


@dataclass(frozen=True, slots=True)
class LightChange:
    """How an agreement, or one party at it, would stand otherwise."""

    number: str
    name: str
    whose: str
    then: str
    then_reason: str
    now: str
    now_reason: str

    @property
    def turns(self) -> bool:
        """Whether it gets another light, and not only other words."""
        return self.then != self.now


@dataclass(frozen=True, slots=True)
class PeriodChange:
    """What would be other over one half-year."""

    period: str
    figures: tuple[FigureLine, ...]
    lights: tuple[LightChange, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What accepting a correction would change.

    Attributes:
        delivery: The correction.
        state: ``waiting``, ``calculating``, ``ready`` or ``interrupted``.
        fingerprint: Names the comparison; empty while it is not ready.
        phase: What is being calculated.
        share: Which share is done, 0-1.
        ready_at: When it was ready.
        periods: The half-years over which something would be other.
        signals: Agreement and state of the kept signals about agreements that would stand otherwise.
        talks: Days of the kept talks about those signals.
        own_only: Whether only what is the reader's own is shown.
    """

    delivery: Delivery
    state: str
    fingerprint: str = ""
    phase: str = ""
    share: float = 0
    ready_at: datetime | None = None
    periods: tuple[PeriodChange, ...] = ()
    signals: tuple[tuple[UUID, str, str], ...] = ()
    talks: tuple[tuple[UUID, datetime], ...] = ()
    own_only: bool = False

    @property
    def n_figures(self) -> int:
        """How many figures would be other."""
        return sum(len(one.figures) for one in self.periods)

    @property
    def n_lights(self) -> int:
        """How many lights would turn."""
        return sum(light.turns for one in self.periods for light in one.lights)

    @property
    def sentence(self) -> str:
        """What would change, or why that is not known yet."""
        if self.state == State.INTERRUPTED:
            return _("What this correction changes could not be calculated. Have it done again.")
        if self.state != State.READY:
            return _(
                "What this correction changes is being calculated. Wait for it: you decide on what "
                "you have seen."
            )
        figures = ngettext("%(n)s figure", "%(n)s figures", self.n_figures) % {"n": self.n_figures}
        lights = ngettext("%(n)s light", "%(n)s lights", self.n_lights) % {"n": self.n_lights}
        return _("This changes %(figures)s and %(lights)s.") % {
            "figures": figures,
            "lights": lights,
        }


def find_change(
    *, delivery_id: UUID, municipality_id: int, actor: Actor, sent_back: Sequence[str] = ()
) -> Change | None:
    """Return what accepting a correction would change, as far as the reader may know it.

    None when the reader may not know of it, or when it corrects nothing (any more).

    Args:
        delivery_id: The correction.
        municipality_id: Where.
        actor: Who looks.
        sent_back: The tables that would be sent back; others than its own are left out.
    """
    delivery, own_only = _readable(delivery_id, municipality_id, actor)
    if delivery is None or delivery_id not in open_corrections(municipality_id=municipality_id):
        return None
    now = timezone.now()
    order = foreseen(
        delivery_id=delivery_id, municipality_id=municipality_id, now=now, sent_back=sent_back
    )
    row = Consequences.objects.filter(
        delivery_id=delivery_id, municipality_id=municipality_id, fingerprint=order.fingerprint
    ).first()
    if row is None:
        return Change(delivery, "waiting", own_only=own_only)
    if row.state != State.READY:
        return Change(delivery, row.state, phase=row.phase, share=row.share, own_only=own_only)
    outcome: list[dict[str, Any]] = row.outcome or []
    own = delivery.party.code if own_only else ""
    names = Names(municipality_id)
    signals = () if own_only else _signals(outcome)
    return Change(
        delivery,
        State.READY,
        fingerprint=row.fingerprint,
        ready_at=row.ready_at,
        periods=tuple(_period(one, names, own) for one in outcome),
        signals=signals,
        talks=_talks([signal_id for signal_id, _name, _state in signals]),
        own_only=own_only,
    )


def look_ahead(
    delivery_id: UUID, municipality_id: int, actor: Actor, sent_back: Sequence[str] = ()
) -> Foresight | None:
    """Tell the room of deliveries what accepting a correction would change here."""
    change = find_change(
        delivery_id=delivery_id,
        municipality_id=municipality_id,
        actor=actor,
        sent_back=sent_back,
    )
    if change is None:
        return None
    slug = get_municipality(municipality_id=municipality_id).slug
    href = reverse("monitor:consequences", args=[slug, delivery_id])
    if sent_back:
        href += "?" + urlencode([("terug", one) for one in sent_back])
    return Foresight(change.fingerprint, change.sentence, href)


def _readable(
    delivery_id: UUID, municipality_id: int, actor: Actor
) -> tuple[Delivery | None, bool]:
    """Return the delivery if the reader may know of it, and whether only the own part of it."""
    if check_may_read_parts.allows(actor, municipality_id=municipality_id):
        part = find_part(delivery_id=delivery_id, municipality_id=municipality_id, actor=actor)
        if part is not None:
            return part.delivery, False
    return find_delivery(delivery_id=delivery_id, actor=actor), True


def _period(told: Mapping[str, Any], names: Names, own: str) -> PeriodChange:
    figures = (
        names.line(Place(*(one[name] for name in PLACE)), _told(one["then"]), _told(one["now"]), ())
        for one in told["figures"]
        if not own or one["party_code"] == own
    )
    lights = [
        change
        for one in told["lights"]
        for change in (_own_lights(one, own) if own else [_light(one)])
    ]
    return PeriodChange(told["period"], tuple(figures), tuple(lights))


def _told(told: Mapping[str, Any] | None) -> Told | None:
    return Told(**told) if told is not None else None


def _light(told: Mapping[str, Any]) -> LightChange:
    then, now = told["then"], told["now"]
    return LightChange(
        told["number"],
        told["name"],
        "",
        then["light"],
        then["reason"],
        now["light"],
        now["reason"],
    )


def _own_lights(told: Mapping[str, Any], own: str) -> list[LightChange]:
    """Return what changes for one corporation at an agreement, without a word about others."""
    was, now = (_lights_of(told[when]["parties"], own) for when in ("then", "now"))
    found = []
    for norm_id in dict.fromkeys([*now, *was]):
        before, after = was.get(norm_id), now.get(norm_id)
        if before != after:
            whose = (after or before or [own])[0]
            lights = [*(before or ["", "", ""])[1:], *(after or ["", "", ""])[1:]]
            found.append(LightChange(told["number"], told["name"], whose, *lights))
    return found


def _lights_of(parties: list[list[str]], own: str) -> dict[str, list[str]]:
    """Return name, light and reason of one corporation by norm."""
    return {
        norm_id: [name, light, reason]
        for norm_id, code, name, light, reason in parties
        if code == own and light
    }


def _signals(outcome: list[dict[str, Any]]) -> tuple[tuple[UUID, str, str], ...]:
    names = {one["clause_id"]: one["name"] for told in outcome for one in told["lights"]}
    rows = Signal.objects.filter(clause_id__in=list(names)).order_by("created_at", "id")
    return tuple((one.id, names[str(one.clause_id)], str(one.get_state_display())) for one in rows)


def _talks(signal_ids: list[UUID]) -> tuple[tuple[UUID, datetime], ...]:
    rows = TalkItem.objects.filter(signal_id__in=signal_ids).order_by("talk__held_on")
    return tuple(dict.fromkeys(rows.values_list("talk_id", "talk__held_on")))
