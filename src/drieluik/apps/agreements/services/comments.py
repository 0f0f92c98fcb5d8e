"""Remarks of parties about words: write one, answer it, settle it, withdraw it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from drieluik.apps.agreements.commenting import policies
from drieluik.apps.agreements.models import Comment, CommentMark, Proposal
from drieluik.apps.audit import services as audit
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.selectors import find_party_code
from drieluik.apps.organisations.services import lock_municipality


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody remarks for a party, about which words.

    Attributes:
        party_id: The party.
        text: What is remarked.
        subject: Id of the agreement or section.
        proposal_id: The proposal whose words they are; None for the agreement itself.
        seen: The whole text in view.
        place: First character and the one after the last; equal for the whole text.
    """

    party_id: int
    text: str
    subject: UUID
    proposal_id: UUID | None = None
    seen: str = ""
    place: tuple[int, int] = (0, 0)


@transaction.atomic
def write_comment(*, municipality_id: int, remark: Remark, actor: Actor, now: datetime) -> UUID:
    """Remark something about words of an agreement or of a submitted proposal.

    Raises:
        NotAllowed: The actor is no editor or delegate of this party.
        WrongState: The proposal is a draft or closed.

    Changes:
        One ``Comment``; one event ``comment.written`` on the proposal or the agreement.
    """
    lock_municipality(municipality_id)
    policies.check_may_comment(actor, party_id=remark.party_id, municipality_id=municipality_id)
    policies.check_can_be_commented(state=_state(remark.proposal_id))
    row: Comment = Comment.objects.create(
        municipality_id=municipality_id,
        proposal_id=remark.proposal_id,
        subject=remark.subject,
        seen=remark.seen,
        start=remark.place[0],
        end=remark.place[1],
        text=remark.text.strip(),
        party_id=remark.party_id,
        written_by_id=person(actor),
        written_at=now,
    )
    _record("comment.written", row, actor, now)
    return row.id


@transaction.atomic
def answer_comment(
    *, comment_id: UUID, party_id: int, text: str, actor: Actor, now: datetime
) -> None:
    """Answer a comment, for one's own party.

    Raises:
        NotAllowed: The actor is no editor or delegate of this party.
        WrongState: The proposal is closed.

    Changes:
        One ``Comment`` in the thread; one event ``comment.answered``.
    """
    first = _first(comment_id)
    policies.check_may_comment(actor, party_id=party_id, municipality_id=first.municipality_id)
    policies.check_can_be_commented(state=_state(first.proposal_id))
    row = Comment.objects.create(
        municipality_id=first.municipality_id,
        proposal_id=first.proposal_id,
        subject=first.subject,
        thread=first,
        text=text.strip(),
        party_id=party_id,
        written_by_id=person(actor),
        written_at=now,
    )
    _record("comment.answered", row, actor, now)


@transaction.atomic
def mark_comment(*, comment_id: UUID, kind: str, actor: Actor, now: datetime) -> None:
    """Settle a thread, open it again, or withdraw one's own comment; nothing is deleted.

    Args:
        comment_id: The comment; the first of its thread to settle it.
        kind: One of ``CommentMark.Kind``.
        actor: Who does it.
        now: When.

    Raises:
        NotAllowed: To settle: the actor does not act for the party that began the thread nor for
            the municipality. To withdraw: the actor did not write it.
        WrongState: It is so already, or it has been withdrawn.

    Changes:
        One ``CommentMark``; one event ``comment.resolved``, ``.reopened`` or ``.withdrawn``.
    """
    row = Comment.objects.select_for_update().get(id=comment_id)
    if kind == CommentMark.Kind.WITHDRAWN:
        policies.check_may_withdraw_comment(actor, written_by=row.written_by_id)
    else:
        policies.check_may_settle(actor, party_id=row.party_id, municipality_id=row.municipality_id)
    last = row.marks.order_by("-id").first()
    policies.check_is_not(kind=kind, already=last.kind if last else "")
    CommentMark.objects.create(
        comment=row, kind=CommentMark.Kind(kind), made_by_id=person(actor), made_at=now
    )
    _record(f"comment.{kind}", row, actor, now)


def _first(comment_id: UUID) -> Comment:
    row: Comment = Comment.objects.select_related("thread").get(id=comment_id)
    return row.thread or row


def _state(proposal_id: UUID | None) -> str | None:
    if proposal_id is None:
        return None
    return Proposal.objects.select_for_update().get(id=proposal_id).state


def _record(name: str, row: Comment, actor: Actor, now: datetime) -> None:
    subject = ("proposal", row.proposal_id) if row.proposal_id else ("clause", row.subject)
    audit.record(
        name=name,
        subject=subject,
        actor=actor,
        now=now,
        party_code=find_party_code(party_id=row.party_id),
        facts={"comment": str(row.id)},
    )
