"""The calendar of a year as one function of rules and of what people told."""

from drieluik.core.cycle.calendar import Calendar, CycleItem, Known
from drieluik.core.cycle.checking import findings_about
from drieluik.core.cycle.making import Maker
from drieluik.core.cycle.rules.book import RuleBook


def calendar_of(year: int, book: RuleBook, known: Known | None = None) -> Calendar:
    """Compute the calendar of one year.

    The same input always gives the same calendar: nothing is read from clock or database.

    Args:
        year: Calendar year; items that hang on something in this year may lie just outside it.
        book: The rules of the law and of the house.
        known: What people told: set meetings, agreed days, events, holidays, what is done, today.

    Returns:
        Items in order of last day, and findings with the gravest first.

    Examples:
        >>> from drieluik.core.cycle.rules.book import default_rule_book
        >>> calendar = calendar_of(2026, default_rule_book())
        >>> [regime.id for regime in calendar.regimes]
        ['B', 'C']
        >>> calendar.item("2026:dpi").last_on
        datetime.date(2026, 12, 14)
    """
    known = known or Known()
    items = Maker(year, book, known).make_all()
    bare = Calendar(year, book, known, items, ())
    return Calendar(year, book, known, items, findings_about(bare))


def carried_over(calendar: Calendar) -> tuple[CycleItem, ...]:
    """The items of a calendar whose last day falls in the year after it.

    They hang on something in their own year, such as the months in which parties may still bring
    a dispute to the Minister. Whoever shows a year shows those of the year before with it.
    """
    return tuple(item for item in calendar.items if item.last_on.year > calendar.year)
