"""What is found, in which order, and how long it holds; the same on both databases."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drieluik.apps.agreements.models import Register
from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.agreements.selectors import search_clauses
from drieluik.apps.decisions.services import add_suggestion, approve_minutes, record_discussion
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.apps.search.models import Entry
from drieluik.apps.search.rows import Bundle, NewEntry
from drieluik.apps.search.selectors import Scope, search
from drieluik.apps.search.services import put_bundle, rebuild_index
from drieluik.core.searching import read_query
from tests.factories.agreements import make_register
from tests.factories.decisions import (
    STARTS,
    close_meeting,
    decide,
    make_item,
    make_meeting,
    open_meeting,
    secretary,
)
from tests.factories.organisations import make_actor, make_municipality, make_party
from tests.factories.proposals import change_words, make_proposal

pytestmark = pytest.mark.django_db
TODAY = date(2020, 6, 1)


def _find(typed, *, actor=None, on=TODAY, **scope):
    place = make_municipality()
    return search(
        read_query(typed),
        Scope(municipality_id=place.id, slug=place.slug, on=on, **scope),
        actor=actor or _reader(),
    )


def _reader():
    party = make_party(code="lezers", kind="council", municipality=make_municipality())
    return make_actor(role="reader", party=party)


def _put(*texts, **more):
    entries = [
        NewEntry(
            kind="clause",
            audience="everyone",
            title=title,
            body=body,
            number=str(at),
            place={"number": str(at)},
            facts={"version": 1},
            dated_on=date(2020, 1, 1),
            **more,
        )
        for at, (title, body) in enumerate(texts)
    ]
    put_bundle(Bundle(make_municipality().id, "proef", tuple(entries)))


def _numbers(found):
    return [hit.number for hit in found.hits]


TEXTS = (
    ("Huurprijzen", "De huurprijzen stijgen niet meer dan de inflatie."),
    ("Nieuwe huizen", "Er komen duurzame huizen in de wijk, ook sociale huur."),
    (
        "Ideeën",
        "Wie ideeën heeft over het wonen van éénoudergezinnen, vertelt ze aan de corporatie.",
    ),
    ("Verslag", "Sociale partners en huurders lezen het verslag; zie 3.8 en 3.18."),
)


def _clause(at):
    """Return what ``_put`` lets the index find, as a row of the register."""
    heading, text = TEXTS[at]
    return ClauseRow(UUID(int=at), str(at), heading, text, "1", "Thema", "", "", at, 1)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("huurprijs", ["0"]),
        ("HUURPRIJZEN inflatie", ["0"]),
        ("huis", ["1"]),
        ("duurzaam huis", ["1"]),
        ("idee", ["2"]),
        ("ideeen eenoudergezin", ["2"]),
        ("corporaties", ["2"]),
        ("sociaal", ["1", "3"]),
        ('"sociale huur"', ["1"]),
        ('"huur sociale"', []),
        ("3.8", ["3"]),
        ("3.1", []),
        ("huur", ["1"]),
        ("huur*", ["0", "1", "3"]),
        ("corporati*", ["2"]),
        ("huurprijs huis", []),
        ("de het een", []),
        ("niet", ["0"]),
        ("' OR 1=1 --", []),
        ("NEAR(huis)", []),
        ("title_stems : huis", []),
        ("huis AND wijk", []),
        ("100%", []),
        ("afspraak 1", ["1"]),
        ("idee*", ["2"]),
        ('"2 ideeën"', ["2"]),
        ('"ideeën wie"', []),
    ],
)
def test_the_same_words_find_the_same_on_both_databases_and_in_the_register(typed, numbers):
    _put(*TEXTS)

    assert sorted(_numbers(_find(typed))) == numbers
    hits = search_clauses(map(_clause, range(4)), read_query(typed))
    assert sorted(hit.clause.number for hit in hits) == numbers


def test_the_very_word_in_a_title_goes_before_another_form_in_a_text():
    _put(
        ("Iets anders", "Hier staat veel over van alles, en ook over woningen."),
        ("Woning", "Kort."),
    )

    assert _numbers(_find("woning")) == ["1", "0"]


def test_the_agreement_whose_number_is_typed_goes_first():
    make_register()
    _put(("Verwijzing 2.1 2.1 2.1", "2.1 en nog eens 2.1"))

    found = _find("afspraak 2.1")

    assert _numbers(found) == ["2.1", "0"]


def test_recording_the_register_lets_its_agreements_and_projects_be_found():
    make_register()

    found = _find("huurschuld")

    assert [(hit.kind, hit.number) for hit in found.hits] in (
        [("focus_project", ""), ("clause", "2.2")],
        [("clause", "2.2"), ("focus_project", "")],
    )
    assert {kind: n for kind, _, n in found.by_kind} == {"clause": 1, "focus_project": 1}
    assert {hit.href for hit in found.hits} == {
        "/gm9001/afspraken/2.2/",
        "/gm9001/afspraken/speerpunten/2020/1/",
    }


def test_a_kind_and_a_theme_narrow_it_down():
    make_register()

    assert _find("huurschuld", kind="clause").n_hits == 1
    assert _find("huurschuld", kind="clause").n_all == 2
    assert _find("partijen", theme="1").n_hits == 1
    assert _find("partijen", theme="2").n_hits == 0
    assert _find("partijen", theme="%").n_hits == 0


def test_decisions_and_minutes_about_a_proposal_belong_to_its_themes():
    clauses = make_register()
    proposal = make_proposal(
        change_words(clauses["1.1"], "Partijen spreken elkaar vaker."), party="huurders-a"
    )
    first, second = make_meeting(), make_meeting(starts_at=STARTS + timedelta(days=30))
    item = add_suggestion(
        meeting_id=first.id,
        source="proposal",
        source_id=str(proposal.id),
        actor=secretary(),
        now=first.starts_at,
    )
    make_item(first, title="Rondvraag")
    open_meeting(first)
    for one in first.items.all():
        decide(one, kind="ask_advice", text="Het blauwe besluit.")
        record_discussion(
            item_id=one.id, text="Het blauwe gesprek.", actor=secretary(), now=first.starts_at
        )
    close_meeting(first)
    make_item(second)
    open_meeting(second)
    approve_minutes(
        meeting_id=first.id,
        in_meeting_id=second.id,
        remarks="",
        actor=secretary(),
        now=second.starts_at,
    )
    reader = make_actor("reader", party=make_party(code="gemeente-voorbeeld"))

    found = _find("blauwe", theme="1", actor=reader)

    assert {kind: n for kind, _, n in found.by_kind} == {"decision": 1, "minutes": 1}
    assert {str(hit.title[0][0]) for hit in found.hits} == {item.title}
    assert _find("blauwe", actor=reader).n_all == 4
    assert _find("blauwe", theme="2", actor=reader).n_all == 0


def test_a_book_of_codes_that_are_all_different_is_found_as_far_as_it_fits():
    codes = " ".join(f"{n:x}{'k' * 8}" for n in range(60_000))

    _put(("Bijlage", f"aanhef {codes}"))

    assert _find("aanhef").n_hits == 1
    assert _find(f"{100:x}{'k' * 8}").n_hits == 1


@pytest.mark.parametrize(
    "typed", ["\u037a", "\u037a*", '"\u037a"', "NEAR(a b)", "a:*", "words:x", "\\", "'", '"']
)
def test_whatever_is_typed_is_no_error_of_ours(typed):
    _put(("Huur", "gewoon"))

    assert _find(f"{typed} huur").n_all in (0, 1)
    assert _find(typed).n_all in (0, 1)


def test_acts_wait_while_the_index_is_made_anew():
    make_register()

    with CaptureQueriesContext(connection) as asked:
        rebuild_index(municipality_id=make_municipality().id)

    statements = [one["sql"] for one in asked.captured_queries]
    held = next(at for at, sql in enumerate(statements) if "audit_audithead" in sql)
    taken_out = next(at for at, sql in enumerate(statements) if sql.startswith("DELETE"))
    assert held < taken_out


def test_what_does_not_hold_yet_or_any_more_is_not_found():
    _put(("Oud", "tijdelijk"), holds_until=date(2020, 6, 1))

    assert _find("tijdelijk", on=date(2020, 5, 31)).n_hits == 1
    assert _find("tijdelijk", on=date(2020, 6, 1)).n_hits == 0

    _put(("Nieuw", "tijdelijk"), holds_from=date(2020, 6, 1))

    assert _find("tijdelijk", on=date(2020, 5, 31)).n_hits == 0
    assert _find("tijdelijk", on=date(2020, 6, 1)).n_hits == 1


def test_a_bundle_that_is_made_anew_loses_its_old_words():
    _put(("Eerst", "aardbei"))
    _put(("Daarna", "framboos"))

    assert _find("aardbei").n_hits == 0
    assert _find("framboos").n_hits == 1


def test_another_municipality_finds_nothing_and_who_takes_no_part_finds_nothing():
    make_register()
    stranger = make_actor(
        party=make_party(code="elders", municipality=make_municipality(code="GM9002"))
    )

    assert _find("partijen", actor=stranger).n_all == 0
    assert _find("partijen", actor=SYSTEM).n_all == 0


def test_rebuilding_makes_the_same_index():
    make_register()
    before = _contents()
    Entry.objects.all().delete()

    n_entries = rebuild_index(municipality_id=Register.objects.get().municipality_id)

    assert _contents() == before
    assert n_entries == len(before) == 4


def test_a_long_text_is_found_in_two_questions(django_assert_num_queries):
    _put(("Boek", "woord " * 70_000 + "einde"), ("Nog een", "begin " + "pagina " * 40_000 + "slot"))
    reader, place = _reader(), make_municipality()
    scope = Scope(municipality_id=place.id, slug=place.slug, on=TODAY)

    with django_assert_num_queries(2):
        found = search(read_query("begin slot"), scope, actor=reader)

    assert _numbers(found) == ["1"]


def _contents():
    fields = [field.name for field in Entry._meta.fields if field.name not in ("id",)]
    rows = Entry.objects.order_by("bundle", "number", "title").values(*fields)
    return list(rows)
