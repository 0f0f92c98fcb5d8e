"""Every rule has a Dutch sentence, every example in a docstring is true."""

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import drieluik.core.documents as room
from drieluik.apps.agreements import corrections
from drieluik.core.findings import known_rules

_FOLDER = Path(room.__file__).parent


def _modules():
    names = [found.name for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")]
    return [importlib.import_module(name) for name in names]


def test_the_examples_in_the_docstrings_are_true():
    results = {module.__name__: doctest.testmod(module) for module in _modules()}

    assert sum(result.attempted for result in results.values()) > 10
    assert [name for name, result in results.items() if result.failed] == []


def test_every_rule_in_the_code_has_its_sentences_and_the_other_way_round():
    # who corrects an outline by hand is refused in the words of the same room
    files = [*_FOLDER.rglob("*.py"), Path(corrections.__file__)]
    code = "\n".join(path.read_text("utf-8") for path in files)
    used = set(re.findall(r"(?:refusal|find)\(\s*\"(\w+)\"", code))
    used |= set(re.findall(r"\"documents\.(\w+)\"", code)) | {"only_scans", "no_text"}

    assert {
        rule.removeprefix("documents.") for rule in known_rules() if rule.startswith("documents.")
    } == used


def test_the_grammar_names_no_place_and_no_party():
    grammar = "\n".join(
        path.read_text("utf-8").lower()
        for path in _FOLDER.rglob("*")
        if path.suffix in {".py", ".yaml"}
    )

    assert [
        name
        for name in ("enschede", "domijn", "ons huis", "de veste", "sjht", "woonplaats")
        if name in grammar
    ] == []
