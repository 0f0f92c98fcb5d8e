"""Every doubt has a Dutch sentence that can be filled, and no sentence is left over."""

import re
from importlib import resources

from drieluik.core.findings import known_rules


def test_the_doubts_in_the_code_and_the_sentences_are_the_same_set():
    folder = resources.files("drieluik.core.plausibility")
    source = "".join(
        entry.read_text("utf-8") for entry in folder.iterdir() if entry.name.endswith(".py")
    )
    made = set(re.findall(r'Doubt\(\s*"(\w+)"|_at_\w+\(.*"(\w+)"\)', source))

    named = {first or second for first, second in made}
    assert {f"plausibility.{name}" for name in named} == {
        rule for rule in known_rules() if rule.startswith("plausibility.")
    }
