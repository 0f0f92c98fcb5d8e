"""Any row of decisions, beside a plain book in which every word is written down when it first comes.

No two words of a history are the same, so the book needs no comparing of texts: the decision behind
a word is that under which it was first written, wherever it went since.
"""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from drieluik.core.amendments.edits.consolidation import consolidated
from drieluik.core.amendments.edits.edit import (
    AddClause,
    ChangeNumber,
    ChangeWords,
    MergeClauses,
    MoveClause,
    RepealClause,
    ReplaceClause,
    SplitClause,
)
from drieluik.core.amendments.sets.origin import set_origin
from drieluik.core.amendments.sets.rows import SetClause
from drieluik.core.amendments.words.tokens import is_space, pieces

KINDS = ("words", "add", "repeal", "replace", "move", "number", "split", "merge")


class _Writer:
    """Makes edits with words never used before, and keeps the book of who wrote them."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.book: dict[str, str] = {}
        self.decision = ""
        self._n_ids = 0

    def fresh_words(self) -> list[str]:
        words = [f"w{len(self.book) + n}" for n in range(self.chance.randint(1, 3))]
        self.book.update(dict.fromkeys(words, self.decision))
        return words

    def fresh_id(self, letter: str) -> str:
        self._n_ids += 1
        return f"{letter}{self._n_ids}"

    def rewritten(self, words: list[str]) -> str:
        """The words with some left out and new ones between them."""
        kept = [word for word in words if self.chance.random() < 0.7]
        at = self.chance.randint(0, len(kept))
        return " ".join([*kept[:at], *self.fresh_words(), *kept[at:]])

    def mixed(self, one: list[str], other: list[str]) -> list[str]:
        """The words of both, each in its own order, one row through the other."""
        turns = [0] * len(one) + [1] * len(other)
        self.chance.shuffle(turns)
        rows = (iter(one), iter(other))
        return [next(rows[turn]) for turn in turns]

    def edit(self, kind: str, current):
        clauses = list(current.clauses)
        one, other = self.chance.sample(clauses, 2) if len(clauses) > 1 else (clauses[0], None)
        home = self.chance.choice(current.sections).id
        edit_id, number = self.fresh_id("e"), self.fresh_id("9.")
        words = one.text.split()
        new = SetClause(self.fresh_id("n"), number, "", self.rewritten(words[::2]))
        if other is None or kind == "add":
            fresh = SetClause(new.id, number, "", " ".join(self.fresh_words()))
            return AddClause(edit_id, home, fresh)
        if kind == "words":
            return ChangeWords(edit_id, one.id, one.text, self.rewritten(words))
        if kind == "repeal":
            return RepealClause(edit_id, one.id)
        if kind == "replace":
            return ReplaceClause(edit_id, one.id, (other.id,))
        if kind == "move":
            return MoveClause(edit_id, one.id, home, None, number)
        if kind == "number":
            return ChangeNumber(edit_id, one.id, number)
        if kind == "split":
            rest = SetClause(one.id, one.number, "", self.rewritten(words[1::2]))
            return SplitClause(edit_id, one.id, one.text, (rest, new))
        both = self.rewritten(self.mixed(words, other.text.split()))
        ids, texts = (one.id, other.id), (one.text, other.text)
        return MergeClauses(edit_id, ids, texts, one.number, "", both)


@settings(max_examples=150)
@given(
    kinds=st.lists(st.sampled_from(KINDS), min_size=1, max_size=12),
    seed=st.integers(0, 2**32),
)
def test_every_word_is_from_the_decision_that_first_wrote_it(a_set, kinds, seed):
    writer = _Writer(random.Random(seed))
    writer.decision = "BO-0"
    lines = [f"1 | A | 1.{n} | | {' '.join(writer.fresh_words())}" for n in range(1, 4)]
    lines.append(f"2 | | 2.1 | | {' '.join(writer.fresh_words())}")
    versions = [("BO-0", a_set("\n".join(lines)))]
    for step, kind in enumerate(kinds, start=1):
        writer.decision = f"BO-{step}"
        after = consolidated(versions[-1][1], [writer.edit(kind, versions[-1][1])]).after
        versions.append((writer.decision, after))

    texts = set_origin(versions).texts

    assert set(texts) == {clause.id for clause in versions[-1][1].clauses}
    for clause in versions[-1][1].clauses:
        spans = texts[clause.id]
        assert "".join(span.text for span in spans) == clause.text
        for span in spans:
            words = [piece for piece in pieces(span.text) if not is_space(piece)]
            assert {writer.book[word] for word in words} <= {span.decision}
