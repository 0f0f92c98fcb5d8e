"""What a legal or policy constant is: values by date, with source and date of checking."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ParameterUnknown(LookupError):  # noqa: N818 - it is an answer ("unknown"), not a mistake
    """No value is known for that day; the caller must answer "unknown", never fill a guess."""


class ParameterFileError(ValueError):
    """A parameter file breaks the form; the message names file and fault."""


class Renewal(StrEnum):
    """Whether a value lasts until the next one or only for its calendar year."""

    NEVER = "never"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value stands.

    Attributes:
        law: Name of the law or decision.
        article: Article, when it is known.
        url: Permalink to the dated text, when it is known.
        found_in: Publication in which the figure was read, when that is not the law itself.
    """

    law: str
    article: str | None = None
    url: str | None = None
    found_in: str | None = None


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value from a first day on; None means: looked for and not found.

    Attributes:
        from_on: First day on which the value counts.
        value: The figure in the unit of the parameter.
        source: Where it stands.
        checked_by: Who compared it with the source.
        checked_on: When that was done.
    """

    from_on: date
    value: float | None
    source: Source
    checked_by: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Parameter:
    """A legal or policy constant with all its values through time.

    Attributes:
        id: ``<topic>.<name>``.
        meaning: What it is, in words a policy officer understands.
        name_nl: What people call it.
        unit: Unit of every value.
        renewed: Whether a value counts only in its own calendar year.
        values: In order of date.
        ends: First day on which the rule is gone; None while it is in force.
        recheck_before: Day before which somebody must compare it with the law again.
    """

    id: str
    meaning: str
    name_nl: str
    unit: str
    renewed: Renewal
    values: tuple[DatedValue, ...]
    ends: date | None
    recheck_before: date

    def dated(self, day: date) -> DatedValue:
        """Return the value in force on a day, with its source.

        Raises:
            ParameterUnknown: The day is before the first value, after the rule ended, in a year
                without its own value, or the value was not found.
        """
        if self.ends is not None and day >= self.ends:
            raise ParameterUnknown(f"{self.id} geldt niet meer vanaf {self.ends}")
        in_force = [value for value in self.values if value.from_on <= day]
        if not in_force:
            raise ParameterUnknown(f"{self.id} heeft nog geen waarde op {day}")
        latest = in_force[-1]
        if self.renewed is Renewal.YEARLY and latest.from_on.year != day.year:
            raise ParameterUnknown(f"{self.id} heeft geen waarde voor {day.year}")
        if latest.value is None:
            raise ParameterUnknown(f"{self.id} is niet gevonden voor {day.year}")
        return latest

    def on(self, day: date) -> float:
        """Return the figure in force on a day.

        Raises:
            ParameterUnknown: No figure is known for that day, see ``dated``.

        Examples:
            >>> from drieluik.core.parameters import parameter
            >>> parameter("rent_limits.aftoppingsgrens_low").on(date(2020, 6, 30))
            619.01
        """
        value = self.dated(day).value
        if value is None:
            raise ParameterUnknown(f"{self.id} is niet gevonden voor {day.year}")
        return value
