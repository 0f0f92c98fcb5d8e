"""Per municipality: which corporation is how far with which half-year. States, never contents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from drieluik.apps.deliveries.models import Acceptance, Delivery, DeliveryRound
from drieluik.apps.deliveries.policies import check_may_read_parts
from drieluik.apps.deliveries.selectors.asking import is_asked_of
from drieluik.apps.deliveries.selectors.completeness import is_late
from drieluik.apps.deliveries.selectors.sent_back import still_to_come
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.mergers import list_mergers
from drieluik.apps.organisations.selectors import TakingPart, list_taking_part
from drieluik.core.tables import Period

State, Verdict = Delivery.State, Acceptance.Verdict


@dataclass(frozen=True, slots=True)
class PartyPeriod:
    """How far one corporation is with one half-year.

    Attributes:
        period: The half-year.
        state: ``not_asked``, ``not_started``, ``under_way``, ``signed``, ``accepted``, ``partly`` (accepted
            without some sheets that still are to come) or ``refused``; to who belongs to the corporation
            ``under_way`` is ``draft``, ``findings`` or ``to_sign``.
        label: The same in words.
        kind: How it is shown (see ``states.StateSentence``).
        late: Whether its first signature came after the shown day as it is now, or that day has gone
            by without one (see ``completeness.is_late``).
        correcting: Whether something newer is on its way while older figures count.
        delivery_id: The delivery whose part the municipality can open; None when it cannot.
    """

    period: Period
    state: str
    label: str
    kind: str
    late: bool
    correcting: bool
    delivery_id: UUID | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The matrix: half-years as columns, newest first; corporations as rows."""

    rounds: tuple[DeliveryRound, ...]
    rows: tuple[tuple[str, tuple[PartyPeriod, ...]], ...]


def get_overview(*, municipality_id: int, actor: Actor, today: date) -> Overview:
    """Return the state of every corporation for every half-year that was asked.

    How far a corporation is before its controller signs is its own affair: others only see that
    it is at work.
    """
    rounds = tuple(DeliveryRound.objects.filter(municipality_id=municipality_id))
    corporations = _corporations(municipality_id, today)
    parts = list(
        Acceptance.objects.filter(municipality_id=municipality_id)
        .select_related("delivery")
        .prefetch_related("sent_back")
    )
    found = _by_party_and_period(parts, [one.party_id for one in corporations])
    signed = _first_signatures(parts)
    may_open = check_may_read_parts.allows(actor, municipality_id=municipality_id)
    rows = []
    for party in corporations:
        own = party.party_id in actor.party_ids
        cells = (
            _cell(
                one,
                found.get((party.party_id, one.period), []),
                own,
                may_open,
                is_late(signed.get((party.party_id, one.period)), one.due_on, today),
            )
            if is_asked_of(party, one.period) or (party.party_id, one.period) in found
            else _not_asked(one.period)
            for one in rounds
        )
        rows.append((party.name, tuple(cells)))
    return Overview(rounds=rounds, rows=tuple(rows))


def _corporations(municipality_id: int, today: date) -> list[TakingPart]:
    """Return the corporations of today, and those that merged: their earlier half-years stay."""
    merged = {one.party_id for one in list_mergers(municipality_id)}
    rows = list_taking_part(municipality_id=municipality_id, kind="corporation")
    return [one for one in rows if one.takes_part(today) or one.party_id in merged]


def _not_asked(period: Period) -> PartyPeriod:
    return PartyPeriod(period, "not_asked", _("Not asked"), "", False, False, None)


_KINDS = {
    "not_started": "",
    "under_way": "busy",
    "draft": "busy",
    "findings": "open",
    "to_sign": "open",
    "signed": "step",
    "accepted": "done",
    "partly": "open",
    "refused": "refused",
}
Found = dict[tuple[int, Period], list[tuple[Delivery, Acceptance | None]]]


