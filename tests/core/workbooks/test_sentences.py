"""Every rule says in Dutch what is wrong and what to do, and no sentence is left over."""

import re
from importlib import resources

import pytest
import yaml

from drieluik.core.findings import Finding, Place, Severity, action_nl, known_rules, message_nl
from drieluik.core.workbooks import rules as rules_module
from drieluik.core.workbooks.rules import RULES

_SENTENCES = yaml.safe_load(
    (resources.files("drieluik.core.findings") / "nl" / "workbooks.yaml").read_text("utf-8")
)
_KNOWN_EVERYWHERE = {"value", "sheet", "cell", "column", "row"}


def _source():
    folder = resources.files("drieluik.core.workbooks")
    todo, text = [folder], ""
    while todo:
        for entry in todo.pop().iterdir():
            if entry.is_dir():
                todo.append(entry)
            elif entry.name.endswith(".py") and entry.name != "rules.py":
                text += entry.read_text("utf-8")
    return text


def test_the_rules_and_the_sentences_are_the_same_set():
    assert {f"workbooks.{name}" for name in RULES} == {
        rule for rule in known_rules() if rule.startswith("workbooks.")
    }


def test_every_rule_is_used_in_the_code():
    used = set(re.findall(r'"(\w+)"', _source()))

    assert set(RULES) - used == set()


def test_every_rule_named_in_the_code_has_sentences():
    named = set(re.findall(r'finding\(\s*"(\w+)"', _source()))

    assert named
    assert named <= set(RULES)


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_sentence_can_be_filled_and_says_what_to_do(name):
    wanted = set(re.findall(r"{(\w+)}", " ".join(_SENTENCES[name].values())))
    facts = dict.fromkeys(wanted - _KNOWN_EVERYWHERE, "x.")
    finding = Finding(f"workbooks.{name}", Severity.BLOCKS, Place("B", "A1", "K", 1), "v", facts)

    for sentence in (message_nl(finding), action_nl(finding)):
        assert sentence.rstrip()[-1] in ".?"
        assert "{" not in sentence
        assert len(sentence) <= 260


@pytest.mark.parametrize("name", [n for n in sorted(RULES) if n.startswith("personal_")])
def test_sentences_about_personal_data_never_repeat_the_value(name):
    assert "{value}" not in " ".join(_SENTENCES[name].values())


def test_no_rule_can_be_made_without_being_listed():
    with pytest.raises(KeyError):
        rules_module.finding("bestaat_niet")
