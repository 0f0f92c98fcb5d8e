"""What a landlord answers to the advice of its tenants."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.decisions import policies
from drieluik.apps.decisions.models import AdviceReply, PartyInput
from drieluik.apps.decisions.services.locking import lock_item, record
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person


@transaction.atomic
def answer_advice(
    *, advice_id: int, party_id: int, follows: str, reasons: str, actor: Actor, now: datetime
) -> None:
    """Say for a corporation how far it follows advice; also after the meeting, as the law asks.

    Args:
        advice_id: The advice.
        party_id: The corporation.
        follows: One of ``AdviceReply.Follows``.
        reasons: Why, in writing; asked where the advice is not wholly followed.
        actor: Who says so.
        now: When.

    Raises:
        NotAllowed: The actor does not speak for this corporation.
        WrongState: It is no advice, or the reasons are missing.

    Changes:
        One ``AdviceReply``; earlier ones stay; one event ``advice.answered``.
    """
    advice = PartyInput.objects.get(id=advice_id)
    meeting, item = lock_item(advice.item_id)
    place = meeting.municipality_id
    policies.check_may_answer(actor, municipality_id=place, party_id=party_id)
    if advice.kind != PartyInput.Kind.ADVICE:
        raise WrongState(_("Only advice is answered."))
    if follows not in AdviceReply.Follows.values:
        raise WrongState(_("Say whether the advice is followed."))
    if follows != AdviceReply.Follows.WHOLLY and not reasons.strip():
        raise WrongState(_("Write down why the advice is not wholly followed: the law asks that."))
    AdviceReply.objects.create(
        advice=advice,
        party_id=party_id,
        follows=follows,
        reasons=reasons.strip(),
        recorded_by_id=person(actor),
        recorded_at=now,
    )
    code = next(one.party_code for one in actor.standings if one.party_id == party_id)
    facts = {"advice": advice.pk, "follows": follows}
    record("advice.answered", ("agenda_item", item.id), meeting, (actor, now), facts, code)