def _first_signatures(parts: Iterable[Acceptance]) -> dict[tuple[int, Period], datetime]:
    """Return by corporation and half-year when a file was signed first, replaced or not."""
    found: dict[tuple[int, Period], datetime] = {}
    for part in parts:
        key, at = (part.party_id, Period(part.year, part.half)), part.delivery.signed_at
        if at is not None:
            found[key] = min(at, found.get(key, at))
    return found


def _by_party_and_period(of_municipality: Iterable[Acceptance], party_ids: list[int]) -> Found:
    parts = {part.delivery_id: part for part in of_municipality}
    found: Found = {}
    rows = Delivery.objects.filter(party_id__in=party_ids).order_by("-number")
    for delivery in rows.filter(state__in=Delivery.STANDING):
        key = (delivery.party_id, delivery.period)
        found.setdefault(key, []).append((delivery, parts.get(delivery.id)))
    return found


def _cell(
    asked: DeliveryRound,
    rows: list[tuple[Delivery, Acceptance | None]],
    own: bool,
    may_open: bool,
    late: bool,
) -> PartyPeriod:
    signed = [(delivery, part) for delivery, part in rows if delivery.state == State.SIGNED]
    accepted = next((pair for pair in signed if _verdict(pair[1]) == Verdict.ACCEPTED), None)
    newest = rows[0] if rows else None
    # what counts is what is accepted; a newer signed one asks for a decision first
    shown = next(iter(signed), None) or newest
    state = _state(*shown, own) if shown else "not_started"
    openable = may_open and shown is not None and shown[0].state == State.SIGNED
    return PartyPeriod(
        period=asked.period,
        state=state,
        label=_labels()[state],
        kind=_KINDS[state],
        late=late,
        correcting=accepted is not None and newest is not None and newest[0] is not accepted[0],
        delivery_id=shown[0].id if shown and openable else None,
    )


def _verdict(part: Acceptance | None) -> str:
    return part.verdict if part is not None else ""


def _state(delivery: Delivery, part: Acceptance | None, own: bool) -> str:
    if delivery.state == State.SIGNED:
        verdict = _verdict(part)
        if part is not None and still_to_come(part):
            return "partly"
        return verdict if verdict in (Verdict.ACCEPTED, Verdict.REFUSED) else "signed"
    if not own:
        return "under_way"
    if delivery.state != State.CHECKED:
        return "draft"
    return "findings" if delivery.n_blocking or delivery.n_to_confirm else "to_sign"


def _labels() -> dict[str, str]:
    return {
        "not_started": _("Not started"),
        "under_way": _("Being prepared"),
        "draft": _("Draft"),
        "findings": _("Findings"),
        "to_sign": _("To sign"),
        "signed": _("Signed"),
        "accepted": _("Accepted"),
        "partly": _("Partly accepted"),
        "refused": _("Sent back"),
    }


def find_counting_part(part: Acceptance) -> Acceptance | None:
    """Return the part that counts now for the same corporation, half-year and municipality."""
    return (
        Acceptance.objects.filter(
            party_id=part.party_id,
            year=part.year,
            half=part.half,
            municipality_id=part.municipality_id,
            verdict=Verdict.ACCEPTED,
        )
        .select_related("delivery")
        .first()
    )


def find_part(*, delivery_id: UUID, municipality_id: int, actor: Actor) -> Acceptance | None:
    """Return the municipality's part of a signed delivery, or None (as if it were not there)."""
    if not check_may_read_parts.allows(actor, municipality_id=municipality_id):
        return None
    return (
        Acceptance.objects.filter(
            delivery_id=delivery_id,
            municipality_id=municipality_id,
            delivery__signed_at__isnull=False,
        )
        .select_related(
            "delivery__party",
            "delivery__uploaded_by",
            "delivery__signed_by",
            "delivery__replaced_by",
            "party",
            "municipality",
            "decided_by",
        )
        .first()
    )
