"""A mistake in the record is corrected as new knowledge: what was known before answers as before."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from drieluik.apps.agreements import selectors, services
from drieluik.apps.agreements.models import RegisterVersion, YearStanding
from drieluik.apps.agreements.proposals.editing import ProposedEdit
from drieluik.apps.agreements.proposals.sets import set_of_version
from drieluik.apps.agreements.versions import list_history, versions_behind, words_with_source
from drieluik.apps.agreements.years import closed_years
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.core.amendments import RepealClause
from tests.factories.agreements import NOW, make_register
from tests.factories.organisations import (
    ROLES,
    make_actor,
    make_municipality,
    make_party,
    sign_in,
)
from tests.factories.proposals import (
    adopt,
    all_agree,
    change_words,
    make_proposal,
    recorder,
)

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=400)
RIGHT = "Partijen spreken elkaar drie keer per jaar."
WRONG = "Partijen spreken elkaar twee keer per jaar."
BECAUSE = "Zo staat het in het ondertekende stuk."


@pytest.fixture
def clauses():
    """The small register."""
    return make_register()


def _correct(
    clause_id, text=RIGHT, *, version=1, reason=BECAUSE, actor=None, now=LATER, place=None
):
    return services.correct_record(
        municipality_id=(place or make_municipality()).id,
        version_number=version,
        clause_id=clause_id,
        right=services.RightWords("Overleg", text, reason),
        actor=actor or recorder(),
        now=now,
    )


def _adopt(edit, on, now=NOW, place=None):
    proposal = make_proposal(edit, now=now, place=place, party="gemeente-voorbeeld")
    all_agree(proposal, now=now)
    return adopt(proposal, in_force_from=on, now=now)


def _words(on, known=None, place=None):
    rows = selectors.list_clauses((place or make_municipality()).id, on, known)
    return {row.number: row.text for row in rows}


def _steward():
    return make_actor("steward", party=make_party(code="gemeente-voorbeeld"))


def test_the_right_words_count_from_the_same_day_and_the_old_ones_are_what_was_known(clauses):
    made = _correct(clauses["1.1"].clause_id)

    first = date(2020, 1, 1)
    assert made == ((1, 2),)
    assert _words(first)["1.1"] == RIGHT
    assert _words(first, LATER - timedelta(seconds=1))["1.1"] == WRONG
    assert _words(first, LATER)["1.1"] == RIGHT
    assert _words(first)["2.1"] == clauses["2.1"].text


def test_a_correction_tells_who_why_and_by_which_decision(clauses):
    _adopt(change_words(clauses["2.1"], "Zeshonderd woningen."), date(2020, 4, 1))
    _correct(clauses["2.1"].clause_id, "Zevenhonderd woningen.", version=2)

    correction, decided, first = list_history(make_municipality().id)
    row = RegisterVersion.objects.get(number=3)
    event = AuditEvent.objects.get(name="register.corrected")
    assert (correction.corrects, correction.corrected_by) == (2, None)
    assert (decided.corrects, decided.corrected_by) == (None, 3)
    assert (first.corrects, first.corrected_by) == (None, None)
    assert correction.version.decision_id == decided.version.decision_id
    assert row.explanation == event.facts["reason"] == BECAUSE
    assert row.recorded_by_id == recorder().user_id
    assert event.facts["versions"] == [[2, 3]]


def test_a_later_version_with_the_same_mistake_is_corrected_too(clauses):
    _adopt(change_words(clauses["2.1"], "Zeshonderd woningen."), date(2020, 4, 1))

    made = _correct(clauses["1.1"].clause_id)

    assert made == ((1, 3), (2, 4))
    assert _words(date(2020, 1, 1)) | {"2.1": ""} == _words(date(2020, 5, 1)) | {"2.1": ""}
    assert _words(date(2020, 5, 1))["2.1"] == "Zeshonderd woningen."
    assert _words(date(2020, 5, 1))["1.1"] == RIGHT


def test_what_a_later_decision_changed_stays_as_it_was_decided(clauses):
    _adopt(change_words(clauses["1.1"], "Elke maand."), date(2020, 4, 1))

    made = _correct(clauses["1.1"].clause_id)

    assert made == ((1, 3),)
    assert _words(date(2020, 3, 1))["1.1"] == RIGHT
    assert _words(date(2020, 5, 1))["1.1"] == "Elke maand."
    assert selectors.find_version(make_municipality().id).number == 2


def test_an_agreement_that_left_later_is_still_there_in_the_corrected_past(clauses):
    repeal = RepealClause(str(uuid4()), str(clauses["2.2"].clause_id))
    _adopt(ProposedEdit(repeal), date(2020, 4, 1))

    _correct(clauses["1.1"].clause_id)

    past = set_of_version(selectors.find_version(make_municipality().id, date(2020, 2, 1)))
    now = set_of_version(selectors.find_version(make_municipality().id))
    assert (len(past.clauses), past.departed) == (3, ())
    assert [one.clause.id for one in now.departed] == [str(clauses["2.2"].clause_id)]


def test_the_next_decision_builds_on_the_corrected_words(clauses):
    _correct(clauses["1.1"].clause_id)
    _adopt(change_words(clauses["2.1"], "Zeshonderd woningen."), date(2021, 4, 1), LATER)

    assert _words(date(2021, 5, 1))["1.1"] == RIGHT
    assert RegisterVersion.objects.get(number=3).corrects is None


def test_a_proposal_on_the_mistaken_words_is_carried_over_first(clauses):
    proposal = make_proposal(change_words(clauses["1.1"], "Elke maand."))
    all_agree(proposal)
    _correct(clauses["1.1"].clause_id)

    with pytest.raises(WrongState, match="versie 2"):
        adopt(proposal, in_force_from=date(2021, 4, 1), now=LATER)


def test_the_words_have_the_correction_as_their_source(clauses):
    _correct(clauses["1.1"].clause_id)

    place = make_municipality().id
    sourced = words_with_source(place, clauses["1.1"].clause_id, date(2020, 6, 1))
    behind = versions_behind(place, 2)
    assert {version.number for _, version in sourced.spans} == {2}
    assert {row.number for row in behind.values()} == {2}
    assert [row.text for _, row in selectors.list_clause_versions(clauses["1.1"].clause_id)] == [
        RIGHT
    ]


def test_words_have_their_source_as_of_a_day_and_as_known_on_a_day(clauses):
    client = sign_in(Client(), _steward())
    _adopt(change_words(clauses["2.1"], "Zeshonderd woningen."), date(2077, 1, 1))
    page = "/gm9001/afspraken/2.1/herkomst/"

    now, later, unknown = (
        client.get(page, asked)
        for asked in ({}, {"op": "2077-02-01"}, {"op": "2077-02-01", "bekend": "2019-12-31"})
    )

    assert "Zeshonderd" not in now.text
    assert "Zeshonderd" in later.text
    assert '<strong><span class="sourced__piece">Voorraad<a' in later.text
    assert '<span class="sourced__piece">Genoeg betaalbare woningen.<a' in later.text
    assert 'href="/gm9001/afspraken/2.1/?op=2077-02-01"' in later.text
    assert unknown.status_code == 404


def test_a_correction_can_be_corrected_and_the_corrected_version_cannot(clauses):
    clause_id = clauses["1.1"].clause_id
    _correct(clause_id)

    with pytest.raises(WrongState, match="al hersteld"):
        _correct(clause_id, "Vier keer.", version=1)
    made = _correct(clause_id, "Vier keer.", version=2)

    assert made == ((2, 3),)
    assert _words(date(2020, 1, 1))["1.1"] == "Vier keer."


@pytest.mark.parametrize(
    ("text", "reason", "told"),
    [
        (RIGHT, " ", "Schrijf op hoe u weet"),
        ("  ", BECAUSE, "heeft een tekst"),
        (WRONG, BECAUSE, "al zo vastgelegd"),
    ],
    ids=["without reason", "without text", "without change"],
)
def test_a_correction_that_says_nothing_is_refused_without_a_trace(clauses, text, reason, told):
    events = AuditEvent.objects.count()

    with pytest.raises(WrongState, match=told):
        _correct(clauses["1.1"].clause_id, text, reason=reason)

    assert (RegisterVersion.objects.count(), AuditEvent.objects.count()) == (1, events)


def test_an_agreement_or_version_that_is_not_there_is_refused(clauses):
    for version, clause_id in ((1, uuid4()), (9, clauses["1.1"].clause_id)):
        with pytest.raises(WrongState):
            _correct(clause_id, version=version)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("party", ["gemeente-voorbeeld", "corporatie-a", "huurders-a"])
def test_only_editors_and_stewards_of_the_municipality_correct(clauses, role, party):
    actor = make_actor(role, party=make_party(code=party))
    may = party == "gemeente-voorbeeld" and role in ("editor", "steward")

    if may:
        assert _correct(clauses["1.1"].clause_id, actor=actor)
    else:
        with pytest.raises(NotAllowed):
            _correct(clauses["1.1"].clause_id, actor=actor)


def _close(year, actor=None, reason="Besproken in het overleg."):
    services.close_year(
        municipality_id=make_municipality().id,
        year=year,
        reason=reason,
        actor=actor or _steward(),
        now=LATER + timedelta(days=800),
    )


def test_what_was_in_force_in_a_closed_year_is_not_corrected_until_it_is_opened(clauses):
    _adopt(change_words(clauses["2.1"], "Zeshonderd woningen."), date(2021, 4, 1))
    _close(2021)

    with pytest.raises(WrongState, match="2021 is afgesloten"):
        _correct(clauses["1.1"].clause_id)
    services.open_year(
        municipality_id=make_municipality().id,
        year=2021,
        reason="Er zit een fout in.",
        actor=_steward(),
        now=LATER + timedelta(days=801),
    )

    assert _correct(clauses["1.1"].clause_id) == ((1, 3), (2, 4))
    assert closed_years(make_municipality().id) == frozenset()


def test_a_correction_that_ends_before_the_closed_year_goes_through(clauses):
    _adopt(change_words(clauses["1.1"], "Elke maand."), date(2021, 1, 1))
    _close(2021)

    assert _correct(clauses["1.1"].clause_id) == ((1, 3),)


def test_a_decision_does_not_count_from_a_day_in_or_before_a_closed_year(clauses):
    _close(2021)
    proposal = make_proposal(change_words(clauses["1.1"], "Elke maand."))
    all_agree(proposal)

    for on in (date(2021, 6, 1), date(2020, 6, 1)):
        with pytest.raises(WrongState, match="2021 is afgesloten"):
            adopt(proposal, in_force_from=on)
    assert adopt(proposal, in_force_from=date(2022, 1, 1)).version_number == 2


@pytest.mark.usefixtures("clauses")
def test_a_year_is_closed_once_when_it_is_over_with_a_reason_by_a_steward():
    _close(2021)

    for year, reason in ((2021, "Nog eens."), (2023, "Te vroeg."), (2020, " ")):
        with pytest.raises(WrongState):
            _close(year, reason=reason)
    with pytest.raises(NotAllowed):
        _close(2020, actor=recorder())
    assert closed_years(make_municipality().id) == {2021}


def test_the_database_keeps_corrections_and_years(clauses):
    _correct(clauses["1.1"].clause_id)
    _close(2018)

    for model in (RegisterVersion, YearStanding):
        for act in (
            f"UPDATE {model._meta.db_table} SET id = id",
            f"DELETE FROM {model._meta.db_table}",
        ):
            with pytest.raises(DatabaseError, match="kept for ever"), transaction.atomic():
                connection.cursor().execute(act)


def test_the_page_shows_the_difference_before_anything_is_recorded(clauses):
    client = sign_in(Client(), recorder())
    address = "/gm9001/afspraken/1.1/herstellen/"
    words = {"heading": "Overleg", "text": RIGHT, "reason": BECAUSE}

    shown = client.post(address, words).content.decode()
    recorded = RegisterVersion.objects.count()
    done = client.post(address, words | {"confirmed": "on"}, follow=True).content.decode()

    assert "Dit verandert er" in shown
    assert "<del>" in shown
    assert recorded == 1
    assert "hersteld door versie 2" in done
    assert "Wat is hersteld in versie 1" in done
    assert BECAUSE in done


def test_the_page_corrects_from_the_version_in_which_the_words_came(clauses):
    _adopt(change_words(clauses["2.1"], "Zeshonderd woningen."), date(2020, 4, 1))
    client = sign_in(Client(), recorder())
    words = {"heading": "Overleg", "text": RIGHT, "reason": BECAUSE, "confirmed": "on"}

    page = client.post("/gm9001/afspraken/1.1/herstellen/", words, follow=True).content.decode()

    assert "vastgelegd als versie 3, 4" in page
    assert {_words(day)["1.1"] for day in (date(2020, 1, 1), date(2020, 5, 1))} == {RIGHT}
    assert RegisterVersion.objects.get(number=3).recorded_by.name in page


def test_a_refusal_stands_above_the_form_with_what_was_typed(clauses):
    client = sign_in(Client(), recorder())

    page = client.post(
        "/gm9001/afspraken/1.1/herstellen/",
        {"heading": "Overleg", "text": WRONG, "reason": BECAUSE, "confirmed": "on"},
    ).content.decode()

    assert "al zo vastgelegd" in page
    assert BECAUSE in page


@pytest.mark.usefixtures("clauses")
def test_all_parties_see_which_years_are_closed_and_only_the_steward_closes_one():
    tenants = sign_in(Client(), make_actor("reader", party=make_party(code="huurders-a")))
    steward = sign_in(Client(), _steward())

    steward.post(
        "/gm9001/afspraken/versies/jaar/", {"year": 2019, "act": "close", "reason": "Afgerond."}
    )
    seen = tenants.get("/gm9001/afspraken/versies/").content.decode()

    assert "2019" in seen
    assert "Afgerond." in seen
    assert "Het jaar afsluiten" not in seen
    assert "Het jaar afsluiten" in steward.get("/gm9001/afspraken/versies/").content.decode()
