"""A norm that holds only when another figure meets its condition."""

from dataclasses import replace
from datetime import date

import pytest

from drieluik.core.findings import action_nl, message_nl
from drieluik.core.norms import (
    Comparison,
    Condition,
    ForWhom,
    Kind,
    Light,
    Measurable,
    Measure,
    Norm,
    Rhythm,
    Scope,
    Target,
    as_norm,
    change_nl,
    format_norm,
    parse_norm,
    status,
    told_nl,
    under_condition,
)
from tests.core.norms.test_status import figures, share

ON = date(2021, 3, 1)
NAMES = {"A": "Corporatie A", "B": "Corporatie B"}
CONDITION = Condition("made-up", Target(Comparison.AT_MOST, (0.85,), Measure.SHARE))
TEXT = """afspraak: 9.2
citaat: "langer wachten"
soort: inspanning
indicator: urgent
norm: hoogstens 6%
voor: alle corporaties samen
mits: gewone zoekers wachten lang
mits cijfer: seekers hoogstens 85%"""
KNOWN = {
    one.indicator_id: one
    for one in (
        Measurable("urgent", "Urgent", Measure.SHARE),
        Measurable("seekers", "Zoekers", Measure.SHARE),
        Measurable("parts", "Delen", Measure.SHARE, ("A",), needs_breakdown=True),
    )
}

NAMES_OF_FIGURES = {one.indicator_id: one.name_nl for one in KNOWN.values()}


def _norm(scope=Scope.TOTAL):
    return Norm(
        "9.2",
        "langer wachten",
        Kind.RESULT,
        ForWhom(scope),
        Rhythm.YEAR,
        "made-up",
        target=Target(Comparison.AT_MOST, (0.06,), Measure.SHARE),
        condition=CONDITION,
    )


def _stands(found, condition, scope=Scope.TOTAL):
    norm = _norm(scope)
    by_itself = status(norm, found, NAMES, ON)
    met = status(as_norm(norm, CONDITION), condition, NAMES, ON)
    return under_condition(by_itself, met, "Zoekers binnen een jaar")


MISSED = share("2020", A=(10, 100), B=(20, 100))
BOTH_SLOW = share("2020", A=(80, 100), B=(82, 100))
BOTH_QUICK = share("2020", A=(90, 100), B=(92, 100))


def test_with_its_condition_met_a_norm_stands_as_it_does_by_itself_and_names_the_figure():
    found = _stands(MISSED, BOTH_SLOW)

    assert (found.light, found.reason_code) == (Light.OFF_COURSE, "missed")
    assert found.reason_nl == (
        "In 2020 was het 15%; de norm is hoogstens 6%. Dat is niet gehaald. Voorwaarde: Zoekers "
        "binnen een jaar, hoogstens 85%. In 2020 was het 81%. De norm geldt dus."
    )


def test_without_its_condition_a_norm_does_not_hold_and_says_by_which_figure():
    found = _stands(MISSED, BOTH_QUICK)

    assert (found.light, found.reason_code) == (Light.NOT_MEASURABLE_YET, "condition_not_met")
    assert found.reason_nl == (
        "Voorwaarde: Zoekers binnen een jaar, hoogstens 85%. In 2020 was het 91%. De norm geldt "
        "dus niet over 2020."
    )
    assert found.interval.value == 0.15


def test_nobody_is_off_course_by_a_norm_that_does_not_hold():
    found = _stands(MISSED, BOTH_QUICK, Scope.EACH)

    assert [party.light for party in found.parties] == [None, None]
    assert {party.reason_nl for party in found.parties} == {"De norm geldt dus niet over 2020."}
    assert [party.interval.value for party in found.parties] == [0.1, 0.2]


def test_with_a_corporation_missing_from_the_condition_nobody_can_tell_whether_the_norm_holds():
    found = _stands(MISSED, share("2020", A=(90, 100)))

    assert (found.light, found.reason_code) == (Light.UNKNOWN, "condition_unclear")
    assert found.reason_nl == (
        "Voorwaarde: Zoekers binnen een jaar, hoogstens 85%. Van Corporatie B ontbreekt het cijfer "
        "over 2020; het totaal is onbekend. Of de norm geldt, is dus niet te zeggen."
    )
    assert found.missing_parties == ("B",)
    assert [(party.party_code, party.reason_code) for party in found.parties] == [
        ("A", "counts_in_total"),
        ("B", "condition_missing"),
    ]
    assert found.parties[1].reason_nl == "Het cijfer van de voorwaarde over 2020 ontbreekt."
    assert found.parties[1].interval.value == 0.2


