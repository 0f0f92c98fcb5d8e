"""The Dutch sentences of the findings: what is wrong, and what to do about it.

The catalogue is data (``nl/<room>.yaml``: rule -> message, action). A sentence may hold
``{placeholders}``; they are filled only from the plain facts of the finding, its value and place.
"""

from functools import cache
from importlib import resources

import yaml

from drieluik.core.findings.finding import Finding


def message_nl(finding: Finding) -> str:
    """Say in Dutch what is wrong.

    Raises:
        KeyError: The rule has no sentence, or the sentence wants a fact the finding lacks.
    """
    return _fill(_catalogue()[finding.rule]["message"], finding)


def action_nl(finding: Finding) -> str:
    """Say in Dutch what the person can do about it.

    Raises:
        KeyError: The rule has no sentence, or the sentence wants a fact the finding lacks.
    """
    return _fill(_catalogue()[finding.rule]["action"], finding)


def known_rules() -> frozenset[str]:
    """Return the ids of all rules that have sentences."""
    return frozenset(_catalogue())


def _fill(sentence: str, finding: Finding) -> str:
    place = finding.place
    known: dict[str, object] = {
        "value": finding.value or "",
        "sheet": place.sheet or "",
        "cell": place.cell or "",
        "column": place.column or "",
        "row": place.row or "",
        "page": place.page or "",
        "line": place.line or "",
        **finding.facts,
    }
    return sentence.format_map(known)


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    catalogue: dict[str, dict[str, str]] = {}
    folder = resources.files("drieluik.core.findings") / "nl"
    for entry in sorted(folder.iterdir(), key=lambda path: path.name):
        room = entry.name.removesuffix(".yaml")
        rules: dict[str, dict[str, str]] = yaml.safe_load(entry.read_text("utf-8")) or {}
        catalogue.update({f"{room}.{name}": texts for name, texts in rules.items()})
    return catalogue
