"""When a figure gives somebody away: the rules, as values.

Each rule answers for a cell of a table whether it may be shown and, when not, how uncertain it must
stay to whoever calculates with everything that is shown. The rules themselves are dated data with
their source (``rule_sets``); here is what they mean.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from drieluik.core.parameters import Source


class Cost(StrEnum):
    """What is lost with a cell that is not shown, to choose which ones to hide beside."""

    VALUE = "value"
    CELLS = "cells"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class SmallCounts:
    """Counts from the one up to and including the other are secret.

    Where contributors calculate, so is what the others have together: whoever knows its own part
    takes that from the count. Where the others have nothing, a contributor is taken to know it.

    Attributes:
        secret_from: Least secret count; 0 when "nobody" is secret too.
        secret_until: Largest secret count.
        least_width: Difference that must remain between the largest and the least count that a
            secret cell could have.
    """

    secret_from: int
    secret_until: int
    least_width: int


@dataclass(frozen=True, slots=True)
class PercentRule:
    """An amount is secret when one contributor can estimate another within a share of it.

    With the two largest contributions x1 and x2 of a total X it is secret when
    ``X - x1 - x2 < percent / 100 * x1``. The share is kept confidential.

    Source:
        Handbook on Statistical Disclosure Control, 2nd edition, the p% rule.
    """

    percent: float


@dataclass(frozen=True, slots=True)
class FewContributors:
    """A figure is secret when fewer parties stand behind it.

    Attributes:
        least: The fewest parties with which it may be shown.
        least_width: See ``SmallCounts``.
    """

    least: int
    least_width: int


@dataclass(frozen=True, slots=True)
class SmallTotals:
    """Figures per class are secret when all classes together are too few.

    Attributes:
        over: Column of the classes.
        least: The least total with which the classes may be shown.
        least_width: See ``SmallCounts``.
    """

    over: str
    least: int
    least_width: int


@dataclass(frozen=True, slots=True)
class GroupTogether:
    """A class is secret when it holds everybody, or all but a few: then each is given away.

    Attributes:
        over: Column of the classes.
        least_others: The fewest that must be in the other classes together.
    """

    over: str
    least_others: int


Rule = SmallCounts | PercentRule | FewContributors | SmallTotals | GroupTogether


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules for one kind of figure, as they hold from a day on.

    Attributes:
        id: Name of the file.
        name_nl: What people call this kind of figure.
        from_on: First day.
        rules: A cell is secret when one of them says so.
        cost: What is lost with a hidden cell.
        own_percent: Whether they lack a share of the p% rule, which each municipality sets itself and
            keeps confidential; see ``with_percent``.
        contributors_calculate: Whether a party that knows its own part counts as somebody who
            could calculate the part of another.
        source: Where the limits come from.
        checked_by: Who compared them with the source.
        checked_on: When.
    """

    id: str
    name_nl: str
    from_on: date
    rules: tuple[Rule, ...]
    cost: Cost
    contributors_calculate: bool
    source: Source
    checked_by: str
    checked_on: date
    own_percent: bool = False

    def with_percent(self, percent: float) -> "RuleSet":
        """Return these rules with a share of the p% rule, to keep confidential."""
        return replace(self, rules=(*self.rules, PercentRule(percent)), own_percent=False)

    @property
    def least_width(self) -> int:
        """The least width that any secret count keeps; 0 when no rule names one.

        It may be told: it is the same for every cell that is not shown.
        """
        widths = [rule.least_width for rule in self.rules if not isinstance(rule, _UNTOLD)]
        return min(widths, default=0)

    def not_applying(self, columns: Collection[str], *, contributors: bool) -> tuple[str, ...]:
        """Return why these rules would protect nothing of a table; nothing when they do.

        Args:
            columns: The columns of the table.
            contributors: Whether it says who contributed.
        """
        lines = [one for one in self.rules if isinstance(one, SmallTotals | GroupTogether)]
        of_parties = [one for one in self.rules if isinstance(one, PercentRule | FewContributors)]
        faults = []
        if self.own_percent:
            faults.append(
                f"regels {self.id} vragen een eigen percentage, dat niemand anders kent; "
                "neem ze over in een eigen bestand met een regel percent"
            )
        if of_parties and not contributors:
            faults.append(f"regels {self.id} gaan over wie bijdraagt; de tabel zegt dat niet")
        if len(lines) == len(self.rules) and not {one.over for one in lines} & {*columns}:
            over = ", ".join(sorted({one.over for one in lines}))
            faults.append(f"regels {self.id} gaan over kolom {over}; de tabel heeft die niet")
        return tuple(faults)

    @property
    def zeros_are_secret(self) -> bool:
        """Whether a hidden cell may be 0 as well as anything else that is secret."""
        return any(isinstance(one, SmallCounts) and one.secret_from == 0 for one in self.rules)

    def hidden_from(self, columns: Collection[str]) -> int:
        """Return the least that any reader knows of a hidden count: 1 where every 0 is shown.

        Args:
            columns: The columns of the table; a rule over a column that it lacks hides nothing.
        """
        lines = (one for one in self.rules if isinstance(one, SmallTotals | GroupTogether))
        over_lines = any(one.over in columns for one in lines)
        return 0 if self.zeros_are_secret or over_lines else 1


_UNTOLD = PercentRule | GroupTogether
