"""Which number of a rule a set meeting takes, so that no proposal stands beside the real day."""

from collections.abc import Sequence
from datetime import date
from itertools import count


def numbers_for(days: Sequence[date], proposed: Sequence[date]) -> tuple[int, ...]:
    """Give each set meeting the number of the proposal that it takes the place of.

    Args:
        days: Days of the set meetings of one rule in one year, in order.
        proposed: Days the rule proposes, in order of number.

    Returns:
        A number for each day, counted from 1, rising with the days.

    Method:
        As many meetings as possible take the place of a proposal, in order of day, with the least
        days between them in all. What is left is extra and gets the numbers after the last proposal.

    Examples:
        >>> spring, autumn = date(2026, 4, 9), date(2026, 11, 26)
        >>> numbers_for([date(2026, 11, 19)], [spring, autumn])
        (2,)
        >>> numbers_for([spring, date(2026, 6, 1), autumn], [spring, autumn])
        (1, 3, 2)
    """
    row: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, ())] * (len(proposed) + 1)
    for day in days:
        extra = [(unplaced, apart, (*numbers, 0)) for unplaced, apart, numbers in row]
        best = extra[:1]
        for number, other in enumerate(proposed, start=1):
            unplaced, apart, numbers = row[number - 1]
            placed = (unplaced - 1, apart + abs((day - other).days), (*numbers, number))
            best.append(min(placed, extra[number], best[-1]))
        row = best
    following = count(len(proposed) + 1)
    return tuple(number or next(following) for number in row[-1][2])
