"""The rules that hide figures, in words for everybody: which limits they have and where from.

They tell of no cell why it is hidden: who knows that one is hidden beside another, knows more.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from drieluik.core.disclosure import (
    FewContributors,
    GroupTogether,
    PercentRule,
    Release,
    RuleSet,
    SmallCounts,
    SmallTotals,
    rule_set,
)
from drieluik.core.disclosure.rules import Rule
from drieluik.core.parameters import Source


@dataclass(frozen=True, slots=True)
class RulesInWords:
    """The rules by which a table was protected.

    Attributes:
        name: Kind of figure that they are for.
        from_on: Since when they hold.
        limits: One sentence per rule.
        source: Where the limits come from.
        checked_by: Who compared them with the source.
    """

    name: str
    from_on: date
    limits: tuple[str, ...]
    source: str
    checked_by: str


def rules_in_words(release: Release) -> RulesInWords:
    """Return the rules of a release in words."""
    rules = rule_set(release.rules, date.fromisoformat(release.rules_from))
    return RulesInWords(
        name=rules.name_nl,
        from_on=rules.from_on,
        limits=tuple(_limits(rules, {one.column for one in release.dimensions})),
        source=_source(rules.source),
        checked_by=rules.checked_by,
    )


def _limits(rules: RuleSet, columns: Collection[str]) -> Iterator[str]:
    """Give the rules that apply to a table: one over classes does not where there are none."""
    yield from (
        limit_in_words(one)
        for one in rules.rules
        if not isinstance(one, SmallTotals | GroupTogether) or one.over in columns
    )
    if rules.own_percent:
        yield _estimated()
    if rules.contributors_calculate and any(isinstance(one, SmallCounts) for one in rules.rules):
        yield _(
            "Nor is a number shown from which a corporation could take its own and find so small a "
            "number of the others."
        )


def limit_in_words(rule: Rule) -> str:
    """Return one rule as a sentence."""
    match rule:
        case SmallCounts():
            return _small_counts(rule)
        case SmallTotals():
            return _(
                "Numbers per class are not shown when the classes together are under %(n)d."
            ) % {"n": rule.least}
        case GroupTogether():
            return _(
                "A number per class is not shown when everybody is in that class, or all but a few: "
                "at least %(n)d must be in the other classes."
            ) % {"n": rule.least_others}
        case FewContributors():
            return _("A figure is not shown when fewer than %(n)d parties stand behind it.") % {
                "n": rule.least
            }
        case PercentRule():
            return _estimated()


def _estimated() -> str:
    # how closely is kept confidential: who knows it can undo a part of the rule
    return _(
        "A figure is not shown when one party could estimate too closely from it what another party has."
    )


def _small_counts(rule: SmallCounts) -> str:
    words = {
        "first": rule.secret_from,
        "last": rule.secret_until,
        "width": rule.least_width,
    }
    return (
        _(
            "A number from %(first)d to %(last)d is not shown. Whoever calculates with all that is shown "
            "must be left with a least and a largest possible number that differ %(width)d or more."
        )
        % words
    )


def _source(source: Source) -> str:
    parts = (source.law, source.article, source.found_in, source.url)
    return "; ".join(part for part in parts if part)
