"""Disclosure control: what may be published of a table without giving anybody away.

Comes in: a table at its lowest codes, the rules for its kind of figure, and all earlier releases.
Goes out: a release in which nothing secret can be calculated, with an audit over everything that
was published. The only maker of a publishable table. Knows no database, no page and no clock.
"""

from drieluik.core.disclosure.auditing import Audit, Interval, audit
from drieluik.core.disclosure.coarsening import NoCoarser, coarser
from drieluik.core.disclosure.dimensions import Dimension, DimensionError, Hierarchy
from drieluik.core.disclosure.figures import Figures, FiguresError, add_up
from drieluik.core.disclosure.protecting import Protected, Refused, protect
from drieluik.core.disclosure.reading import read_figures
from drieluik.core.disclosure.releases import (
    Certificate,
    Kept,
    Release,
    ReleaseError,
    kept_json,
    read_kept,
    read_release,
    release_json,
)
from drieluik.core.disclosure.rounding import CannotRound, round_to
from drieluik.core.disclosure.rule_sets import (
    NoRulesYet,
    read_rules,
    rule_set,
    rule_set_names,
)
from drieluik.core.disclosure.rules import (
    Cost,
    FewContributors,
    GroupTogether,
    PercentRule,
    RuleSet,
    SmallCounts,
    SmallTotals,
)
from drieluik.core.disclosure.uniting import Contradiction, Unlinked

__all__ = [
    "Audit",
    "CannotRound",
    "Certificate",
    "Contradiction",
    "Cost",
    "Dimension",
    "DimensionError",
    "FewContributors",
    "Figures",
    "FiguresError",
    "GroupTogether",
    "Hierarchy",
    "Interval",
    "Kept",
    "NoCoarser",
    "NoRulesYet",
    "PercentRule",
    "Protected",
    "Refused",
    "Release",
    "ReleaseError",
    "RuleSet",
    "SmallCounts",
    "SmallTotals",
    "Unlinked",
    "add_up",
    "audit",
    "coarser",
    "kept_json",
    "protect",
    "read_figures",
    "read_kept",
    "read_release",
    "read_rules",
    "release_json",
    "round_to",
    "rule_set",
    "rule_set_names",
]
