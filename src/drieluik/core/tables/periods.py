"""The half-year to which a delivery belongs."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_NAME = re.compile(r"(\d{4})-([12])")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A half-year; ``2020-1`` runs from 1 January up to but not including 1 July 2020.

    Attributes:
        year: Calendar year.
        half: 1 for January-June, 2 for July-December.
    """

    year: int
    half: int

    @classmethod
    def parse(cls, name: str) -> "Period":
        """Read ``2020-1``.

        Raises:
            ValueError: The text is not a year, a dash and 1 or 2.
        """
        match = _NAME.fullmatch(name.strip())
        if match is None:
            raise ValueError(f"'{name}' is geen periode; schrijf bijvoorbeeld 2020-1")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def containing(cls, day: date) -> "Period":
        """Return the half-year in which a day lies.

        Examples:
            >>> str(Period.containing(date(2020, 7, 1)))
            '2020-2'
        """
        return cls(day.year, 1 if day.month < 7 else 2)

    def __str__(self) -> str:
        """Write the period as ``2020-1``."""
        return f"{self.year}-{self.half}"

    @property
    def starts_on(self) -> date:
        """First day of the period."""
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def ends_before(self) -> date:
        """First day after the period."""
        return self.next().starts_on

    @property
    def last_day(self) -> date:
        """The day on which stocks (dwellings, arrears, queue) are counted."""
        return self.ends_before - timedelta(days=1)

    def next(self) -> "Period":
        """Return the half-year after this one."""
        return Period(self.year, 2) if self.half == 1 else Period(self.year + 1, 1)

    def previous(self) -> "Period":
        """Return the half-year before this one."""
        return Period(self.year, 1) if self.half == 2 else Period(self.year - 1, 2)
