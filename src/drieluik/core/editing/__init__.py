"""Which cells of a row could be wrong, and whether rules can hold together.

Comes in: the contract of a table, and a row that breaks its rules. Goes out: the smallest sets of
columns that must change for the row to be right (Fellegi and Holt, 1976), and the rules of a
contract that exclude each other or say nothing new. Knows no file and no sentence.
"""

from drieluik.core.editing.localising import Suspects, find_suspects
from drieluik.core.editing.rule_sets import (
    Contradiction,
    Redundant,
    contradictions,
    redundant_rules,
)

__all__ = [
    "Contradiction",
    "Redundant",
    "Suspects",
    "contradictions",
    "find_suspects",
    "redundant_rules",
]
