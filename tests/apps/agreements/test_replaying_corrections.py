"""Any row of adoptions and corrections: what was known answers as before, and only the mistake changes."""

from datetime import date, datetime, timedelta
from itertools import count
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drieluik.apps.agreements import selectors, services
from drieluik.apps.agreements.models import RegisterVersion
from drieluik.apps.agreements.proposals.sets import set_of_version
from tests.factories.agreements import NOW, make_register
from tests.factories.organisations import make_municipality
from tests.factories.proposals import adopt, change_words, lay_consent, make_proposal, recorder

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
_CODES = count(1)


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    acts=st.lists(
        st.tuples(st.sampled_from(("adopt", "correct")), st.integers(0, 5), st.integers(0, 2)),
        min_size=1,
        max_size=5,
    )
)
def test_any_row_of_adoptions_and_corrections_replays_exactly(acts):
    place = make_municipality(code=f"GM{next(_CODES):04}", slug=uuid4().hex)
    make_register(place)
    answers: list[tuple[datetime, dict[date, dict[str, str]]]] = [(NOW, _answers(place, NOW))]
    hashes = _hashes(place)
    for step, (act, pick, which) in enumerate(acts, start=1):
        now = NOW + timedelta(days=step)
        _take(act, pick, which, step, now, place)
        answers.append((now, _answers(place, now)))
        assert _hashes(place).items() >= hashes.items()
        hashes = _hashes(place)

    for known, before in answers:
        assert _answers(place, known) == before
    assert _answers(place, None) == answers[-1][1]


def _take(act, pick, which, step, now, place):
    """Adopt other words from a next day on, or correct an agreement in one of the versions."""
    line = list(selectors.known_versions(place.id).order_by("in_force_from", "number"))
    if act == "adopt":
        clause = selectors.list_clauses(place.id)[which]
        edit = change_words(clause, f"{clause.text} Besluit {step}.")
        proposal = make_proposal(edit, now=now, place=place, party="gemeente-voorbeeld")
        lay_consent(proposal, now=now)
        adopt(proposal, in_force_from=date(2020, 1, 1) + timedelta(days=10 * step), now=now)
        return
    version = line[pick % len(line)]
    clause = set_of_version(version).clauses[which]
    before = _answers(place, None)
    made = services.correct_record(
        municipality_id=place.id,
        version_number=version.number,
        clause_id=UUID(clause.id),
        right=services.RightWords(clause.heading, f"Hersteld {step}.", "Zie het verslag."),
        actor=recorder(),
        now=now,
    )
    mended = _answers(place, None)
    days = {RegisterVersion.objects.get(
        number=new, register__municipality=place).in_force_from for _, new in made}  # fmt: skip
    for day, words in mended.items():
        expected = before[day] | (
            {clause.id: f"Hersteld {step}."} if _start(line, day) in days else {}
        )
        assert words == expected


def _start(line, day):
    return max(row.in_force_from for row in line if row.in_force_from <= day)


def _answers(place, known):
    """The words on days before, between and after all versions that a row of acts can make."""
    days = [date(2020, 1, 1) + timedelta(days=10 * n) for n in range(7)]
    return {
        day: {str(row.clause_id): row.text for row in selectors.list_clauses(place.id, day, known)}
        for day in days
    }


def _hashes(place):
    rows = RegisterVersion.objects.filter(register__municipality=place)
    return dict(rows.values_list("number", "content_hash"))
