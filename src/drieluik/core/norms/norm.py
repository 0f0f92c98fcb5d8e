"""What a norm is: a measurable or judged promise, bound to the words of an agreement."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Light(StrEnum):
    """How an agreement stands; the order of severity is in ``status.worst``."""

    ON_COURSE = "on_course"
    ATTENTION = "attention"
    OFF_COURSE = "off_course"
    UNKNOWN = "unknown"
    NOT_MEASURABLE_YET = "not_measurable_yet"


class Kind(StrEnum):
    """A promised result, a promised effort, or a promised way of working."""

    RESULT = "result"
    EFFORT = "effort"
    PROCESS = "process"


class Comparison(StrEnum):
    """How the figure must relate to the target."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EQUALS = "equals"
    BETWEEN = "between"
    HIGHER_THAN_LAST_YEAR = "higher_than_last_year"
    LOWER_THAN_LAST_YEAR = "lower_than_last_year"


class Measure(StrEnum):
    """In what the target is written; a percentage is kept as a share from 0 to 1."""

    SHARE = "share"
    EUR = "EUR"
    NUMBER = "number"


class Rhythm(StrEnum):
    """Over which stretch of time the norm is judged."""

    HALF_YEAR = "half_year"
    YEAR = "year"


class Scope(StrEnum):
    """For whom the norm holds."""

    TOTAL = "total"
    EACH = "each"
    NAMED = "named"
    JOINT = "joint"


@dataclass(frozen=True, slots=True)
class ForWhom:
    """All corporations together, each of them, the named ones each, or the named ones together."""

    scope: Scope
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """The figure that was promised.

    Attributes:
        comparison: How the figure must relate to it.
        bounds: One bound, two for ``BETWEEN``, none for a comparison with last year.
        measure: Unit of bounds and margin.
        margin: How far the figure may miss the target and still be a point of attention.
    """

    comparison: Comparison
    bounds: tuple[float, ...] = ()
    measure: Measure = Measure.NUMBER
    margin: float = 0.0


@dataclass(frozen=True, slots=True)
class Condition:
    """A figure of all corporations together that must be met before a norm holds."""

    indicator_id: str
    target: Target


@dataclass(frozen=True, slots=True)
class Judgement:
    """What people concluded about an effort or a way of working; it holds for a year.

    A conclusion is about the half-years that ended in the twelve months before it, and speaks for
    the present until it is a year old. Then people must judge again.
    """

    light: Light
    reason_nl: str
    by: str
    on: date

    @property
    def holds_until(self) -> date:
        """First day on which people must have judged again."""
        return self.on.replace(year=self.on.year + 1, day=min(self.on.day, 28))

    def is_about(self, ends_before: date) -> bool:
        """Tell whether a half-year was looked back on, by the first day after it."""
        year_before = self.on.replace(year=self.on.year - 1, day=min(self.on.day, 28))
        return year_before < ends_before <= self.on


@dataclass(frozen=True, slots=True)
class Norm:
    """One norm of one clause.

    Attributes:
        clause: Number of the agreement, such as ``3.2``.
        quotation: The exact words of the agreement to which the norm is bound.
        kind: Result, effort or process.
        for_whom: For whom it holds.
        rhythm: Half-year or year.
        indicator_id: The figure that is looked at; None when people judge.
        breakdown: Code of the part of the figure; None for the whole figure.
        target: What was promised of the figure; None when people judge.
        deadline: Last day to reach the target; None when it holds all the time.
        condition_nl: The "provided that" of the agreement.
        condition: The same in a figure; None when only people can tell whether it is met.
        exception_nl: The "unless" of the agreement.
        fallback_nl: What the parties do when the norm is not reached.
        consent_nl: Words by which the parties agreed beforehand to a figure that misses the target.
        one_of: Name that this norm shares with others of the agreement, of which one is enough.
        judgement: For effort and process: the latest judgement by people.
    """

    clause: str
    quotation: str
    kind: Kind
    for_whom: ForWhom
    rhythm: Rhythm = Rhythm.YEAR
    indicator_id: str | None = None
    breakdown: str | None = None
    target: Target | None = None
    deadline: date | None = None
    condition_nl: str | None = None
    condition: Condition | None = None
    exception_nl: str | None = None
    fallback_nl: str | None = None
    consent_nl: str | None = None
    one_of: str | None = None
    judgement: Judgement | None = None

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The indicators whose figures make its light: its own, then that of its condition."""
        other = self.condition.indicator_id if self.condition else None
        return tuple(dict.fromkeys(one for one in (self.indicator_id, other) if one))


@dataclass(frozen=True, slots=True)
class Measurable:
    """What the norm language must know of an indicator; the rooms meet in ``flows``.

    Attributes:
        indicator_id: Its id.
        name_nl: Its Dutch name.
        measure: In what a target for it is written.
        breakdown_codes: Codes of its parts; empty when it is not split.
        needs_breakdown: True when only its parts say something.
        by_chance: True when chance has a say in it: it counts how it went with separate cases.
    """

    indicator_id: str
    name_nl: str
    measure: Measure
    breakdown_codes: tuple[str, ...] = ()
    needs_breakdown: bool = False
    by_chance: bool = False


def quotes(quotation: str, clause_text: str) -> bool:
    r"""Tell whether the quotation stands literally in the text; only white space may differ.

    Examples:
        >>> quotes("binnen  een jaar", "Men vindt binnen\neen jaar een woning.")
        True
        >>> quotes("", "Men vindt een woning.")
        False
    """
    wanted = " ".join(quotation.split())
    return bool(wanted) and wanted in " ".join(clause_text.split())
