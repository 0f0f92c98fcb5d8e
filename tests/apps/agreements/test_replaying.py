"""Any row of adopted proposals: every day answers as before, nothing is lost, no hash changes."""

from datetime import date, datetime, timedelta
from itertools import count
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drieluik.apps.agreements import selectors
from drieluik.apps.agreements.models import RegisterVersion
from drieluik.apps.agreements.proposals.editing import Parties, ProposedEdit
from drieluik.apps.agreements.proposals.sets import set_of_version
from drieluik.apps.agreements.versions import words_with_source
from drieluik.apps.organisations.models import Municipality
from drieluik.core.amendments import (
    AddClause,
    AgreementSet,
    ChangeNumber,
    ChangeWords,
    MergeClauses,
    MoveClause,
    RepealClause,
    ReplaceClause,
    SetClause,
    SplitClause,
    content_hash,
    replayed,
)
from tests.factories.agreements import NOW, make_register
from tests.factories.organisations import make_municipality
from tests.factories.proposals import adopt, lay_consent, make_proposal

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
_CODES = count(1)
KINDS = ("words", "add", "repeal", "replace", "move", "number", "split", "merge")
_WORDS = st.lists(
    st.sampled_from(["huur", "woning", "elk", "jaar", "samen", "niet"]), min_size=1, max_size=6
)


def _edit(kind: str, words: str, pick: int, current: AgreementSet, fresh: int) -> ProposedEdit:
    """An edit of a kind that fits the present set."""
    clauses = list(current.clauses)
    one, other = clauses[pick % len(clauses)], clauses[(pick + 1) % len(clauses)]
    home = next(s.id for s, clause in current.placed_clauses() if clause.id == one.id)
    number, edit_id = f"9.{fresh}", str(uuid4())
    new = SetClause(str(uuid4()), number, "", words)
    if len(clauses) < 2 or kind == "add":
        add = AddClause(edit_id, home, new, one.id)
        return ProposedEdit(add, Parties(bound=("gemeente-voorbeeld",)))
    made = {
        "words": ChangeWords(edit_id, one.id, one.text, f"{one.text} {words}"),
        "repeal": RepealClause(edit_id, one.id),
        "replace": ReplaceClause(edit_id, one.id, (other.id,)),
        "move": MoveClause(edit_id, one.id, home, None, number),
        "number": ChangeNumber(edit_id, one.id, number),
        "split": SplitClause(edit_id, one.id, one.text, (SetClause(one.id, one.number, "", words), new)),
        "merge": MergeClauses(
            edit_id, (one.id, other.id), (one.text, other.text), one.number, "", words
        ),
    }  # fmt: skip
    return ProposedEdit(made[kind])


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    decisions=st.lists(
        st.tuples(st.sampled_from(KINDS), _WORDS, st.integers(0, 5)), min_size=1, max_size=4
    )
)
def test_any_row_of_adopted_proposals_replays_exactly(decisions):
    place = make_municipality(code=f"GM{next(_CODES):04}", slug=uuid4().hex)
    make_register(place)
    first = _newest_set(place)
    known, adopted = [(NOW, 1)], []
    for step, (kind, words, pick) in enumerate(decisions, start=1):
        edit = _edit(kind, " ".join(words), pick, _newest_set(place), step)
        adopted.append([edit.edit])
        moment = NOW + timedelta(days=step)
        _adopt(place, edit, date(2020, 1, 1) + timedelta(days=30 * step), moment)
        known.append((moment, step + 1))

    _every_day_answers_as_its_version(place, known)
    assert content_hash(_newest_set(place)) == content_hash(replayed(first, adopted))
    assert _newest_set(place).departed == replayed(first, adopted).departed


def _newest_set(place: Municipality) -> AgreementSet:
    return set_of_version(selectors.find_version(place.id))


def _adopt(place: Municipality, edit: ProposedEdit, on: date, now: datetime) -> None:
    before = list(RegisterVersion.objects.values_list("id", "content_hash"))
    proposal = make_proposal(edit, place=place, party="gemeente-voorbeeld", now=now)
    lay_consent(proposal, now=now)
    lost = {one.id for one in _newest_set(place).clauses}

    adopt(proposal, in_force_from=on, now=now)

    after = _newest_set(place)
    kept = {one.id for one in after.clauses} | {one.clause.id for one in after.departed}
    assert lost <= kept
    assert list(RegisterVersion.objects.values_list("id", "content_hash"))[: len(before)] == before


def _every_day_answers_as_its_version(
    place: Municipality, known: list[tuple[datetime, int]]
) -> None:
    """What is in force on a day, as known at a moment, is the newest that had begun and was known."""
    texts = {
        row.number: {clause.id: clause.text for clause in set_of_version(row).clauses}
        for row in RegisterVersion.objects.filter(register__municipality=place)
    }
    for moment, newest in known:
        for number in texts:
            on = date(2020, 1, 1) + timedelta(days=30 * (number - 1))
            rows = selectors.list_clauses(place.id, on, moment)
            assert {str(row.clause_id): row.text for row in rows} == texts[min(number, newest)]
    on, moment = date(2020, 1, 1) + timedelta(days=30 * len(texts)), known[-1][0]
    for row in selectors.list_clauses(place.id, on, moment):
        sourced = words_with_source(place.id, row.clause_id, on, moment)
        assert "".join(text for text, _ in sourced.spans) == row.text
