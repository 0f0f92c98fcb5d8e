"""Which number of a rule a set meeting takes, so that no proposal stands beside the real day."""

from collections.abc import Collection, Sequence
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


def numbers_beside(
    days: Sequence[date], proposed: Sequence[tuple[int, date]], taken: Collection[int]
) -> tuple[int, ...]:
    """Give meetings a number beside those that other meetings have and keep.

    A number that was given once stays with its meeting, also when it moves: reminders, marks and
    calendar files hang on it.

    Args:
        days: Days of the meetings of one rule that have no number yet, in order.
        proposed: Number and day of each proposal of the rule, in order of number.
        taken: Numbers that other meetings of the rule have.

    Returns:
        A number for each day: of a proposal that is still free, or else one nobody has.

    Examples:
        >>> spring, autumn = date(2026, 4, 9), date(2026, 11, 26)
        >>> numbers_beside([date(2026, 4, 16)], [(1, spring), (2, autumn)], {1})
        (2,)
    """
    free = [(number, day) for number, day in proposed if number not in taken]
    found = numbers_for(days, [day for _number, day in free])
    used = {*taken, *(number for number, _day in proposed)}
    following = (number for number in count(1) if number not in used)
    return tuple(free[one - 1][0] if one <= len(free) else next(following) for one in found)
