"""The Dutch norm language: read strictly, all faults at once, written back unchanged."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieluik.core.findings import action_nl, known_rules, message_nl
from drieluik.core.norms import (
    Comparison,
    ForWhom,
    Judgement,
    Kind,
    Light,
    Measurable,
    Measure,
    Norm,
    Rhythm,
    Scope,
    Target,
    format_norm,
    parse_norm,
)

NORM = """\
afspraak: 3.2
citaat: "binnen 12 maanden"
soort: resultaat
indicator: active-seekers-housed-within-12-months
norm: minstens 90%
marge: 5 procentpunt
periode: jaar
voor: alle corporaties samen
uiterlijk: 31-12-2021
tenzij: de vraag in een jaar met meer dan een tiende stijgt
anders: de corporaties veranderen
  samen hun beleid
"""
KNOWN = {
    "active-seekers-housed-within-12-months": Measurable(
        "active-seekers-housed-within-12-months", "Binnen 12 maanden", Measure.SHARE, ("1", "2")
    )
}


def rules(text, measurables=None):
    found = parse_norm(text, measurables)
    assert not isinstance(found, Norm), "the text was read without faults"
    return [(fault.rule.removeprefix("norms."), fault.place.line) for fault in found]


def test_a_norm_is_read_in_full():
    norm = parse_norm(NORM, KNOWN)

    assert norm == Norm(
        clause="3.2",
        quotation="binnen 12 maanden",
        kind=Kind.RESULT,
        for_whom=ForWhom(Scope.TOTAL),
        rhythm=Rhythm.YEAR,
        indicator_id="active-seekers-housed-within-12-months",
        target=Target(Comparison.AT_LEAST, (0.9,), Measure.SHARE, 0.05),
        deadline=date(2021, 12, 31),
        exception_nl="de vraag in een jaar met meer dan een tiende stijgt",
        fallback_nl="de corporaties veranderen samen hun beleid",
    )


def test_all_faults_are_told_at_once_with_their_lines():
    text = """\
