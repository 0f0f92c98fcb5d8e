"""What parties answer to the questions of others before a meeting."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.decisions import policies
from drieluik.apps.decisions.models import PartyInput, QuestionAnswer
from drieluik.apps.decisions.services.locking import lock_item, record
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person


@transaction.atomic
def answer_question(
    *, question_id: int, party_id: int, text: str, actor: Actor, now: datetime
) -> None:
    """Answer for a party a question that another party put, until the meeting is closed.

    Raises:
        NotAllowed: The actor does not speak for this party.
        WrongState: It is no question or one of this party itself, there are no words, or the
            meeting was held.

    Changes:
        One ``QuestionAnswer``; earlier ones stay; one event ``question.answered``.
    """
    question = PartyInput.objects.get(id=question_id)
    meeting, item = lock_item(question.item_id)
    place = meeting.municipality_id
    policies.check_may_give_input(actor, municipality_id=place, party_id=party_id)
    policies.check_is_not_over(meeting)
    policies.check_is_on_agenda(item)
    policies.check_can_be_answered(question, party_id=party_id)
    if not text.strip():
        raise WrongState(_("Write down the answer of your party."))
    QuestionAnswer.objects.create(
        question=question,
        party_id=party_id,
        text=text.strip(),
        recorded_by_id=person(actor),
        recorded_at=now,
    )
    code = next(one.party_code for one in actor.standings if one.party_id == party_id)
    facts = {"question": question.pk}
    record("question.answered", ("agenda_item", item.id), meeting, (actor, now), facts, code)
