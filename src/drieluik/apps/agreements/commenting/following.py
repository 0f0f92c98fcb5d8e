"""Comments on an agreement that follow their words through splits, merges and replacements."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from drieluik.apps.agreements.commenting.anchors import Hold
from drieluik.apps.agreements.commenting.reading import ThreadRow, list_threads
from drieluik.apps.agreements.lineage import Tie, find_left
from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.organisations.actors import Actor


def threads_of_clause(
    municipality_id: int,
    actor: Actor,
    clause: ClauseRow,
    *,
    ties: Iterable[Tie],
    is_in_force: bool = True,
) -> list[ThreadRow]:
    """Return the threads on an agreement, and those whose words came to it from another.

    A thread whose words left the agreement says in which linked agreement they stand now; there it
    is shown as well, with the agreement at which it was written.

    Args:
        municipality_id: Where.
        actor: Who reads.
        clause: The agreement, with the words in view.
        ties: With which others it is linked.
        is_in_force: Whether it still counts; what left the set takes no comments up.
    """
    reading = _Reading(municipality_id, actor)
    others = list({row.clause_id: row for tie in ties for row in tie.clauses}.values())
    own = reading.threads(clause, clause.text)
    if others:
        own = reading.with_where_words_went(own, clause, others, is_in_force=is_in_force)
    came = reading.that_came(others, clause) if is_in_force else []
    return sorted((*own, *came), key=lambda one: one.settled)


class _Reading:
    def __init__(self, municipality_id: int, actor: Actor) -> None:
        self._place, self._actor = municipality_id, actor

    def threads(self, origin: ClauseRow, text: str) -> list[ThreadRow]:
        """The threads written at an agreement, with where their words stand in a text."""
        key = str(origin.clause_id)
        return list_threads(self._place, self._actor, {key: text}).get(key, [])

    def with_where_words_went(
        self,
        own: Sequence[ThreadRow],
        clause: ClauseRow,
        others: Sequence[ClauseRow],
        *,
        is_in_force: bool,
    ) -> list[ThreadRow]:
        """The threads of an agreement, those whose words left it with where they are now."""
        gone = _gone(own, is_in_force=is_in_force)
        standing = {one.clause_id: self._ids_standing(clause, one) for one in others if gone}
        return [
            replace(thread, moved_to=_first_with(thread, others, standing))
            if thread.first.comment_id in gone
            else thread
            for thread in own
        ]

    def that_came(self, others: Sequence[ClauseRow], clause: ClauseRow) -> list[ThreadRow]:
        """The threads written at linked agreements whose words left those and stand here."""
        found: list[ThreadRow] = []
        for other in others:
            left = find_left(self._place, other.clause_id) is not None
            gone = _gone(self.threads(other, other.text), is_in_force=not left)
            rows = self.threads(other, clause.text) if gone else []
            found += [
                replace(one, moved_from=other)
                for one in rows
                if _stands(one) and one.first.comment_id in gone
            ]
        return found

    def _ids_standing(self, origin: ClauseRow, clause: ClauseRow) -> set[UUID]:
        rows = self.threads(origin, clause.text)
        return {one.first.comment_id for one in rows if _stands(one)}


def _gone(threads: Iterable[ThreadRow], *, is_in_force: bool) -> set[UUID]:
    """The threads whose words no longer stand in their own agreement, or left with it."""
    return {
        one.first.comment_id
        for one in threads
        if not is_in_force or one.anchor.hold is Hold.GONE
    }  # fmt: skip


def _stands(thread: ThreadRow) -> bool:
    return thread.anchor.hold in (Hold.SAME, Hold.CHANGED)


def _first_with(
    thread: ThreadRow, others: Iterable[ClauseRow], standing: dict[UUID, set[UUID]]
) -> ClauseRow | None:
    found = (one for one in others if thread.first.comment_id in standing[one.clause_id])
    return next(found, None)
