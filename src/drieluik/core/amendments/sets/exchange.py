"""A redline as plain values that fit in JSON, for other programmes.

Holds the exact differences, not those made readable; every span tells where it stands in both
texts, counted in characters and in tokens.
"""

from collections import Counter
from dataclasses import asdict
from typing import Any

from drieluik.core.amendments.sets.redline import (
    ClauseRedline,
    ClauseState,
    MovedAway,
    Redline,
    SectionRedline,
)
from drieluik.core.amendments.words.difference import Difference


def redline_to_json(found: Redline) -> dict[str, Any]:
    """The redline as plain values: counts, then sections with their clauses, in order."""
    return {
        "changed": found.changed,
        "counts": state_counts(found),
        "words": dict(zip(("removed", "added"), word_counts(found), strict=True)),
        "title": _difference(found.title),
        "introduction": _difference(found.introduction),
        "sections": [_section(section) for section in found.sections],
    }


def state_counts(found: Redline) -> dict[str, int]:
    """How many clauses have each state; a clause with several states counts in each."""
    counts = Counter(state for row in found.clauses for state in row.states)
    return {state.value: counts[state] for state in ClauseState}


def word_counts(found: Redline) -> tuple[int, int]:
    """How many words and signs were removed and added, in all texts together."""
    texts = [found.title, found.introduction]
    for section in found.sections:
        texts += [section.name, section.introduction, section.goal, section.how]
    for row in found.clauses:
        texts += [row.heading, row.text]
    return sum(text.n_removed for text in texts), sum(text.n_added for text in texts)


def _section(found: SectionRedline) -> dict[str, Any]:
    return {
        "old_id": found.old.id if found.old else None,
        "new_id": found.new.id if found.new else None,
        "theme": _difference(found.theme),
        "name": _difference(found.name),
        "introduction": _difference(found.introduction),
        "goal": _difference(found.goal),
        "how": _difference(found.how),
        "clauses": [_row(row) for row in found.clauses],
    }


def _row(row: ClauseRedline | MovedAway) -> dict[str, Any]:
    if isinstance(row, MovedAway):
        number = row.clause.number
        return {"moved_away": row.clause.id, "number": number, "to": row.to_section_id}
    return {
        "old_id": row.old.id if row.old else None,
        "new_id": row.new.id if row.new else None,
        "states": [state.value for state in row.states],
        "others": [{"id": one.id, "number": one.number} for one in row.others],
        "number": _difference(row.number),
        "heading": _difference(row.heading),
        "text": _difference(row.text),
    }


def _difference(change: Difference) -> dict[str, Any]:
    return {
        "changed": change.changed,
        "exact": change.exact,
        "spans": [asdict(span) for span in change.spans],
    }
