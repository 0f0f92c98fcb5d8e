"""Comments on an agreement that follow their words through splits, merges and replacements."""

from collections.abc import Iterator
from dataclasses import replace

from drieluik.apps.agreements.commenting.anchors import Hold
from drieluik.apps.agreements.commenting.reading import ThreadRow, list_threads
from drieluik.apps.agreements.lineage import find_left, ties_of_clause
from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.organisations.actors import Actor

_STANDS = (Hold.SAME, Hold.CHANGED)


def threads_of_clause(
    municipality_id: int, actor: Actor, clause: ClauseRow
) -> tuple[ThreadRow, ...]:
    """Return the threads on an agreement, and those whose words came to it from another.

    A thread whose words left the agreement says in which linked agreement they stand now; there it
    is shown as well, with the agreement at which it was written.
    """
    reading = _Reading(municipality_id, actor)
    own = tuple(reading.with_where_words_went(clause))
    if find_left(municipality_id, clause.clause_id):
        return own
    came = (
        replace(thread, moved_from=other)
        for other in reading.linked(clause)
        for thread in reading.that_came(other, clause)
    )
    return tuple(sorted((*own, *came), key=lambda one: one.settled))


class _Reading:
    def __init__(self, municipality_id: int, actor: Actor) -> None:
        self._place, self._actor = municipality_id, actor

    def linked(self, clause: ClauseRow) -> list[ClauseRow]:
        """The agreements that one was split from or into, took up, went into or gave way to."""
        ties = ties_of_clause(self._place, clause.clause_id)
        return list({row.clause_id: row for tie in ties for row in tie.clauses}.values())

    def with_where_words_went(self, clause: ClauseRow) -> Iterator[ThreadRow]:
        """The threads written at an agreement; where its words stand now when they left it."""
        gone = {one.first.comment_id for one in self._gone(clause)}
        others = self.linked(clause) if gone else []
        for thread in self._threads(clause, clause.text):
            comment_id = thread.first.comment_id
            went = (one for one in others if comment_id in self._ids_standing(clause, one))
            yield replace(thread, moved_to=next(went, None) if comment_id in gone else None)

    def that_came(self, origin: ClauseRow, clause: ClauseRow) -> list[ThreadRow]:
        """The threads written at another agreement whose words left it and stand here."""
        gone = {one.first.comment_id for one in self._gone(origin)}
        return [one for one in self._standing(origin, clause) if one.first.comment_id in gone]

    def _gone(self, clause: ClauseRow) -> list[ThreadRow]:
        left = find_left(self._place, clause.clause_id) is not None
        threads = self._threads(clause, clause.text)
        return [one for one in threads if left or one.anchor.hold is Hold.GONE]

    def _ids_standing(self, origin: ClauseRow, clause: ClauseRow) -> set[object]:
        return {one.first.comment_id for one in self._standing(origin, clause)}

    def _standing(self, origin: ClauseRow, clause: ClauseRow) -> list[ThreadRow]:
        """The threads of one agreement whose words stand in the text of another."""
        return [one for one in self._threads(origin, clause.text) if one.anchor.hold in _STANDS]

    def _threads(self, origin: ClauseRow, text: str) -> list[ThreadRow]:
        key = str(origin.clause_id)
        return list_threads(self._place, self._actor, {key: text}).get(key, [])
