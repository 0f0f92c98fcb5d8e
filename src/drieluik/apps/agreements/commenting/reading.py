"""Reading comments: threads on one text, each with where its words stand now."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from drieluik.apps.agreements.commenting import policies
from drieluik.apps.agreements.commenting.anchors import Anchor, anchor_in
from drieluik.apps.agreements.models import Comment
from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.organisations.actors import Actor


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One comment; the words of a withdrawn one are no longer shown."""

    comment_id: UUID
    party: str
    text: str
    by: str
    at: datetime
    withdrawn: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A comment with its answers; ``settled_by`` and ``settled_at`` only when it is settled.

    ``moved_to`` is the agreement where its words stand now, ``moved_from`` the one at which it was
    written, when those are not the agreement it is read at.
    """

    first: CommentRow
    anchor: Anchor
    answers: tuple[CommentRow, ...]
    settled: bool
    settled_by: str
    settled_at: datetime | None
    may_settle: bool
    moved_to: ClauseRow | None = None
    moved_from: ClauseRow | None = None


def list_threads(
    municipality_id: int, actor: Actor, texts: Mapping[str, str], proposal_id: UUID | None = None
) -> dict[str, list[ThreadRow]]:
    """Return the threads per subject, open ones first; nothing for who may not read comments.

    Args:
        municipality_id: Where.
        actor: Who reads.
        texts: The text of now per id of a subject.
        proposal_id: The proposal they belong to; None for those about an agreement itself.
    """
    if not policies.check_may_read_comments.allows(actor, municipality_id=municipality_id):
        return {}
    rows = Comment.objects.filter(
        municipality_id=municipality_id,
        proposal_id=proposal_id,
        subject__in=[UUID(key) for key in texts],
    ).select_related("party", "written_by")
    answers: dict[UUID, list[Comment]] = defaultdict(list)
    firsts: list[Comment] = []
    for row in rows.prefetch_related("marks__made_by"):
        if row.thread_id is None:
            firsts.append(row)
        else:
            answers[row.thread_id].append(row)
    found: dict[str, list[ThreadRow]] = defaultdict(list)
    for row in firsts:
        key = str(row.subject)
        found[key].append(_thread(row, answers[row.id], texts[key], actor))
    return {key: sorted(threads, key=lambda one: one.settled) for key, threads in found.items()}


def _thread(row: Comment, answers: Sequence[Comment], now: str, actor: Actor) -> ThreadRow:
    marks = list(row.marks.all())
    last = marks[-1] if marks else None
    settled = last is not None and last.kind == "resolved"
    return ThreadRow(
        first=_comment(row, actor),
        anchor=anchor_in(row.seen, row.start, row.end, now),
        answers=tuple(_comment(one, actor) for one in answers),
        settled=settled,
        settled_by=last.made_by.name if last and settled else "",
        settled_at=last.made_at if last and settled else None,
        may_settle=(last is None or last.kind != "withdrawn")
        and policies.check_may_settle.allows(
            actor, party_id=row.party_id, municipality_id=row.municipality_id
        ),
    )


def _comment(row: Comment, actor: Actor) -> CommentRow:
    withdrawn = any(mark.kind == "withdrawn" for mark in row.marks.all())
    return CommentRow(
        comment_id=row.id,
        party=row.party.name,
        text="" if withdrawn else row.text,
        by=row.written_by.name,
        at=row.written_at,
        withdrawn=withdrawn,
        may_withdraw=not withdrawn and row.written_by_id == actor.user_id,
    )


def find_thread(
    municipality_id: int, comment_id: UUID, actor: Actor
) -> tuple[UUID | None, UUID, UUID] | None:
    """Return proposal, subject and first comment of a comment's thread; None when not readable."""
    policies.check_may_read_comments(actor, municipality_id=municipality_id)
    row = Comment.objects.filter(id=comment_id, municipality_id=municipality_id).first()
    return (row.proposal_id, row.subject, row.thread_id or row.id) if row else None