afspraak: drie
citaat: zonder aanhalingstekens
soort: belofte
indicatr: evictions
norm: ongeveer 90%
marge: weinig
voor: iedereen
voor: elke corporatie
uiterlijk: 31-02-2021
zomaar een regel
"""

    assert set(rules(text)) == {
        ("indicator_missing", 1),
        ("clause_unreadable", 1),
        ("quotation_without_quotes", 2),
        ("choice_unknown", 3),
        ("key_unknown", 4),
        ("figure_unreadable", 5),
        ("margin_unreadable", 6),
        ("for_whom_unreadable", 7),
        ("key_twice", 8),
        ("day_unreadable", 9),
        ("line_without_key", 10),
    }
    assert [line for _, line in rules(text)] == sorted(line for _, line in rules(text))


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("minstens 90%", "minstens 1.234", "figure_unreadable"),
        ("minstens 90%", "tussen 90% en 80%", "bounds_reversed"),
        ("minstens 90%", "tussen 90% en EUR 5", "figure_unreadable"),
        ("minstens 90%", "tussen 80% en 90% en 95%", "figure_unreadable"),
        ("5 procentpunt", "EUR 5", "margin_in_other_unit"),
        ("indicator: active", "indicator: actve", "indicator_unknown"),
        ("minstens 90%", "minstens 90", "margin_in_other_unit"),
        ("voor: alle corporaties samen", "voor: samen: A,", "for_whom_unreadable"),
        ("periode: jaar", "periode: kwartaal", "choice_unknown"),
        ("periode: jaar", "uitsplitsing: 9", "breakdown_unknown"),
        ("norm: minstens 90%\n", "", "target_missing"),
        ("tenzij: de vraag in een jaar met meer dan een tiende stijgt", "tenzij:", "value_empty"),
        ("soort: resultaat\n", "", "key_missing"),
        ('"binnen 12 maanden"', '""', "quotation_without_quotes"),
        ("uiterlijk: 31-12-2021", "uiterlijk: 2021-12-31", "day_unreadable"),
        ("tenzij:", "oordeel: op koers\ntenzij:", "judgement_incomplete"),
    ],
)
def test_a_fault_is_named(old, new, rule):
    assert rule in [name for name, _ in rules(NORM.replace(old, new), KNOWN)]


def test_a_judgement_does_not_belong_to_a_result():
    text = NORM + "oordeel: op koers\noordeel reden: r\noordeel door: d\noordeel op: 01-02-2021\n"

    assert rules(text) == [("judgement_on_result", 13)]


def test_a_misspelled_key_is_answered_with_a_suggestion():
    (fault,) = parse_norm(NORM.replace("tenzij:", "tenzei:"))

    assert message_nl(fault) == "‘tenzei’ is geen sleutel van de normtaal. Bedoelt u ‘tenzij’?"


def test_every_fault_of_the_language_has_its_dutch_sentences():
    texts = [NORM.replace("minstens 90%", "veel"), NORM.replace("actve", "x"), "x", "", "soort:"]

    for text in texts:
        found = parse_norm(text, KNOWN)
        for fault in () if isinstance(found, Norm) else found:
            assert fault.rule in known_rules()
            assert message_nl(fault)
            assert action_nl(fault)


WORDS = st.text("abcdefg éë,;%.()’", min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)
TEXTS = WORDS.filter(lambda text: bool(text))
DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))
PARTIES = st.lists(
    st.sampled_from(["ons-huis", "domijn", "sjht"]), min_size=1, max_size=3, unique=True
)
WHOM = st.one_of(
    st.sampled_from([ForWhom(Scope.TOTAL), ForWhom(Scope.EACH)]),
    st.builds(ForWhom, st.sampled_from([Scope.NAMED, Scope.JOINT]), PARTIES.map(tuple)),
)


@st.composite
def targets(draw):
    measure = draw(st.sampled_from(list(Measure)))
    steps = {Measure.SHARE: 1000, Measure.EUR: 100, Measure.NUMBER: 1}[measure]
    figures = st.integers(0, 100_000).map(lambda number: number / steps)
    comparison = draw(st.sampled_from(list(Comparison)))
    margin = draw(st.one_of(st.just(0.0), figures))
    if comparison in (Comparison.HIGHER_THAN_LAST_YEAR, Comparison.LOWER_THAN_LAST_YEAR):
        return Target(comparison, (), measure if margin else Measure.NUMBER, margin)
    n_bounds = 2 if comparison is Comparison.BETWEEN else 1
    bounds = sorted(draw(figures) for _ in range(n_bounds))
    return Target(comparison, tuple(bounds), measure, margin)


@st.composite
def norms(draw):
    kind = draw(st.sampled_from(list(Kind)))
    target = draw(targets()) if kind is Kind.RESULT else draw(st.none() | targets())
    judgement = st.builds(Judgement, st.sampled_from(list(Light)), TEXTS, TEXTS, DAYS)
    return Norm(
        clause=draw(st.sampled_from(["1.1", "3.14", "10.1", "2.1.3", "4.2a"])),
        quotation=draw(TEXTS),
        kind=kind,
        for_whom=draw(WHOM),
        rhythm=draw(st.sampled_from(list(Rhythm))),
        indicator_id="evictions" if target else None,
        breakdown=draw(st.none() | st.just("LAAG")),
        target=target,
        deadline=draw(st.none() | DAYS),
        exception_nl=draw(st.none() | TEXTS),
        fallback_nl=draw(st.none() | TEXTS),
        judgement=None if kind is Kind.RESULT else draw(st.none() | judgement),
    )


@given(norms())
def test_what_is_written_is_read_back_unchanged(norm):
    assert parse_norm(format_norm(norm)) == norm


@given(st.text(max_size=200))
def test_any_text_gives_a_norm_or_findings_and_never_an_exception(text):
    found = parse_norm(text, KNOWN)

    assert isinstance(found, Norm) or all(fault.rule in known_rules() for fault in found)


@given(st.lists(st.sampled_from(NORM.splitlines()), max_size=14), st.randoms())
def test_lines_in_any_order_never_raise(lines, chance):
    cut = [line[: chance.randint(0, len(line))] for line in lines]

    found = parse_norm("\n".join(cut), KNOWN)

    assert isinstance(found, Norm) or all(message_nl(fault) for fault in found)
