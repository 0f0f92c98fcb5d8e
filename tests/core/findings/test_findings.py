"""Findings carry their place and their Dutch sentences."""

import pytest

from drieluik.core.findings import (
    Finding,
    Place,
    Severity,
    action_nl,
    known_rules,
    message_nl,
    worst_severity,
)


def test_the_gravest_severity_counts():
    findings = [Finding("a.b", severity) for severity in reversed(Severity)]

    assert worst_severity(findings) is Severity.BLOCKS
    assert worst_severity(findings[:2]) is Severity.CONFIRM
    assert worst_severity([]) is None


def test_a_sentence_is_filled_from_value_place_and_facts():
    finding = Finding(
        "workbooks.below_range",
        Severity.BLOCKS,
        Place("Woningen", "F3", "Netto huur", 3),
        "-1",
        {"at_least": "0", "words": " of onbekend"},
    )

    assert message_nl(finding) == "-1 is te laag; Netto huur is minstens 0."
    assert action_nl(finding) == "Verbeter het getal of onbekend."


def test_a_value_with_braces_is_not_a_placeholder():
    value = "{sheet.__class__} {0}"
    finding = Finding("workbooks.date_ambiguous", Severity.BLOCKS, Place(), value)

    assert value in message_nl(finding)


def test_an_unknown_rule_is_a_mistake_of_the_programmer():
    with pytest.raises(KeyError):
        message_nl(Finding("workbooks.bestaat_niet", Severity.REMARK))


def test_every_rule_is_named_after_its_room():
    assert {rule.partition(".")[0] for rule in known_rules()} <= {
        "amendments",
        "cycle",
        "documents",
        "norms",
        "plausibility",
        "geography",
        "layers",
        "placing",
        "workbooks",
    }
