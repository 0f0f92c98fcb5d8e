"""Signals come by themselves, once, follow what the light says, and are closed by people."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from drieluik.apps.agreements.selectors import list_clauses
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.monitor import services
from drieluik.apps.monitor.models import Signal
from drieluik.apps.monitor.selectors.signals import find_signal, list_asked, list_signals
from drieluik.apps.monitor.services import Opinion
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import SYSTEM
from tests.factories.decisions import secretary
from tests.factories.monitor import EFFORT, NOW, make_norm, norm_text
from tests.factories.organisations import make_actor, make_municipality, make_party
from tests.factories.signals import deliver, explain, make_signal, make_watched_place, notice

pytestmark = pytest.mark.django_db
AUTUMN = datetime(2021, 9, 1, 9, 0, tzinfo=UTC)
EACH = norm_text(for_whom="elke corporatie")


@pytest.fixture
def place():
    return make_watched_place()


def _rows(place, actor=SYSTEM):
    return list_signals(Sight(actor, place.id))


def _actor(kind, role="reader"):
    code = {"municipality": "gemeente-voorbeeld", "council": "raad"}[kind]
    party = make_party(code=code, kind=kind, municipality=make_municipality())
    return make_actor(role, party=party)


def _partner(code="corporatie-b", role="reader"):
    return make_actor(role, party=make_party(code=code))


def test_off_course_raises_one_signal_with_the_words_of_that_moment(place):
    deliver(place, "2020-2", (90,))

    assert notice(place) == 1

    (row,) = _rows(place)
    assert (row.kind, row.is_open, row.first_period, row.last_period) == (
        "breach", True, "2020-2", "2020-2",
    )  # fmt: skip
    assert row.now.light == "off_course"
    assert row.now.told.startswith("Huisuitzettingen")
    event = AuditEvent.objects.get(name="signal.raised")
    assert event.facts["asked"] == [code for _id, code, _name in row.asked] != []


def test_looking_again_changes_nothing(place):
    make_signal(place)
    n_events = AuditEvent.objects.count()

    assert notice(place, NOW + timedelta(hours=1)) == 0
    assert (Signal.objects.count(), AuditEvent.objects.count()) == (1, n_events)


def test_on_course_raises_nothing(place):
    deliver(place, "2020-2", (0,))

    assert notice(place) == 0


def test_a_next_half_year_off_course_adds_to_the_open_signal(place):
    make_signal(place)
    deliver(place, "2021-1", (80,))

    assert notice(place, AUTUMN) == 0

    (row,) = _rows(place)
    assert [fact.period for fact in row.facts] == ["2020-2", "2021-1"]
    assert (row.first_period, row.last_period, row.since) == ("2020-2", "2021-1", "")


def test_a_light_that_recovers_is_said_and_the_signal_stays_open(place):
    make_signal(place)
    deliver(place, "2021-1", (0,))
    notice(place, AUTUMN)

    (row,) = _rows(place)
    assert row.is_open
    assert row.last_period == "2020-2"
    assert row.since == "Weer op koers sinds 2021-1."


def test_figures_that_are_not_there_after_their_day_are_a_signal_of_their_own(place):
    deliver(place, "2020-2", (1,), parties=("corporatie-a",))

    assert notice(place) == 1

    (row,) = _rows(place)
    assert (row.kind, row.now.light) == ("missing", "unknown")
    assert [code for _id, code, _name in row.asked] == ["corporatie-b"]


def test_before_their_day_nothing_is_missing(place):
    deliver(place, "2020-2", (1,), parties=("corporatie-a",))

    assert notice(place, datetime(2021, 1, 15, 9, 0, tzinfo=UTC)) == 1
    (row,) = _rows(place)
    assert row.first_period == "2020-1"


def test_missing_figures_that_come_are_said(place):
    deliver(place, "2020-2", (1,), parties=("corporatie-a",))
    notice(place)
    deliver(place, "2020-2", (1,))
    notice(place)

    (row,) = _rows(place)
    assert row.since == "Er wordt niet meer op cijfers gewacht; op koers sinds 2020-2."


def test_an_older_signal_that_is_opened_again_is_followed_and_no_second_is_raised(place):
    act = {"actor": secretary(), "now": NOW}
    older = make_signal(place)
    services.close_signal(signal_id=older.id, reason="Besproken.", **act)
    deliver(place, "2021-1", (80,))
    notice(place, AUTUMN)
    newer = Signal.objects.get(state=Signal.State.OPEN)
    services.close_signal(signal_id=newer.id, reason="Ook besproken.", **act)
    services.reopen_signal(signal_id=older.id, reason="Toch niet goed.", **act)
    deliver(place, "2021-2", (70,))

    assert notice(place, AUTUMN + timedelta(days=200)) == 0

    (row,) = [row for row in _rows(place) if row.is_open]
    assert (row.signal_id, row.last_period) == (older.id, "2021-2")


def test_an_effort_that_nobody_judged_is_no_missing_delivery(place):
    deliver(place, "2020-2", (0,))
    make_norm(place, text=EFFORT)

    assert notice(place) == 0


def test_an_effort_that_was_not_made_is_a_breach(place):
    deliver(place, "2020-2", (0,))
    norm = make_norm(place, text=EFFORT).norm
    for code in ("corporatie-a", "corporatie-b"):
        _bind(norm.clause, code, place)
        services.record_judgement(
            norm_id=norm.id,
            party_id=make_party(code=code).pk,
            opinion=Opinion("2020-2", "not_met", "Te weinig mensen."),
            actor=make_actor("delegate", party=make_party(code=code)),
            now=NOW,
        )

    assert notice(place) == 1
    (row,) = _rows(place)
    assert {code for _id, code, _name in row.asked} == {"corporatie-a", "corporatie-b"}


def _bind(clause, code, place):
    from drieluik.apps.agreements.models import Binding

    party = make_party(code=code)
    if not Binding.objects.filter(clause=clause, party=party).exists():
        Binding.objects.create(clause=clause, party=party, kind="bound")


def test_what_was_closed_comes_back_only_over_a_later_half_year(place):
    signal = make_signal(place)
    services.close_signal(signal_id=signal.id, reason="Besproken.", actor=secretary(), now=NOW)

    assert notice(place) == 0
    deliver(place, "2021-1", (90,))
    assert notice(place, AUTUMN) == 1
    assert [row.is_open for row in _rows(place)] == [True, False]


def test_only_parties_off_course_themselves_are_asked_when_each_has_a_light():
    place = make_watched_place(EACH)
    deliver(place, "2020-2", (90,), parties=("corporatie-a",))
    deliver(place, "2020-2", (0,), parties=("corporatie-b",))
    notice(place)

    row = next(row for row in _rows(place) if row.kind == "breach")
    assert [code for _id, code, _name in row.asked] == ["corporatie-a"]


def test_figures_of_corporations_stay_with_who_may_see_them():
    place = make_watched_place(EACH)
    deliver(place, "2020-2", (90,))
    notice(place)
    in_full = _rows(place, _partner())[0]
    for_the_council = _rows(place, _actor("council"))[0]

    assert "90" in in_full.now.told
    assert "90" not in for_the_council.now.told
    assert for_the_council.now.told.endswith("Niet op koers over 2020-2.")
    assert (len(in_full.asked), for_the_council.asked) == (2, ())


def test_two_explanations_of_a_party_are_both_readable_for_the_parties_only(place):
    signal = make_signal(place)
    explain(signal, "De crisis.")
    explain(signal, "Wij nemen iemand aan.", now=NOW + timedelta(days=1))

    row = find_signal(Sight(_partner(), place.id), signal.id)
    assert [(one.party, one.text) for one in row.answers] == [
        ("Corporatie a", "De crisis."),
        ("Corporatie a", "Wij nemen iemand aan."),
    ]
    assert find_signal(Sight(_actor("council"), place.id), signal.id).answers == ()


def test_who_explained_is_asked_no_more(place):
    signal = make_signal(place)
    asked = list(signal.parties.values_list("party_id", flat=True))
    clauses = list_clauses(place.id)
    assert {one.party_id for one in list_asked(place.id, asked, clauses)} == set(asked)

    code = signal.parties.first().party.code
    explain(signal, "De crisis.", code=code)

    assert len(list_asked(place.id, asked, clauses)) == len(asked) - 1


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_explanation_has_words(place, text):
    with pytest.raises(WrongState, match="toelichting"):
        explain(make_signal(place), text)


def test_nobody_explains_for_another_party(place):
    signal = make_signal(place)

    with pytest.raises(NotAllowed):
        services.explain_signal(
            signal_id=signal.id,
            party_id=make_party(code="corporatie-a").pk,
            text="Ik weet het wel.",
            actor=_partner("corporatie-b", "delegate"),
            now=NOW,
        )


def test_a_closed_signal_is_explained_no_more_until_it_is_opened_again(place):
    signal = make_signal(place)
    act = {"signal_id": signal.id, "actor": secretary(), "now": NOW}
    services.close_signal(reason="Besproken.", **act)
    with pytest.raises(WrongState, match="gesloten"):
        explain(signal, "Te laat.")
    with pytest.raises(WrongState, match="gesloten"):
        services.close_signal(reason="Nog eens.", **act)

    services.reopen_signal(reason="Toch niet goed.", **act)
    explain(signal, "Nu wel.")

    row = _rows(place, _partner())[0]
    assert [(one.act, one.reason) for one in row.acts] == [
        ("closed", "Besproken."),
        ("reopened", "Toch niet goed."),
    ]


def test_closing_and_opening_need_a_reason(place):
    signal = make_signal(place)
    act = {"signal_id": signal.id, "actor": secretary(), "now": NOW}

    with pytest.raises(WrongState, match="reden"):
        services.close_signal(reason=" ", **act)
    with pytest.raises(WrongState, match="open"):
        services.reopen_signal(reason="Waarom niet.", **act)


def test_an_old_signal_is_not_opened_beside_a_newer_one(place):
    signal = make_signal(place)
    services.close_signal(signal_id=signal.id, reason="Klaar.", actor=secretary(), now=NOW)
    deliver(place, "2021-1", (90,))
    notice(place, AUTUMN)

    with pytest.raises(WrongState, match="nieuwer"):
        services.reopen_signal(signal_id=signal.id, reason="Toch.", actor=secretary(), now=NOW)


KEPT = [
    "UPDATE monitor_signal SET kind = 'missing'",
    "UPDATE monitor_signal SET created_at = '2000-01-01 00:00:00'",
    "DELETE FROM monitor_signal",
    "UPDATE monitor_signalfact SET told = 'Anders'",
    "DELETE FROM monitor_signalparty",
    "UPDATE monitor_signalanswer SET text = 'Anders'",
    "DELETE FROM monitor_signalact",
]


@pytest.mark.parametrize("statement", KEPT)
def test_the_database_keeps_what_was_said(place, statement):
    signal = make_signal(place)
    explain(signal, "De crisis.")
    services.close_signal(signal_id=signal.id, reason="Klaar.", actor=secretary(), now=NOW)

    with (
        pytest.raises(IntegrityError, match="kept for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
