"""The house rules of the example: what the agreements of Enschede ask every year.

Comes in: ``data/cycle.yaml``. Goes out: the text of that file, read elsewhere as any other house rules.
Which days the agreements leave open is made up, and says so at every rule.
"""

from importlib import resources


def house_rules() -> str:
    """Return the house rules of the example as the text of a rule file."""
    return (resources.files("drieluik.example") / "data" / "cycle.yaml").read_text("utf-8")
