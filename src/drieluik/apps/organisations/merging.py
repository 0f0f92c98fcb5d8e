"""Recording that a party merged into another, and taking that back: part of the services here."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations import policies
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.mergers import MergerRow, list_mergers
from drieluik.apps.organisations.models import Merger, Participation, Party
from drieluik.apps.organisations.services import lock_municipality


@dataclass(frozen=True, slots=True)
class NewMerger:
    """Which party merges into which, from which day, and where that can be read."""

    party_id: int
    heir_id: int
    from_on: date
    grounds: str


@transaction.atomic
def record_merger(*, municipality_id: int, merger: NewMerger, actor: Actor, now: datetime) -> None:
    """Record that a party merged into another: from that day the other stands for it.

    The party takes part until that day. What it said and did stays its own.

    Raises:
        NotAllowed: The actor is no administrator of the party that merges.
        WrongState: One of both takes no part here on that day or until a day already, they are of
            different kinds or the same, or it is not said where the merger can be read.

    Changes:
        One ``Merger``, ``Participation.until_on`` of the party; one event ``party.merged``.
    """
    lock_municipality(municipality_id)
    policies.check_may_record_merger(actor, party_id=merger.party_id)
    if merger.party_id == merger.heir_id:
        raise WrongState(_("A party cannot merge into itself."))
    party, heir = (
        _taking_part(municipality_id, one, merger.from_on)
        for one in (merger.party_id, merger.heir_id)
    )
    if party.party.kind != heir.party.kind:
        raise WrongState(_("Only parties of the same kind can merge."))
    if merger.from_on <= party.from_on:
        raise WrongState(_("A party can merge only after the first day on which it takes part."))
    if not merger.grounds.strip():
        raise WrongState(_("Say where this can be read."))
    party.until_on = merger.from_on
    party.save(update_fields=["until_on"])
    _write(party, heir.party, (merger.from_on, merger.grounds), actor, now)


@transaction.atomic
def withdraw_merger(
    *, municipality_id: int, party_id: int, reason: str, actor: Actor, now: datetime
) -> None:
    """Record that a party did not merge after all; that it was recorded stays to be seen.

    Raises:
        NotAllowed: The actor is no administrator of either party.
        WrongState: It did not merge, or no reason is given.

    Changes:
        One ``Merger`` without heir, ``Participation.until_on`` empty; one event
        ``party.merger-withdrawn``.
    """
    lock_municipality(municipality_id)
    found = next((one for one in list_mergers(municipality_id) if one.party_id == party_id), None)
    if found is None or not may_take_back(actor, found):
        policies.check_may_record_merger(actor, party_id=party_id)
    if found is None:
        raise WrongState(_("This party has not merged."))
    if not reason.strip():
        raise WrongState(_("Say why it is taken back."))
    party = Participation.objects.select_related("party").get(
        municipality_id=municipality_id, party_id=party_id
    )
    party.until_on = None
    party.save(update_fields=["until_on"])
    _write(party, None, (found.from_on, reason), actor, now)


def may_take_back(actor: Actor, merger: MergerRow) -> bool:
    """Tell whether somebody may say that a merger did not happen: either of the parties."""
    return any(
        policies.check_may_record_merger.allows(actor, party_id=party_id)
        for party_id in (merger.party_id, merger.heir.pk)
    )


def _taking_part(municipality_id: int, party_id: int, on: date) -> Participation:
    found = (
        Participation.objects.filter(
            municipality_id=municipality_id, party_id=party_id, from_on__lte=on, until_on=None
        )
        .select_related("party")
        .first()
    )
    if found is None:
        raise WrongState(
            _("Both parties must take part on that day, and their last day may not be known yet.")
        )
    return found


def _write(
    party: Participation, heir: Party | None, said: tuple[date, str], actor: Actor, now: datetime
) -> None:
    from_on, words = said
    Merger.objects.create(
        municipality_id=party.municipality_id,
        party_id=party.party_id,
        heir=heir,
        from_on=from_on,
        words=words.strip()[:300],
        recorded_by_id=actor.user_id,
        recorded_at=now,
    )
    audit.record(
        name="party.merged" if heir else "party.merger-withdrawn",
        subject=("party", party.party_id),
        actor=actor,
        now=now,
        party_code=party.party.code,
        facts={
            "municipality_id": party.municipality_id,
            "heir": heir.code if heir else "",
            "from_on": from_on.isoformat(),
        },
    )
