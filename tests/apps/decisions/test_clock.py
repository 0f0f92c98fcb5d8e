"""The information clock, as drawn tables: term, receipts, and what is said."""

from datetime import date

import pytest

from drieluik.apps.decisions.clock import (
    Advice,
    AdviceState,
    Listener,
    Receipt,
    Reply,
    Term,
    Timeliness,
    judge,
)

WHO = Listener("huurders-a", "Huurders A")
MEETING = date(2020, 3, 12)
LAST = date(2020, 2, 27)
AFTER, BEFORE = date(2020, 3, 1), date(2020, 2, 20)


def _days(text: str) -> date | None:
    return date.fromisoformat(f"2020-{text}") if text != "-" else None


@pytest.mark.parametrize(
    ("received", "looked_on", "expected"),
    [
        ("02-10", "02-20", Timeliness.ON_TIME),
        ("02-27", "03-12", Timeliness.ON_TIME),
        ("02-28", "03-12", Timeliness.LATE),
        ("03-12", "03-12", Timeliness.LATE),
        ("-", "02-20", Timeliness.WAITING),
        ("-", "02-27", Timeliness.WAITING),
        ("-", "02-28", Timeliness.MISSING),
        ("-", "03-12", Timeliness.MISSING),
    ],
)
def test_a_paper_is_judged_by_the_last_day_of_the_term(received, looked_on, expected):
    receipt = Receipt("Notitie", 1, _days(received))

    judged = judge(WHO, [receipt], Term(MEETING, 14), _days(looked_on))

    assert judged.timeliness is expected
    assert judged.flagged is (expected in (Timeliness.LATE, Timeliness.MISSING))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("02-10", "02-11", Timeliness.ON_TIME),
        ("02-10", "02-28", Timeliness.LATE),
        ("02-10", "-", Timeliness.MISSING),
        ("02-28", "-", Timeliness.MISSING),
    ],
)
def test_the_worst_paper_decides(first, second, expected):
    receipts = [Receipt("Notitie", 1, _days(first)), Receipt("Bijlage", 1, _days(second))]

    assert judge(WHO, receipts, Term(MEETING, 14), MEETING).timeliness is expected


def test_without_papers_or_without_an_agreed_term_nothing_is_flagged():
    no_papers = judge(WHO, [], Term(MEETING, 14), MEETING)
    no_term = judge(WHO, [Receipt("Notitie", 1, AFTER)], Term(MEETING, None), MEETING)

    assert no_papers.timeliness is Timeliness.NO_PAPERS
    assert no_term.timeliness is Timeliness.NO_TERM
    assert not no_papers.flagged
    assert not no_term.flagged


def test_the_sentence_says_how_late_and_that_an_earlier_version_was_in_time():
    late = Receipt("Notitie", 2, date(2020, 3, 1), earlier_on=BEFORE)

    sentence = judge(WHO, [late], Term(MEETING, 14), MEETING).sentence

    assert sentence == (
        "Notitie kwam 3 dagen te laat: op 1 maart 2020 in plaats van 27 februari 2020. "
        "Een eerdere versie was er op tijd."
    )


def test_one_day_late_is_said_in_the_singular():
    late = Receipt("Notitie", 1, date(2020, 2, 28))

    assert "1 dag te laat" in judge(WHO, [late], Term(MEETING, 14), MEETING).sentence


def test_an_organisation_on_a_separate_track_is_judged_alike_and_said_to_be_apart():
    apart = Listener("commissie", "Commissie", separate_track=True)

    judged = judge(apart, [Receipt("Notitie", 1, AFTER)], Term(MEETING, 14), MEETING)

    assert judged.timeliness is Timeliness.LATE
    assert judged.sentence.endswith("Deze organisatie wordt apart geraadpleegd.")


@pytest.mark.parametrize(
    ("received", "given", "expected"),
    [
        ("01-30", "-", AdviceState.TIME_ENOUGH),
        ("01-31", "-", AdviceState.TOO_SHORT),
        ("02-27", "-", AdviceState.TOO_SHORT),
        ("02-27", "03-05", AdviceState.GIVEN),
        ("-", "-", AdviceState.NOT_STARTED),
        ("-", "03-05", AdviceState.GIVEN),
    ],
)
def test_tenants_have_six_weeks_to_advise_where_the_law_says_so(received, given, expected):
    receipts = [Receipt("Voornemen", 1, _days(received), advised_version=1)]

    day = _days(given)
    advice = Advice(day) if day else None
    judged = judge(WHO, receipts, Term(MEETING, 14, 6), MEETING, advice)

    assert judged.advice is expected
    assert (judged.advice in (AdviceState.TOO_SHORT, AdviceState.NOT_STARTED)) <= judged.flagged


def test_an_item_that_needs_no_advice_says_nothing_about_it():
    judged = judge(WHO, [Receipt("Notitie", 1, LAST)], Term(MEETING, 14), MEETING)

    assert judged.advice is AdviceState.NOT_ASKED
    assert judged.advice_sentence == ""


@pytest.mark.parametrize(
    ("advised", "words"),
    [
        (1, "Het ging over versie 1 van Voornemen; daarna kwam versie 2."),
        (None, "Voornemen is daarna toegevoegd."),
    ],
)
def test_advice_on_an_older_version_is_flagged(advised, words):
    receipts = [Receipt("Voornemen", 2, LAST, advised_version=advised)]

    judged = judge(WHO, receipts, Term(MEETING, 14, 6), MEETING, Advice(BEFORE))

    assert (judged.advice, judged.flagged) == (AdviceState.OVERTAKEN, True)
    assert words in judged.advice_sentence


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (None, "uiterlijk 5 maart 2020 op papier"),
        (Reply("wholly", date(2020, 3, 1)), "dat het advies wordt gevolgd"),
        (Reply("not", date(2020, 3, 5)), "op zijn vroegst op 8 maart 2020"),
        (Reply("partly", date(2020, 3, 6)), "Dat was na de laatste dag, 5 maart 2020."),
    ],
)
def test_what_the_landlord_answers_is_said_with_the_terms_of_the_law(reply, words):
    receipts = [Receipt("Voornemen", 1, LAST, advised_version=1)]
    term = Term(MEETING, 14, 6, reasons_days=14, wait_days=3)

    judged = judge(WHO, receipts, term, MEETING, Advice(BEFORE, reply))

    assert words in judged.advice_sentence
