"""Every example in a docstring is true."""

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import drieluik.core.amendments as room
from drieluik.core.amendments.edits.consolidation import consolidated
from drieluik.core.amendments.edits.edit import ChangeSection, RepealClause
from drieluik.core.amendments.sets.rows import AgreementSet
from drieluik.core.findings import action_nl, known_rules, message_nl


def test_the_examples_in_the_docstrings_are_true():
    names = [found.name for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")]
    results = {name: doctest.testmod(importlib.import_module(name)) for name in names}

    assert sum(result.attempted for result in results.values()) > 5
    assert [name for name, result in results.items() if result.failed] == []


def test_every_rule_in_the_code_has_its_sentences_and_the_other_way_round():
    code = "\n".join(path.read_text("utf-8") for path in Path(room.__file__).parent.rglob("*.py"))
    used = set(re.findall(r"(?:_object|_finding)\(\s*\"(\w+)\"", code))
    used |= set(re.findall(r"\"amendments\.(\w+)\"", code))

    named = {rule for rule in known_rules() if rule.startswith("amendments.")}
    assert {rule.removeprefix("amendments.") for rule in named} == used


def test_every_finding_can_be_said_in_dutch():
    edits = [RepealClause("e1", "weg"), ChangeSection("e2", "s9", "goal", "", "x")]
    found = consolidated(AgreementSet("", "", ()), edits).findings

    assert [message_nl(one) for one in found] == [
        "Er is geen afspraak met kenmerk weg.",
        "Er is geen onderdeel met kenmerk s9.",
    ]
    assert all(action_nl(one) for one in found)