def test_a_corporation_outside_the_norm_is_named_when_the_condition_lacks_its_figure():
    norm = replace(_norm(), for_whom=ForWhom(Scope.NAMED, ("A",)))
    by_itself = status(norm, MISSED, NAMES, ON)
    condition = status(as_norm(norm, CONDITION), share("2020", A=(90, 100)), NAMES, ON)

    found = under_condition(by_itself, condition, "Zoekers binnen een jaar")

    assert [(party.party_code, party.reason_code) for party in found.parties] == [
        ("A", "condition_unclear"),
        ("B", "condition_missing"),
    ]


def test_a_corporation_to_which_the_norm_does_not_apply_can_be_missing_in_the_condition():
    by_itself = status(_norm(), MISSED, NAMES, ON, {"2020": {"B": "Geen zoekers."}})
    condition = status(as_norm(_norm(), CONDITION), share("2020", A=(90, 100)), NAMES, ON)

    party = under_condition(by_itself, condition, "Zoekers binnen een jaar").parties[1]

    assert (party.reason_code, party.reason_nl) == (
        "condition_missing",
        "Niet van toepassing: Geen zoekers. Het cijfer van de voorwaarde over 2020 ontbreekt.",
    )


def test_a_condition_without_anything_to_measure_leaves_the_norm_unmeasured():
    found = _stands(MISSED, share("2020", A=(0, 0), B=(0, 0)))

    assert (found.light, found.reason_code) == (Light.NOT_MEASURABLE_YET, "condition_unclear")


def test_that_a_figure_is_missing_stays_known_when_the_norm_does_not_hold():
    found = _stands(share("2020", A=(10, 100)), BOTH_QUICK, Scope.EACH)

    assert [(party.light, party.reason_code) for party in found.parties] == [
        (None, "condition_not_met"),
        (None, "party_missing"),
    ]
    assert found.missing_parties == ("B",)


def test_a_condition_is_read_and_written_as_a_line_and_its_words_stay_beside_it():
    norm = parse_norm(TEXT, KNOWN)

    assert norm.condition == Condition("seekers", CONDITION.target)
    assert norm.condition_nl == "gewone zoekers wachten lang"
    assert parse_norm(format_norm(norm), KNOWN) == norm
    assert "Mits dit cijfer: Zoekers, hoogstens 85%." in told_nl(norm, NAMES_OF_FIGURES)
    other = parse_norm(TEXT.replace("85%", "80%"), KNOWN)
    assert change_nl(norm, other, NAMES_OF_FIGURES) == (
        "Mits dit cijfer: Zoekers, hoogstens 85% wordt Zoekers, hoogstens 80%.",
    )


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("mits cijfer: hoogstens 85%", "norms.condition_unreadable"),
        ("mits cijfer: seekers lager dan vorig jaar", "norms.condition_unreadable"),
        ("mits cijfer: seekers tussen 80% en 90%", "norms.condition_unreadable"),
        ("mits cijfer: seekrs hoogstens 85%", "norms.indicator_unknown"),
        ("mits cijfer: seekers hoogstens 85", "norms.unit_differs"),
        ("mits cijfer: parts hoogstens 85%", "norms.condition_only_parts"),
    ],
)
def test_a_condition_that_cannot_be_measured_is_refused_at_its_line(line, rule):
    text = TEXT.replace("mits cijfer: seekers hoogstens 85%", line)

    (fault,) = parse_norm(text, KNOWN)

    assert (fault.rule, fault.place.line) == (rule, 8)
    assert message_nl(fault)
    assert action_nl(fault)


def test_a_norm_that_people_judge_has_no_condition_in_a_figure():
    text = "\n".join(
        line for line in TEXT.splitlines() if not line.startswith(("indicator", "norm"))
    )

    (fault,) = parse_norm(text, KNOWN)

    assert fault.rule == "norms.condition_without_target"
    assert message_nl(fault)


def test_a_large_bound_is_written_as_the_figure_beside_it():
    many = Condition("made-up", Target(Comparison.AT_MOST, (1200.0,)))
    let = figures(
        *(
            ("2020", party, (n, None), (n, None))
            for party, n in (("A", 700.0), ("B", 540.0), (None, 1240.0))
        )
    )
    met = status(as_norm(_norm(), many), let, NAMES, ON)

    found = under_condition(status(_norm(), MISSED, NAMES, ON), met, "Verhuringen")

    assert "Verhuringen, hoogstens 1.200. In 2020 was het 1.240." in found.reason_nl


def test_a_norm_rests_on_its_own_figure_and_on_that_of_its_condition_each_once():
    norm = parse_norm(TEXT, KNOWN)
    own = parse_norm(TEXT.replace("cijfer: seekers", "cijfer: urgent"), KNOWN)

    assert norm.rests_on == ("urgent", "seekers")
    assert own.rests_on == ("urgent",)
    assert replace(norm, condition=None).rests_on == ("urgent",)
    assert replace(norm, condition=None, indicator_id=None).rests_on == ()
